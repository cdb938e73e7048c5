"""Registers say the same as the code, in positive records."""

from functools import cache
from typing import Any

import pytest

from casefile.world import BadWindow, World, deal
from casefile.world.records import MARGIN, clock, minute
from tests.world.eight import CAST, ROLL, clue, spec


@cache
def worlds() -> tuple[World, ...]:
    return tuple(deal(spec(), CAST, f"seed {number}") for number in range(50))


def registers() -> list[dict[str, Any]]:
    return [clue for world in worlds() for clue in world.clues.values()]


def span(row: dict[str, Any]) -> tuple[int, int]:
    return minute(row["since"]), minute(row["until"])


def test_everybody_stands_in_every_register_once_in_roll_order() -> None:
    assert all([row["id"] for row in register["rows"]] == ROLL for register in registers())


def test_an_excluded_person_was_elsewhere_over_the_whole_window_with_minutes_to_spare() -> None:
    for register in registers():
        start, end = minute(register["window"]["from"]), minute(register["window"]["to"])
        for row in register["rows"]:
            since, until = span(row)
            covers = since <= start - MARGIN and until >= end + MARGIN
            assert covers == row["excluded"] == (row["id"] in register["excluded"])
            assert row["place"] != register["window"]["place"]


def test_who_is_not_excluded_had_half_of_the_window_or_more() -> None:
    for register in registers():
        start, end = minute(register["window"]["from"]), minute(register["window"]["to"])
        for row in register["rows"]:
            since, until = span(row)
            taken = max(0, min(until, end) - max(since, start))
            if not row["excluded"]:
                assert taken <= (end - start) // 2


def test_the_minutes_of_a_row_and_of_the_window_add_up() -> None:
    for register in registers():
        for row in (*register["rows"], register["window"]):
            start, end = row.get("since", row.get("from")), row.get("until", row.get("to"))
            assert minute(end) - minute(start) == row["minutes"] > 0


def test_remarks_follow_from_whether_a_row_excludes() -> None:
    entry = clue(1) | {"notes": {"oak": {"out": "was away", "in": "might have been"}}}
    notes = {
        (row["excluded"], row["note"])
        for number in range(60)
        for row in deal(spec(clues=[entry, *map(clue, range(2, 13))]), CAST, str(number)).clues["C1"]["rows"]
        if row["id"] == "oak"
    }
    assert notes == {(True, "was away"), (False, "might have been")}


def test_a_window_that_leaves_no_room_for_records_is_refused() -> None:
    for times in ({"from": "00.05", "to": "00.30"}, {"from": "12.00", "to": "12.03"}, {"from": "23.10", "to": "23.50"}):
        entry = clue(1) | {"window": {"place": "the safe", **times}}
        with pytest.raises(BadWindow):
            deal(spec(clues=[entry, *map(clue, range(2, 13))]), CAST, "seed")


def test_a_clock_is_read_as_it_was_written() -> None:
    assert all(minute(clock(number)) == number for number in range(24 * 60))
