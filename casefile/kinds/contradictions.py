"""The forms of one chain of custody, some with a box that cannot be true: each breaks another of the printed rules."""

import random
from collections.abc import Mapping, Sequence
from itertools import permutations
from math import comb, perm
from typing import Any

from casefile.kinds.contradictions_deal import Deal, deal_chain
from casefile.kinds.contradictions_params import SPOILT, Box, ContradictionParams, Rule, check
from casefile.kinds.contradictions_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, clock, read, settle

_TOY = (
    "Suppose three slips for a crate. Slip 11: from Ann at 09.00 to Bob at 09.20. Slip 12: from Bob at 10.00 to Cay"
    " at 10.20. Slip 13: from Dot at 11.00 to Eve at 11.10. Whoever hands over is the one who received last, so "
    "slips 12 and 13 cannot both be true: had Cay the crate, or Dot? Look for a third voice. The roll has Cay on "
    "duty from 13.00 and Dot from 08.00. So slip 12 is the wrong one, in the box that names Cay; nothing is wrong "
    "with slip 13."
)


class Contradictions:
    """Deals a chain of forms and spoils some; finds them by what the others say."""

    name = "contradictions"
    family = "document"
    tool = "reckoner"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        forms = read(params, ContradictionParams)
        check(forms)
        why = "params: these days, hours and stamps make no chain in which the false boxes can be told from the rest."
        deal = settle(lambda: deal_chain(forms, stream), 60, why)
        said = [_said(forms, deal, at, SPOILT[rule]) for at, rule, _ in deal.spoilt]
        answers: tuple[Answer, ...] = tuple(permutations(said))
        as_rules = tuple(_said(forms, deal, at, rule) for at, rule, _ in deal.spoilt)
        counterpart = (_said(forms, deal, *deal.spoilt[0][2]), *said[1:])
        near = (Near(as_rules, "rules"), Near(counterpart, "counterpart"))
        wrong = [one for one in _wrong(forms, deal, said) if one not in {as_rules, counterpart}]
        note = "every smallest set of so many boxes, or fewer, without which all others can be true by the rules"
        space = comb(forms.forms, forms.false) * perm(len(SPOILT), forms.false)
        values = _values(forms, deal) | {
            "as_rules": list(as_rules),
            "counterpart": list(counterpart),
            "answer": said,
            "toy": _TOY,
        }
        certificate = Certificate(space, "enumerated", deal.tried, deal.survivors, note)
        return Riddle(values, answers, near, apart(answers, wrong), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """What the form, the tables and the rules say in print, the order of the days, and how many are false."""
        forms = read(params, ContradictionParams)
        check(forms)
        heads = forms.heads
        return {
            "labels": forms.labels.all,
            "roster": [heads.name, heads.on, heads.off],
            "stamps": [heads.stamp, heads.since],
            "rules": {rule.name: forms.rules.sentence(rule) for rule in Rule},
            "days": forms.days,
            "false": forms.false,
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _entry(params: ContradictionParams, box: Box, said: int | str) -> str:
    """What is written in a box."""
    if box is Box.DAY:
        return params.days[int(said)]
    if box in {Box.OUT, Box.AT}:
        return clock(int(said))
    if box is Box.NUMBER:
        return f"{params.prefix}{said}"
    return f"{said} {params.unit}".strip() if box is Box.WEIGHT else str(said)


def _said(params: ContradictionParams, deal: Deal, at: int, box: int) -> str:
    """A form and a box, or a rule, as an answer names them."""
    return f"{_entry(params, Box.NUMBER, deal.chain[at][Box.NUMBER])} {int(box)}"


def _values(params: ContradictionParams, deal: Deal) -> dict[str, Any]:
    labels = dict(zip(Box, params.labels.all, strict=True))
    written = [{box: _entry(params, box, form[box]) for box in Box} for form in deal.chain]
    heads, rules = params.heads, [{"no": int(rule), "text": params.rules.sentence(rule)} for rule in Rule]

    def named(at: int, box: Box) -> dict[str, Any]:
        entry = written[at]
        return {"number": entry[Box.NUMBER], "sheet": at + 1, "box": int(box), "label": labels[box], "said": entry[box]}

    return {
        "forms": [
            {
                "sheet": sheet,
                "number": entries[Box.NUMBER],
                "boxes": [{"no": int(box), "label": labels[box], "value": entries[box]} for box in Box],
            }
            for sheet, entries in enumerate(written, 1)
        ],
        "columns": params.labels.all,
        "rows": [list(entries.values()) for entries in written],
        "roster": {
            "columns": [heads.name, heads.on, heads.off],
            "rows": [[one.name, one.on, one.off] for one in params.people],
        },
        "stamps": {"columns": [heads.stamp, heads.since], "rows": [[one.name, one.day] for one in params.stamps]},
        "rules": rules,
        "wrong": [
            named(at, SPOILT[rule])
            | {"rule": int(rule), "why": params.rules.sentence(rule), "against": named(*against)}
            for at, rule, against in deal.spoilt
        ],
    }


def _wrong(params: ContradictionParams, deal: Deal, said: Sequence[str]) -> list[Answer]:
    """One of the false ones taken for another box, or for the same box of another form."""
    wrong: list[Answer] = []
    for place, (at, rule, _) in enumerate(deal.spoilt):
        others = [_said(params, deal, at, box) for box in Box if box is not SPOILT[rule]]
        others += [_said(params, deal, other, SPOILT[rule]) for other in range(len(deal.chain)) if other != at]
        wrong += [(*said[:place], other, *said[place + 1 :]) for other in others]
    return wrong
