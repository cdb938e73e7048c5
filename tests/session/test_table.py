"""A team at one table: whatever its players and its host do, and from wherever, all see the same."""

import itertools
import threading
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.session.events import load
from casefile.session.keyring import Keyring
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.state import State
from casefile.session.table import Table
from casefile.store.memory import MemoryStore
from tests.session.conftest import Clock
from tests.session.team import WHY, Team, key_of
from tests.session.test_fold import MOVES, PACK, same

Act = Callable[[Mastery], Any]
Turn = tuple[int, int, float]


def latest(play: Session | Mastery) -> int:
    return max((view.id for view in play.requests()), default=0)


def on_the_table(play: Session) -> int:
    view = play.proposal()
    return view.id if view else 0


PLAYERS_MOVES: list[Callable[[Session], Any]] = [
    *MOVES,
    lambda play: play.ask("Help?", "p01"),
    lambda play: play.confirm(on_the_table(play)),
    lambda play: play.withdraw(on_the_table(play)),
    lambda play: play.propose("answer", "m1", ["ash", "birch"]),
    lambda play: play.propose("decision", "d1", ["hide"]),
    *(lambda play, guess=guess: play.answer("p03", [guess]) for guess in ("a", "b", "c", "d", "e", "f")),
]

ACTS: list[Act] = [
    lambda grace: grace.hold(WHY),
    lambda grace: grace.release(),
    lambda grace: grace.release(),
    lambda grace: grace.extend(3, WHY),
    lambda grace: grace.extend(-3, WHY),
    lambda grace: grace.rewind(1, WHY),
    lambda grace: grace.announce("Hello."),
    lambda grace: grace.correct("log", "A line.", WHY),
    lambda grace: grace.correct("coat", "A line.", WHY),
    lambda grace: grace.claim(latest(grace)),
    lambda grace: grace.reply(latest(grace), "Yes."),
    lambda grace: grace.refund(latest(grace), WHY),
    lambda grace: grace.close(latest(grace)),
    lambda grace: grace.free("p01", *key_of("p01"), WHY),
    lambda grace: grace.free("m1", *key_of("m1"), WHY),
    lambda grace: grace.free("m2", *key_of("p01"), WHY),
    lambda grace: grace.seize(WHY, "Ann"),
    lambda grace: grace.yield_(),
    lambda grace: grace.move("Cleo", "Team 2", WHY),
    lambda grace: grace.rename("The Herons"),
    lambda grace: grace.start(90),
]

turns = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10_000), st.floats(0, 60)), min_size=10, max_size=60)
few = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def look(play: Session | Mastery) -> None:
    """Ask everything that a front end may ask."""
    for query in (play.status, play.folders, play.locks, play.messages, play.requests, play.proposal, play.log):
        query()
    play.summary()
    play.previously()


def take(turn: Turn, players: list[Session], grace: Mastery) -> None:
    who, what, _ = turn
    before = grace.state
    try:
        if who < len(players):
            PLAYERS_MOVES[what % len(PLAYERS_MOVES)](players[who])
        else:
            ACTS[what % len(ACTS)](grace)
    except Refusal:
        assert grace.state is before


def to_the_first_board(play: Session) -> None:
    play.answer("p01", ["nine minutes"])
    play.answer("p03", ["four"])
    for paper in ("log", "letter"):
        play.read(paper)


@given(turns, st.booleans())
@few
def test_players_and_host_at_two_tables_agree_and_the_clock_never_runs_back_but_for_the_host(
    made: list[Turn], is_further: bool
) -> None:
    clock, store = Clock(), MemoryStore()
    here, there = (Table(PACK, store, clock=clock) for _ in range(2))
    grace = Mastery(there, player="Grace")
    grace.begin(name="Team 1")
    grace.start(30)
    players = [
        Session.join(table, player=name, others=lambda: 2)
        for name, table in (("Ann", here), ("Ben", here), ("Cleo", there))
    ]
    if is_further:
        to_the_first_board(players[0])
    shown = 0.0
    for turn in made:
        clock.go(turn[2])
        seq = grace.state.seq
        take(turn, players, grace)
        view = players[0].clock()
        assert view is not None
        is_rewound = any(event.kind == "rewound" for event in grace.state.history[seq:])
        assert view.spent >= shown or is_rewound
        shown = view.spent
    folded = State.empty(Keyring(PACK), PACK.start).fold(load(store.read("play")))
    assert not folded.is_edited
    assert not folded.dropped
    ends: list[Session | Mastery] = [*players, grace]
    for play in ends:
        same(play.state, folded)
        look(play)


@given(turns)
@few
def test_no_lock_takes_more_wrong_answers_than_its_limit(made: list[Turn]) -> None:
    team = Team(minutes=0)
    for who, what, seconds in made:
        team.clock.go(seconds / 6)
        take((who % 2, len(MOVES) + 5 + what % 6, 0), [team.ann, team.ben], team.grace)
    times = [event.at for event in team.ann.state.history if event.kind == "wrong"]
    for (first, at), (last, to) in itertools.combinations(enumerate(times), 2):
        assert last - first + 1 <= 5 + (to - at) / 20 + 1e-6


def test_what_many_do_at_one_table_at_once_is_all_done_and_all_are_told() -> None:
    team = Team()
    players = [team.ann, team.ben, team.join("Cleo")]
    told = [0, 0, 0]

    def count(place: int) -> Callable[[], None]:
        def tell() -> None:
            told[place] = len(players[place].notes())

        return tell

    for place, play in enumerate(players):
        play.watch(count(place))

    def write(play: Session) -> None:
        for number in range(40):
            play.note(f"{play.player} {number}")

    threads = [threading.Thread(target=write, args=(play,)) for play in players]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    assert told == [120, 120, 120]
    assert all(play.state is team.grace.state for play in players)


def test_a_table_whose_last_player_left_hears_of_what_happened_meanwhile(store: MemoryStore) -> None:
    team = Team(store=store)
    for play in (team.ann, team.ben):
        play.leave()
    team.grace.leave()
    elsewhere = Session.resume(PACK, store, player="Cleo")
    elsewhere.note("while you were out")
    grace = Mastery(team.table, player="Grace")
    assert [note.text for note in grace.notes()] == ["while you were out"]
    told: list[int] = []
    grace.watch(lambda: told.append(len(grace.notes())))
    elsewhere.note("and now")
    grace.leave()
    elsewhere.note("and later")
    assert told == [2]
