"""Several documents of one form, of which one is false: it breaks two of the printed house rules, the others none."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.forgery_params import Box, ForgeryParams, check, demand, sentence
from casefile.kinds.forgery_rules import TYPES, Demand, due, fill, is_close, total
from casefile.kinds.forgery_solver import read_rules, solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, clock, fold, minute_of, read, settle

_TOY = (
    "Suppose three slips of four boxes and these rules. 1: box 3 is from 06.00 to 18.00. 2: box 4 is at least 10 "
    "minutes later than box 3. 3: box 2 names somebody on the roll. Slip K-1 has Ann, 09.15, 09.40; slip K-2 has Bob, "
    "18.40, 18.45; slip K-3 has Cay, 11.00, 11.20. All three names are on the roll. K-2 was written after hours and "
    "entered too soon: it is the false one, and breaks the first rule and the second."
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule, and what it demands."""

    type: str
    demand: Demand

    def keeps(self, boxes: Sequence[str]) -> bool:
        return TYPES[self.type].keeps(self.demand, boxes)

    def is_close(self, boxes: Sequence[str]) -> bool:
        return is_close(self.type, self.demand, boxes)


@dataclass(frozen=True, slots=True)
class _Deal:
    """The documents, which one is false, and what it breaks."""

    documents: tuple[tuple[str, ...], ...]
    false: int
    broken: tuple[int, ...]
    """Indices of rules."""


class Forgery:
    """Deals the documents and forges one; finds it by checking every rule on every document."""

    name = "forgery"
    family = "document"
    tool = "reckoner"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        forgery = read(params, ForgeryParams)
        check(forgery)
        _check_sentences(forgery)
        rules = [_Rule(rule.rule, demand(forgery, rule)) for rule in forgery.rules]
        why = "params: these boxes and rules give no document that keeps every rule, or none that breaks just two."
        deal = settle(lambda: _deal(forgery, rules, stream), 200, why)
        reference = deal.documents[deal.false][0]
        one, other = (str(index + 1) for index in deal.broken)
        answers: tuple[Answer, ...] = ((reference, one, other), (reference, other, one))
        boxes = [str(rules[index].demand.box) for index in deal.broken]
        near = [Near(mixed, "boxes") for mixed in apart(answers, [(reference, *boxes), (reference, *boxes[::-1])])]
        wrong = [answer for answer in _wrong(deal, len(rules)) if answer not in {miss.answer for miss in near}]
        values = _values(forgery, deal) | {"answer": list(answers[0]), "toy": _TOY}
        return Riddle(values, answers, tuple(near), apart(answers, wrong), _TOY, _certify(deal, rules))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The labels of the boxes and how the rules are worded; none of their numbers."""
        forgery = read(params, ForgeryParams)
        return {
            "labels": [box.label for box in forgery.boxes],
            "rules": [{"rule": rule.rule, "text": rule.text} for rule in forgery.rules],
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _check_sentences(forgery: ForgeryParams) -> None:
    """A printed rule must read as itself and as no other."""
    known = [{"rule": rule.rule, "text": rule.text} for rule in forgery.rules]
    for number, rule in enumerate(forgery.rules, 1):
        if len(read_rules(f"{number}. {sentence(rule)}", known).get(number, ())) != 1:
            raise Refusal("kind-phrases", f"params: “{sentence(rule)}” can be mistaken for a rule of another type.")


def _deal(forgery: ForgeryParams, rules: list[_Rule], stream: random.Random) -> _Deal | None:
    documents: list[tuple[str, ...]] = []
    for _ in range(forgery.documents):
        made = settle(lambda: _genuine(forgery, rules, stream), 300, "params: no document can keep all these rules.")
        if fold(made[0]) in {fold(other[0]) for other in documents}:
            return None
        documents.append(made)
    false = stream.randrange(len(documents))
    pairs = list(combinations(range(len(rules)), 2))
    for broken in stream.sample(pairs, len(pairs)):
        forged = _forge(documents[false], [rules[index] for index in broken], stream)
        others = {fold(boxes[0]) for at, boxes in enumerate(documents) if at != false}
        if _broken(forged, rules) == broken and not _is_arguable(forged, rules) and fold(forged[0]) not in others:
            documents[false] = forged
            return _Deal(tuple(documents), false, broken)
    return None


def _genuine(forgery: ForgeryParams, rules: list[_Rule], stream: random.Random) -> tuple[str, ...] | None:
    """A document that keeps every rule, with nothing near a limit; None if this try did not."""
    boxes = [_draw(box, stream) for box in forgery.boxes]
    fillers = [rule for rule in rules if rule.type in {"table", "sum"} and not boxes[rule.demand.box - 1]]
    for rule in fillers * len(fillers):  # a box may be filled from one that is filled later
        if all(boxes[number - 1] for number in rule.demand.of):
            found = due(rule.demand, boxes) if rule.type == "table" else str(total(rule.demand, boxes))
            boxes[rule.demand.box - 1] = found
    if not all(boxes) or _broken(boxes, rules) or _is_arguable(boxes, rules):
        return None
    return tuple(boxes)


def _draw(box: Box, stream: random.Random) -> str:
    if box.clock:
        return clock(stream.randint(minute_of(box.clock[0]), minute_of(box.clock[1])))
    if box.number:
        return str(stream.randint(*box.number))
    return stream.choice(box.values) if box.values else fill(box.shape, stream)


def _forge(boxes: tuple[str, ...], rules: list[_Rule], stream: random.Random) -> tuple[str, ...]:
    forged = list(boxes)
    for rule in rules:
        forged[rule.demand.box - 1] = TYPES[rule.type].forge(rule.demand, forged, stream)
    return tuple(forged)


def _broken(boxes: Sequence[str], rules: list[_Rule]) -> tuple[int, ...]:
    return tuple(index for index, rule in enumerate(rules) if not rule.keeps(boxes))


def _is_arguable(boxes: Sequence[str], rules: list[_Rule]) -> bool:
    return any(rule.is_close(boxes) for rule in rules)


def _values(forgery: ForgeryParams, deal: _Deal) -> dict[str, Any]:
    labels = [box.label for box in forgery.boxes]
    documents = [
        {
            "reference": boxes[0],
            "boxes": [
                {"no": number, "label": label, "value": value}
                for number, (label, value) in enumerate(zip(labels, boxes, strict=True), 1)
            ],
        }
        for boxes in deal.documents
    ]
    rules = [{"no": number, "text": sentence(rule)} for number, rule in enumerate(forgery.rules, 1)]
    at_fault = [forgery.rules[index].box for index in deal.broken]
    return {
        "documents": documents,
        "rules": rules,
        "tables": {table.id: {"columns": table.columns, "rows": table.rows} for table in forgery.tables},
        "reference": deal.documents[deal.false][0],
        "false": deal.false,
        "broken": [rules[index] for index in deal.broken],
        "boxes": [{"no": no, "label": labels[no - 1], "value": deal.documents[deal.false][no - 1]} for no in at_fault],
    }


def _wrong(deal: _Deal, rules: int) -> list[Answer]:
    """Another document with the same rules; the right one with one of its rules and another."""
    one, other = (str(index + 1) for index in deal.broken)
    wrong = [(boxes[0], one, other) for at, boxes in enumerate(deal.documents) if at != deal.false]
    for index in range(rules):
        if index not in deal.broken:
            wrong += [(deal.documents[deal.false][0], kept, str(index + 1)) for kept in (one, other)]
    return [*wrong]


def _certify(deal: _Deal, rules: list[_Rule]) -> Certificate:
    """Try every document with every two rules: it must break these two, and all the others none."""
    breaks = [_broken(boxes, rules) for boxes in deal.documents]
    pairs = list(combinations(range(len(rules)), 2))
    standing = [
        (at, pair)
        for at in range(len(breaks))
        for pair in pairs
        if breaks[at] == pair and not any(broken for other, broken in enumerate(breaks) if other != at)
    ]
    survivors = len(standing) if (deal.false, deal.broken) in standing else 0
    space = len(deal.documents) * comb(len(rules), 2)
    note = "every document with every two rules, checked against all rules on all documents"
    return Certificate(space, "enumerated", space, survivors, note)
