"""`casefile simulate`: how long a case will take."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument(
        "--players", type=_team, default=(1, 6), metavar="N|N-M", help="sizes of team, up to 6; else 1-6"
    )
    command.add_argument("--runs", type=int, default=400, metavar="N", help="plays of each")
    command.add_argument("--profile", default="", help="only this cut of the case; else all")
    command.add_argument("--words", type=int, default=220, metavar="N", help="words that people read in a minute")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 if a profile is longer than it says."""
    import msgspec

    from casefile.desk.progress import progress
    from casefile.source.loader import load
    from casefile.text import clean
    from casefile.workshop.forecasts import lines, outlook
    from casefile.workshop.simulate import Pace

    case = load(wanted.source)
    profiles = [case.profile(wanted.profile)] if wanted.profile else case.file.profiles
    teams = range(wanted.players[0], wanted.players[1] + 1)
    found = []
    with progress(f"Simulating {wanted.source.name}") as tell:
        for number, profile in enumerate(profiles, start=1):
            found.append(outlook(case, profile, teams, max(1, wanted.runs), Pace(words=max(1, wanted.words))))
            tell(number, len(profiles), profile.id)
    if wanted.json:
        print(msgspec.json.encode({"profiles": found}).decode())  # noqa: T201
    else:
        print(clean("\n".join(lines(found)), lines=True).rstrip())  # noqa: T201
    return 0 if all(one.fits for one in found) else 1


def _team(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    least, most = int(low), int(high or low)
    if not 1 <= least <= most <= 6:
        raise argparse.ArgumentTypeError("1 to 6 players, such as 2 or 1-4")
    return least, most
