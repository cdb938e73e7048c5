"""What a player at a host's table sees and can do."""

import pytest
from textual.widgets import Input

from casefile import Session
from casefile.desk.app import CaseApp
from casefile.desk.board import BoardScreen
from casefile.desk.decision import DecisionSheet
from casefile.desk.desk import DeskScreen
from casefile.desk.headline import HeadLine
from casefile.desk.hints import HintSheet
from casefile.desk.log import LogScreen
from casefile.desk.notices import Notices
from casefile.desk.proposal import ProposalSheet
from casefile.desk.registry.form import FormScreen
from casefile.desk.told import MessagesSheet, TimeSheet
from casefile.desk.tree import FileColumn
from casefile.session.mastery import Mastery
from casefile.session.table import Table
from casefile.store.memory import MemoryStore
from tests.desk.conftest import STILL, Sit, one_act, settle, shown
from tests.desk.stage import text_of
from tests.desk.table import Seat, before_the_board, before_the_decision, seat
from tests.session.team import WHY, Team, key_of


@pytest.fixture
def team() -> Team:
    return Team()


def said(at: Seat) -> str:
    """What the bottom line says to an answer."""
    return str(at.desk.bar.query_one("#lock-words").render())


def keys(screen: object) -> set[str]:
    return {active.binding.id or "" for active in screen.active_bindings.values()}  # type: ignore[attr-defined]


async def test_by_oneself_nothing_of_a_table_is_there(sit: Sit) -> None:
    async with sit() as (_, desk):
        assert not desk.query(Notices)
        assert "AT THE TABLE" not in shown(desk.asked)
        assert not keys(desk) & {"desk.point", "desk.ask", "desk.follow", "desk.countersign", "desk.rise"}
        assert {"desk.registry", "desk.log"} <= keys(desk)


async def test_whoever_comes_to_a_team_late_begins_with_the_paper_with_which_it_begins(team: Team) -> None:
    first = team.ann.folders()[0].papers[0].id
    team.ann.read(first)
    screen = DeskScreen(team.ben, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not screen.blotter.open_id
        await pilot.press("enter")
        await settle(pilot)
        assert screen.blotter.open_id == first


# The clock


async def test_the_minutes_that_are_left_stand_in_the_head_and_among_the_questions(team: Team) -> None:
    team.clock.go(17 * 60 + 30)
    async with seat(team.ann) as at:
        assert "43 min" in str(at.desk.query_one(HeadLine).render())
        assert "left         43 min" in shown(at.desk.asked)
        assert "so far       0:17" in shown(at.desk.asked)


async def test_while_the_host_holds_the_clock_the_reason_stands_over_the_strip(team: Team) -> None:
    async with seat(team.ann) as at:
        assert at.notices == ""
        team.grace.hold(WHY)
        await at.settle()
        assert f"Held by the host: {WHY}." in at.notices
        assert "held" in str(at.desk.query_one(HeadLine).render())
        team.grace.release()
        await at.settle()
        assert at.notices == ""
        assert "Let the clock go on" in at.bottom


async def test_that_the_time_is_up_is_said_once_and_no_more_after_coming_back(team: Team) -> None:
    async with seat(team.ann) as at:
        team.clock.go(3601)
        at.desk.draw()
        await at.settle()
        assert isinstance(at.top(), TimeSheet)
        await at.press("enter")
        at.desk.draw()
        await at.settle()
        assert at.top() is at.desk
        assert "The time is up." in at.notices
        kept = at.desk.mark.record({})
        assert kept["desk"]["late"]
        team.grace.extend(5, WHY)
        await at.settle()
        assert at.notices == ""
        assert not at.desk.mark.late


async def test_few_tries_that_are_left_are_told_in_the_bar_and_then_that_there_is_none(team: Team) -> None:
    async with seat(team.ann) as at:
        for word in ("one", "two", "three"):
            team.ann.answer("p01", [word])
        await at.settle()
        assert "few tries are left" in str(at.desk.bar.query_one("#lock-line").render())
        await at.press("a")
        assert "2 more tries" in str(at.desk.bar.query_one("#lock-line").render())
        for word in ("six", "seven"):
            team.ann.answer("p01", [word])
        await at.settle()
        assert "no further try just now" in str(at.desk.bar.query_one("#lock-line").render())
        await at.press(*"eight", "enter")
        assert "The next try is in" in str(at.desk.bar.query_one("#lock-words").render())


async def test_a_board_says_how_many_tries_are_left(team: Team) -> None:
    before_the_board(team)
    for pair in (["ash", "nobody"], ["birch", "nobody"], ["nobody", "ash"]):
        team.others = 0
        team.ann.answer("m1", pair)
    async with seat(team.ann) as at:
        await at.desk.action_take("m1")
        await at.settle()
        assert "2 more tries" in str(at.top().query_one("#board-words").render())
        team.grace.hold(WHY)
        await at.settle()
        assert f"Grace: Stopped the clock: {WHY}." in at.bottom


# What waits to be signed


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_a_team_mate_would_sign_is_told_at_once_and_read_before_it_is_signed(
    team: Team, size: tuple[int, int]
) -> None:
    before_the_board(team)
    async with seat(team.ann, size) as at:
        team.ben.answer("m1", ["ash", "birch"])
        await at.settle()
        assert "Ben would sign: The m1. Key c shows it." in at.notices
        assert "Ben: Put The m1 to the team" in at.bottom
        await at.press("c")
        assert isinstance(at.top(), ProposalSheet)
        assert "[ Mr Ash ] let it happen for [ Ms Birch ]." in text_of(at.pilot.app)
        assert {"proposal.sign", "proposal.refuse"} <= keys(at.top())
        await at.press("y")
        assert at.top() is at.desk
        assert team.ann.lock("m1").solved
        assert at.notices == ""


async def test_what_one_does_not_sign_is_taken_off_the_table_and_told_to_whoever_proposed_it(team: Team) -> None:
    before_the_board(team)
    async with seat(team.ann) as at:
        team.ann.answer("m1", ["ash", "birch"])
        await at.settle()
        put = team.ben.proposal()
        assert put is not None
        team.ben.withdraw(put.id)
        await at.settle()
        assert at.notices == ""
        assert "Ben: Took a proposal off the table." in at.bottom


async def test_whoever_proposed_waits_and_may_sign_alone_after_half_a_minute(team: Team) -> None:
    before_the_board(team)
    async with seat(team.ann) as at:
        team.ann.answer("m1", ["ash", "birch"])
        await at.settle()
        assert "Waits for another hand: The m1." in at.notices
        await at.press("c")
        sheet = at.top()
        assert isinstance(sheet, ProposalSheet)
        assert "proposal.withdraw" in keys(sheet)
        assert "proposal.alone" not in keys(sheet)
        team.clock.go(31)
        sheet.renew()
        await at.press("y")
        assert team.ann.lock("m1").solved


async def test_the_sheet_goes_when_what_it_shows_is_gone(team: Team) -> None:
    before_the_board(team)
    async with seat(team.ann) as at:
        team.ben.answer("m1", ["ash", "birch"])
        await at.press("c")
        put = team.ben.proposal()
        assert put is not None
        team.ben.withdraw(put.id)
        await at.settle()
        assert at.top() is at.desk
        assert not team.ann.lock("m1").solved


async def test_a_decision_that_is_put_to_the_team_says_so_and_can_be_withdrawn(team: Team) -> None:
    before_the_decision(team)
    async with seat(team.ann) as at:
        at.desk.action_decision()
        await at.settle()
        assert isinstance(at.top(), DecisionSheet)
        assert "one of them signs it too" in " ".join(text_of(at.pilot.app).split())
        await at.press("enter", "down", "enter")
        put = team.ann.proposal()
        assert put is not None
        assert put.is_mine
        assert "Put to the team." in str(at.desk.bar.query_one("#lock-words").render())
        await at.press("c")
        assert "It cannot be undone." in text_of(at.pilot.app)
        await at.press("x")
        assert team.ann.proposal() is None
        assert at.notices == ""


def before_nothing_but_the_decision(team: Team) -> None:
    before_the_decision(team)
    team.grace.free("m2", *key_of("m2"), why="too hard")


async def test_where_nothing_else_is_asked_it_is_still_said_that_a_decision_was_put_to_the_team(team: Team) -> None:
    before_nothing_but_the_decision(team)
    async with seat(team.ann) as at:
        assert at.desk.bar.taken is None
        at.desk.action_decision()
        await at.settle()
        await at.press("enter", "down", "enter")
        assert "Put to the team." in said(at)
        team.grace.announce("Tea is served.")
        await at.settle()
        assert "Put to the team." in said(at)
        line = at.desk.bar.query_one("#lock-line")
        assert str(line.render()) == "Nothing else is asked until that is signed, with key c."
        put = team.ben.proposal()
        assert put is not None
        team.ben.withdraw(put.id)
        await at.settle()
        assert str(line.render()).startswith("To be decided, with key d: ")


async def test_what_a_team_mate_has_signed_brings_the_next_question_to_hand(team: Team) -> None:
    before_nothing_but_the_decision(team)
    async with seat(team.ann) as at:
        team.ann.decide("d1", "log")
        await at.settle()
        put = team.ben.proposal()
        assert put is not None
        team.ben.confirm(put.id)
        await at.settle()
        assert at.desk.bar.taken is not None
        assert "Nothing is asked" not in str(at.desk.bar.query_one("#lock-line").render())


@pytest.mark.parametrize("is_signed", [True, False])
async def test_what_was_put_to_the_team_is_no_longer_said_when_it_is_off_the_table(
    team: Team, *, is_signed: bool
) -> None:
    before_the_board(team)
    async with seat(team.ann) as at:
        at.desk.mark.answers["m1"] = ["ash", "birch"]
        await at.desk.action_take("m1")
        await at.settle()
        await at.press("s")
        assert "Put to the team." in said(at)
        put = team.ben.proposal()
        assert put is not None
        if is_signed:
            team.ben.confirm(put.id)
        else:
            team.ben.withdraw(put.id)
        await at.settle()
        assert said(at) == ""


async def test_a_form_that_waits_for_another_closes_and_a_second_one_is_refused_in_a_sentence(team: Team) -> None:
    before_the_board(team)
    async with seat(team.ann) as at:
        at.desk.mark.answers["m1"] = ["ash", "birch"]
        await at.desk.action_take("m1")
        await at.settle()
        await at.press("s")
        assert at.top() is at.desk
        at.desk.mark.answers["m1"] = ["birch", "ash"]
        await at.desk.action_take("m1")
        await at.settle()
        await at.press("s")
        screen = at.top()
        assert isinstance(screen, BoardScreen)
        assert "Ann has put The m1 to the team." in str(screen.query_one("#board-words").render())


async def test_what_the_others_do_is_told_and_what_one_does_oneself_is_not(team: Team) -> None:
    async with seat(team.ann) as at:
        team.ben.answer("p03", ["four"])
        await at.settle()
        assert "Ben: Opened The p03: four." in at.bottom
        at.desk.query_one("KeyLine").tell("")  # type: ignore[attr-defined]
        team.ann.answer("p01", ["nine minutes"])
        await at.settle()
        assert "Opened" not in at.bottom


async def test_a_lock_that_the_host_frees_is_told(team: Team) -> None:
    async with seat(team.ann) as at:
        team.grace.free("p02", *key_of("p02"), why="too hard")
        await at.settle()
        assert "Grace: Freed The p02: too hard." in at.bottom


# The game master


async def ask(at: Seat, text: str) -> None:
    at.top().query_one(Input).value = text
    await at.press("enter", "enter")


async def test_the_game_master_is_asked_from_the_help_about_its_lock(team: Team) -> None:
    async with seat(team.ann) as at:
        await at.press("h")
        assert isinstance(at.top(), HintSheet)
        assert "Ask the game master" in text_of(at.pilot.app)
        await at.press("end", "enter")
        assert isinstance(at.top(), FormScreen)
        await ask(at, "Is the log ours?")
        request = team.ann.requests()[0]
        assert (request.text, request.lock) == ("Is the log ours?", "p01")
        assert "The game master has your request." in at.bottom


async def test_a_request_may_be_about_nothing_that_is_shut(team: Team) -> None:
    async with seat(team.ann) as at:
        await at.press("t")
        at.top().query_one(Input).value = "Where is the tea?"
        await at.press("enter", "right", "enter")
        assert team.ann.requests()[0].lock == ""


async def test_an_empty_request_is_refused_on_the_form(team: Team) -> None:
    async with seat(team.ann) as at:
        await at.press("t", "enter", "enter")
        assert "There is nothing asked." in text_of(at.pilot.app)


async def test_what_becomes_of_a_request_is_told_and_stands_among_the_messages(team: Team) -> None:
    async with seat(team.ann) as at:
        number = team.ben.ask("Is the log ours?", "p01").id
        team.grace.claim(number)
        await at.settle()
        assert "Grace: Saw to a request of Ben." in at.bottom
        await at.press("i")
        assert "Grace sees to it" in text_of(at.pilot.app)
        await at.press("escape")
        team.grace.reply(number, "It is.")
        await at.press("i")
        assert isinstance(at.top(), MessagesSheet)
        text = text_of(at.pilot.app)
        assert "answered" in text
        assert text.count("It is.") == 1
        await at.press("t")
        assert isinstance(at.top(), FormScreen)


# Who is there, and where they point


async def test_who_is_there_stands_among_the_questions_and_coming_and_going_is_told(team: Team) -> None:
    async with seat(team.ann) as at:
        assert "with you: Ben" in shown(at.desk.asked)
        at.others.become("Ben", "Carol")
        await at.settle()
        assert "Carol has sat down." in at.bottom
        assert "with you: Ben, Carol" in shown(at.desk.asked)
        at.others.become("Carol")
        await at.settle()
        assert "Ben has left the table." in at.bottom


async def test_pointing_shows_the_others_the_block_that_is_read_or_marked(team: Team) -> None:
    async with seat(team.ann) as at:
        at.desk.blotter.open("letter", block=1)
        await at.settle()
        await at.press("p")
        assert at.others.pointed == [("letter", 1)]
        assert "Shown to Ben." in at.bottom


async def test_one_goes_where_a_team_mate_points_and_not_to_papers_that_are_not_there(team: Team) -> None:
    async with seat(team.ann) as at:
        at.desk.post_message(DeskScreen.Pointed("Ben", "finale", 0))
        await at.settle()
        assert "desk.follow" not in keys(at.desk)
        at.desk.post_message(DeskScreen.Pointed("Ben", "letter", 1))
        await at.settle()
        assert "Ben points at Letter. Key g goes there." in at.bottom
        await at.press("g")
        assert at.desk.blotter.open_id == "letter"
        assert at.desk.blotter.paper.passage == "come to the bridge."
        assert "desk.follow" not in keys(at.desk)


async def test_nobody_listens_to_a_desk_that_was_left(team: Team) -> None:
    async with seat(team.ann) as at:
        others = at.others
        assert others.tells
    assert not others.tells


# The host's hand


async def test_while_the_host_has_the_keys_of_this_terminal_a_line_says_so(team: Team) -> None:
    async with seat(team.ann) as at:
        team.grace.seize(WHY, "Ben")
        await at.settle()
        assert at.notices == ""
        team.grace.seize(WHY, "Ann")
        await at.settle()
        assert f"Grace has this terminal's keys: {WHY}." in at.notices
        team.grace.yield_()
        await at.settle()
        assert at.notices == ""


async def test_a_correction_stands_at_the_head_of_its_paper_which_counts_as_changed(team: Team) -> None:
    team.ann.read("letter")
    async with seat(team.ann) as at:
        team.grace.correct("letter", "For bridge read [b]ferry[/b].", WHY)
        await at.settle()
        assert "more" in shown(at.desk.query_one(FileColumn))
        at.desk.blotter.open("letter")
        await at.settle()
        paper = shown(at.desk.blotter.paper)
        assert "Correction: For bridge read [b]ferry[/b]." in " ".join(paper.split())
        assert "more" not in shown(at.desk.query_one(FileColumn))


async def test_a_correction_does_not_move_the_line_that_is_read() -> None:
    pack = one_act({"long": "\n\n".join(f"Paragraph {at}. {'Words of it. ' * 20}" for at in range(30))})
    table = Table(pack, MemoryStore())
    grace = Mastery(table, player="Grace")
    grace.begin(name="Team 1")
    ann = Session.join(table, player="Ann", others=lambda: 0)
    async with seat(ann, (80, 24)) as at:
        at.desk.blotter.open("long", (12, 0))
        await at.settle()
        before = shown(at.desk.blotter.paper)
        grace.correct("long", "For words read sentences.", WHY)
        await at.settle()
        assert shown(at.desk.blotter.paper) == before
        assert "Grace: Corrected Long" in at.bottom


async def test_a_table_is_left_and_nobody_goes_back_in_time_alone(team: Team) -> None:
    async with seat(team.ann) as at:
        assert "desk.rise" in keys(at.desk)
        assert not keys(at.desk) & {"desk.registry", "desk.log"}
        await at.press("l")
        assert isinstance(at.top(), LogScreen)
        assert "log.back" not in keys(at.top())


async def test_a_desk_of_the_session_alone_needs_no_company(team: Team) -> None:
    play: Session = team.ann
    async with seat(play) as at:
        at.desk.company = None
        await at.press("p")
        at.desk.draw()
        await settle(at.pilot)
        assert "AT THE TABLE" not in shown(at.desk.asked)
