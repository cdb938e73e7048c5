"""The theory: which fillings stand, and what a board must have before it is sealed."""

import random
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from tests.kinds.samples import BOARD


def board(**change: Any) -> Riddle:
    return KINDS["board"].generate({**BOARD, **change}, {}, random.Random(1))


def refusal(**change: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        board(**change)
    return caught.value


def without(paper: str, slot: str) -> list[dict[str, Any]]:
    return [fact for fact in BOARD["supports"] if (fact["paper"], fact["slot"]) != (paper, slot)]


def test_all_fillings_are_tried_and_one_stands() -> None:
    certificate = board().certificate
    assert certificate.searched == certificate.space == 7 * 7 * 6 * 6 * 6
    assert certificate.survivors == 1


def test_a_second_filling_that_stands_is_named_in_the_refusal() -> None:
    found = refusal(excludes=[])
    assert found.code == "kind-board-ambiguous"
    assert "bob dot lamp loft yard" in found.sentence


def test_a_fact_counts_only_where_what_it_supposes_holds() -> None:
    lamp = {"slot": "what", "card": "lamp", "paper": "x2", "puzzle": "x2"}
    assert refusal(supports=[*BOARD["supports"], lamp]).code == "kind-board-ambiguous"
    assert board(supports=[*BOARD["supports"], {**lamp, "given": {"who": "cay"}}]).certificate.survivors == 1


def test_a_right_card_that_a_paper_excludes_is_refused() -> None:
    excludes = [*BOARD["excludes"], {"slot": "where", "card": "loft", "paper": "x9"}]
    assert refusal(excludes=excludes).code == "kind-board-ambiguous"


def test_a_slot_with_a_single_source_is_refused() -> None:
    found = refusal(supports=without("x2", "where"))
    assert found.code == "kind-board-source"
    assert "“where”" in found.sentence


def test_two_papers_of_one_puzzle_are_one_source() -> None:
    supports = [{**fact, "puzzle": "x1"} if fact["slot"] == "what" else fact for fact in BOARD["supports"]]
    assert refusal(supports=supports).code == "kind-board-source"


def test_a_board_that_could_be_guessed_is_refused() -> None:
    banks = {name: cards[:4] for name, cards in BOARD["banks"].items()}
    assert refusal(banks=banks).code == "kind-board-short"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slots": [{"id": "who", "bank": "people", "right": "zoe"}]}, "no card “zoe”"),
        ({"supports": [{"slot": "why", "card": "x", "paper": "x1"}]}, "a slot that is not there"),
        ({"banks": {**BOARD["banks"], "rooms": BOARD["banks"]["rooms"] * 2}}, "same id or label"),
    ],
)
def test_a_board_that_does_not_fit_together_is_refused(change: dict[str, Any], words: str) -> None:
    assert words in refusal(**change).sentence


def test_readings_that_are_tied_leave_the_solver_where_it_is() -> None:
    public = KINDS["board"].public(BOARD)
    with pytest.raises(Refusal, match="leave 2 cards"):
        KINDS["board"].solve({"x": "Ann was seen. Bob was seen."}, public)


@pytest.mark.parametrize(
    ("text", "said"), [("{card} and {card}", "in it once"), ("it was (", "no regular"), ("it", "has no")]
)
def test_a_reading_that_cannot_be_read_with_is_refused(text: str, said: str) -> None:
    assert said in refusal(readings=[{"slot": "who", "text": text}]).sentence
