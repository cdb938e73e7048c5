"""A keypad that takes whatever obeys its rule: the rule is told from what it took and what it refused."""

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import prod
from typing import Any

from casefile.kinds.keypad_deal import Deal, Rule, deal_keypad
from casefile.kinds.keypad_params import KeypadParams, check
from casefile.kinds.keypad_rules import CLAUSES, PLACES, Clause, clauses, digits_of, holds, kept_by
from casefile.kinds.keypad_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle

_TOY = (
    "Suppose a keypad of three places, A, B and C, with one clause, which is of one of two kinds: two places add up to "
    "a number, or one place is more than another. It took 419 and 327. Both have A more than B, C more than A, C more "
    "than B, and an A and B that add up to 5; nothing else is true of both. It refused 519. There only A was changed, "
    "the order of the three is what it was, and A and B add up to 6. So the clause is that A and B add up to 5; if A "
    "is 2, B is 3."
)
_TRIES = 8000


class Keypad:
    """Deals a rule and a log; certifies by trying every rule of the leaflet, and every code with the given digits."""

    name = "keypad"
    family = "abstract"
    tool = "keypad"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        keypad = read(params, KeypadParams)
        check(keypad)
        why = (
            "params: no rule of this leaflet has a log that tells it and one code with the `given` digits; "
            "let the seed draw a digit, or name more kinds of clause."
        )
        deal = settle(lambda: deal_keypad(keypad, stream), _TRIES, why)
        answer = (deal.code,)
        near = tuple(Near((code,), "one_clause") for code in deal.near)
        refused: list[Answer] = [(entry.code,) for entry in deal.log]
        told = (answer, *(miss.answer for miss in near))
        values = _values(keypad, deal) | {
            "near": {"one_clause": [list(miss.answer) for miss in near]},
            "answer": list(answer),
            "toy": _TOY,
        }
        return Riddle(values, (answer,), near, apart(told, refused), _TOY, _certify(keypad, deal))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The kinds of clause on the leaflet, the words of the log, and the digits of the author's."""
        keypad = read(params, KeypadParams)
        check(keypad)
        return {"kinds": keypad.kinds, "words": list(keypad.words), "given": keypad.given}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve("\n\n".join(papers.values()), params)


def _values(keypad: KeypadParams, deal: Deal) -> dict[str, Any]:
    number = {kind: no for no, kind in enumerate(keypad.kinds, 1)}
    said = {True: keypad.words[0], False: keypad.words[1]}
    return {
        "places": list(PLACES),
        "leaflet": [{"no": no, "text": keypad.phrase(kind).leaflet} for kind, no in number.items()],
        "log": [
            {"code": entry.code, "digits": list(entry.code), "said": said[entry.taken], "like": entry.like}
            for entry in deal.log
        ],
        "given": deal.given,
        "known": [
            {"place": place, "digit": sign} for place, sign in zip(PLACES, deal.given, strict=True) if sign != "?"
        ],
        "rule": [{"no": number[clause.kind], "text": keypad.sentence(clause)} for clause in deal.rule],
        "suspects": [keypad.sentence(clause) for clause in deal.suspects],
        "steps": [
            {"text": keypad.sentence(step.clause), "by": [{"code": one.code, "like": one.like} for one in step.by]}
            for step in deal.steps
        ],
    }


def _certify(keypad: KeypadParams, deal: Deal) -> Certificate:
    """Try every rule of the leaflet on the log, and with those that fit every code that has the given digits."""
    known = clauses(keypad.kinds)
    sizes = [sum(clause.kind == kind for clause in known) for kind in keypad.kinds]
    rules = sum(map(prod, combinations(sizes, CLAUSES)))
    fitting = list(_fitting(known, deal))
    codes = ["".join(code) for code in product(*("0123456789" if sign == "?" else sign for sign in deal.given))]
    open_ = {code for rule in fitting for code in codes if all(holds(clause, digits_of(code)) for clause in rule)}
    survivors = len(open_) if deal.code in open_ else 0
    note = (
        f"every rule of {CLAUSES} clauses of different kinds; {len(fitting)} fits the log; every code with its digits"
    )
    return Certificate(10 ** (len(PLACES) - keypad.fixed), "enumerated", rules + len(codes), survivors, note)


def _fitting(known: list[Clause], deal: Deal) -> Iterator[Rule]:
    """Rules that take what was taken and refuse what was refused."""
    # A rule with a clause that some accepted code breaks falls at once.
    left = kept_by((entry.code for entry in deal.log if entry.taken), known)
    refused = [digits_of(entry.code) for entry in deal.log if not entry.taken]
    keeps = {clause: {digits for digits in refused if holds(clause, digits)} for clause in left}
    for rule in combinations(left, CLAUSES):
        kinds = {clause.kind for clause in rule}
        if len(kinds) == CLAUSES and not set.intersection(*(keeps[clause] for clause in rule)):
            yield rule
