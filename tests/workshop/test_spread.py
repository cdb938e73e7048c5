"""Who it is in which team's deal, and what the teams are let in with."""

import random
from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from casefile.host.deal.code_words import WORDS
from casefile.host.deal.join_codes import join_codes
from casefile.workshop.spread import NOBODY, Spread

ROLL = ["ash", "birch", "cedar", "dogwood", "elm", "fir", "gorse", "hazel"]


@given(st.integers(3, 8), st.integers(1, 60), st.integers())
def test_neighbours_never_share_a_mole_and_none_comes_more_often_than_it_must(
    suspects: int, teams: int, seed: int
) -> None:
    spread = Spread(ROLL[:suspects], (), random.Random(seed))
    pairs = [spread.next() for _ in range(teams)]
    moles = [mole for mole, _ in pairs]
    near = suspects // 2
    assert all(len({*moles[at : at + near + 1]}) == len(moles[at : at + near + 1]) for at in range(teams))
    counts = Counter(moles)
    assert max(counts.values()) - min(counts[name] for name in ROLL[:suspects]) <= 1
    assert all(mole != decoy for mole, decoy in pairs)


def test_no_two_teams_have_the_same_mole_and_decoy_while_there_are_others() -> None:
    spread = Spread(ROLL, (), random.Random(7))
    assert len({spread.next() for _ in range(8 * 7)}) == 8 * 7


def test_late_teams_are_kept_apart_from_those_before_them() -> None:
    before = [("ash", "elm"), ("birch", "elm"), ("cedar", "elm"), ("fir", "elm")]
    for seed in range(50):
        assert Spread(ROLL, before, random.Random(seed)).next()[0] not in {mole for mole, _ in before}


def test_a_deal_that_lies_ready_is_taken_but_for_a_near_neighbour() -> None:
    spread = Spread(ROLL, [("ash", "elm")], random.Random(1))
    assert spread.next([("ash", "fir"), ("elm", "fir")]) == ("elm", "fir")
    assert spread.next([("ash", "fir"), ("elm", "ash")])[0] not in ("ash", "elm")


def test_a_case_without_suspects_has_nobody_to_keep_apart() -> None:
    spread = Spread([], (), random.Random(1))
    assert [spread.next(), spread.next([NOBODY])] == [NOBODY, NOBODY]


def test_a_join_code_has_thirty_bits() -> None:
    assert len(WORDS) ** 2 * 8**4 >= 1 << 30
    assert len({*WORDS}) == len(WORDS)


def test_no_slip_of_one_finger_turns_one_word_into_another() -> None:
    for first, second in combinations(WORDS, 2):
        if abs(len(first) - len(second)) <= 1:
            assert not _near(first, second), (first, second)


def _near(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    apart = [at for at in range(len(short)) if short[at] != long[at]]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(first) == sorted(second)
    return len(apart) == 1 or swapped


def test_join_codes_are_plain_to_read_and_all_different() -> None:
    codes = join_codes(500, ["KESTREL-TEAPOT-4826"])
    assert len({*codes, "KESTREL-TEAPOT-4826"}) == 501
    for code in codes:
        first, second, digits = code.split("-")
        assert {first.lower(), second.lower()} <= {*WORDS}
        assert len(digits) == 4
        assert not set(digits) & set("01")
