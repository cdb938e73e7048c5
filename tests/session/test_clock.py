from threading import Thread
from time import sleep
from typing import Any

import pytest

from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.vault.manifest import Act
from tests.packs import Draft, en
from tests.session.conftest import Clock


def test_breaks_are_left_out(session: Session, clock: Clock) -> None:
    clock.go(60)
    session.pause()
    clock.go(1_000)
    session.read("log")
    clock.go(30)
    assert session.status().seconds == 90


def test_a_crash_does_not_run_the_clock(session: Session, clock: Clock, pack: Pack, store: MemoryStore) -> None:
    clock.go(60)
    session.read("log")
    clock.go(10_000)
    again = Session.resume(pack, store, player="Ann", clock=clock)
    clock.go(5)
    assert again.status().seconds == 65


def test_a_sitting_ends_with_its_last_view_record(
    session: Session, clock: Clock, pack: Pack, store: MemoryStore
) -> None:
    clock.go(60)
    session.read("log")
    clock.go(40)
    session.keep_view({"paper": "log"})
    clock.go(10_000)
    assert Session.resume(pack, store, player="Ann", clock=clock).status().seconds == 100


def test_a_view_record_from_the_future_does_not_run_the_clock(
    session: Session, clock: Clock, pack: Pack, store: MemoryStore
) -> None:
    store.keep_view("play", "Ann", {"at": clock.now + 1e9})
    clock.go(50)
    assert Session.resume(pack, store, player="Ann", clock=clock).status().seconds == 50


def test_a_clock_that_goes_backwards_takes_nothing_away(session: Session, clock: Clock) -> None:
    clock.go(100)
    session.read("log")
    clock.go(-5_000)
    session.read("letter")
    clock.go(10)
    assert session.status().seconds == 110


def test_a_sleeping_computer_does_not_run_the_clock(session: Session, clock: Clock) -> None:
    for _ in range(3):
        clock.go(60)
        session.tick(0)
    clock.go(30_000)
    session.tick(0)
    session.read("log")
    assert session.status().seconds == 180


def test_somebody_sends_a_line_when_nothing_comes_from_the_desk(session: Session) -> None:
    assert session.tick(9.9) == ()
    (message,) = session.tick(10)
    assert (message.sender, message.text) == ("Will", "Anything?")
    assert session.tick(30) == ()
    assert session.messages() == (message,)
    assert session.log()[-1].words == "A line came from Will."


def test_no_line_is_sent_about_what_was_done(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    assert session.tick(60) == ()


def test_a_view_record_is_written_at_most_every_two_seconds_and_on_leaving(
    session: Session, clock: Clock, store: MemoryStore
) -> None:
    session.keep_view({"line": 1})
    clock.go(1)
    session.keep_view({"line": 2})
    assert session.view() == {"line": 2}
    assert (store.view("play", "Ann") or {})["line"] == 1
    clock.go(1)
    session.keep_view({"line": 3})
    assert (store.view("play", "Ann") or {})["line"] == 3
    session.keep_view({"line": 4})
    session.leave()
    assert (store.view("play", "Ann") or {})["line"] == 4


def test_what_comes_while_a_view_record_is_being_written_is_written_on_leaving(
    session: Session, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes, other = store.keep_view, Thread(target=session.keep_view, args=({"line": 2},))

    def slowly(*record: Any) -> None:
        monkeypatch.setattr(store, "keep_view", writes)
        other.start()
        while session.view() != {"line": 2}:
            sleep(0.001)
        writes(*record)

    monkeypatch.setattr(store, "keep_view", slowly)
    session.keep_view({"line": 1})
    other.join()
    session.leave()
    assert (store.view("play", "Ann") or {})["line"] == 2


def test_the_same_view_record_is_not_written_again(session: Session, clock: Clock, store: MemoryStore) -> None:
    session.keep_view({"line": 1})
    kept = store.view("play", "Ann")
    clock.go(60)
    session.keep_view({"line": 1})
    assert store.view("play", "Ann") == kept


def test_what_was_half_typed_is_there_again(session: Session, pack: Pack, store: MemoryStore) -> None:
    session.keep_view({"answers": {"p01": ["nine mi"]}, "scroll": {"log": 12}})
    session.leave()
    again = Session.resume(pack, store, player="Ann")
    assert again.view() == {"answers": {"p01": ["nine mi"]}, "scroll": {"log": 12}}


def test_a_question_that_was_asked_earlier_does_not_put_the_story_back() -> None:
    case = Draft(languages=["en"])
    case.node(
        "start", "start", acts=[Act(id="act", title=en("Act"))], clock=en("Mon 06:30"), grants=["a/shown", "b/shown"]
    )
    case.puzzle("a", ["one"], {}, solved={"grants": ["c/shown"], "clock": en("Mon 12:00")})
    case.puzzle("b", ["two"], {}, solved={"clock": en("Mon 12:00")})
    case.puzzle("c", ["three"], {}, solved={"clock": en("Tue 09:00")})
    play = Session.begin(Pack.open(case.seal(), allow_test=True), MemoryStore(), name="Tuesday", player="Ann")
    hours = []
    for lock, answer in (("a", "one"), ("c", "three"), ("b", "two")):
        play.answer(lock, [answer])
        hours.append(play.status().clock)
    assert hours == ["Mon 12:00", "Tue 09:00", "Tue 09:00"]
