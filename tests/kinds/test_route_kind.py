"""The wrong turning, by brute force over its own tables."""

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples import ROUTE

HIGH, WIDE = 3.1, 2.4


def places(values: Mapping[str, Any]) -> dict[str, int]:
    """Tenths from the yard of every junction."""
    at = {values["card_rows"][0]["from"]: 0}
    for row in values["card_rows"]:
        at[row["to"]] = at[row["from"]] + row["tenths"]
    return at


def lets_in(left: Mapping[str, Any]) -> bool:
    too_low = left["height"] != "—" and float(left["height"]) <= HIGH
    too_narrow = left["width"] != "—" and float(left["width"]) <= WIDE
    return left["way"] == "both ways" and not too_low and not too_narrow


def marks(values: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Reading, side and minute of every mark of the chart."""
    total, found = 0, []
    for row in values["tacho"]:
        total += row["tenths"]
        if row["mark"]:
            found.append((total, row["mark"], row["minute"]))
    return found


def within(values: Mapping[str, Any], reading: int, error: int) -> list[Mapping[str, Any]]:
    at = places(values)
    return [left for left in values["lefts"] if abs(at[left["after"]] + left["tenths"] - reading) <= error]


def test_only_the_last_mark_is_on_no_card_and_it_leads_to_one_street() -> None:
    for riddle in deals("route"):
        values = riddle.values
        at = places(values)
        turns = [
            (at[row["to"]], row["turn"][0].upper()) for row in values["card_rows"] if row["turn"] in {"left", "right"}
        ]
        *known, (reading, side, minute) = marks(values)
        assert [mark for _, mark, _ in known] == [mark for _, mark in turns[: len(known)]]
        assert all(abs(there - here) <= 1 for (here, _, _), (there, _) in zip(known, turns, strict=False))
        assert side == "L"
        assert all(abs(there - reading) >= 2 for there, _ in turns)
        assert [(left["street"], minute) for left in within(values, reading, 1) if lets_in(left)] == [riddle.answers[0]]


def test_three_turnings_are_within_the_error_and_the_exact_one_is_barred() -> None:
    for riddle in deals("route"):
        reading = marks(riddle.values)[-1][0]
        assert len(within(riddle.values, reading, 1)) == 3
        exact = within(riddle.values, reading, 0)
        assert [left["street"] for left in exact] == [riddle.values["exact"]]
        assert not lets_in(exact[0])


def test_a_slip_of_a_few_tenths_finds_no_other_street_that_would_do() -> None:
    for riddle in deals("route"):
        reading = marks(riddle.values)[-1][0]
        assert {left["street"] for left in within(riddle.values, reading, 4) if lets_in(left)} == {riddle.answers[0][0]}


def test_no_limit_is_so_close_that_somebody_could_argue() -> None:
    for riddle in deals("route"):
        for left in riddle.values["lefts"]:
            assert left["height"] == "—" or abs(float(left["height"]) - HIGH) > 0.15
            assert left["width"] == "—" or abs(float(left["width"]) - WIDE) > 0.15


def test_the_arithmetic_is_pleasant_and_equally_long() -> None:
    for riddle in deals("route"):
        values = riddle.values
        assert all(row["mph"] == row["tenths"] * 6 for row in values["tacho"])
        assert 14 <= next(at for at, row in enumerate(values["tacho"], 1) if row["minute"] == values["minute"]) <= 19
        assert len(values["card_rows"]) == 8
        assert len(values["lefts"]) == 9


def test_the_right_street_looks_no_freer_than_the_others() -> None:
    for riddle in deals("route"):
        left = next(left for left in riddle.values["lefts"] if left["street"] == riddle.values["street"])
        assert (left["height"], left["width"]) != ("—", "—")


def test_the_map_shows_each_junction_and_each_turning_once() -> None:
    for riddle in deals("route"):
        drawn = Counter(char for char in riddle.values["map"] if char.isalnum())
        letters = [row["letter"] for row in riddle.values["junctions"]]
        assert drawn == Counter([*letters, *(str(left["no"]) for left in riddle.values["lefts"])])
        assert len(riddle.values["map"].splitlines()) <= 20


def test_the_map_is_to_scale_along_its_runs_to_the_east() -> None:
    for riddle in deals("route")[:50]:
        rows = riddle.values["map"].splitlines()
        for leg in riddle.values["card_rows"]:
            line = next((row for row in rows if leg["from_letter"] in row and leg["to_letter"] in row), "")
            if line:
                assert line.index(leg["to_letter"]) - line.index(leg["from_letter"]) == 2 * leg["tenths"]


def test_the_words_of_the_map_name_all_that_is_drawn() -> None:
    for riddle in deals("route")[:50]:
        words = riddle.values["map_alt"]
        assert all(row["name"] in words for row in riddle.values["junctions"])
        assert all(f"number {left['no']} at {left['tenths']}" in words for left in riddle.values["lefts"])


def test_the_clock_that_runs_fast_and_the_barred_streets_are_near_misses() -> None:
    riddle = deals("route")[0]
    whys = Counter(near.why for near in riddle.near)
    assert whys == {"log-clock": 1, "does-not-fit": 2}
    assert (riddle.values["street"], riddle.values["wrong_minute"]) in {near.answer for near in riddle.near}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"streets": ["Alder St"] * 12}, "`streets` wants 9 different"),
        ({"junctions": ["A", "B"]}, "`junctions` wants 8 different"),
        ({"turn": ["21.50", "21.46"]}, "ends before it begins"),
        ({"notes": {"height": [], "width": [], "out": [], "free": []}}, "notes.height"),
    ],
)
def test_a_route_that_cannot_be_made_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["route"].generate({**ROUTE, **change}, {}, random.Random(1))
