"""A theory to be filled in: one card for each slot, held up by facts from the papers."""

import random
from collections.abc import Mapping
from math import prod
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, read
from casefile.kinds.theory import (
    Card,
    Fact,
    Reading,
    check_banks,
    check_facts,
    check_readings,
    check_sources,
    check_space,
    standing,
)
from casefile.kinds.theory_solver import flat, read_slot

_TOY = (
    "A form says: [who] took the [what]. The cards are Ann, Bob; ledger, lamp.\n\n"
    "The porter writes that Bob was away all day. The inventory misses only the ledger. "
    "Each box takes the card that a paper supports and no paper contradicts: Ann took the ledger."
)


class Slot(Params, frozen=True, kw_only=True):
    """A box of the form."""

    id: str
    bank: str
    right: str
    """Id of the card that is true."""


class BoardParams(Params, frozen=True, kw_only=True):
    """Parameters of a board; banks and facts are gathered from the documents."""

    slots: list[Slot]
    readings: list[Reading] = msgspec.field(default_factory=list)
    banks: dict[str, list[Card]]
    supports: list[Fact]
    excludes: list[Fact] = msgspec.field(default_factory=list)


class Board:
    """Proves that exactly one filling stands; reads the slots from the papers by the author's readings."""

    name = "board"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        board = read(params, BoardParams)
        _check(board)
        answer = tuple(slot.right for slot in board.slots)
        certificate = _certify(board)
        if certificate.survivors != 1:
            raise Refusal("kind-board-ambiguous", f"{certificate.survivors} fillings stand: {certificate.note}.")
        refused = [
            (*answer[:at], card.id, *answer[at + 1 :])
            for at, slot in enumerate(board.slots)
            for card in board.banks[slot.bank]
        ]
        labels = {card.id: card.label for bank in board.banks.values() for card in bank}
        slots = {slot.id: {"card": slot.right, "label": labels[slot.right]} for slot in board.slots}
        values = {"slots": slots, "answer": list(answer), "toy": _TOY}
        return Riddle(values, (answer,), (), apart((answer,), refused), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Slots without their cards, the banks, the readings."""
        board = read(params, BoardParams)
        return {
            "slots": [{"id": slot.id, "bank": slot.bank} for slot in board.slots],
            "banks": {bank: {card.label: card.id for card in cards} for bank, cards in board.banks.items()},
            "readings": [{"slot": reading.slot, "text": reading.text} for reading in board.readings],
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        text = flat(papers.values())
        return tuple(read_slot(slot, text, params, {}) for slot in params["slots"])


def _check(board: BoardParams) -> None:
    check_readings(board.readings)
    for slot in board.slots:
        if slot.right not in {card.id for card in board.banks.get(slot.bank, [])}:
            raise Refusal("kind-params", f"params: the slot “{slot.id}” has no card “{slot.right}” in its bank.")
    check_banks(board.banks)
    right = {slot.id: slot.right for slot in board.slots}
    check_facts([*board.supports, *board.excludes], right)
    space = prod(len(board.banks[slot.bank]) for slot in board.slots)
    check_space(space, space)
    check_sources(right, right, board.supports)


def _certify(board: BoardParams) -> Certificate:
    pools = {slot.id: [card.id for card in board.banks[slot.bank]] for slot in board.slots}
    space = prod(map(len, pools.values()))
    fillings = [tuple(filling.values()) for filling in standing(pools, board.supports, board.excludes, {})]
    note = "; ".join(" ".join(cards) for cards in fillings[:3]) or "no filling is supported in every slot"
    right = tuple(slot.right for slot in board.slots)
    survivors = len(fillings) if right in fillings else 0
    return Certificate(space, "enumerated", space, survivors, note)
