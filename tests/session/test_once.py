"""A command counts once: sent again, sent by two at the same time, or sent by a process that died before it said so."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from casefile.session.answers import Attempt
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.eventstore import ONE, EventStore
from casefile.store.memory import MemoryStore
from casefile.store.tinydb import TinyStore
from tests.packs import fixture
from tests.session.team import Team

ANSWERS = [("nine minutes", "solved"), ("eight minutes", "near"), ("ten minutes", "wrong")]
ROUNDS = 12


def kinds(store: EventStore) -> list[str]:
    return [event["kind"] for event in store.read(ONE)]


@pytest.mark.parametrize(("answer", "kind"), ANSWERS)
def test_a_command_that_is_sent_again_is_told_the_same_and_is_no_second_event(
    team: Team, answer: str, kind: str
) -> None:
    attempt = team.ann.prepare("p01", [answer])
    told = team.ann.submit(attempt)
    assert told.kind == kind
    team.ben.answer("p03", ["four"])  # what it is told does not depend on what has come since
    before = kinds(team.store)
    assert team.ann.submit(attempt) == told
    assert kinds(team.store) == before


def test_a_command_that_is_sent_again_is_told_the_same_while_the_clock_is_held(team: Team) -> None:
    attempt = team.ann.prepare("p01", ["nine minutes"])
    told = team.ann.submit(attempt)
    team.grace.hold("the fire alarm")
    assert team.ann.submit(attempt) == told


def test_a_command_that_was_sent_to_one_table_and_again_to_another_counts_once(team: Team) -> None:
    attempt = team.ann.prepare("p01", ["nine minutes"])
    told = team.ann.submit(attempt)
    elsewhere = Session.join(Table(fixture(), team.store, clock=team.clock), player="Ann", others=lambda: 0)
    before = kinds(team.store)
    again = elsewhere.submit(attempt)
    assert (again.kind, again.words, again.papers, again.locks) == (told.kind, told.words, told.papers, told.locks)
    assert kinds(team.store) == before


Seats = Callable[[EventStore], Sequence[Session]]


def one_table(store: EventStore) -> Sequence[Session]:
    """Four players who sit together."""
    team = Team(minutes=0, store=store)
    return [team.join(name) for name in ("Ann", "Ben", "Cleo", "Dev")]


def table_each(store: EventStore) -> Sequence[Session]:
    """Four players, each at a table of his own over the one store, as at as many hosts."""
    Team(minutes=0, store=store)
    tables = [Table(fixture(), store) for _ in range(4)]
    return [
        Session.join(table, player=name, others=lambda: 0)
        for name, table in zip(("Ann", "Ben", "Cleo", "Dev"), tables, strict=True)
    ]


@pytest.mark.parametrize("seats", [one_table, table_each])
@pytest.mark.parametrize("is_on_disk", [False, True], ids=["memory", "tinydb"])
def test_of_players_who_solve_a_lock_at_once_one_has_solved_it(
    tmp_path: Path, seats: Seats, *, is_on_disk: bool
) -> None:
    for number in range(ROUNDS):
        store = TinyStore(tmp_path / f"{number}.save") if is_on_disk else MemoryStore()
        players = seats(store)
        attempts = [player.prepare("p01", ["nine minutes"]) for player in players]
        ready, told = threading.Barrier(len(players)), dict[str, str]()

        def submit(player: Session, attempt: Attempt) -> None:
            ready.wait(10)  # noqa: B023  all of them are joined before the next round
            told[player.player] = player.submit(attempt).kind  # noqa: B023

        threads = [threading.Thread(target=submit, args=pair) for pair in zip(players, attempts, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert sorted(told.values()) == ["held"] * (len(players) - 1) + ["solved"]
        assert kinds(store).count("solved") == 1
        first = next(event["by"] for event in store.read(ONE) if event["kind"] == "solved")
        assert told[first] == "solved"
        assert all(player.lock("p01").solved for player in players)
        if isinstance(store, TinyStore):
            store.close()


def file_and_die(path: Path, attempt: Attempt, moment: str) -> None:
    """Submit an attempt, and be killed right before or right after it is on disk."""
    store = TinyStore(path)
    ann = Session.join(Table(fixture(), store), player="Ann", others=lambda: 0)
    append = store.append

    def last(*given: Any) -> int:
        if moment == "after":
            append(*given)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    store.append = last  # type: ignore[assignment,method-assign]
    ann.submit(attempt)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody can be killed here")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("answer", "kind"), ANSWERS)
def test_a_command_whose_process_died_is_filed_once_and_the_play_goes_on(
    tmp_path: Path, answer: str, kind: str, moment: str
) -> None:
    path = tmp_path / "a.save"
    store = TinyStore(path)
    grace = Mastery(Table(fixture(), store), player="Grace")
    grace.begin(name="Team 1")
    grace.start(60)
    attempt = Session.join(Table(fixture(), store), player="Ann", others=lambda: 0).prepare("p01", [answer])
    store.close()
    host = multiprocessing.get_context("spawn").Process(target=file_and_die, args=(path, attempt, moment))
    host.start()
    host.join(60)
    assert host.exitcode == -signal.SIGKILL
    store = TinyStore(path)
    assert kinds(store).count(kind) == (moment == "after")
    ann = Session.join(Table(fixture(), store), player="Ann", others=lambda: 0)
    before = kinds(store)
    assert ann.submit(attempt).kind == kind
    assert kinds(store) == (before if moment == "after" else [*before, kind])
    typed_again = ann.answer("p01", [answer])
    assert typed_again.kind == ("held" if kind == "solved" else "again")
    assert ann.answer("p03", ["four"]).kind == "solved"
    assert kinds(store).count(kind) == (2 if kind == "solved" else 1)
    store.close()
