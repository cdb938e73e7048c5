"""`casefile doctor`: what is wrong here."""

import argparse
from pathlib import Path

from casefile.commands.options import add_saves_folder


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a save or a pack to look at")
    command.add_argument("--json", action="store_true", help="one JSON object")
    add_saves_folder(command)
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.doctor import doctor

    return doctor(wanted.file, saves=wanted.saves, as_json=wanted.json)
