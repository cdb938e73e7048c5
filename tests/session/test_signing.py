"""In a team, a board and a decision that cannot be taken back are proposed by one and signed by another."""

import pytest

from casefile.errors import Refusal
from casefile.session.hosted_views import ProposalView
from casefile.session.play import Session
from tests.session.team import WHY, Team, key_of


@pytest.fixture
def board(team: Team) -> Team:
    """A team before the board m1."""
    team.ann.answer("p01", ["nine minutes"])
    team.ann.answer("p03", ["four"])
    for paper in ("log", "letter"):
        team.ann.read(paper)
    return team


@pytest.fixture
def decision(board: Team) -> Team:
    """A team before the decision d1 and the board m2."""
    board.others = 0
    board.ann.answer("m1", ["ash", "birch"])
    board.others = 1
    return board


def put(play: Session) -> ProposalView:
    view = play.proposal()
    assert view is not None
    return view


def test_a_board_is_proposed_and_opens_when_another_player_signs(board: Team) -> None:
    outcome = board.ann.answer("m1", ["ash", "birch"])
    assert (outcome.kind, outcome.words) == (
        "proposed",
        "Put to the team. Somebody else signs it, or you do in 30 seconds.",
    )
    assert not board.ann.lock("m1").solved
    mine, theirs = put(board.ann), put(board.ben)
    assert (mine.title, mine.words, mine.by, mine.is_mine, mine.wait) == (
        "The m1",
        ("Mr Ash", "Ms Birch"),
        "Ann",
        True,
        30,
    )
    assert (theirs.is_mine, theirs.wait) == (False, 0)
    assert board.ben.confirm(theirs.id).kind == "solved"
    assert board.ann.proposal() is None
    assert board.ann.log()[-1].words == "Opened The m1: Mr Ash · Ms Birch. Signed by Ben."
    assert board.ann.log()[-1].by == "Ann"


def test_to_hand_in_what_a_team_mate_proposed_is_to_sign_it(board: Team) -> None:
    board.ann.answer("m1", ["ash", "birch"])
    assert board.ben.answer("m1", ["ash", "birch"]).kind == "solved"


def test_whoever_proposed_may_sign_alone_after_half_a_minute(board: Team) -> None:
    board.ann.answer("m1", ["ash", "birch"])
    board.clock.go(18)
    with pytest.raises(Refusal, match="in 12 seconds") as refused:
        board.ann.confirm(put(board.ann).id)
    assert refused.value.code == "proposal-wait"
    with pytest.raises(Refusal, match="in 12 seconds"):
        board.ann.answer("m1", ["ash", "birch"])
    board.clock.go(12)
    assert board.ann.confirm(put(board.ann).id).kind == "solved"
    assert board.ann.log()[-1].words == "Opened The m1: Mr Ash · Ms Birch."


def test_by_oneself_one_signs_at_once(board: Team) -> None:
    board.others = 0
    assert board.ann.answer("m1", ["ash", "birch"]).kind == "solved"


def test_an_answer_that_is_no_board_needs_no_second_hand(team: Team) -> None:
    assert team.ann.answer("p01", ["nine minutes"]).kind == "solved"


def test_a_wrong_board_costs_one_try_whoever_signed(board: Team) -> None:
    board.ann.answer("m1", ["birch", "ash"])
    outcome = board.ben.confirm(put(board.ben).id)
    assert (outcome.kind, outcome.tries) == ("wrong", 1)
    assert board.ann.proposal() is None
    assert board.ann.answer("m1", ["birch", "ash"]).kind == "again"
    assert board.ann.proposal() is None


def test_one_thing_lies_before_a_team_at_a_time_and_can_be_withdrawn(board: Team) -> None:
    board.ann.answer("m1", ["birch", "ash"])
    with pytest.raises(Refusal, match="Ann has put The m1 to the team") as refused:
        board.ben.answer("m1", ["ash", "birch"])
    assert refused.value.code == "proposal-open"
    number = put(board.ann).id
    board.ben.withdraw(number)
    assert board.ann.proposal() is None
    for gone in (board.ann.withdraw, board.ann.confirm):
        with pytest.raises(Refusal) as refused:
            gone(number)
        assert refused.value.code == "proposal-gone"
    assert board.ben.answer("m1", ["ash", "birch"]).kind == "proposed"


def test_a_decision_that_cannot_be_taken_back_is_signed_by_two(decision: Team) -> None:
    outcome = decision.ann.decide("d1", "hide")
    assert outcome.kind == "proposed"
    assert put(decision.ben).words == ("Conceal it",)
    assert decision.ben.decide("d1", "hide").papers == ("ledger",)
    assert decision.ann.decisions()[0].chosen == "hide"
    assert decision.ann.log()[-1].words.endswith("Conceal it. Signed by Ben.")


def test_what_cannot_be_decided_cannot_be_proposed_either(team: Team, decision: Team) -> None:
    for name, option, code in (("d9", "log", "decision-unknown"), ("d1", "burn", "option-unknown")):
        with pytest.raises(Refusal) as refused:
            decision.ann.decide(name, option)
        assert refused.value.code == code
    assert decision.ann.proposal() is None


def test_a_proposal_dies_when_the_host_opens_the_lock(board: Team) -> None:
    board.ann.answer("m1", ["birch", "ash"])
    board.grace.free("m1", *key_of("m1"), WHY)
    assert board.ann.proposal() is None


def test_a_proposal_waits_while_the_clock_is_held(board: Team) -> None:
    board.ann.answer("m1", ["ash", "birch"])
    board.grace.hold(WHY)
    with pytest.raises(Refusal) as refused:
        board.ben.confirm(put(board.ben).id)
    assert refused.value.code == "held-by-host"
    assert board.ben.proposal()


def test_a_proposal_can_be_made_in_so_many_words(board: Team) -> None:
    board.others = 0
    view = board.ann.propose("answer", "m1", ["ash", "birch"])
    assert view is not None
    assert view.words == ("Mr Ash", "Ms Birch")
    with pytest.raises(Refusal) as refused:
        board.ben.propose("answer", "m1", ["ash", "birch"])
    assert refused.value.code == "proposal-open"
    assert board.ben.confirm(view.id).kind == "solved"
    for what, name, fields in (("answer", "p02", ["x", "y"]), ("song", "m1", ["x"]), ("decision", "d1", [])):
        with pytest.raises(Refusal) as refused:
            board.ann.propose(what, name, fields)
        assert refused.value.code == "proposal-what"


def test_the_same_attempt_filed_twice_is_one_proposal(board: Team) -> None:
    attempt = board.ann.prepare("m1", ["ash", "birch"])
    assert [board.ann.submit(attempt).kind for _ in range(2)] == ["proposed", "proposed"]
    board.clock.go(60)
    assert board.ann.submit(attempt).kind == "proposed"
    assert sum(row.kind == "proposed" for row in board.ann.log()) == 1
