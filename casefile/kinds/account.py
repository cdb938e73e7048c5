"""A blotted account number: its check digits tell which holder of a ledger it belongs to."""

import random
import re
from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.account_deal import GAP, Account, draw_account, fillings
from casefile.kinds.account_solver import solve
from casefile.kinds.on_paper import card
from casefile.kinds.riddle import Answer, Certificate, Near, Params, Riddle, apart, fold, read, settle

_TOY = (
    "Suppose that a slip says KX02 4??6, with two figures blotted, and that the ledger, which leaves out the country "
    "and the check digits, has Ann with 4126, Bob with 4466 and Cay with 5466. Cay's does not begin as it should. "
    "Turned about and in figures the other two are 4126 203302 and 4466 203302, since K is 20 and X is 33. Divided by "
    "97 the first leaves 36 and the second leaves 1. So it is Bob's, and 46 is under the blot."
)
_RULES = (
    "Move the first four signs, the country and the check digits, to the end.",
    "Write two figures for each letter: 10 for A, 11 for B, and so on to 35 for Z.",
    "Divide all of it, as one long number, by 97. If the account number is right, 1 is left over.",
    "By hand: divide the first seven figures, put what is left before the next five, divide that, and so on.",
)
_HOLDERS = range(10, 21)


class AccountParams(Params, frozen=True, kw_only=True):
    """Parameters of a blotted account number."""

    country: str
    """Two letters."""
    bank: str
    """Four letters."""
    holders: list[str]
    """All who stand in the ledger."""
    holder: str = ""
    """Whose the number is; without it one is drawn."""


class AccountNumber:
    """Deals the number and the ledger; finds the holder by the check digits."""

    name = "account"
    family = "abstract"
    tool = "checkdigits"
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        wanted = read(params, AccountParams)
        _check(wanted)
        why = "params: no blot leaves one answer; take other letters for `country` and `bank`."
        count = len(wanted.holders)
        account = settle(lambda: draw_account(wanted.country, wanted.bank, count, stream), 500, why)
        names = stream.sample(wanted.holders, count)
        if wanted.holder:
            names.sort(key=lambda name: name != wanted.holder)
        holders = dict(zip(account.ledger, names, strict=True))
        answer = (account.gap_of(account.body), holders[account.body])
        near = tuple(Near((account.gap_of(body), holders[body]), why) for why, body in account.traps.items())
        told = (answer, *(miss.answer for miss in near))
        refused: list[Answer] = [(answer[0], name) for name in wanted.holders]
        refused += [(account.gap_of(body), name) for body, name in holders.items()]
        refused += [(miss.answer[0], answer[1]) for miss in near]
        values = _values(account, holders) | {
            "near": {miss.why: list(miss.answer) for miss in near},
            "answer": list(answer),
            "toy": _TOY,
        }
        return Riddle(values, (answer,), near, apart(told, refused), _TOY, _certify(account))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing: the slip and the ledger say it all."""
        read(params, AccountParams)
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:  # noqa: ARG002
        """See `Kind.solve`."""
        return solve("\n\n".join(papers.values()))


def _check(wanted: AccountParams) -> None:
    if not re.fullmatch(r"[A-Z]{2}", wanted.country) or not re.fullmatch(r"[A-Z]{4}", wanted.bank):
        raise Refusal("kind-params", "params: `country` is two capital letters, such as LY, and `bank` four.")
    folded = set(map(fold, wanted.holders))
    if len(wanted.holders) not in _HOLDERS or len(folded) < len(wanted.holders) or "" in folded:
        raise Refusal("kind-params", f"params: `holders` names {_HOLDERS[0]} to {_HOLDERS[-1]}, all different.")
    if any(re.search(r"[|;:*]|\s{2}|\d{5}", name) for name in wanted.holders):
        raise Refusal("kind-params", "params: names of holders have no bar, colon, semicolon, star or long number.")
    if wanted.holder and wanted.holder not in wanted.holders:
        raise Refusal("kind-params", f"params: `holder` is one of `holders`, and “{wanted.holder}” is not.")


def _grouped(text: str) -> str:
    """In groups of four, as account numbers are printed."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _values(account: Account, holders: Mapping[str, str]) -> dict[str, Any]:
    rows = sorted(holders.items(), key=lambda item: item[1].casefold())
    front = f"{account.country}{account.check}{account.bank}"
    gap, unread = account.gap_of(account.body), account.with_gap("?" * GAP)
    letters = [f"{letter} {number}" for number, letter in enumerate(ascii_uppercase, 10)]
    drawn = ["  ".join(letters[at : at + 9]) for at in range(0, len(letters), 9)]
    return {
        # a bar in the place of each figure that cannot be read, wherever the groups are parted
        "blotted": _grouped(front + unread).replace("?" * GAP, f"[[black {GAP}]]"),
        "number": _grouped(front + account.body),
        "front": _grouped(front),
        "moved": f"{_grouped(account.bank + unread)} {account.country}{account.check}",
        "digits": gap,
        "holder": holders[account.body],
        "ledger": [{"holder": name, "number": _grouped(body)} for body, name in rows],
        "agreeing": [
            {"holder": name, "number": _grouped(body), "leaves": account.leaves(body)}
            for body, name in rows
            if body == account.with_gap(account.gap_of(body))
        ],
        **card(_RULES, drawn, ", ".join(letters)),
    }


def _certify(account: Account) -> Certificate:
    """Put everything under the blot, and look each number up under every name."""
    tried = 0
    standing, coming_out = [], set()
    for gap in fillings():
        body = account.with_gap(gap)
        for other in account.ledger:
            tried += 1
            if account.leaves(body) == 1:
                coming_out.add(gap)
                standing += [body] if other == body else []
    survivors = len(standing) if standing == [account.body] and len(coming_out) == 1 else 0
    note = "everything that can be under the blot, looked up under every name of the ledger"
    return Certificate(10**GAP * len(account.ledger), "enumerated", tried, survivors, note)
