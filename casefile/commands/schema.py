"""`casefile schema`: JSON Schemas of a case's files, for editors."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(".schemas"),
        metavar="DIR",
        help="where they are written; else .schemas",
    )
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code; what it prints is a `.taplo.toml` for them."""
    from casefile.commands.output import write_whole
    from casefile.workshop.schema.schemas import taplo, written

    for name, text in written().items():
        write_whole(wanted.output / name, text.encode())
    print(taplo(wanted.output.as_posix()), end="")  # noqa: T201
    return 0
