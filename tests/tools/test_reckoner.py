"""Sums of the road and of the clock."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.tools import TOOLS
from casefile.tools.reckoner import between, distance, later, minutes, speed, total

CLOCKS = st.builds("{:02d}.{:02d}".format, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("3 4 2 5", "4 numbers, total 14  (3 7 9 14)"),
        ("3+4, 2.5 tenths", "3 numbers, total 9.5 tenths = 0.95 miles  (3 7 9.5)"),
        ("24 mph 5 min", "2 miles = 20 tenths"),
        ("2.4 miles at 24 mph", "6 min"),
        ("24 tenths in 6 minutes", "24 mph"),
        ("21.31 to 21.49", "18 min"),
        ("from 23.50 to 00.10", "20 min"),
        ("21.49 - 4 min", "21.45"),
        ("21.31 + 18", "21.49"),
        ("23.59 + 3", "00.02"),
        ("1 mile 0 mph", "Nothing goes anywhere at nought."),
        ("24.00 to 1.00", "A clock is written as 21.49, from 00.00 to 23.59."),
        ("the moon", "not a sum that the reckoner knows"),
    ],
)
def test_each_line_is_answered_beside_it(line: str, answer: str) -> None:
    assert TOOLS["reckoner"].run({"text": line}) == f"{line} : {answer}"


def test_one_bad_line_does_not_keep_the_others_from_an_answer() -> None:
    shown = TOOLS["reckoner"].run({"text": "foo; 1 2\n21.31 to 21.32"}).splitlines()
    assert [line.partition(" : ")[2] for line in shown] == [
        "not a sum that the reckoner knows",
        "2 numbers, total 3  (1 3)",
        "1 min",
    ]


@given(CLOCKS, st.integers(-3000, 3000))
def test_later_and_between_are_each_others_inverse(clock: str, by: int) -> None:
    assert between(clock, later(clock, by)) == by % 1440


@given(st.integers(1, 90), st.integers(1, 600))
def test_distance_speed_and_time_agree(mph: int, span: int) -> None:
    miles = distance(Decimal(mph), Decimal(span))
    assert round(speed(miles, Decimal(span)), 6) == mph
    assert round(minutes(miles, Decimal(mph)), 6) == span


def test_running_totals_are_exact() -> None:
    assert total([Decimal("0.1")] * 3)[-1] == Decimal("0.3")
    assert total([]) == []


def test_a_clock_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal, match="A clock is written"):
        later("soon", 1)


def test_a_table_keeps_its_clocks_and_marks_and_gets_running_totals() -> None:
    chart = "minute ending  mph  tenths  mark\n21.47  24  4\n21.48  30  5  L\n21.49  6  1"
    assert TOOLS["reckoner"].run({"text": chart}).splitlines() == [
        "Running totals, row by row:",
        "minute ending  mph  tenths  mark",
        "21.47          24   4",
        "21.48          54   9       L",
        "21.49          60   10",
    ]


def test_sums_that_stand_below_each_other_are_no_table() -> None:
    assert "total" in TOOLS["reckoner"].run({"text": "1 2 3\n4 5 6\n7 8 9"})
