"""The shelf of saves from the shell: list, rename, export, import, delete, undo."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from casefile.desk.plain.find import find
from casefile.desk.plain.page import Sheet, columns
from casefile.errors import Refusal
from casefile.store.shelf import ENDING, Save, Shelf

Act = Callable[..., None]
"""Something that is done to the shelf: takes it, the words of the command, and `as_json`; prints what came of it."""


def _list(shelf: Shelf, _words: Sequence[str], *, as_json: bool) -> None:
    saves = shelf.saves()
    if as_json:
        _say("".join(json.dumps(asdict(save)) + "\n" for save in saves), end="")
    elif not saves:
        _say("There are no saves yet.")
    else:
        rows = [("name", "case", "player", "opened", "last played", "id"), *map(_row, saves)]
        _say("\n".join(columns(rows, Sheet())))


def _one(done: str, do: Callable[[Shelf, Save, Sequence[str]], object]) -> Act:
    """An act upon the save that the first word names."""

    def act(shelf: Shelf, words: Sequence[str], *, as_json: bool) -> None:
        save = find("save", words[0], shelf.saves(), _names)
        result = do(shelf, save, words[1:])
        _told(save, done.format(name=save.name, result=result), as_json=as_json)

    return act


def _import(shelf: Shelf, words: Sequence[str], *, as_json: bool) -> None:
    save = shelf.take_in(Path(words[0]))
    _told(save, f"{save.name} is on the shelf.", as_json=as_json)


def _undo(shelf: Shelf, _words: Sequence[str], *, as_json: bool) -> None:
    deleted = shelf.trash()
    if not deleted:
        raise Refusal("trash-empty", "Nothing has been deleted that could be brought back.")
    # Moving a file changes the time of its entry, not the time of its contents.
    last = max(deleted, key=lambda save: (shelf.folder / "trash" / f"{save.id}{ENDING}").stat().st_ctime_ns)
    shelf.restore(last.id)
    _told(last, f"{last.name} is back on the shelf.", as_json=as_json)


ACTS: dict[str, Act] = {
    "list": _list,
    "rename": _one("{name} has another name now.", lambda shelf, save, words: shelf.rename(save.id, words[0])),
    "export": _one("{name} was written to {result}.", lambda shelf, save, words: shelf.export(save.id, Path(words[0]))),
    "import": _import,
    "delete": _one(
        "{name} is gone. `casefile saves undo` brings it back.", lambda shelf, save, _: shelf.delete(save.id)
    ),
    "undo": _undo,
}


def _names(save: Save) -> tuple[str, str]:
    return (save.id, save.name)


def _row(save: Save) -> tuple[str, ...]:
    played = time.strftime("%Y-%m-%d %H.%M", time.localtime(save.changed))
    return (save.name, save.problem or save.title, save.player, str(save.solved), played, save.id)


def _told(save: Save, words: str, *, as_json: bool) -> None:
    _say(json.dumps({"save": asdict(save), "words": words}) if as_json else words)


def _say(text: str, end: str = "\n") -> None:
    sys.stdout.write(text + end)
