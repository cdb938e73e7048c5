"""What dealing an evening costs: from deals that lie ready, and afresh."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row
from casefile.host.deal.deal_file import SAVES
from casefile.workshop.dealer import How
from casefile.workshop.dealing import deal_teams, prepare

LYREBIRD = Path(__file__).parent.parent / "puzzles" / "lyrebird"
TEAMS, PROFILE = 40, "room"


def rows(deal: Path) -> Iterator[Row]:
    """Forty teams are dealt afresh, which lies ready then, and given out; the deal is left there."""
    how = How(profile=PROFILE, cache=deal.parent / "bench.stretch")
    began = time.perf_counter()
    prepare(LYREBIRD, TEAMS, how)
    fresh = time.perf_counter() - began
    began = time.perf_counter()
    done = deal_teams(LYREBIRD, deal, TEAMS, how, minutes=90)
    ready = time.perf_counter() - began
    what = f"{TEAMS} teams dealt, profile `{PROFILE}`"
    yield Row(f"{what}, afresh and proved", f"{fresh:.0f} s", "wall, on all cores", "<= 180 s", fresh <= 180)
    yield Row(f"{what}, {done.ready} lay ready", f"{ready:.1f} s", "wall", "<= 5 s", ready <= 5)


def copied(deal: Path, to: Path) -> Path:
    """The deal without what was played in it."""
    return Path(shutil.copytree(deal, to, ignore=shutil.ignore_patterns(SAVES)))
