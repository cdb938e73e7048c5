"""Forms and plain puzzles: what they refuse."""

import random
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples import FORM, PLAIN


def test_no_two_values_of_a_form_are_alike() -> None:
    for riddle in deals("form"):
        values = [row["value"] for row in riddle.values["rows"]]
        assert len(set(values)) == len(values) == 3


def test_the_look_alike_in_the_right_ones_place_is_refused() -> None:
    riddle = deals("form")[0]
    assert (riddle.values["reference"], riddle.values["old_ticket"]) in riddle.refused
    assert riddle.answers[0][::-1] in riddle.refused


def test_a_label_with_two_values_leaves_the_solver_where_it_is() -> None:
    papers = {"x": "File reference: 1", "y": "File reference: 2\nDesk ticket: 3"}
    with pytest.raises(Refusal, match="2 values stand behind “File reference”"):
        KINDS["form"].solve(papers, KINDS["form"].public(FORM))


def test_a_fixed_value_is_dealt_as_it_stands() -> None:
    params = {"fields": [{"id": "a", "label": "A", "value": "LB/7/0412"}]}
    assert KINDS["form"].generate(params, {}, random.Random(1)).answers == (("LB/7/0412",),)


@pytest.mark.parametrize(
    ("kind", "params", "words"),
    [
        ("form", {"fields": []}, "has fields"),
        ("form", {"fields": [{"id": "a", "label": "A"}]}, "either a shape or a value"),
        ("form", {"fields": [{"id": "a", "label": "A", "shape": "#"}] * 2}, "same id or label"),
        ("form", {"fields": [{"id": str(n), "label": f"L{n}", "shape": "#"} for n in range(11)]}, "too few values"),
        ("plain", {**PLAIN, "answer": ["", "12"]}, "empty"),
        ("plain", {**PLAIN, "space": 0}, "in `space`"),
        ("plain", {**PLAIN, "refused": [["The LAMP", "12"]]}, "is the answer"),
        ("plain", {**PLAIN, "refused": []}, "wrong answers in `refused`"),
        ("plain", {**PLAIN, "find": ["(", "x"]}, "no regular expression"),
        ("plain", {**PLAIN, "find": ["x", "x"]}, "needs a group"),
        ("plain", {**PLAIN, "toy": " "}, "worked example"),
    ],
)
def test_parameters_that_make_no_puzzle_are_refused(kind: str, params: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS[kind].generate(params, {}, random.Random(1))


def test_an_expression_that_finds_two_things_leaves_the_solver_where_it_is() -> None:
    papers = {"x": "Ann signed out the lamp at bay 12. Bob signed out the rope at bay 12."}
    with pytest.raises(Refusal, match="finds 2 different texts"):
        KINDS["plain"].solve(papers, KINDS["plain"].public(PLAIN))
