"""A memo in numbered copies, no two alike, and a stranger who quotes some of it: whose copy was it?"""

import random
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from casefile.kinds.canary_deal import Deal, deal_codes
from casefile.kinds.canary_memo import CanaryParams, Code, Leak, Memo, read_memo, stands_in, words
from casefile.kinds.canary_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle

_TOY = (
    "Suppose four copies. 1: “The grey cat came in at dusk.” 2: “The grey cat got in at nightfall.” 3: “The old cat "
    "got in at dusk.” 4: “The old cat came in at nightfall.” Somebody writes: “An old animal, one hears, came into it "
    "late in the day.” Old is in 3 and 4, came in 1 and 4, so that it was copy 4. Late in the day is in no copy and "
    "proves nothing. When did the cat come? Copy 4 says nightfall."
)


class Canary:
    """Deals copies that differ from one another; finds the one that agrees with a quotation."""

    name = "canary"
    family = "document"
    tool = "collate"
    language_bound = True
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        canary = read(params, CanaryParams)
        memo, leak = read_memo(canary)
        why = "params: these slots make no copies that are different enough; give more of them, or more variants."
        return settle(lambda: _deal(canary, memo, leak, stream), 100, why)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How many copies there are, and the words before and after each place that is asked for."""
        canary = read(params, CanaryParams)
        memo, _ = read_memo(canary)
        around = [[" ".join(words(part)) for part in memo.parts[at : at + 2]] for at in map(memo.at, canary.asked)]
        return {"copies": canary.copies, "asked": around}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


def _deal(canary: CanaryParams, memo: Memo, leak: Leak, stream: random.Random) -> Riddle | None:
    deal = deal_codes(canary, memo, leak, stream)
    if deal is None:
        return None
    said = [_said(canary, memo, code) for code in deal.codes]
    answer = (str(deal.right + 1), *said[deal.right])
    near = tuple(Near((str(at + 1), *said[at]), "almost") for at in deal.nearly)
    known = {miss.answer for miss in near}
    refused = [wrong for wrong in _wrong(deal, said) if wrong not in known]
    values = _values(memo, leak, deal, said)
    certificate = _certify(canary, memo, deal, values)
    if certificate.survivors != 1 or set(map(str.casefold, said[deal.right])) <= set(words(_TOY)):
        return None
    return Riddle(values, (answer,), near, apart((answer,), refused), _TOY, certificate)


def _said(canary: CanaryParams, memo: Memo, code: Code) -> list[str]:
    """What a copy has at the slots that are asked for."""
    return [memo.slots[at].variants[code[at]] for at in map(memo.at, canary.asked)]


def _wrong(deal: Deal, said: list[list[str]]) -> Iterator[Answer]:
    """Any other copy; the right one with another one's words, and the other way about."""
    for at, others in enumerate(said):
        yield (str(at + 1), *others)
        yield (str(deal.right + 1), *others)
        yield (str(at + 1), *said[deal.right])


def _values(memo: Memo, leak: Leak, deal: Deal, said: list[list[str]]) -> dict[str, Any]:
    right = deal.codes[deal.right]

    def differs(copy: int) -> list[dict[str, str]]:
        return [
            {"quoted": memo.slots[at].variants[right[at]], "has": memo.slots[at].variants[deal.codes[copy][at]]}
            for at in deal.shown
            if deal.codes[copy][at] != right[at]
        ]

    return {
        "copies": [{"number": at, "text": memo.copy(code)} for at, code in enumerate(deal.codes, 1)],
        "leak": leak.says(memo, right, deal.shown),
        "number": deal.right + 1,
        "words": said[deal.right],
        "places": len(memo.slots),
        "quoted": [
            {
                "said": memo.slots[at].variants[right[at]],
                "copies": [number for number, code in enumerate(deal.codes, 1) if code[at] == right[at]],
            }
            for at in deal.shown
        ],
        "almost": [{"number": at + 1, "words": said[at], "differs": differs(at)} for at in deal.nearly],
        "answer": [str(deal.right + 1), *said[deal.right]],
        "toy": _TOY,
    }


def _certify(canary: CanaryParams, memo: Memo, deal: Deal, values: Mapping[str, Any]) -> Certificate:
    """Look for what the printed quotation says in each printed copy, with every choice of the words asked for."""
    quotation = words(values["leak"])
    found = [(at, core) for at, slot in enumerate(memo.slots) for core in slot.cores if stands_in(core, quotation)]
    asked = [memo.at(name) for name in canary.asked]
    tried, standing = 0, []
    for copy, code in zip(values["copies"], deal.codes, strict=True):
        text = words(copy["text"])
        missing = sum(not stands_in(core, text) for _, core in found)
        for choice in product(*(range(len(memo.slots[at].variants)) for at in asked)):
            tried += 1
            has = all(stands_in(memo.slots[at].cores[which], text) for at, which in zip(asked, choice, strict=True))
            if has and missing <= 1:
                standing.append((copy["number"], code))
    sound = [at for at, _ in found] == list(deal.shown) and standing == [(deal.right + 1, deal.codes[deal.right])]
    space = canary.copies * prod(len(memo.slots[at].variants) for at in asked)
    note = "every copy with every choice of the words asked for; it may lack one of the words that are quoted"
    return Certificate(space, "enumerated", tried, len(standing) if sound else 0, note)
