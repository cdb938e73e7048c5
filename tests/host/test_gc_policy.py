"""When a full collection runs: not while it would be felt."""

import gc

import pytest

from casefile.host.apps import gc_policy
from casefile.host.apps.gc_policy import GcPolicy

A_FULL_ONE = 2


class Hand:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Full collections that were asked for; none is run, and nothing of pytest's is frozen."""
    asked: list[int] = []

    def collect(generation: int = A_FULL_ONE) -> int:
        if generation == A_FULL_ONE:
            asked.append(generation)
        return 0

    monkeypatch.setattr(gc, "collect", collect)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "unfreeze", lambda: None)
    return asked


def _after(opened: int, closed: int, clock: Hand) -> GcPolicy:
    policy = GcPolicy(clock)
    for _ in range(opened):
        policy.opened()
    for _ in range(closed):
        policy.closed()
    return policy


@pytest.mark.parametrize(
    ("opened", "closed", "quiet", "runs"),
    [
        (1, 1, 0, True),  # nobody is there
        (gc_policy.CLOSED + gc_policy.FEW, gc_policy.CLOSED, gc_policy.QUIET, True),
        (gc_policy.CLOSED + gc_policy.FEW, gc_policy.CLOSED, gc_policy.QUIET - 1, False),  # somebody types
        (gc_policy.CLOSED + gc_policy.FEW + 1, gc_policy.CLOSED, 3600, False),  # the pause would be felt
        (gc_policy.CLOSED, gc_policy.CLOSED - 1, 3600, False),  # not worth one
        (5, 0, 3600, False),  # nothing is left of anybody
    ],
)
def test_a_full_collection_waits_for_few_desks_and_quiet(
    full: list[int], opened: int, closed: int, quiet: float, runs: bool
) -> None:
    clock = Hand()
    policy = _after(opened, closed, clock)
    policy.typed()
    clock.now += quiet
    policy.tick()
    assert bool(full) is runs
    policy.tick()
    assert len(full) == int(runs)  # what was closed before is no reason for another


def test_the_old_is_frozen_from_the_start_and_given_back_at_the_end() -> None:
    before = gc.get_threshold()
    try:
        GcPolicy().begin()
        assert gc.get_threshold() == gc_policy.YOUNG
        assert gc.get_freeze_count() > 0
    finally:
        GcPolicy.end()
        gc.set_threshold(*before)
    assert gc.get_freeze_count() == 0
