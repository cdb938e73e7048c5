"""Who owns a company in the end: a register of holdings, and one owner whose paths add up to more than all think."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from casefile.kinds.ownership_deal import draw_ownership
from casefile.kinds.ownership_model import WHOLE, Ownership, Path, Register, paths
from casefile.kinds.ownership_params import OwnershipParams, check
from casefile.kinds.ownership_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle

_TOY = (
    "Suppose that Kite is held by Lark with 50 per cent, by Ann with 20 and by Bob with 30, and Lark by Ann with 60 "
    "and by Cay with 40. Ann has 20 per cent of Kite by herself and 60 of Lark's 50, which is 30: she has 50 in all. "
    "Bob, who seems to have the most, has 30, and Cay has 40 of 50, which is 20."
)


class OwnershipRegister:
    """Deals the register; finds the owner by adding up all paths."""

    name = "ownership"
    family = "table"
    tool = "shares"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        wanted = read(params, OwnershipParams)
        check(wanted)
        why = "params: no register leaves just one owner above the `threshold`; give fewer `owners`."
        drawn = settle(lambda: draw_ownership(wanted, stream), 20_000, why)
        drawn = drawn.swapped(drawn.beneficiary, wanted.beneficiary or drawn.beneficiary)
        owner, second = list(drawn.sums)[:2]
        answer = (owner, _per_cent(drawn.sums[owner]))
        company, held = next(
            (name, part) for name, part in _by_size(drawn.register[drawn.start]) if name in drawn.register
        )
        near = (
            Near((company, f"{held}.0"), "company"),
            Near((owner, _per_cent(drawn.own[0].share)), "one_path"),
            Near((drawn.direct.owner, _per_cent(drawn.direct.share)), "direct"),
            Near((second, _per_cent(drawn.sums[second])), "second"),
        )
        told = (answer, *(miss.answer for miss in near))
        others = {company: _most(drawn.register, company) for company in drawn.register if company != wanted.start}
        refused: list[Answer] = [(name, _per_cent(share)) for name, share in drawn.sums.items()]
        refused += [(name, answer[1]) for name in wanted.owners]
        refused += [(owner, share) for _, share in refused[1:3]]
        refused += others.values()
        values = _values(drawn, wanted) | {
            "others": {company: list(most) for company, most in sorted(others.items())},
            "near": {miss.why: list(miss.answer) for miss in near},
            "answer": list(answer),
            "toy": _TOY,
        }
        return Riddle(values, (answer,), near, apart(told, refused), _TOY, _certify(values, wanted))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Which company is asked about, and what counts."""
        wanted = read(params, OwnershipParams)
        return {"start": wanted.start, "threshold": wanted.threshold}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve("\n\n".join(papers.values()), params)


def _per_cent(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _most(register: Register, company: str) -> Answer:
    """Who has the most of a company in the end, and how much, half up: what is found by whoever begins there."""
    added: dict[str, Fraction] = {}
    for path in paths(register, company):
        added[path.owner] = added.get(path.owner, Fraction(0)) + path.exact
    owner = max(sorted(added), key=added.__getitem__)
    return owner, _per_cent(int(added[owner] + Fraction(1, 2)))


def _values(drawn: Ownership, wanted: OwnershipParams) -> dict[str, Any]:
    def walked(path: Path) -> dict[str, Any]:
        return {
            "owner": path.owner,
            "way": list(path.way),
            "parts": list(path.parts),
            "share": _per_cent(path.share),
        }

    register = drawn.register
    owner = drawn.beneficiary
    return {
        "rows": [
            {"company": company, "owner": holder, "percent": register[company][holder]}
            for company in sorted(register, key=str.casefold)
            for holder in sorted(register[company], key=str.casefold)
        ],
        "start": wanted.start,
        "threshold": wanted.threshold,
        "beneficiary": owner,
        "share": _per_cent(drawn.sums[owner]),
        "sums": [{"owner": name, "share": _per_cent(share)} for name, share in drawn.sums.items()],
        "paths": [walked(path) for path in drawn.paths],
        "own": [walked(path) for path in drawn.own],
        "tree": "\n".join(_tree(register, wanted.start)),
        "tree_alt": "; ".join(_said(register, wanted.start)) + ".",
    }


def _tree(register: Register, company: str, deep: int = 0, part: str = "") -> Iterator[str]:
    """A company with its holders below it, each further in by two; a company that comes twice has them twice."""
    yield f"{'  ' * deep}{part}{company}"
    for holder, percent in _by_size(register.get(company, {})):
        yield from _tree(register, holder, deep + 1, f"{percent:>3} % ")


def _said(register: Register, start: str) -> Iterator[str]:
    """Every company of the tree once, with its holders."""
    waiting, told = [start], {start}
    while waiting:
        company = waiting.pop(0)
        held = _by_size(register[company])
        parts = [f"{holder} with {percent}{' per cent' * (not at)}" for at, (holder, percent) in enumerate(held)]
        yield (
            f"{company} is held by {', '.join(parts[:-1])} and {parts[-1]}"
            if parts[1:]
            else (f"{company} is held by {parts[0]}")
        )
        below = [holder for holder, _ in held if holder in register and holder not in told]
        told |= set(below)
        waiting += below


def _by_size(held: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(held.items(), key=lambda item: (-item[1], item[0].casefold()))


def _certify(values: Mapping[str, Any], wanted: OwnershipParams) -> Certificate:
    """Add up every path through the printed rows for every owner."""
    register: Register = {}
    for row in values["rows"]:
        register.setdefault(row["company"], {})[row["owner"]] = row["percent"]
    added = dict.fromkeys(wanted.owners, Fraction(0))
    for path in paths(register, wanted.start):
        added[path.owner] += path.exact
    above = {owner: share for owner, share in added.items() if share > wanted.threshold * 10}
    is_right = {owner: _per_cent(int(share)) for owner, share in above.items()} == {
        values["beneficiary"]: values["share"]
    } and all(share.denominator == 1 for share in added.values())
    note = "every path from the company to everybody who is none, added up for each owner"
    space = len(wanted.owners) * WHOLE
    return Certificate(space, "enumerated", len(added), len(above) if is_right else 0, note)
