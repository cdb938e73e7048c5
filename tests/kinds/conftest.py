"""Two hundred deals of every kind, each made once, when it is first asked for."""

import random
from collections.abc import Sequence
from functools import cache
from typing import overload

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
    "lattice": SEEDS[:15],
    "hopping": SEEDS[:40],
    "rotor": SEEDS[:20],
    "keypad": SEEDS[:20],
    "ownership": SEEDS[:40],
}
"""Kinds of which a deal takes up to a fifth of a second."""


QUICK = 5
"""Deals of a kind in a quick run of what every kind promises."""


@cache
def deal(kind: str, seed: int) -> Riddle:
    return KINDS[kind].generate(SAMPLES[kind].params, SAMPLES[kind].world, random.Random(f"{kind} {seed}"))


class Deals(Sequence[Riddle]):
    """Deals of a kind; to ask for the first makes no other."""

    def __init__(self, kind: str, seeds: range) -> None:
        self._kind, self._seeds = kind, seeds

    @overload
    def __getitem__(self, at: int) -> Riddle: ...
    @overload
    def __getitem__(self, at: slice) -> "Deals": ...
    def __getitem__(self, at: int | slice) -> "Riddle | Deals":
        return Deals(self._kind, self._seeds[at]) if isinstance(at, slice) else deal(self._kind, self._seeds[at])

    def __len__(self) -> int:
        return len(self._seeds)


def deals(kind: str) -> Deals:
    return Deals(kind, SEEDS[:1] if kind in ONE_DEAL else FEWER if kind in CIPHERS else SLOW.get(kind, SEEDS))


@pytest.fixture(params=[QUICK, pytest.param(len(SEEDS), marks=pytest.mark.slow)], ids=["few", "all"])
def riddles(request: pytest.FixtureRequest, kind: str) -> Deals:
    """Deals of a kind: a few of them, or slowly all."""
    return deals(kind)[: request.param]


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)
