"""The machine's clock may jump as it likes: a host's plays go by one that is not set while the host is at work."""

import itertools
import time

import pytest

from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.host.hall.steady_clock import DAY, steady
from casefile.session.hosted_views import ClockView
from casefile.session.play import Session
from tests.host.small_event import SmallEvent
from tests.host.test_rooms import Chair

HOUR = 3600.0


class Machine:
    """The machine's clock, as somebody sets it; it shadows no other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.set_by = 0.0
        own = time.time
        monkeypatch.setattr(time, "time", lambda: own() + self.set_by)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def clock_of(play: Session) -> ClockView:
    view = play.clock()
    assert view is not None
    return view


def wrong(hall: Hall, play: Session, count: int) -> None:
    """Wrong answers to the first lock."""
    fields = len(play.lock("t0").fields)
    for number in range(count):
        assert play.answer("t0", [f"guess {number}"] * fields).kind == "wrong"


def test_the_clock_says_what_the_machines_said_when_the_host_began(machine: Machine) -> None:
    assert abs(steady() - time.time()) < 60
    before = steady()
    machine.set_by = DAY
    assert 0 <= steady() - before < 60


@pytest.mark.parametrize("jumps", [(DAY,), (-HOUR,), (DAY, -HOUR, 0.0), (-HOUR, DAY, -HOUR)])
def test_a_clock_that_jumps_ends_no_evening_and_runs_nobody_s_time_back(
    event: DealFolder, machine: Machine, jumps: tuple[float, ...]
) -> None:
    hall = Hall(event, minutes=60)
    play = hall.room("t01").sit("Ann", Chair())
    spent = [clock_of(play).spent]
    for jump in jumps:
        machine.set_by = jump
        play.note(f"the clock was set by {jump}")
        spent.append(clock_of(play).spent)
        assert not clock_of(play).is_up
    play.answer("t0", hall.folder.sheet(hall.folder.teams[0]).locks["t0"].answers[0])
    assert play.lock("t0").solved
    assert spent == sorted(spent)
    assert 0 <= spent[-1] < 60
    assert [row.seq for row in play.log()] == list(range(1, len(play.log()) + 1))
    hall.close("")


def test_a_lock_that_waits_does_not_wait_for_the_old_time_to_come_again(event: DealFolder, machine: Machine) -> None:
    hall = Hall(event, minutes=60)
    play = hall.room("t01").sit("Ann", Chair())
    wrong(hall, play, 5)
    waits = play.lock("t0").wait
    machine.set_by = -HOUR
    assert 0 < play.lock("t0").wait <= waits <= 20
    hall.close("")


def test_a_host_that_begins_anew_on_a_machine_whose_clock_was_put_back_goes_on_behind_the_last_event(
    event: DealFolder,
) -> None:
    now = [1_000_000.0]

    def host() -> tuple[Hall, Session]:
        hall = Hall(event, minutes=60, clock=lambda: now[0])
        return hall, hall.room("t01").sit("Ann", Chair())

    hall, play = host()
    now[0] += 600
    wrong(hall, play, 5)
    hall.close("")
    now[0] -= HOUR
    hall, play = host()
    assert (clock_of(play).spent, play.lock("t0").wait) == (600, 20)
    now[0] += 20
    assert (clock_of(play).spent, play.lock("t0").wait) == (620, 0)
    wrong_again = play.answer("t0", ["99"] * len(play.lock("t0").fields))
    assert wrong_again.kind == "wrong"
    times = [event.at for event in play.state.history]
    assert times == sorted(times)
    assert not play.status().notices
    hall.close("")


def test_events_are_told_in_the_order_in_which_they_were_filed_whatever_their_dates_say(small: SmallEvent) -> None:
    play = small.begin("t01")
    for number, jump in enumerate((24 * 60, -25 * 60, 90, -60)):
        small.go(jump)
        play.note(f"note {number}")
    assert [note.text for note in play.notes()] == [f"note {number}" for number in range(4)]
    assert [row.words for row in play.log()][-4:] == [f"Noted: note {number}" for number in range(4)]
    assert all(one.seq < other.seq for one, other in itertools.pairwise(play.log()))
    view = clock_of(play)
    assert view.spent >= 0
    assert view.left is not None
    assert view.left >= 0


def test_the_limits_of_a_play_by_a_clock_that_was_set_are_refusals_and_no_faults(small: SmallEvent) -> None:
    play = small.begin("t01")
    small.go(24 * 60)
    with pytest.raises(Refusal) as refused:
        play.answer("a", ["x"] * len(play.lock("a").fields))
    assert refused.value.code == "time-up"
    small.hall.room("t01").master("GM").rewind(24 * 60, "the clock was wrong")
    assert not clock_of(play).is_up
    small.solve(play, "t01", "a")
