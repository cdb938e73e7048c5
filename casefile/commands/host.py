"""`casefile host`: let teams in over SSH."""

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.host.deal.folder import DealFolder


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument(
        "place", metavar="DEAL", help="a deal folder; or the folder of a case's source, which is dealt first"
    )
    command.add_argument(
        "--teams", type=int, default=None, metavar="N", help="with a source: how many teams to deal to"
    )
    command.add_argument("--profile", default="full", help="with a source: the cut of the case; else `full`")
    command.add_argument("--minutes", type=int, default=None, metavar="M", help="how long a team has; 0: no limit")
    command.add_argument("--hold", action="store_true", help="no clock runs before the console lets it go")
    command.add_argument("--port", type=int, default=2222, help="where to listen; else 2222")
    command.add_argument("--address", default="", metavar="ADDR", help="the address to listen on; else all")
    command.add_argument("--name", default="", metavar="HOST", help="what the join slips call this machine")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.errors import Refusal
    from casefile.host.hall.hall import Hall
    from casefile.host.service import Wish, serve

    if not 1 <= wanted.port <= 65_535:
        raise Refusal("host-port", f"There is no port {wanted.port}: take one from 1024 to 65535.")
    folder = _folder(wanted)
    minutes = folder.about.minutes if wanted.minutes is None else wanted.minutes
    serve(Hall(folder, minutes=minutes, waits=wanted.hold), Wish(wanted.address, wanted.port, wanted.name), _say)
    return 0


def _say(words: str) -> None:
    with contextlib.suppress(OSError):  # it may be written to the very disk that is full
        print(words, flush=True)  # noqa: T201


def _folder(wanted: argparse.Namespace) -> "DealFolder":
    """The deal folder that is meant; dealt first where a case's source or its name was given."""
    from casefile.desk.cases import offers
    from casefile.errors import Refusal
    from casefile.host.deal.deal_file import DEAL
    from casefile.host.deal.folder import DealFolder

    place = Path(wanted.place)
    known = {offer.id: offer.source for offer in offers()}
    if not (place / "case.toml").is_file() and not place.exists() and known.get(wanted.place):
        place = Path(str(known[wanted.place])).resolve()
    if not (place / "case.toml").is_file() and (wanted.place not in known or place.exists()):
        return DealFolder.open(place)
    dealt = Path(f"{place.name if place.exists() else wanted.place}-deal")
    if (dealt / DEAL).is_file():  # the same command goes on where every team was
        _say(f"Going on with {dealt}, which was dealt before.")
        return DealFolder.open(dealt)
    if wanted.teams is None:
        raise Refusal("host-teams", f"{place} has to be dealt first: say to how many teams, as in --teams 12.")
    return _deal(wanted, place, dealt) if place.exists() else _lay_out(wanted, dealt)


def _lay_out(wanted: argparse.Namespace, dealt: Path) -> "DealFolder":
    """From the packs that came with the program, at whose answers nobody can look."""
    from casefile.desk.cases import WHOLE, offers
    from casefile.host.deal.built_in import lay_out

    named = [offer for offer in offers() if offer.id == wanted.place]
    packs = [offer.pack for offer in named if (offer.profile or WHOLE) == wanted.profile]
    minutes = next((cut.minutes for offer in named for cut in offer.cuts if cut.id == wanted.profile), 0)
    folder = lay_out(packs, dealt, wanted.teams, minutes=minutes if wanted.minutes is None else wanted.minutes)
    _say("These are the deals that came with the program: nobody can look up their answers, or free one.")
    return folder


def _deal(wanted: argparse.Namespace, source: Path, dealt: Path) -> "DealFolder":
    from casefile.commands.passphrase import ask_passphrase
    from casefile.desk.cases import seal_cache
    from casefile.desk.progress import progress
    from casefile.workshop.dealer import How
    from casefile.workshop.dealing import deal_teams

    with progress(f"Dealing {source.name}") as tell:
        how = How(profile=wanted.profile, cache=seal_cache(source), ask=ask_passphrase, tell=tell)
        return deal_teams(source, dealt, wanted.teams, how, minutes=wanted.minutes).folder
