"""The forgery: two rules broken by one document, nothing that could be argued about."""

import random
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples_documents import FORGERY, forgery_papers


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def broken(values: Mapping[str, Any], slip: Mapping[str, Any]) -> list[int]:
    """Rules of the sample that a slip breaks, spelled out once more."""
    box = {one["label"]: one["value"] for one in slip["boxes"]}
    tides = {row[0]: row[1] for row in values["tables"]["tides"]["rows"]}
    shapes = [part.isdigit() for part in box["Slip"].split("/")]
    kept = [
        shapes == [False, True, True] and [len(part) for part in box["Slip"].split("/")] == [2, 2, 4],
        box["High water"] == tides[box["Day"]],
        minutes("05.30") <= minutes(box["Found at"]) <= minutes("20.00"),
        minutes(box["Entered at"]) - minutes(box["Found at"]) >= 30,
        box["Finder"] in {row[1] for row in values["tables"]["roll"]["rows"]},
        int(box["Weight dry"]) + int(box["Water held"]) == int(box["Weight wet"]),
        box["Shelf"][0] == "B" and len(box["Shelf"]) == 3,
    ]
    return [number for number, keeps in enumerate(kept, 1) if not keeps]


def test_one_document_breaks_exactly_the_two_rules_of_the_answer_and_no_other_breaks_any() -> None:
    for riddle in deals("forgery"):
        faults = {slip["reference"]: broken(riddle.values, slip) for slip in riddle.values["documents"]}
        guilty = {reference: rules for reference, rules in faults.items() if rules}
        assert guilty == {riddle.answers[0][0]: [int(number) for number in riddle.answers[0][1:]]}


def test_the_false_document_and_its_rules_are_not_always_the_same() -> None:
    assert {riddle.values["false"] for riddle in deals("forgery")} == set(range(5))
    assert {number for riddle in deals("forgery") for number in riddle.answers[0][1:]} == set("1234567")


def test_no_time_is_so_near_its_limit_that_somebody_could_argue() -> None:
    for riddle in deals("forgery"):
        for slip in riddle.values["documents"]:
            box = {one["label"]: one["value"] for one in slip["boxes"]}
            found, entered = minutes(box["Found at"]), minutes(box["Entered at"])
            assert min(abs(found - minutes(limit)) for limit in ("05.30", "20.00")) >= 3
            assert abs(entered - found - 30) >= 3


def test_the_two_rules_may_be_given_in_either_order() -> None:
    for riddle in deals("forgery")[:50]:
        (reference, one, other), turned = riddle.answers
        assert turned == (reference, other, one)
        assert int(one) < int(other)


def test_who_gives_the_boxes_for_the_rules_nearly_has_it() -> None:
    seen = 0
    for riddle in deals("forgery"):
        boxes = [str(box["no"]) for box in riddle.values["boxes"]]
        for near in riddle.near:
            assert (near.why, sorted(near.answer[1:])) == ("boxes", sorted(boxes))
            seen += 1
    assert seen


def test_a_rule_that_is_printed_otherwise_is_checked_as_it_is_printed() -> None:
    riddle = deals("forgery")[0]
    public = KINDS["forgery"].public(FORGERY)
    papers = forgery_papers(riddle.values)
    papers["standing-orders"] = papers["standing-orders"].replace("before 05.30", "before 19.59")
    with pytest.raises(Refusal, match="of 5 documents"):
        KINDS["forgery"].solve(papers, public)


def without(key: str, **change: Any) -> dict[str, Any]:
    """The sample with one entry of a list changed."""
    at = {"rules": 2, "boxes": 3}[key]
    return {**FORGERY, key: [{**one, **change} if number == at else one for number, one in enumerate(FORGERY[key])]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({**FORGERY, "documents": 2}, "3 to 12 documents"),
        ({**FORGERY, "boxes": FORGERY["boxes"][:6], "rules": FORGERY["rules"][:3]}, "four house rules"),
        ({**FORGERY, "tables": FORGERY["tables"][:1]}, "needs a `column`"),
        (without("rules", rule="mood"), "of no type"),
        (without("rules", box=11), "needs a `box`"),
        (without("rules", text="Nothing before {low}."), "names box, low, high"),
        (without("rules", clock=["20.00", "05.30"]), "from and to"),
        (without("boxes", label="Slip"), "same label"),
        (without("boxes", clock=None), "needs one of"),
        (without("boxes", values=["a|b"], clock=None), "without a bar"),
        (without("boxes", clock=["01.00", "02.00"]), "no document can keep"),
    ],
)
def test_a_forgery_that_cannot_be_made_is_refused(params: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["forgery"].generate(params, {}, random.Random(1))


def test_a_sentence_that_reads_as_a_rule_of_another_type_is_refused() -> None:
    listed = {**FORGERY["rules"][4], "text": "Nothing is picked up {column}: see box {box}."}
    params = {**FORGERY, "rules": [*FORGERY["rules"][:4], listed, *FORGERY["rules"][5:]]}
    with pytest.raises(Refusal, match="can be mistaken") as caught:
        KINDS["forgery"].generate(params, {}, random.Random(1))
    assert caught.value.code == "kind-phrases"


def test_the_neighbours_in_the_tables_of_the_sample_differ() -> None:
    for one, other in pairwise(FORGERY["tables"][0]["rows"]):
        assert one[1] != other[1]
