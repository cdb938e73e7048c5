"""The clock of a hosted play: it runs by the wall, and it is the host's."""

from collections.abc import Callable

import pytest

from casefile.errors import Refusal
from casefile.session.hosted_views import ClockView
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from tests.session.conftest import Clock
from tests.session.team import WHY, Team


def clock_of(play: Session) -> ClockView:
    view = play.clock()
    assert view is not None
    return view


def test_a_hosted_clock_runs_by_the_wall_whoever_comes_and_goes(team: Team) -> None:
    team.clock.go(100)
    team.ann.pause()
    team.clock.go(100)
    team.ben.leave()
    team.clock.go(400)
    ann = team.join("Ann")
    assert (clock_of(ann).spent, clock_of(ann).left) == (600, 3_000)
    assert ann.status().seconds == 600
    assert ann.status().timing == ann.clock()


def test_what_was_before_the_clock_began_does_not_count(clock: Clock) -> None:
    team = Team(clock=clock)
    assert clock_of(team.ann).spent == 0
    clock.go(7)
    team.grace.start(5)  # a host's program may say so at every start
    assert (clock_of(team.ann).spent, clock_of(team.ann).limit) == (7, 3_600)


def test_a_play_without_a_host_has_no_such_clock(session: Session) -> None:
    assert session.clock() is None
    assert session.status().timing is None


def test_a_play_without_a_limit_has_a_clock_all_the_same(clock: Clock) -> None:
    team = Team(minutes=0, clock=clock)
    clock.go(1e6)
    assert (clock_of(team.ann).limit, clock_of(team.ann).left, clock_of(team.ann).spent) == (None, None, 1e6)
    assert team.ann.answer("p01", ["nine minutes"]).kind == "solved"
    with pytest.raises(Refusal) as refused:
        team.grace.extend(5, WHY)
    assert refused.value.code == "clock-endless"


def test_while_the_clock_is_held_reading_and_notes_go_on_and_answering_waits(team: Team) -> None:
    team.clock.go(60)
    team.grace.hold(WHY)
    team.clock.go(600)
    view = clock_of(team.ann)
    assert (view.spent, view.is_held, view.why, view.by) == (60, True, WHY, "Grace")
    team.ann.read("log")
    team.ann.note("later")
    commands: list[Callable[[], object]] = [
        lambda: team.ann.answer("p01", ["nine minutes"]),
        lambda: team.ann.hint("p01"),
        lambda: team.ann.decide("d1", "log"),
    ]
    for refused_one in commands:
        with pytest.raises(Refusal, match="fire alarm") as refused:
            refused_one()
        assert refused.value.code == "held-by-host"
    team.grace.release()
    team.clock.go(5)
    assert (clock_of(team.ann).spent, clock_of(team.ann).is_held) == (65, False)
    assert team.ann.answer("p01", ["nine minutes"]).kind == "solved"


def test_an_answer_that_was_prepared_before_the_clock_was_held_waits_too(team: Team) -> None:
    attempt = team.ann.prepare("p01", ["nine minutes"])
    team.grace.hold(WHY)
    with pytest.raises(Refusal) as refused:
        team.ann.submit(attempt)
    assert refused.value.code == "held-by-host"
    team.grace.release()
    assert team.ann.submit(attempt).kind == "solved"


def test_when_the_time_is_up_reading_goes_on_and_more_time_opens_the_desk_again(team: Team) -> None:
    attempt = team.ann.prepare("p01", ["nine minutes"])
    team.clock.go(3_600)
    assert (clock_of(team.ann).left, clock_of(team.ann).is_up) == (0, True)
    commands: list[Callable[[], object]] = [
        lambda: team.ann.submit(attempt),
        lambda: team.ann.answer("p03", ["four"]),
    ]
    for late in commands:
        with pytest.raises(Refusal) as refused:
            late()
        assert refused.value.code == "time-up"
    team.ann.read("log")
    team.grace.extend(10, WHY)
    assert (clock_of(team.ann).left, clock_of(team.ann).is_up) == (600, False)
    assert team.ann.submit(attempt).kind == "solved"


def test_time_is_given_taken_and_put_back(team: Team) -> None:
    team.clock.go(600)
    team.grace.extend(-20, WHY)
    assert (clock_of(team.ann).limit, clock_of(team.ann).left) == (2_400, 1_800)
    team.grace.rewind(4, WHY)
    assert (clock_of(team.ann).spent, clock_of(team.ann).left) == (360, 2_040)
    team.grace.rewind(1_000, WHY)
    assert clock_of(team.ann).spent == 0
    assert [row.words for row in team.ann.log()][-3:] == [
        "Took 20 minutes away: the fire alarm.",
        "Put the clock back by 4 minutes: the fire alarm.",
        "Put the clock back by 16 h 40 min: the fire alarm.",
    ]


def test_a_way_is_told_in_spans_that_are_never_less_than_nothing(team: Team) -> None:
    team.clock.go(600)
    team.ann.answer("p01", ["nine minutes"])
    team.grace.rewind(9, WHY)
    team.ann.answer("p03", ["four"])
    assert [stretch.seconds for stretch in team.ann.summary().route] == [600, 0]


def test_the_clock_stands_when_the_case_has_ended(team: Team) -> None:
    team.others = 0
    team.ann.answer("p01", ["nine minutes"])
    team.ann.answer("p03", ["four"])
    for paper in ("log", "letter"):
        team.ann.read(paper)
    team.ann.answer("m1", ["ash", "birch"])
    team.ann.answer("m2", ["birch", "cedar"])
    team.clock.go(30)
    team.ann.read("finale")
    team.clock.go(10_000)
    view = clock_of(team.ann)
    assert (view.spent, view.is_over, view.is_up) == (30, True, False)


def test_a_nudge_waits_as_long_as_the_clock_stands(team: Team) -> None:
    team.grace.hold(WHY)
    team.clock.go(20 * 60)
    assert team.ann.tick(20) == ()
    team.grace.release()
    assert team.ann.tick(20) == ()
    team.clock.go(9 * 60)
    assert team.ann.tick(29) == ()
    team.clock.go(60)
    assert [message.text for message in team.ann.tick(30)] == ["Anything?"]


def test_a_host_who_says_it_twice_says_it_once(team: Team) -> None:
    for _ in range(2):
        team.grace.hold(WHY)
    for _ in range(2):
        team.grace.release()
    kinds = [row.kind for row in team.ann.log()]
    assert (kinds.count("held"), kinds.count("released")) == (1, 1)


@pytest.mark.parametrize("minutes", [0, float("nan"), float("inf"), 1e9])
def test_minutes_that_are_none_are_refused(team: Team, minutes: float) -> None:
    for command in (team.grace.extend, team.grace.rewind):
        with pytest.raises(Refusal) as refused:
            command(minutes, WHY)
        assert refused.value.code == "minutes-odd"


def test_a_host_says_why(team: Team) -> None:
    commands: list[Callable[[], object]] = [
        lambda: team.grace.hold(" "),
        lambda: team.grace.extend(5, ""),
        lambda: team.grace.seize(""),
    ]
    for command in commands:
        with pytest.raises(Refusal) as refused:
            command()
        assert refused.value.code == "why-empty"


def test_a_clock_that_never_began_cannot_be_held(pack: Pack, store: MemoryStore, session: Session) -> None:
    grace = Mastery(Table(pack, store), player="Grace")
    with pytest.raises(Refusal) as refused:
        grace.hold(WHY)
    assert refused.value.code == "clock-none"


def test_a_host_who_speaks_does_not_run_a_solo_clock(session: Session, clock: Clock) -> None:
    grace = Mastery(session._table, player="Grace")
    clock.go(10)
    session.pause()
    clock.go(1_000)
    grace.announce("Hello.")
    clock.go(1_000)
    session.read("log")
    assert session.status().seconds == 10
