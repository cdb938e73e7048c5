"""What an author says of an accusation: its boxes, the registers that clear people, and how statements are worded."""

from collections.abc import Collection, Sequence
from math import comb, prod

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params
from casefile.kinds.theory import (
    Card,
    Fact,
    Reading,
    check_banks,
    check_facts,
    check_readings,
    check_sources,
    check_space,
)

EXHIBITS = 3
"""Statements that are attached: untrue, and in one hand."""
EACH = range(EXHIBITS + 1, 9)
"""Statements of each suspect: the culprit has a true one, too."""
LABEL_MAX = 40


class Box(Params, frozen=True, kw_only=True):
    """A box of the form."""

    id: str
    bank: str
    right: str = ""
    """Id of the card that is true; nothing for the culprit and the exhibits, which are found here."""


class Register(Params, frozen=True, kw_only=True):
    """How a solver knows the paper that prints a clue."""

    clue: str
    about: str
    """Words that stand in the paper of this register and of no other."""
    date: str = ""
    """Its date, as the paper has it and as the world has it."""


class Wording(Params, frozen=True, kw_only=True):
    """Words for what is dealt."""

    says: str = "On {date} at {clock} I was in the {place}."
    label: str = "No. {no}, {name}, {date}"


class AccusationParams(Params, frozen=True, kw_only=True):
    """Parameters of an accusation; banks and facts are gathered from the documents."""

    slots: list[Box]
    """In the order of the lock's fields."""
    who: str = "who"
    """The slot for the culprit; the ids of its cards are those of the suspects."""
    exhibits: list[str] = msgspec.field(default_factory=lambda: ["ex1", "ex2", "ex3"])
    """The slots for the statements."""
    registers: list[Register]
    over: list[str]
    """Clues whose registers the statements are about, in the order of their dates."""
    each: int = EACH[0]
    """Statements of each suspect."""
    slips: int = 3
    """Innocents with one untrue statement."""
    wording: Wording = msgspec.field(default_factory=Wording)
    readings: list[Reading] = msgspec.field(default_factory=list)
    banks: dict[str, list[Card]]
    supports: list[Fact]
    excludes: list[Fact] = msgspec.field(default_factory=list)

    @property
    def others(self) -> list[Box]:
        """The boxes that papers bear out, as on any board."""
        return [slot for slot in self.slots if slot.id != self.who and slot.id not in self.exhibits]

    def of_others(self, facts: Sequence[Fact]) -> list[Fact]:
        """What papers say of these boxes; what they say of the culprit or the exhibits proves nothing."""
        return [fact for fact in facts if fact.slot != self.who and fact.slot not in self.exhibits]


def check(accusation: AccusationParams, roll: Sequence[str]) -> None:
    """Refuse what does not fit together, or could be guessed.

    Args:
        accusation: What the author wrote, and what was gathered.
        roll: The suspects.
    """
    _check_boxes(accusation)
    _check_registers(accusation)
    _check_statements(accusation, roll)
    _check_banks(accusation, roll)
    check_readings([_named(reading) for reading in accusation.readings])
    known = {slot.id for slot in accusation.others} | {accusation.who}
    check_facts(accusation.of_others([*accusation.supports, *accusation.excludes]), known)
    fillings = len(roll) * prod(len(accusation.banks[slot.bank]) for slot in accusation.others)
    check_space(fillings * comb(len(roll) * accusation.each, EXHIBITS), fillings)


def check_papers(accusation: AccusationParams, mole: str) -> None:
    """Every box that papers bear out has enough of them, given who it was."""
    right = {slot.id: slot.right for slot in accusation.others}
    check_sources(right, right | {accusation.who: mole}, accusation.of_others(accusation.supports))


def _named(reading: Reading) -> Reading:
    return Reading(slot=reading.slot, text=reading.text.replace("{who}", "x"))


def _check_boxes(accusation: AccusationParams) -> None:
    ids = [slot.id for slot in accusation.slots]
    found = [accusation.who, *accusation.exhibits]
    if len(accusation.exhibits) != EXHIBITS or len(set(found)) < len(found):
        raise Refusal("kind-params", f"params: `exhibits` names {EXHIBITS} slots, and none of them is `who`.")
    if len(set(ids)) < len(ids) or not set(found) <= set(ids):
        raise Refusal("kind-params", f"params: `slots` has each of {', '.join(found)} once, and no slot twice.")
    for slot in accusation.slots:
        if slot.id in found and slot.right:
            raise Refusal("kind-params", f"params: leave `right` out of the slot “{slot.id}”: that is dealt.")
    banks = {slot.bank for slot in accusation.slots if slot.id in accusation.exhibits}
    own = {slot.bank for slot in accusation.slots if slot.id not in accusation.exhibits}
    if len(banks) > 1 or banks & own:
        raise Refusal("kind-params", "params: the exhibits have one bank, and no other slot has it.")


def _check_registers(accusation: AccusationParams) -> None:
    dates = {register.clue: register.date for register in accusation.registers}
    for names in ([register.clue for register in accusation.registers], accusation.over):
        if len(set(names)) < len(names):
            raise Refusal("kind-params", "params: a clue stands twice in `registers`, or in `over`.")
    for clue in accusation.over:
        if not dates.get(clue):
            raise Refusal("kind-params", f"params: statements are about {clue}; give it a register with a date.")
    if any(not register.about.strip() for register in accusation.registers):
        raise Refusal("kind-params", "params: a register says what it is `about`.")


def _check_banks(accusation: AccusationParams, roll: Sequence[str]) -> None:
    cards = {bank: [card.id for card in cards] for bank, cards in accusation.banks.items()}
    exhibits = _bank_of(accusation, accusation.exhibits[0])
    check_banks({bank: cards for bank, cards in accusation.banks.items() if bank != exhibits})
    for slot in accusation.others:
        if slot.right not in cards.get(slot.bank, []):
            raise Refusal("kind-params", f"params: the slot “{slot.id}” has no card “{slot.right}” in its bank.")
    _same(cards.get(_bank_of(accusation, accusation.who), []), roll, "suspect")
    numbers = [f"e{number}" for number in range(1, len(roll) * accusation.each + 1)]
    _same(cards.get(exhibits, []), numbers, "statement")


def _bank_of(accusation: AccusationParams, slot: str) -> str:
    return next(one.bank for one in accusation.slots if one.id == slot)


def _same(cards: Collection[str], wanted: Sequence[str], what: str) -> None:
    odd = sorted({*cards} ^ {*wanted}, key=lambda name: (len(name), name))
    if odd:
        span = f"{wanted[0]} to {wanted[-1]}" if what == "statement" else ", ".join(wanted)
        sentence = f"a bank has a card for each {what} and no other, {span}"
        raise Refusal("kind-params", f"params: {sentence}; what does not agree is {', '.join(odd[:4])}.")


def _check_statements(accusation: AccusationParams, roll: Sequence[str]) -> None:
    if accusation.each not in EACH or accusation.each > len(accusation.over):
        words = f"`each` is {EACH[0]} to {EACH[-1]}, and not more than there are clues in `over`"
        raise Refusal("kind-params", f"params: {words}.")
    if not 1 <= accusation.slips < len(roll) - 1:
        raise Refusal("kind-params", f"params: `slips` is 1 to {len(roll) - 2}: somebody innocent has none.")
    wording = accusation.wording
    if "{no}" not in wording.label or not all(name in wording.says for name in ("{date}", "{clock}", "{place}")):
        words = "a label has {no} in it, and what somebody says {date}, {clock} and {place}"
        raise Refusal("kind-params", f"params: wording: {words}.")
