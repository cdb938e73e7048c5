"""The clue code, proved on a thousand seeds."""

from functools import cache
from itertools import combinations

import pytest

from casefile.world import NoCode, World, deal
from tests.world.eight import CAST, FAMILIES, ROLL, spec

SEEDS = 1000


@cache
def worlds() -> tuple[World, ...]:
    world = spec()
    return tuple(deal(world, CAST, f"seed {number}") for number in range(SEEDS))


def rows(world: World) -> dict[str, set[str]]:
    """Suspect to the clues that exclude him."""
    return {name: {clue for clue, out in world.code.excluded.items() if name in out} for name in ROLL}


def test_nothing_excludes_the_mole() -> None:
    assert not any(rows(world)[world.mole] for world in worlds())


def test_three_clues_of_two_families_or_more_exclude_every_innocent() -> None:
    for world in worlds():
        for name, row in rows(world).items():
            if name != world.mole:
                assert len(row) >= 3
                assert len({world.clues[clue]["family"] for clue in row}) >= 2


def test_any_two_clues_may_be_missed_and_the_mole_is_still_the_only_one() -> None:
    pairs = [set(pair) for pair in combinations([f"C{number}" for number in range(1, 13)], 2)]
    for world in worlds():
        code = rows(world)
        for missed in pairs:
            assert [name for name, row in code.items() if not row - missed] == [world.mole]


def test_with_one_clue_misread_from_top_to_bottom_the_mole_still_has_the_fewest_contradictions() -> None:
    for world in worlds():
        code = rows(world)
        for misread in world.code.excluded:
            counts = {name: len(row ^ {misread}) for name, row in code.items()}
            least = min(counts.values())
            assert [name for name, count in counts.items() if count == least] == [world.mole]


def test_a_clue_excludes_between_one_and_four() -> None:
    for world in worlds():
        assert all(1 <= len(out) <= 4 for out in world.code.excluded.values())


def test_survivors_keep_to_the_corridor_and_the_decoy_stays_until_the_last_act() -> None:
    bands = [(5, 7), (3, 5), (2, 3), (1, 1)]
    for world in worlds():
        stages = list(world.code.survivors.values())
        assert all(low <= len(left) <= high for left, (low, high) in zip(stages, bands, strict=True))
        assert all({world.mole, world.decoy} <= set(left) for left in stages[:-1])
        assert stages[-1] == (world.mole,)


def test_survivors_are_those_whom_no_clue_so_far_excludes() -> None:
    for world in worlds()[:100]:
        gone: set[str] = set()
        for number, left in enumerate(world.code.survivors.values(), start=1):
            gone |= {
                name for clue in world.clues.values() if clue["act"] == f"act{number}" for name in clue["excluded"]
            }
            assert set(left) == set(ROLL) - gone


def test_everybody_can_be_the_mole_and_the_decoy() -> None:
    assert all(60 <= [world.mole for world in worlds()].count(name) <= 190 for name in ROLL)
    assert {world.decoy for world in worlds()} == set(ROLL)


def test_numbers_that_leave_no_code_are_said_to_do_so() -> None:
    narrow = spec(corridor=[{"act": "act1", "least": 2, "most": 2}, {"act": "act2", "least": 8, "most": 8}])
    with pytest.raises(NoCode):
        deal(narrow, CAST, "seed")
    with pytest.raises(NoCode):
        deal(spec(families=len(FAMILIES) + 1), CAST, "seed")
