"""Two hundred deals of every kind, made once."""

import random
from functools import cache

import pytest

from casefile.kinds import KINDS, Riddle
from tests.kinds.samples import SAMPLES
from tests.kinds.samples_ciphers import CIPHERS

SEEDS = range(200)
ONE_DEAL = {"plain", "board"}
"""Kinds that draw nothing: their riddle is the author's."""
FEWER = SEEDS[:50]
"""Deals of a cipher: its solver tries every word of the papers as key."""
SLOW = {
    "cell-sites": SEEDS[:20],
    "timetable": SEEDS[:20],
    "crossword": SEEDS[:20],
    "two-time-pad": SEEDS[:8],
    "contradictions": SEEDS[:40],
}
"""Kinds of which a deal takes up to a fifth of a second."""


@cache
def deals(kind: str) -> list[Riddle]:
    seeds = SEEDS[:1] if kind in ONE_DEAL else FEWER if kind in CIPHERS else SLOW.get(kind, SEEDS)
    return [KINDS[kind].generate(SAMPLES[kind].params, {}, random.Random(f"{kind} {seed}")) for seed in seeds]


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)
