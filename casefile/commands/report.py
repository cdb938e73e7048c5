"""`casefile report`: what came of an evening."""

import argparse
from pathlib import Path

from casefile.commands.output import write_whole


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("deal", type=Path, metavar="DEAL", help="a deal folder that was played, or is being played")
    command.add_argument(
        "-o", "--output", type=Path, default=None, metavar="FOLDER", help="where it goes; else `report` in DEAL"
    )
    command.add_argument("--json", action="store_true", help="one JSON object here; without -o no file is written")
    command.add_argument("--csv", action="store_true", help="the table here; without -o no file is written")
    command.add_argument("--spoilers", action="store_true", help="with the answers in it, and who the mole was")
    command.add_argument("--no-names", action="store_true", help="without the names of players")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    import msgspec

    from casefile.errors import Refusal
    from casefile.host.deal.folder import DealFolder
    from casefile.host.report.make import report
    from casefile.host.report.page import page
    from casefile.host.report.rows import Wish
    from casefile.host.report.spreadsheet import table

    if wanted.json and wanted.csv:
        raise Refusal("report-both", "`--json` and `--csv` cannot both come here: `-o FOLDER` writes all of it.")
    made = report(DealFolder.open(wanted.deal), Wish(names=not wanted.no_names, spoilers=wanted.spoilers))
    data, rows = msgspec.json.encode(made), table(made)
    if wanted.output or not (wanted.json or wanted.csv):
        folder = wanted.output or wanted.deal / "report"
        write_whole(folder / "report.html", page(made).encode())
        write_whole(folder / "report.csv", rows.encode())
        write_whole(folder / "report.json", msgspec.json.format(data, indent=1) + b"\n")
    if wanted.json:
        print(data.decode())  # noqa: T201
    elif wanted.csv:
        print(rows, end="")  # noqa: T201
    else:
        told = "with the answers in it" if wanted.spoilers else "without spoilers"
        print(f"{folder}: report.html, report.csv and report.json, {told}.")  # noqa: T201
    return 0
