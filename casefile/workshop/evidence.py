"""What the papers of a case say about the slots of a board."""

from collections.abc import Iterator
from typing import Any

from casefile.source import names
from casefile.source.case import Document
from casefile.source.doc_file import Evidence
from casefile.source.entries import CardEntry
from casefile.source.names import Use
from casefile.source.puzzle_file import PuzzleFile
from casefile.source.template import TemplateFault
from casefile.source.wiring import Wiring
from casefile.workshop.rendering import At, Rendering


def evidence_for(board: PuzzleFile, rendering: Rendering, wiring: Wiring, language: str) -> dict[str, Any]:
    """Params that a board's kind gets beside the author's: `banks`, `supports`, `excludes`."""
    return {
        "banks": _banks(board, rendering, language),
        "supports": [
            fact for doc in rendering.case.docs.values() for fact in _facts(board, doc, "supports", rendering, wiring)
        ],
        "excludes": [
            fact for doc in rendering.case.docs.values() for fact in _facts(board, doc, "excludes", rendering, wiring)
        ],
    }


def texts_for(board: PuzzleFile, rendering: Rendering) -> Iterator[str]:
    """Every template that is rendered for a board's evidence."""
    for _, card, _ in _cards(board, rendering):
        yield card.id
        yield "" if _is_own(board, card, rendering) else card.label
    for doc in rendering.case.docs.values():
        for one in (*doc.about.supports, *doc.about.excludes):
            if _speaks_of(board, one):
                yield from (one.card, *one.given.values())


def _banks(board: PuzzleFile, rendering: Rendering, language: str) -> dict[str, list[dict[str, str]]]:
    banks: dict[str, dict[str, str]] = {entry.bank: {} for entry in board.fields if entry.bank}
    for context, card, at in _cards(board, rendering):
        is_own = _is_own(board, card, rendering)
        label = "" if is_own else rendering.string(context, card.label, at, language)
        banks[card.bank][rendering.string(context, card.id, at)] = label
    return {bank: [{"id": name, "label": label} for name, label in cards.items()] for bank, cards in banks.items()}


def _is_own(board: PuzzleFile, card: CardEntry, rendering: Rendering) -> bool:
    """Whether a card is called after what its own board deals: that is not there while its evidence is gathered."""
    try:
        return board.id in rendering.templates.names(card.label)
    except TemplateFault:
        return False


def _cards(board: PuzzleFile, rendering: Rendering) -> Iterator[tuple[str, CardEntry, At]]:
    """All cards of the banks that a board's slots have."""
    banks = {entry.bank for entry in board.fields if entry.bank}
    yield from (found for found in _all_cards(board, rendering) if found[1].bank in banks)


def _all_cards(board: PuzzleFile, rendering: Rendering) -> Iterator[tuple[str, CardEntry, At]]:
    for number, card in enumerate(rendering.case.file.cards):
        yield "case", card, rendering.at("case.toml", "cards", number)
    for number, card in enumerate(board.cards):
        yield f"puzzle:{board.id}", card, rendering.at(rendering.case.puzzles[board.id].path, "cards", number)
    for name, doc in rendering.case.docs.items():
        for number, card in enumerate(doc.about.cards):
            yield f"doc:{name}", card, rendering.at(doc.path, "cards", number)


def _facts(
    board: PuzzleFile, doc: Document, key: str, rendering: Rendering, wiring: Wiring
) -> Iterator[dict[str, Any]]:
    entries: list[Evidence] = getattr(doc.about, key)
    for number, one in enumerate(entries):
        if not _speaks_of(board, one):
            continue
        slot = one.slot.rpartition(".")[2]
        context, at = f"doc:{doc.about.id}", rendering.at(doc.path, key, number)
        fact: dict[str, Any] = {"slot": slot, "card": rendering.string(context, one.card, at), "paper": doc.about.id}
        fact["puzzle"] = _brought_by(doc, wiring)
        if one.given:
            fact["given"] = {other: rendering.string(context, card, at) for other, card in one.given.items()}
        yield fact


def _speaks_of(board: PuzzleFile, one: Evidence) -> bool:
    lock, _, slot = one.slot.rpartition(".")
    return lock in {"", board.id} and slot in {entry.id for entry in board.fields}


def _brought_by(doc: Document, wiring: Wiring) -> str:
    """The puzzle whose solution brings a paper; nothing for papers that come with an act."""
    node = wiring.node(doc.about.opens_with, Use.CARRIER)
    puzzle = node.removesuffix(f"/{names.PAPERS}")
    return puzzle if puzzle in wiring.puzzles else ""
