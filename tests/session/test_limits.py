"""Wrong answers of a hosted play are limited: a few at once, then one now and then, by team and lock."""

import threading
import time

import pytest

from casefile.errors import Refusal
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.table import Table
from casefile.store.memory import MemoryStore
from tests.packs import fixture
from tests.session.conftest import Clock
from tests.session.team import Team


def test_five_wrong_answers_at_once_and_then_one_each_twenty_seconds(team: Team) -> None:
    for n in range(5):
        assert team.ann.answer("p01", [f"guess {n}"]).kind == "wrong"
    with pytest.raises(Refusal, match="in 20 seconds") as refused:
        team.ann.answer("p01", ["guess 5"])
    assert refused.value.code == "answer-wait"
    team.clock.go(19.5)
    with pytest.raises(Refusal, match="in one second"):
        team.ann.answer("p01", ["guess 5"])
    team.clock.go(0.5)
    assert team.ann.answer("p01", ["guess 5"]).kind == "wrong"
    with pytest.raises(Refusal):
        team.ann.answer("p01", ["guess 6"])


def test_the_right_answer_waits_too_or_everything_could_be_tried(team: Team) -> None:
    for n in range(5):
        team.ann.answer("p01", [f"guess {n}"])
    for answer in ("nine minutes", "eight minutes"):
        with pytest.raises(Refusal) as refused:
            team.ann.answer("p01", [answer])
        assert refused.value.code == "answer-wait"
    team.clock.go(20)
    assert team.ann.answer("p01", ["nine minutes"]).kind == "solved"


def test_a_limit_is_the_teams_and_the_locks_not_the_players(team: Team) -> None:
    for n in range(5):
        (team.ann if n % 2 else team.ben).answer("p01", [f"guess {n}"])
    for player in (team.ann, team.ben, team.join("Cleo")):
        with pytest.raises(Refusal):
            player.answer("p01", ["guess 5"])
    assert team.ben.answer("p03", ["five"]).kind == "wrong"


def test_near_misses_and_repeats_are_free(team: Team) -> None:
    for n in range(4):
        team.ann.answer("p01", [f"guess {n}"])
    for _ in range(3):
        team.ann.answer("p01", ["guess 0"])
        team.ann.answer("p01", ["eight minutes"])
    assert team.ann.answer("p01", ["guess 4"]).kind == "wrong"
    assert team.ann.answer("p01", ["guess 0"]).kind == "again"


def test_a_lock_warns_before_it_waits(team: Team) -> None:
    said = [team.ann.answer("p01", [f"guess {n}"]).words for n in range(5)]
    assert said[1].endswith("Two wrong answers so far.")
    assert said[2].endswith("Three wrong answers so far. 2 more tries, then one each 20 seconds.")
    assert said[3].endswith("One more try, then one each 20 seconds.")
    assert said[4].endswith("The next try in 20 seconds.")
    lock = team.ben.lock("p01")
    assert (lock.wait, lock.warning) == (20, "The next try in 20 seconds.")
    team.clock.go(100)
    assert (team.ben.lock("p01").wait, team.ben.lock("p01").warning) == (0, "")


def test_a_race_of_players_gets_no_further_try(team: Team) -> None:
    attempts = [
        (player, player.prepare("p01", [f"{player.player} {n}"])) for player in (team.ann, team.ben) for n in range(8)
    ]
    kinds: list[str] = []

    def submit(player: Session, attempt: object) -> None:
        try:
            kinds.append(player.submit(attempt).kind)  # type: ignore[arg-type]
        except Refusal as refusal:
            kinds.append(refusal.code)

    threads = [threading.Thread(target=submit, args=pair) for pair in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert (kinds.count("wrong"), kinds.count("answer-wait")) == (5, 11)


def test_how_much_is_at_once_is_the_hosts_to_say(clock: Clock) -> None:
    table = Table(fixture(), MemoryStore(), clock=clock)
    grace = Mastery(table, player="Grace")
    grace.begin(name="Team 2")
    grace.start(60, tries=1, every=90)
    ann = Session.join(table, player="Ann", others=lambda: 0)
    assert ann.lock("p01").warning == ""
    ann.answer("p01", ["one"])
    with pytest.raises(Refusal, match="90 seconds"):
        ann.answer("p01", ["two"])
    for tries, every in ((0, 20.0), (5, 0.0), (5, float("nan"))):
        with pytest.raises(Refusal) as refused:
            grace.start(60, tries=tries, every=every)
        assert refused.value.code == "limit-odd"


def test_a_play_without_a_host_is_not_limited(session: Session) -> None:
    for n in range(30):
        assert session.answer("p01", [f"guess {n}"]).kind == "wrong"
    assert (session.lock("p01").wait, session.lock("p01").warning) == (0, "")


@pytest.mark.parametrize("text", ["x" * 10_000_000, "\u0301" * 10_000_000], ids=["plain", "marks"])
def test_ten_megabytes_are_refused_before_anybody_looks_at_them(team: Team, text: str) -> None:
    began = time.perf_counter()
    for say, code in (
        (lambda: team.ann.answer("p01", [text]), "answer-long"),
        (lambda: team.ann.ask(text), "ask-long"),
        (lambda: team.grace.announce(text), "text-long"),
        (lambda: team.grace.correct("log", text, "x"), "text-long"),
    ):
        with pytest.raises(Refusal) as refused:
            say()
        assert refused.value.code == code
    assert time.perf_counter() - began < 1


def test_a_reason_is_cut_short(team: Team) -> None:
    team.grace.hold("x" * 10_000_000)
    held = team.ann.clock()
    assert held is not None
    assert len(held.why) == 200


def test_a_flood_of_one_team_is_no_other_teams_wait(team: Team) -> None:
    others = Team(clock=team.clock)
    players = [team.ann, team.ben, *(team.join(f"player {n}") for n in range(8))]
    for n in range(5):
        assert players[n].answer("p01", [f"guess {n}"]).kind == "wrong"
    for n in range(5, 300):
        with pytest.raises(Refusal, match="in 20 seconds") as refused:
            players[n % 10].answer("p01", [f"guess {n}"])
        assert refused.value.code == "answer-wait"
    assert others.ann.lock("p01").wait == 0
    assert others.ann.answer("p01", ["nine minutes"]).kind == "solved"
    assert len(team.store.read("play")) < 25  # what was refused is kept nowhere
