"""`casefile tag`: ids for the paragraphs of a case, by which translations find them again."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("--dry-run", action="store_true", help="say which papers lack ids, and change nothing")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.commands.output import write_whole
    from casefile.text import clean
    from casefile.workshop.translation.tagging import tag

    changed = tag(wanted.source)
    for path, text in changed.items():
        if not wanted.dry_run:
            write_whole(wanted.source / path, text.encode())
        print(clean(path, lines=False))  # noqa: T201
    if not changed:
        print("Every paragraph has its id.")  # noqa: T201
    return 0
