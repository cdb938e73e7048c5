"""Days and spans as the desk says them."""

import time

import pytest

from casefile.session.words import day, span

NOON = time.mktime((2025, 3, 10, 12, 0, 0, 0, 0, -1))
HOUR = 3600.0


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "today, 12.00"), (-11, "today, 01.00"), (-13, "yesterday, 23.00"), (-37, "on 8 March, 23.00")],
)
def test_a_moment_is_said_by_how_long_ago_it_is(hours: float, said: str) -> None:
    assert day(NOON + hours * HOUR, NOON) == said


def test_a_moment_that_no_calendar_has_is_a_question_mark() -> None:
    assert day(1e30, NOON) == "?"


@pytest.mark.parametrize(("seconds", "said"), [(20, "a minute"), (150, "2 minutes"), (3720, "1 h 02 min")])
def test_a_span_is_said_as_a_clerk_says_it(seconds: float, said: str) -> None:
    assert span(seconds) == said
