"""An account number with two figures under a blot, and a ledger in which several numbers agree with all the others.

Source: ISO 13616 for the form of the number, ISO 7064 (MOD 97-10) for its check digits.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

FIGURES, GAP = 14, 2
"""Figures of a number behind country, check digits and bank; figures under the blot, side by side."""


@dataclass(frozen=True, slots=True)
class Account:
    """A number, and what stands beside it in the ledger."""

    country: str
    bank: str
    check: str
    body: str
    """Its figures."""
    at: int
    """Where the blot begins in them."""
    traps: Mapping[str, str]
    """Figures of others in the ledger, by what somebody does wrong who takes them for it."""
    others: tuple[str, ...]
    """Figures of the rest of the ledger."""

    @property
    def ledger(self) -> tuple[str, ...]:
        """All figures, the right ones first."""
        return (self.body, *self.traps.values(), *self.others)

    def leaves(self, body: str) -> int:
        """What 97 leaves of the number on the slip with these figures in it."""
        return leaves(self.bank, body, self.country, self.check)

    def gap_of(self, body: str) -> str:
        """What these figures have under the blot."""
        return body[self.at : self.at + GAP]

    def with_gap(self, gap: str) -> str:
        """The figures of the slip with these under the blot."""
        return self.body[: self.at] + gap + self.body[self.at + GAP :]


def leaves(*parts: str, letters: int = 10) -> int:
    """What 97 leaves of letters and figures, written one behind the other as one number.

    Args:
        parts: Capitals and figures.
        letters: What the letter A is written as; 10 by the standard.
    """
    left = 0
    for sign in "".join(parts):
        number = int(sign) if sign.isdigit() else ord(sign) - ord("A") + letters
        left = (left * (10 if number < 10 else 100) + number) % 97
    return left


def fillings() -> Iterator[str]:
    """Everything that can be under the blot."""
    return (f"{number:0{GAP}d}" for number in range(10**GAP))


def draw_account(country: str, bank: str, holders: int, stream: random.Random) -> Account | None:
    """Draw a number and a ledger of so many; None where chance has left two answers, or a trap has nobody in it."""
    body = "".join(stream.choice("0123456789") for _ in range(FIGURES))
    check = f"{98 - leaves(bank, body, country, '00'):02d}"
    # within a group of four as it is printed, so that the blot is one; never at the very front
    at = stream.choice([place for place in range(1, FIGURES - 1) if place % 4 != 3])
    bare = Account(country, bank, check, body, at, {}, ())
    if [gap for gap in fillings() if bare.leaves(bare.with_gap(gap)) == 1] != [bare.gap_of(body)]:
        return None
    traps = _traps(bare, stream)
    if traps is None:
        return None
    others = _strangers(bare, holders - len(traps) - 1, set(traps.values()), stream)
    return Account(country, bank, check, body, at, traps, others)


def _traps(bare: Account, stream: random.Random) -> dict[str, str] | None:
    """For each way to go wrong somebody whose number comes out right by it; all of them agree with the slip but one."""
    country, bank, check = bare.country, bare.bank, bare.check
    right = bare.gap_of(bare.body)
    slips: dict[str, Callable[[str], bool]] = {
        "unmoved": lambda body: leaves(country, check, bank, body) == 1,
        "letters": lambda body: leaves(bank, body, country, check, letters=1) == 1,
        "nought": lambda body: bare.leaves(body) == 0,
        "swapped": lambda body: bare.gap_of(body) == right[::-1],
    }
    found = {}
    for why, comes_out in slips.items():
        bodies = [body for gap in fillings() if gap != right and comes_out(body := bare.with_gap(gap))]
        if not bodies:
            return None
        found[why] = stream.choice(bodies)
    found["elsewhere"] = _changed(bare, 1, stream)
    return found if len({*found.values(), bare.body}) == len(found) + 1 else None


def _strangers(bare: Account, count: int, taken: set[str], stream: random.Random) -> tuple[str, ...]:
    """Numbers of the same branch that do not agree with the slip, and would not come out right in its place."""
    strangers: list[str] = []
    while len(strangers) < count:
        changed = _changed(bare, stream.randint(1, 4), stream)
        body = changed[: bare.at] + f"{stream.randrange(10**GAP):0{GAP}d}" + changed[bare.at + GAP :]
        if body not in taken and bare.leaves(body) != 1:
            taken.add(body)
            strangers.append(body)
    return tuple(strangers)


def _changed(bare: Account, count: int, stream: random.Random) -> str:
    """The figures with so many others in places that can be read on the slip."""
    figures = list(bare.body)
    readable = [place for place in range(FIGURES) if not bare.at <= place < bare.at + GAP]
    for place in stream.sample(readable, count):
        figures[place] = stream.choice([figure for figure in "0123456789" if figure != figures[place]])
    return "".join(figures)
