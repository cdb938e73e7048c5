"""What is held at a lock, whatever was skipped on the way to it."""

import pytest

from casefile.source.wiring import Gate, Wiring, wire
from casefile.workshop.stages import Stages
from tests import sealed as fixture

PAPERS = ["a/papers", "b/papers", "c/papers"]


@pytest.fixture(scope="module")
def stages() -> Stages:
    case = fixture.dealt("full").case
    return Stages(wire(case, case.profile("full")))


def test_what_comes_with_a_certain_node_is_certain_too(stages: Stages) -> None:
    assert {"t0/solved", "t0/papers"} <= stages.at_lock("m")
    assert not stages.at_lock("m").intersection(PAPERS)


def test_what_a_board_releases_is_certain_after_it(stages: Stages) -> None:
    assert set(PAPERS) <= stages.certain("evening")


def test_a_gate_of_two_out_of_three_lets_each_one_be_skipped(stages: Stages) -> None:
    ways = [sorted(way.intersection(PAPERS)) for way in stages.ways("m", PAPERS)]
    assert sorted(ways) == [PAPERS[:2], [PAPERS[0], PAPERS[2]], PAPERS[1:]]


def test_one_way_is_left_where_all_that_can_be_skipped_can_be_skipped_together(stages: Stages) -> None:
    optional = {"extra/papers", "request:r1", "request:r2"}
    (way,) = stages.ways("accuse", optional)
    assert not way & optional


def test_what_hangs_on_the_answer_is_not_open_before_it(stages: Stages) -> None:
    assert "m/shown" in stages.before_solved("m")
    assert not {"m/solved", "evening"} & stages.before_solved("m")


def test_of_many_that_can_be_skipped_each_is_left_out_alone() -> None:
    locks = [f"p{number}" for number in range(12)]
    kinds = {
        "start": "start",
        **{f"{lock}/solved": "solved" for lock in locks},
        "m/shown": "shown",
        "m/solved": "solved",
    }
    works = {"start": [f"{lock}/solved" for lock in locks], "m/shown": ["m/solved"]}
    gate = Gate("m/shown", 6, tuple(works["start"]))
    ways = Stages(Wiring(kinds=kinds, works=works, gates=[gate])).ways("m", works["start"])
    assert sorted(len(way) for way in ways) == [len(kinds) - 2] * len(locks)
