"""The line mode at a host's table."""

from casefile.desk.plain import mode as plain
from casefile.desk.plain import table
from casefile.desk.plain.clerk import Clerk
from casefile.desk.plain.page import Sheet
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from tests.desk.table import Others, before_the_board, before_the_decision
from tests.packs import fixture
from tests.session.team import WHY, Team


class Desk:
    """A player of the team in line mode."""

    def __init__(self, play: Session) -> None:
        self.others = Others()
        self.clerk = Clerk(play, Sheet(), self.others)

    def say(self, line: str) -> str:
        return " ".join(" ".join(plain.answer(self.clerk, line)[1].lines).split())

    def news(self) -> str:
        return " ".join(table.news(self.clerk).lines)


def test_the_commands_of_a_table_are_there_at_a_table_only() -> None:
    alone = Clerk(Session.begin(fixture(), MemoryStore(), name="Tuesday", player="Ann"), Sheet())
    assert "There is no command 'ask'" in plain.answer(alone, "ask anything")[1].lines[0]
    assert not [line for line in plain.answer(alone, "help")[1].lines if line.startswith(("ask", "confirm"))]
    assert "ask [LOCK:] TEXT" in Desk(Team().ann).say("help")


def test_status_tells_the_time_that_is_left_and_who_is_there() -> None:
    team = Team()
    desk = Desk(team.ann)
    team.clock.go(600)
    assert "Time: 50 minutes left. At the table with you: Ben." in desk.say("status")
    team.grace.hold(WHY)
    assert f"Time: 50 minutes left; held by the host: {WHY}." in desk.say("status")
    team.grace.release()
    team.clock.go(3600)
    assert "The time is up." in desk.say("status")


def test_the_game_master_is_asked_and_what_becomes_of_it_can_be_read() -> None:
    team = Team()
    desk = Desk(team.ann)
    assert "The game master has it." in desk.say("ask p01: is the log ours?")
    assert "The game master has it." in desk.say("ask where is the tea: here or there?")
    first, second = team.ann.requests()
    assert (first.lock, first.text) == ("p01", "is the log ours?")
    assert (second.lock, second.text) == ("", "where is the tea: here or there?")
    assert "(waits): is the log ours?" in desk.say("requests")
    team.grace.claim(first.id)
    assert "(Grace sees to it)" in desk.say("requests")
    team.grace.reply(first.id, "It is.")
    assert "(answered): is the log ours? Grace answered: It is." in desk.say("requests")


def test_a_form_is_put_to_the_team_looked_at_and_signed_by_another() -> None:
    team = before_the_board(Team())
    ann, ben = Desk(team.ann), Desk(team.ben)
    ann.say("board who=Ash whom=Birch")
    assert "Somebody else signs it, or you in half a minute" in ann.say("propose m1")
    assert "Ann: Put The m1 to the team: Mr Ash · Ms Birch." in ben.news()
    assert "Before the team, by Ann: The m1." in ben.say("status")
    shown = ben.say("confirm")
    assert "Ann would sign: The m1 [who: Mr Ash] let it happen for [whom: Ms Birch]." in shown
    assert not team.ben.lock("m1").solved
    assert "Filed." in ben.say("confirm yes")
    assert "Opened The m1: Mr Ash · Ms Birch. Signed by Ben." in ann.news()


def test_a_decision_is_put_to_the_team_and_withdrawn() -> None:
    team = before_the_decision(Team())
    ann, ben = Desk(team.ann), Desk(team.ben)
    assert "Put to the team." in ann.say("decide d1 log yes")
    assert "must sign this" in ann.say("confirm yes")
    assert "the way: Log it" in ben.say("propose")
    assert "Taken off the table" in ben.say("withdraw")
    assert "Nothing lies before the team." in ann.say("confirm")
    assert "You would sign" in ann.say("propose d1 hide")


def test_what_cannot_be_put_to_the_team_is_refused_with_what_can() -> None:
    desk = Desk(before_the_board(Team()).ann)
    assert "There is `propose m1`." in desk.say("propose p01")


def test_coming_and_going_is_told_after_the_next_command() -> None:
    desk = Desk(Team().ann)
    assert desk.news() == ""
    desk.others.become("Ben", "Carol")
    assert desk.news() == "Carol has sat down."
    assert desk.news() == ""


def test_a_lock_says_when_its_tries_are_few() -> None:
    team = Team()
    desk = Desk(team.ann)
    for word in ("one", "two", "three"):
        desk.say(f"guess p01 {word}")
    assert "tries: 2 more tries" in desk.say("guess p01")
