import pytest

from casefile.errors import Refusal
from casefile.session import conditions
from casefile.session.play import Session
from tests.session.test_answers import to_the_board


def papers(session: Session) -> set[str]:
    return {row.id for folder in session.folders() for row in folder.papers}


def test_a_decision_opens_its_branch_and_only_that(session: Session) -> None:
    to_the_board(session)
    assert [option.id for option in session.decisions()[0].options] == ["log", "hide"]
    outcome = session.decide("d1", "hide")
    assert (outcome.papers, outcome.lifted) == (("ledger",), (("letter", "later"),))
    assert "record" not in papers(session)
    (decision,) = session.decisions()
    assert (decision.chosen, [option.id for option in decision.options]) == ("hide", ["hide"])


def test_any_option_of_a_decision_is_a_fact_and_none_is_not(session: Session) -> None:
    to_the_board(session)
    assert not conditions.hold(session.state, ["chose:d1=*"])
    session.decide("d1", "hide")
    assert conditions.hold(session.state, ["chose:d1=*", "chose:d1=hide", "!chose:d1=log", "!chose:d2=*"])


def test_a_decision_cannot_be_taken_back_or_taken_early(session: Session) -> None:
    with pytest.raises(Refusal) as early:
        session.decide("d1", "log")
    assert early.value.code == "decision-unknown"
    to_the_board(session)
    with pytest.raises(Refusal) as odd:
        session.decide("d1", "burn")
    assert odd.value.code == "option-unknown"
    session.decide("d1", "log")
    with pytest.raises(Refusal) as late:
        session.decide("d1", "hide")
    assert late.value.code == "decision-taken"


def test_standing_by_a_form_is_offered_for_what_the_last_refused_form_said(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["cedar", "ash"])
    session.answer("m2", ["ash", "cedar"])
    stand = next(decision for decision in session.decisions() if decision.id == "stand")
    assert [option.id for option in stand.options] == ["ash"]
    with pytest.raises(Refusal):
        session.decide("stand", "cedar")
    session.decide("stand", "ash")
    assert {"review-ash", "finale"} <= papers(session)


def test_no_branch_is_offered_where_the_refused_form_has_none(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["birch", "ash"])
    assert [decision.id for decision in session.decisions()] == ["d1"]


def test_a_right_accusation_ends_quietly_and_brings_its_letter(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["birch", "cedar"])
    assert session.status().ended == ""
    session.read("finale")
    assert (session.status().ended, session.status().ending) == ("right", "Quiet Hands")
    assert "last-letter" in papers(session)


def test_a_wrong_accusation_that_was_stood_by_ends_otherwise(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["cedar", "ash"])
    session.decide("stand", "cedar")
    session.read("review-cedar")
    session.read("finale")
    assert session.status().ending == "The Wrong Name"


def test_a_wrong_accusation_can_be_corrected_after_its_branch(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["cedar", "ash"])
    session.decide("stand", "cedar")
    assert session.answer("m2", ["birch", "cedar"]).kind == "solved"
    session.read("finale")
    assert session.status().ending == "Corrected"
    assert "last-letter" not in papers(session)


def test_the_first_ending_that_holds_is_the_one_for_good(session: Session) -> None:
    to_the_board(session)
    session.answer("m2", ["cedar", "ash"])
    session.decide("stand", "cedar")
    session.read("review-cedar")
    session.read("finale")
    session.answer("m2", ["birch", "cedar"])
    assert session.status().ended == "wrong"
