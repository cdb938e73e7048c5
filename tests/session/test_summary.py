"""The way that a play took, told at its end."""

from casefile.session.play import Session
from tests.session.conftest import Clock
from tests.session.test_answers import to_the_board


def test_the_way_names_locks_and_decisions_in_order_with_what_each_cost(session: Session, clock: Clock) -> None:
    session.hint("p01")
    session.answer("p01", ["one"])
    clock.go(120)
    session.answer("p01", ["nine minutes"])
    clock.go(60)
    to_the_board(session)
    clock.go(30)
    session.decide("d1", "hide")
    way = session.summary().route
    first = way[0]
    assert (first.title, first.seconds, first.rungs, first.tries) == (session.lock("p01").title, 120, 1, 1)
    assert [round(one.seconds) for one in way] == [120, 60, 0, 30]
    decision = session.decisions()[0]
    assert (way[-1].title, way[-1].option) == (decision.title, decision.options[0].label)


def test_what_was_left_is_named_and_nothing_that_was_never_shown(session: Session) -> None:
    to_the_board(session)
    left = session.summary()
    assert session.lock("p02").title in left.shut
    assert session.lock("archive").title not in left.shut
    titles = {row.title for folder in session.folders() for row in folder.papers if not row.is_read}
    assert set(left.unread) == titles
    assert titles


def test_a_break_is_no_part_of_the_way(session: Session, clock: Clock) -> None:
    clock.go(10)
    session.pause()
    clock.go(5_000)
    session.answer("p01", ["nine minutes"])
    assert session.summary().route[0].seconds == 10
