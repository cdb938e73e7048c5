"""A theory to be filled in: one card for each slot, held up by facts from the papers."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from itertools import product
from math import log2, prod
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Certificate, Params, Riddle, apart, fold, read, unsolved

_TOY = (
    "A form says: [who] took the [what]. The cards are Ann, Bob; ledger, lamp.\n\n"
    "The porter writes that Bob was away all day. The inventory misses only the ledger. "
    "Each box takes the card that a paper supports and no paper contradicts: Ann took the ledger."
)
_BITS = 13
_SPACE_MAX = 1_000_000


class Card(Params, frozen=True, kw_only=True):
    """A card of a bank."""

    id: str
    label: str


class Slot(Params, frozen=True, kw_only=True):
    """A box of the form."""

    id: str
    bank: str
    right: str
    """Id of the card that is true."""


class Fact(Params, frozen=True, kw_only=True):
    """What a paper says about a slot."""

    slot: str
    card: str
    paper: str
    puzzle: str = ""
    """The puzzle whose solution brings the paper; nothing for one that comes with the act."""
    given: dict[str, str] = msgspec.field(default_factory=dict)
    """It says so only where these slots hold these cards."""


class Reading(Params, frozen=True, kw_only=True):
    """How a solver reads a slot from the papers."""

    slot: str
    text: str
    """Regular expression; `{card}` stands for any label of the bank."""


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
        text = " ".join(re.sub(r"[*>|]", " ", "\n".join(papers.values())).split())
        return tuple(_read_slot(slot, text, params) for slot in params["slots"])


def _read_slot(slot: Mapping[str, str], text: str, params: Mapping[str, Any]) -> str:
    labels: dict[str, str] = params["banks"][slot["bank"]]
    any_card = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    votes: Counter[str] = Counter()
    for reading in params["readings"]:
        if reading["slot"] == slot["id"]:
            pattern = reading["text"].replace("{card}", f"(?P<card>{any_card})")
            folded = {label.casefold(): card for label, card in labels.items()}
            votes.update(folded[match["card"].casefold()] for match in re.finditer(pattern, text, re.IGNORECASE))
    best = votes.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        raise unsolved(f"The readings of the slot “{slot['id']}” leave {len(votes)} cards.")
    return best[0][0]


def _check_readings(readings: list[Reading]) -> None:
    for reading in readings:
        try:
            once = re.compile(reading.text.replace("{card}", "(?P<card>x)")).groupindex.get("card")
        except re.error as error:
            why = "" if reading.text.count("{card}") == 1 else " (`{card}` stands in it once)"
            words = f"params: the reading “{reading.text}” is no regular expression: {error}{why}."
            raise Refusal("kind-params", words) from error
        if once is None:
            raise Refusal("kind-params", f"params: the reading “{reading.text}” has no `{{card}}` in it.")


def _check(board: BoardParams) -> None:
    _check_readings(board.readings)
    for slot in board.slots:
        if slot.right not in {card.id for card in board.banks.get(slot.bank, [])}:
            raise Refusal("kind-params", f"params: the slot “{slot.id}” has no card “{slot.right}” in its bank.")
    for bank in board.banks.values():
        for names in ([card.id for card in bank], [fold(card.label) for card in bank]):
            if len(set(names)) < len(names):
                raise Refusal("kind-params", "params: two cards of a bank have the same id or label.")
    slots = {slot.id for slot in board.slots}
    for fact in [*board.supports, *board.excludes]:
        if not {fact.slot, *fact.given} <= slots:
            raise Refusal("kind-params", f"params: the paper “{fact.paper}” speaks of a slot that is not there.")
    space = prod(len(board.banks[slot.bank]) for slot in board.slots)
    if log2(space) < _BITS:
        raise Refusal(
            "kind-board-short", f"A board needs {_BITS} bits, this one has {log2(space):.1f}. Add cards or slots."
        )
    if space > _SPACE_MAX:
        raise Refusal("kind-board-long", f"This board has {space} fillings; at most {_SPACE_MAX} are searched.")
    _check_sources(board)


def _check_sources(board: BoardParams) -> None:
    """With any one feeder missing every right card must still have been seen."""
    right = {slot.id: slot.right for slot in board.slots}
    for slot in board.slots:
        facts = [fact for fact in board.supports if fact.slot == slot.id and _holds(fact, right)]
        papers = {fact.paper for fact in facts if fact.card == slot.right}
        puzzles = {fact.puzzle for fact in facts if fact.card == slot.right}
        if len(papers) < 2 or len(puzzles) < 2:
            raise Refusal(
                "kind-board-source",
                f"The slot “{slot.id}” needs two papers of different puzzles that support “{slot.right}”.",
            )


def _holds(fact: Fact, filling: Mapping[str, str]) -> bool:
    return all(filling[slot] == card for slot, card in fact.given.items())


def _certify(board: BoardParams) -> Certificate:
    ids = [slot.id for slot in board.slots]
    supports, excludes = _by_card(board.supports), _by_card(board.excludes)
    space = prod(len(board.banks[slot.bank]) for slot in board.slots)
    # Every filling with a card that nothing ever supports in its slot falls at once.
    banks = [[card.id for card in board.banks[slot.bank] if (slot.id, card.id) in supports] for slot in board.slots]
    standing = [cards for cards in product(*banks) if _stands(dict(zip(ids, cards, strict=True)), supports, excludes)]
    note = "; ".join(" ".join(cards) for cards in standing[:3]) or "no filling is supported in every slot"
    right = tuple(slot.right for slot in board.slots)
    survivors = len(standing) if right in standing else 0
    return Certificate(space, "enumerated", space, survivors, note)


_ByCard = dict[tuple[str, str], list[Fact]]


def _by_card(facts: list[Fact]) -> _ByCard:
    found: _ByCard = {}
    for fact in facts:
        found.setdefault((fact.slot, fact.card), []).append(fact)
    return found


def _stands(filling: dict[str, str], supports: _ByCard, excludes: _ByCard) -> bool:
    """Every card is supported by a fact that holds in this filling, and none is excluded by one."""
    return all(
        any(_holds(fact, filling) for fact in supports.get(choice, ()))
        and not any(_holds(fact, filling) for fact in excludes.get(choice, ()))
        for choice in filling.items()
    )
