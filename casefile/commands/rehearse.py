"""`casefile rehearse`: an evening with bots at every table, before there are people."""

import argparse
import tempfile
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("place", type=Path, metavar="DIR", help="a deal folder, or a case's source, which is dealt")
    command.add_argument("--teams", type=int, default=0, metavar="N", help="so many teams; else all of the deal, or 12")
    command.add_argument("--players", type=int, default=1, metavar="N", help="players of each team, up to 6")
    command.add_argument("--minutes", type=float, default=90, metavar="M", help="how long a team has")
    command.add_argument("--speed", type=float, default=60, metavar="X", help="how much faster than people; else 60")
    command.add_argument("--profile", default="full", help="of a source: the cut of the case; else `full`")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--progress", choices=("auto", "lines", "none"), default="auto", help="`auto`: a bar where there is a terminal"
    )
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 if anything broke or was too slow."""
    import json

    from casefile.desk.progress import progress
    from casefile.host.deal.deal_file import DEAL
    from casefile.host.rehearse.evening import Plan, rehearse
    from casefile.text import clean

    plan = Plan(wanted.teams, wanted.players, wanted.minutes, wanted.speed)
    with tempfile.TemporaryDirectory(prefix="casefile-deal-") as folder:
        deal = wanted.place if (wanted.place / DEAL).is_file() else _dealt(wanted, Path(folder))
        with progress(f"Rehearsing {deal.name}", wanted.progress) as tell:
            figures = rehearse(deal, plan, tell)
    if wanted.json:
        print(json.dumps(figures.as_dict(), ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print(clean("\n".join(figures.lines()), lines=True))  # noqa: T201
    return 0 if figures.holds else 1


def _dealt(wanted: argparse.Namespace, folder: Path) -> Path:
    """Deal for this evening only."""
    from casefile.commands.passphrase import ask_passphrase
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress
    from casefile.workshop.dealer import How
    from casefile.workshop.dealing import deal_teams

    with progress(f"Dealing {wanted.place.name}", wanted.progress) as tell:
        how = How(profile=wanted.profile, cache=seal_cache(wanted.place), ask=ask_passphrase, tell=tell)
        return deal_teams(wanted.place, folder / "deal", wanted.teams or 12, how).folder.path
