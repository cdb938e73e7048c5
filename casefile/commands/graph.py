"""`casefile graph`: the puzzle dependency chart of a case."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("--profile", default="", help="a cut of the case; else its first")
    command.add_argument(
        "--format", choices=("text", "mermaid", "svg", "json"), default="text", help="how it is drawn; else `text`"
    )
    command.add_argument("--ascii", action="store_true", help="text without box characters")
    command.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help="where it goes; else here")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.commands.output import write_whole
    from casefile.source import load
    from casefile.workshop.graph.drawing import drawing
    from casefile.workshop.graph.survey import survey

    case = load(wanted.source)
    profile = case.profile(wanted.profile) if wanted.profile else case.file.profiles[0]
    drawn = drawing(survey(case, profile), wanted.format, ascii_only=wanted.ascii)
    if wanted.output is None:
        print(drawn, end="")  # noqa: T201
    else:
        write_whole(wanted.output, drawn.encode())
    return 0
