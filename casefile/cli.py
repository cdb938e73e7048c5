"""The commands. Each is a few lines that call one room; a heavy room is imported where its command is entered."""

import argparse
import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from casefile.errors import Refusal

REFUSED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for a refusal, with one sentence on standard error."""
    words = _with_play(list(sys.argv[1:] if argv is None else argv))
    try:
        wanted = parser().parse_args(words)
        code: int = wanted.run(wanted)
        sys.stdout.flush()
    except Refusal as refusal:
        from casefile.text import clean

        print(clean(refusal.sentence, lines=True), file=sys.stderr)  # noqa: T201
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; the interpreter must not try to flush once again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as fault:
        print(f"{fault.strerror or fault}: {fault.filename or 'the system gave no name'}.", file=sys.stderr)  # noqa: T201
        return REFUSED
    return code


def parser() -> argparse.ArgumentParser:
    """The tree of commands and options."""
    tree = argparse.ArgumentParser(
        prog="casefile",
        description="Sealed mystery cases for the terminal: every answer is a key.",
        epilog="Without a command: play. `casefile COMMAND --help` says more.",
    )
    tree.add_argument("--version", action=_Version, nargs=0, help="say which casefile this is")
    commands = tree.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (add, about) in _COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        add(command)
    return tree


class _Version(argparse.Action):
    """Looks the version up when it is asked for: the look-up costs more than all else that a start does."""

    def __call__(self, tree: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"{tree.prog} {version('casefile')}\n")
        tree.exit()


def _with_play(words: list[str]) -> list[str]:
    """`casefile`, `casefile --plain` and `casefile lyrebird` mean `casefile play …`."""
    first = words[0] if words else ""
    if first in _COMMANDS or first in ("-h", "--help", "--version"):
        return words
    if not first.startswith("-") and not Path(first).exists() and difflib.get_close_matches(first, _COMMANDS, 1, 0.75):
        return words  # a slip of the finger: the parser names the commands that there are
    return ["play", *words]


def _add_play(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "target",
        nargs="?",
        default="",
        metavar="CASE|PACK|SAVE",
        help="begin a case or a pack file, or go on with a save",
    )
    command.add_argument("--plain", action="store_true", help="line mode: for screen readers, pipes and scripts")
    command.add_argument("--json", action="store_true", help="line mode with one JSON object a line")
    command.add_argument("--seed", default="", help="deal the case from another seed (needs its source)")
    command.add_argument(
        "--profile", default="", help="a shorter cut of the case, such as `evening` (needs its source)"
    )
    command.add_argument(
        "--pack", type=Path, default=None, metavar="FILE", help="go on with a save with this pack: a corrected edition"
    )
    command.add_argument("--name", default="", help="name of the new save")
    command.add_argument("--player", default="", help="your name at the desk")
    command.add_argument("--language", default="", help="language of the papers, such as `en`")
    command.add_argument("--allow-test", action="store_true", help="open a pack that was sealed for tests, too")
    _add_saves_folder(command)
    command.set_defaults(run=_play)


def _play(wanted: argparse.Namespace) -> int:
    from casefile.desk.launch import Wanted, play

    return play(
        Wanted(
            target=wanted.target,
            plain=wanted.plain or wanted.json,
            as_json=wanted.json,
            seed=wanted.seed,
            profile=wanted.profile,
            pack=wanted.pack,
            name=wanted.name,
            player=wanted.player,
            language=wanted.language,
            saves=wanted.saves,
            allow_test=wanted.allow_test,
        )
    )


def _add_seal(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where the pack is written")
    command.add_argument("--seed", default=None, help="deal the case from this seed; else from its story seed")
    command.add_argument("--profile", default="full", help="the cut of the case; else `full`")
    command.add_argument("--kdf", choices=("standard", "light", "test"), default="standard", help="what a guess costs")
    command.add_argument("--answers", choices=("all", "none"), default="all", help="`none`: no hint says the answer")
    command.add_argument(
        "--progress", choices=("auto", "lines", "none"), default="auto", help="`auto`: a bar where there is a terminal"
    )
    command.set_defaults(run=_seal)


def _seal(wanted: argparse.Namespace) -> int:
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress

    try:
        from casefile.workshop.seal import seal_case
    except ModuleNotFoundError as fault:
        words = f"Sealing needs {fault.name}, which came without: install `casefile[author]`."
        raise Refusal("author-extra", words) from None
    with progress(f"Sealing {wanted.source.name}", wanted.progress) as tell:
        pack = seal_case(
            wanted.source,
            seed=wanted.seed,
            profile=wanted.profile,
            kdf=wanted.kdf,
            answers=wanted.answers == "all",
            progress=tell,
            cache=seal_cache(wanted.source),
        )
    _write(wanted.output, pack)
    return 0


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as fault:
        raise Refusal("pack-write", f"{path} cannot be written: {fault.strerror}.") from fault


def _add_saves(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(title="what to do", metavar="ACT", dest="act", required=True)
    for name, (about, *arguments) in _ACTS.items():
        act = acts.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        for argument in arguments:
            act.add_argument(argument.lower(), metavar=argument, type=Path if argument == "FILE" else str)
        act.add_argument("--json", action="store_true", help="one JSON object a line")
        _add_saves_folder(act)
    command.set_defaults(run=_saves)


def _saves(wanted: argparse.Namespace) -> int:
    from casefile.desk.cases import saves_folder
    from casefile.desk.plain.saves import ACTS
    from casefile.store.shelf import Shelf

    words = [str(value) for key in ("save", "name", "file") if (value := getattr(wanted, key, None)) is not None]
    ACTS[wanted.act](Shelf(wanted.saves or saves_folder()), words, as_json=wanted.json)
    return 0


def _add_doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a save or a pack to look at")
    command.add_argument("--json", action="store_true", help="one JSON object")
    _add_saves_folder(command)
    command.set_defaults(run=_doctor)


def _doctor(wanted: argparse.Namespace) -> int:
    from casefile.doctor import doctor

    return doctor(wanted.file, saves=wanted.saves, as_json=wanted.json)


def _add_completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"))
    command.set_defaults(run=_completion)


def _completion(wanted: argparse.Namespace) -> int:
    import shtab

    tree = parser()
    for action in _actions(tree):
        if action.type is Path or action.dest == "target":
            setattr(action, "complete", shtab.FILE)  # noqa: B010  how shtab is told
    print(shtab.complete(tree, wanted.shell))  # noqa: T201
    return 0


def _actions(tree: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in tree._actions:
        yield action
        for inner in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _actions(inner)


def _add_saves_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--saves", type=Path, default=None, metavar="DIR", help="the folder of saves")


_ACTS = {
    "list": ("all saves, the last one first",),
    "rename": ("give a save another name", "SAVE", "NAME"),
    "export": ("write a save into one file for another machine", "SAVE", "FILE"),
    "import": ("take in an exported save", "FILE"),
    "delete": ("delete a save; `undo` brings it back", "SAVE"),
    "undo": ("bring back the save that was deleted last",),
}

_COMMANDS = {
    "play": (_add_play, "play a case, or go on with a save"),
    "saves": (_add_saves, "list, rename, export, import, delete saves"),
    "doctor": (_add_doctor, "say what is wrong with a terminal, a save, a pack or an installation"),
    "seal": (_add_seal, "make a pack from a case's source"),
    "completion": (_add_completion, "print a shell's completion script"),
}
