"""`casefile new`: a small complete case to begin with."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    command.add_argument("--title", default="", help="what the case is called; asked for if it is not said")
    command.add_argument("--id", default="", help="its id; else made from the title")
    command.add_argument("--language", default="", help="the language it is written in, such as `en`")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.workshop.new import Wish, id_from, new_case

    title = wanted.title or _ask("Title", wanted.folder.resolve().name.replace("-", " ").title())
    name = wanted.id or _ask("Id", id_from(title))
    language = wanted.language or _ask("Language", "en")
    written = new_case(wanted.folder, Wish(name, title, language))
    print(f"{wanted.folder}: {len(written)} files.\n")  # noqa: T201
    for path in written:
        print(f"  {path}")  # noqa: T201
    print(f"\nNext: `casefile preview {wanted.folder}` to see it, `casefile check {wanted.folder}` to be told.")  # noqa: T201
    return 0


def _ask(what: str, proposal: str) -> str:
    """Ask at a terminal; elsewhere the proposal is taken."""
    import sys

    if not sys.stdin.isatty():
        return proposal
    return input(f"{what} [{proposal}]: ").strip() or proposal
