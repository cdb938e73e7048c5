"""`casefile solve`: whether a case can be solved by what its players can read."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument(
        "--seeds", type=int, default=1, metavar="N", help="how many deals; the story's own comes first"
    )
    command.add_argument("--profile", default="", help="only this cut of the case; else all")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 if a lock fails."""
    import msgspec

    from casefile.desk.progress import progress
    from casefile.text import clean
    from casefile.workshop.solve.report import lines, reports
    from casefile.workshop.solve.run import solve_case

    with progress(f"Solving {wanted.source.name}") as tell:
        done = solve_case(wanted.source, seeds=max(1, wanted.seeds), profile=wanted.profile, tell=tell)
    found = reports(done)
    if wanted.json:
        print(msgspec.json.encode({"profiles": found}).decode())  # noqa: T201
    else:
        print(clean("\n".join(lines(found)), lines=True))  # noqa: T201
    return 1 if any(report.faults for report in found) else 0
