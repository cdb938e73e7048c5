"""Forms that contradict one another: which are false, that nothing else could be, and what is refused."""

import random
from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.kinds.contradictions_model import Cell, Form, Model
from casefile.kinds.contradictions_params import Box, ContradictionParams
from casefile.kinds.riddle import read
from tests.kinds.conftest import deals
from tests.kinds.samples_contradictions import CHAIN, form_papers, register_papers

KIND = KINDS["contradictions"]


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def chain_of(values: Mapping[str, Any]) -> list[Form]:
    """The printed forms as the model has them."""
    return [
        {
            Box.NUMBER: int(number[1:]),
            Box.DAY: CHAIN["days"].index(day),
            Box.BY: by,
            Box.OUT: minutes(out),
            Box.TO: to,
            Box.AT: minutes(at),
            Box.WEIGHT: int(weight.split()[0]),
            Box.STAMP: stamp,
        }
        for number, day, by, out, to, at, weight, stamp in values["rows"]
    ]


def planted(values: Mapping[str, Any]) -> frozenset[Cell]:
    return frozenset((one["sheet"] - 1, Box(one["box"])) for one in values["wrong"])


def broken(rows: list[list[str]], values: Mapping[str, Any]) -> set[int]:
    """Rules that a chain breaks, spelled out once more."""
    hours = {name: (minutes(on), minutes(off)) for name, on, off in values["roster"]["rows"]}
    since = {name: CHAIN["days"].index(day) for name, day in values["stamps"]["rows"]}
    found = set()
    for _, day, by, out, to, at, _, stamp in rows:
        found |= {2} if minutes(at) < minutes(out) else set()
        for who, when in ((by, out), (to, at)):
            found |= {3} if not hours[who][0] <= minutes(when) <= hours[who][1] else set()
        found |= {5} if since[stamp] > CHAIN["days"].index(day) else set()
    for one, other in pairwise(rows):
        found |= {1} if one[4] != other[2] else set()
        found |= {2} if one[1] == other[1] and minutes(one[5]) > minutes(other[3]) else set()
        found |= {4} if one[6] != other[6] else set()
        found |= {6} if int(one[0][1:]) >= int(other[0][1:]) else set()
    return found


def test_the_chain_breaks_the_rules_of_the_answer_and_the_broken_link_that_a_stranger_makes() -> None:
    for riddle in deals("contradictions"):
        rules = {one["rule"] for one in riddle.values["wrong"]}
        assert len(rules) == 3
        assert broken(riddle.values["rows"], riddle.values) == rules | ({1} if 3 in rules else set())


def test_each_false_box_contradicts_the_box_that_is_named_against_it_or_a_table() -> None:
    for riddle in deals("contradictions"):
        for one in riddle.values["wrong"]:
            row, against = riddle.values["rows"][one["sheet"] - 1], one["against"]
            assert row[one["box"] - 1] == one["said"] != against["said"]
            assert riddle.values["rows"][against["sheet"] - 1][against["box"] - 1] == against["said"]


def test_the_false_forms_and_their_rules_are_not_always_the_same() -> None:
    wrong = [one for riddle in deals("contradictions") for one in riddle.values["wrong"]]
    assert {one["rule"] for one in wrong} == {2, 3, 4, 5, 6}
    assert len({one["sheet"] for one in wrong}) > 6


def test_no_other_three_boxes_and_no_two_could_be_to_blame() -> None:
    """By brute force, on a short chain: every two boxes and every one."""
    params = {**CHAIN, "forms": 7, "false": 2}
    model = Model(read(params, ContradictionParams))
    for seed in range(3):
        values = KIND.generate(params, {}, random.Random(seed)).values
        forms = chain_of(values)
        cells = [(at, box) for at in range(7) for box in Box]
        sets = [frozenset(chosen) for size in range(3) for chosen in combinations(cells, size)]
        assert [one for one in sets if model.holds(forms, one)] == [planted(values)]


def test_the_true_chain_holds_and_a_box_that_is_not_known_may_be_anything() -> None:
    values = deals("contradictions")[0].values
    model = Model(read(CHAIN, ContradictionParams))
    forms = chain_of(values)
    assert not model.holds(forms)
    assert model.holds(forms, planted(values))
    assert model.holds(forms, frozenset((at, box) for at in range(len(forms)) for box in Box))


def test_a_conflict_is_the_smallest_that_cannot_be_true() -> None:
    values = deals("contradictions")[1].values
    model, forms = Model(read(CHAIN, ContradictionParams)), chain_of(values)
    conflict = model.conflict(forms, frozenset())
    others = frozenset((at, box) for at in range(len(forms)) for box in Box) - conflict
    assert not model.holds(forms, others)
    assert all(model.holds(forms, others | {cell}) for cell in conflict)
    assert conflict & planted(values)


def test_the_false_ones_may_be_given_in_any_order() -> None:
    for riddle in deals("contradictions"):
        assert {frozenset(answer) for answer in riddle.answers} == {frozenset(riddle.values["answer"])}
        assert len(riddle.answers) == 6


def test_who_names_rules_or_the_other_of_two_forms_nearly_has_it() -> None:
    for riddle in deals("contradictions"):
        assert {miss.why: list(miss.answer) for miss in riddle.near} == {
            "rules": riddle.values["as_rules"],
            "counterpart": riddle.values["counterpart"],
        }


def test_a_register_says_as_much_as_the_forms() -> None:
    for riddle in deals("contradictions")[:10]:
        assert KIND.solve(register_papers(riddle.values), KIND.public(CHAIN)) == riddle.answers[0]


def test_a_rule_that_is_printed_nowhere_is_not_applied() -> None:
    riddle = deals("contradictions")[0]
    broken_rule = next(rule for rule in riddle.values["rules"] if rule["no"] == riddle.values["wrong"][0]["rule"])
    papers = form_papers(riddle.values)
    papers["rules"] = papers["rules"].replace(broken_rule["text"], "See overleaf.")
    with pytest.raises(Refusal, match="make sense of 9 forms"):
        KIND.solve(papers, KIND.public(CHAIN))


def with_person(**change: Any) -> dict[str, Any]:
    return {**CHAIN, "people": [{**CHAIN["people"][0], **change}, *CHAIN["people"][1:]]}


SHIFTS = [{"name": f"P{hour}", "on": f"{hour:02d}.00", "off": f"{hour + 3:02d}.00"} for hour in range(0, 20, 4)]
"""Whoever comes finds nobody there."""


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({**CHAIN, "forms": 6}, "7 to 14 forms"),
        ({**CHAIN, "false": 5}, "2 to 4"),
        ({**CHAIN, "first": 7}, "first number"),
        ({**CHAIN, "weight": [400, 405]}, "`weight` runs"),
        ({**CHAIN, "days": CHAIN["days"][:3]}, "4 `days`"),
        (with_person(name="Bell"), "have one name"),
        (with_person(off="07.00"), "less than three hours"),
        ({**CHAIN, "stamps": [{"name": name, "day": "9 March"} for name in "ABC"]}, "“9 March” is none"),
        ({**CHAIN, "stamps": CHAIN["stamps"][::-1]}, "stand in this order"),
        (with_person(name="Am|es"), "without a bar"),
        ({**CHAIN, "labels": {"by": "Form"}}, "one label"),
        (
            {**CHAIN, "rules": {**CHAIN["rules"], "duty": "Nobody is in {office} at night."}},
            "in braces, and nothing else",
        ),
        ({**CHAIN, "rules": {**CHAIN["rules"], "duty": "On duty only."}}, "four words"),
        ({**CHAIN, "people": SHIFTS}, "nobody can hand on"),
    ],
)
def test_a_chain_that_cannot_be_made_is_refused(params: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KIND.generate(params, {}, random.Random(1))
