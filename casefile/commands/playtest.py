"""`casefile playtest`: the logs of blind plays, puzzle by puzzle."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.commands.options import add_saves_folder
from casefile.commands.output import write_whole
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.source.case import Case
    from casefile.store.shelf import Shelf


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("save", nargs="*", metavar="SAVE", help="only these saves; else all of this case")
    command.add_argument(
        "--import", type=Path, action="append", default=[], dest="files", metavar="FILE",
        help="take in an exported save; may be repeated",
    )  # fmt: skip
    naming = command.add_mutually_exclusive_group()
    naming.add_argument("--names", action="store_true", help="keep the players' own names; else a short pseudonym")
    naming.add_argument("--anonymous", action="store_true", help="keep nothing by which two plays can be joined")
    command.add_argument("--spoiled", action="store_true", help="these players knew the case")
    command.add_argument("--json", action="store_true", help="one JSON object")
    add_saves_folder(command)
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.cases import saves_folder
    from casefile.source.loader import load
    from casefile.store.shelf import Shelf
    from casefile.text import clean
    from casefile.workshop.playtest.collect import Naming, collect_all
    from casefile.workshop.playtest.table import lines, rows
    from casefile.workshop.playtests import read_plays

    case = load(wanted.source)
    paths = [*_saves(Shelf(wanted.saves or saves_folder()), case, wanted), *wanted.files]
    naming = Naming.NAMED if wanted.names else Naming.ANONYMOUS if wanted.anonymous else Naming.PSEUDONYM
    folder = wanted.source / "playtests"
    if folder.is_symlink():
        raise Refusal("playtest-link", f"{folder} is a link; put the folder itself here.")
    for log in collect_all(case, paths, naming, spoiled=wanted.spoiled):
        if isinstance(log, Refusal):
            if wanted.save or wanted.files:
                raise log
            print(clean(log.sentence, lines=False), file=sys.stderr)  # noqa: T201
        elif log.lines:
            write_whole(folder / log.name, log.data())
    plays, problems = read_plays(wanted.source)
    for problem in problems:
        print(clean(str(problem), lines=False), file=sys.stderr)  # noqa: T201
    if not plays:
        raise Refusal("playtest-none", f"Nobody has played {case.file.id} here. `--import FILE` takes in a save.")
    table = list(rows(case, plays))
    if wanted.json:
        print(json.dumps([row.as_dict() for row in table], ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print("\n".join(lines(table)))  # noqa: T201
    return int(bool(problems))


def _saves(shelf: "Shelf", case: "Case", wanted: argparse.Namespace) -> Iterator[Path]:
    """Where the saves lie that are meant: those named, or all of this case unless files were given."""
    from casefile.desk.launch import names_of_save
    from casefile.desk.plain.find import find

    known = [save for save in shelf.saves() if save.case == case.file.id]
    chosen = [find("save", name, known, names_of_save) for name in wanted.save]
    for save in chosen if chosen or wanted.files else known:
        yield shelf.path(save.id)
