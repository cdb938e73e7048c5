"""How the rules of logic read a case, beside what the faults show."""

from dataclasses import replace

import pytest

from casefile.source.loader import load
from casefile.workshop.check.culprit import clues_of
from casefile.workshop.check.logic import ciphers_are_long_enough
from casefile.workshop.check.rule import Deal
from casefile.workshop.check.theories import theories
from casefile.workshop.deal import deal_case
from tests.check.fault import SOUND


@pytest.fixture(scope="module")
def deal() -> Deal:
    case = load(SOUND)
    return Deal(SOUND, case, case.profile("full"), deal_case(case))


def _in_cipher(deal: Deal, letters: int, bits: float) -> Deal:
    """The same deal with a second puzzle that says how long its cipher is."""
    said = deal.dealt.riddles["p2"]["en"]
    riddle = replace(said, values={**said.values, "letters": letters, "key_bits": bits})
    return replace(deal, dealt=replace(deal.dealt, riddles={**deal.dealt.riddles, "p2": {"en": riddle}}))


@pytest.mark.parametrize(("letters", "bits"), [(59, 1.0), (60, 65.0), (93, 100.0)])
def test_a_cipher_needs_sixty_letters_and_three_times_what_its_key_uses_up(
    deal: Deal, letters: int, bits: float
) -> None:
    assert [one.code for one in ciphers_are_long_enough(_in_cipher(deal, letters, bits))] == ["CF-U08"]
    assert list(ciphers_are_long_enough(_in_cipher(deal, letters + 1, bits))) == []


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ world.clues.C1.window.from }} {% for row in world.clues.C1.rows %}", {"C1"}),
        ("{% set c = world.clues.C2 %}{{ c.window.to }} {% for r in c.rows|sort %}", {"C2"}),
        ("{{ world.clues['C3'].window.from }} {% for row in world.clues['C3'].rows %}", {"C3"}),
        ("{{ world.clues.C1.window.from }} {% for row in world.clues.C2.rows %}", {"C2"}),
        ("{% for c in world.clues.values() %}{{ c.window.from }}{% for r in c.rows %}", {"C1", "C2", "C3"}),
        ("{{ world.clues.C1.window.from }} to {{ world.clues.C1.window.to }}", set()),
        ("{% for row in p1.rows %} by the window", set()),
    ],
)
def test_a_clue_is_printed_where_a_template_goes_through_its_rows(template: str, printed: set[str]) -> None:
    assert set(clues_of(template, ["C1", "C2", "C3"])) == printed


@pytest.mark.parametrize(("method", "standing"), [("enumerated", {"m"}), ("declared", {"m", "f"})])
def test_a_board_whose_kind_has_tried_all_fillings_needs_no_papers_that_support_its_cards(
    deal: Deal, method: str, standing: set[str]
) -> None:
    puzzle, riddle = deal.case.puzzles["f"], deal.dealt.riddles["f"]["en"]
    other = replace(puzzle, about=puzzle.about.model_copy(update={"kind": "posts"}))
    case = replace(deal.case, puzzles={**deal.case.puzzles, "f": other})
    told = replace(riddle, certificate=replace(riddle.certificate, method=method))
    dealt = replace(deal.dealt, case=case, riddles={**deal.dealt.riddles, "f": {"en": told}})
    assert {theory.lock for theory in theories(deal)} == {"m", "f"}
    assert {theory.lock for theory in theories(replace(deal, case=case, dealt=dealt))} == standing
