"""Two hundred deals of every kind, made once."""

import random
from functools import cache

import pytest

from casefile.kinds import KINDS, Riddle
from tests.kinds.samples import SAMPLES

SEEDS = range(200)
ONE_DEAL = {"plain", "board"}
"""Kinds that draw nothing: their riddle is the author's."""


@cache
def deals(kind: str) -> list[Riddle]:
    seeds = SEEDS if kind not in ONE_DEAL else SEEDS[:1]
    return [KINDS[kind].generate(SAMPLES[kind].params, {}, random.Random(f"{kind} {seed}")) for seed in seeds]


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)
