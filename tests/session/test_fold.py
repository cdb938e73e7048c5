"""State is the fold of the events, whoever made them and in whatever order."""

import threading
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.session.events import load
from casefile.session.keyring import Keyring
from casefile.session.play import Session
from casefile.session.state import State
from casefile.store.memory import MemoryStore
from tests.packs import fixture
from tests.session.conftest import Clock

PACK = fixture()
Move = Callable[[Session], Any]

MOVES: list[Move] = [
    *(lambda play, paper=paper: play.read(paper) for paper in ("log", "letter", "coat", "finale", "review-ash")),
    lambda play: play.answer("p01", ["nine minutes"]),
    lambda play: play.answer("p01", ["eight minutes"]),
    lambda play: play.answer("p01", ["ten"]),
    lambda play: play.answer("p02", ["alder street", "2149"]),
    lambda play: play.answer("p03", ["four"]),
    lambda play: play.answer("m1", ["ash", "birch"]),
    lambda play: play.answer("m1", ["birch", "ash"]),
    lambda play: play.answer("m2", ["ash", "cedar"]),
    lambda play: play.answer("m2", ["birch", "cedar"]),
    lambda play: play.answer("archive", ["ra/12"]),
    lambda play: play.decide("d1", "log"),
    lambda play: play.decide("d1", "hide"),
    lambda play: play.decide("stand", "ash"),
    lambda play: play.hint("p01"),
    lambda play: play.note("n"),
    lambda play: play.unnote(play.notes()[0].id) if play.notes() else None,
    lambda play: play.mark("mole", "ash", "out"),
    lambda play: play.mark("mole", "ash", ""),
    lambda play: play.undo(),
    lambda play: play.use("morse"),
    lambda play: play.speak("de"),
    lambda play: play.pause(),
    lambda play: play.tick(30),
]

moves = st.lists(st.tuples(st.sampled_from(MOVES), st.booleans(), st.floats(0, 100)), min_size=5, max_size=50)
few = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def done(play: Session, move: Move) -> None:
    """Make a move; a refused one must leave the state as it was."""
    before = play.state
    try:
        move(play)
    except Refusal:
        assert play.state is before


def same(one: State, other: State) -> None:
    for field in fields(State):
        if field.name != "keyring":
            assert getattr(one, field.name) == getattr(other, field.name), field.name


@given(moves)
@few
def test_a_state_folded_from_the_store_is_the_state_that_was_lived(made: list[tuple[Move, bool, float]]) -> None:
    clock, store = Clock(), MemoryStore()
    play = Session.begin(PACK, store, name="n", player="Ann", clock=clock)
    for move, _, seconds in made:
        clock.go(seconds)
        done(play, move)
    folded = State.empty(Keyring(PACK), PACK.start).fold(load(store.read("play")))
    same(folded, play.state)
    assert not folded.is_edited


@given(moves)
@few
def test_two_terminals_of_one_team_see_the_same(made: list[tuple[Move, bool, float]]) -> None:
    clock, store = Clock(), MemoryStore()
    ann = Session.begin(PACK, store, name="n", player="Ann", clock=clock)
    ben = Session.resume(PACK, store, player="Ben", clock=clock)
    for move, is_ann, seconds in made:
        clock.go(seconds)
        done(ann if is_ann else ben, move)
    same(ann.state, ben.state)
    assert ann.folders() == ben.folders()
    assert ann.log() == ben.log()


def test_what_two_terminals_do_at_once_is_all_done_and_both_are_told() -> None:
    store = MemoryStore()
    ann = Session.begin(PACK, store, name="n", player="Ann")
    ben = Session.resume(PACK, store, player="Ben")
    told: list[int] = []
    ann.watch(lambda: told.append(len(ann.notes())))
    ben.watch(lambda: told.append(len(ben.log())))

    def write(play: Session) -> None:
        for number in range(40):
            play.note(f"{play.player} {number}")

    threads = [threading.Thread(target=write, args=(play,)) for play in (ann, ben)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    assert ann.notes() == ben.notes()
    assert sorted(note.text for note in ann.notes()) == sorted(
        f"{name} {number}" for name in ("Ann", "Ben") for number in range(40)
    )
    assert len(told) >= 160


def test_a_command_that_came_second_decides_again_on_what_came_first(
    session: Session, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    mate = Session.resume(session.pack, store, player="Ben")
    attempt = session.prepare("p01", ["nine minutes"])
    append, commands = store.append, []

    def overtaken(name: str, expected: int, command: str, events: Any) -> int:
        commands.append(command)
        if len(commands) == 1:
            monkeypatch.setattr(store, "append", append)
            mate.answer("p01", ["nine minutes"])
            monkeypatch.setattr(store, "append", overtaken)
        return append(name, expected, command, events)

    monkeypatch.setattr(store, "append", overtaken)
    assert session.submit(attempt).kind == "held"
    assert [row.by for row in session.log() if row.kind == "solved"] == ["Ben"]
    session.note("afterwards")
    assert commands[0] == attempt.command


def test_a_watcher_is_told_until_it_no_longer_wants_to_be(session: Session, store: MemoryStore) -> None:
    mate = Session.resume(session.pack, store, player="Ben")
    told: list[str] = []
    end = session.watch(lambda: told.append(session.log()[-1].words))
    mate.note("a")
    session.note("b")
    end()
    mate.note("c")
    assert told == ["Noted: a", "Noted: b"]
    session.leave()
    mate.note("d")


def test_a_query_reads_one_moment_while_the_play_goes_on() -> None:
    """Folders, locks and state of one query belong to one event, however fast events come meanwhile."""
    store = MemoryStore()
    ann = Session.begin(PACK, store, name="n", player="Ann")
    ben = Session.resume(PACK, store, player="Ben")
    odd: list[object] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            rows = ann.log()
            if [row.seq for row in rows] != list(range(1, len(rows) + 1)):
                odd.append(rows)

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(60):
        ben.note(str(number))
    over.set()
    thread.join(timeout=30)
    assert not odd
