"""`casefile saves`: the shelf without a desk."""

import argparse
from pathlib import Path

from casefile.commands.options import add_saves_folder


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    acts = command.add_subparsers(title="what to do", metavar="ACT", dest="act", required=True)
    for name, (about, *arguments) in _ACTS.items():
        act = acts.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        for argument in arguments:
            act.add_argument(argument.lower(), metavar=argument, type=Path if argument == "FILE" else str)
        act.add_argument("--json", action="store_true", help="one JSON object a line")
        add_saves_folder(act)
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.cases import saves_folder
    from casefile.desk.plain.saves import ACTS
    from casefile.store.shelf import Shelf

    words = [str(value) for key in ("save", "name", "file") if (value := getattr(wanted, key, None)) is not None]
    ACTS[wanted.act](Shelf(wanted.saves or saves_folder()), words, as_json=wanted.json)
    return 0


_ACTS = {
    "list": ("all saves, the last one first",),
    "rename": ("give a save another name", "SAVE", "NAME"),
    "export": ("write a save into one file for another machine", "SAVE", "FILE"),
    "import": ("take in an exported save", "FILE"),
    "delete": ("delete a save; `undo` brings it back", "SAVE"),
    "undo": ("bring back the save that was deleted last",),
}
