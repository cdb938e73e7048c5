"""Rules for boards: every right card is borne out well enough, and nothing else is."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from casefile.kinds import THEORIES
from casefile.source import names
from casefile.source.problems import Problem
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.evidence import evidence_for

CLUES, SOURCES = 3, 2
"""What bears out a right card, at least: so many clues, from so many puzzles, or from before any."""
_FILLINGS = 1_000_000
Fact = Mapping[str, Any]
"""What a paper says for or against a card; see `casefile.workshop.evidence`."""


@dataclass(frozen=True)
class Theory:
    """One board of a deal, with what the papers say of its cards."""

    deal: Deal
    lock: str
    banks: Mapping[str, list[str]]
    """Bank to the ids of its cards."""
    slots: Mapping[str, str]
    """Slot to its bank. Fields that are typed are none."""
    right: Mapping[str, str]
    supports: tuple[Fact, ...]
    excludes: tuple[Fact, ...]
    proved: frozenset[str] = frozenset()
    """Slots whose right card the kind itself proves from what it dealt, so that no paper need speak for it."""

    @property
    def path(self) -> str:
        """Its puzzle's file."""
        return self.deal.case.puzzles[self.lock].path

    def place(self, slot: str) -> tuple[str | int, ...]:
        """Where the slot stands in that file."""
        fields = self.deal.case.puzzles[self.lock].about.fields
        return ("fields", [one.id for one in fields].index(slot))

    def clues(self, slot: str) -> Iterator[tuple[str, str]]:
        """What bears out the right card, as paper and source: papers that say so, and one that all others are out."""
        card = self.right[slot]
        for fact in self.supports:
            if fact["slot"] == slot and fact["card"] == card and holds(fact, self.right):
                yield fact["paper"], fact["puzzle"]
        others = {other: self._against(slot, other) for other in self.banks[self.slots[slot]] if other != card}
        if others and all(others.values()):
            yield "", next(fact["puzzle"] for facts in others.values() for fact in facts)

    def _against(self, slot: str, card: str) -> list[Fact]:
        facts = (fact for fact in self.excludes if fact["slot"] == slot and fact["card"] == card)
        return [fact for fact in facts if holds(fact, self.right)]

    @cached_property
    def carriers(self) -> dict[str, set[str]]:
        """Paper to the nodes that carry it."""
        found: dict[str, set[str]] = {}
        for paper in self.deal.dealt.papers:
            found.setdefault(paper.source.about.id, set()).add(paper.node)
        return found

    def lies_in(self, held: Set[str], card: str) -> bool:
        """Whether a card is in the index of somebody who holds these nodes."""
        return any(not node or node in held for node in self._bringers.get(card, ()))

    @cached_property
    def _bringers(self) -> dict[str, set[str]]:
        """Card to the nodes that bring it; a nameless node for those that are always there."""
        rendering, case = self.deal.dealt.rendering, self.deal.case
        found: dict[str, set[str]] = {
            card.id: {""} for card in (*case.file.cards, *case.puzzles[self.lock].about.cards)
        }
        for name, doc in case.docs.items():
            for number, card in enumerate(doc.about.cards):
                own = rendering.string(f"doc:{name}", card.id, rendering.at(doc.path, "cards", number))
                found.setdefault(own, set()).update(self.carriers.get(name, ()))
        return found


def holds(fact: Fact, filling: Mapping[str, str]) -> bool:
    """Whether a paper says this of this filling."""
    return all(filling.get(slot) == card for slot, card in fact.get("given", {}).items())


def theories(deal: Deal) -> Iterator[Theory]:
    """The boards of a deal that stand on what papers say of their cards; another kind's may prove itself otherwise."""
    dealt = deal.dealt
    language = dealt.rendering.language
    for lock in dealt.solutions:
        puzzle = deal.case.puzzles[lock]
        riddle = dealt.riddles.get(lock, {}).get(language)
        if puzzle.about.form != "board" or riddle is None:
            continue
        if puzzle.about.kind not in THEORIES and riddle.certificate.method == "enumerated":
            continue
        told = evidence_for(puzzle.about, dealt.rendering, dealt.wiring, language)
        banks = {bank: [card["id"] for card in cards] for bank, cards in told["banks"].items()}
        slots = {one.id: one.bank for one in puzzle.about.fields if one.normal == "card"}
        answer = dict(zip((one.id for one in puzzle.about.fields), riddle.answers[0], strict=True))
        right = {slot: answer[slot] for slot in slots}
        proved = frozenset(riddle.values.get("proved", ())) if puzzle.about.kind in THEORIES else frozenset()
        yield Theory(deal, lock, banks, slots, right, tuple(told["supports"]), tuple(told["excludes"]), proved)


def right_cards_are_borne_out(deal: Deal) -> Iterator[Problem]:
    """Slots whose right card has too few clues, or can be without one when something was skipped."""
    for theory in theories(deal):
        asked = {one.id for one in deal.dealt.solutions[theory.lock].fields}
        nodes = set().union(*theory.carriers.values())
        ways = deal.stages.ways(theory.lock, nodes)
        for slot in (slot for slot in theory.slots if slot in asked):
            sentence, advice = _not_borne_out(theory, slot, ways)
            if sentence:
                yield deal.problem("CF-U03", theory.path, theory.place(slot), sentence, advice)


def _not_borne_out(theory: Theory, slot: str, ways: list[set[str]]) -> tuple[str, str]:
    """What is wrong with a slot, if anything, and what to do about it."""
    if slot in theory.proved:
        return _not_at_hand(theory, slot, ways), "Let the puzzle, or a paper that is open, bring it."
    clues = set(theory.clues(slot))
    sentence = _too_few(slot, theory.right[slot], clues) or _unseen(theory, slot, clues, ways)
    return sentence, "Write another paper that bears it out, and say so in its `supports`."


def _too_few(slot: str, card: str, clues: Set[tuple[str, str]]) -> str:
    sources = {source for _, source in clues}
    if len(clues) >= CLUES and len(sources) >= SOURCES:
        return ""
    count = f"{len(clues)} clue{'s' * (len(clues) != 1)} from {len(sources)} source{'s' * (len(sources) != 1)}"
    return f'"{card}" in the slot "{slot}" has {count}; it needs {CLUES} from {SOURCES}.'


def _unseen(theory: Theory, slot: str, clues: Set[tuple[str, str]], ways: list[set[str]]) -> str:
    """What is wrong for somebody who comes to the board and has skipped what can be skipped."""
    card = theory.right[slot]
    for held in ways:
        seen = any(theory.carriers.get(paper, set()) & held for paper, _ in clues)
        if not seen or not theory.lies_in(held, card):
            what = "no card" if seen else "no clue"
            skipped = ", ".join(_unsolved(theory, held))
            return f'whoever skips {skipped} has {what} for "{card}" in the slot "{slot}".'
    return ""


def _not_at_hand(theory: Theory, slot: str, ways: list[set[str]]) -> str:
    """What is wrong where the kind proves a card that somebody does not have who has skipped what can be skipped."""
    card = theory.right[slot]
    for held in ways:
        if not theory.lies_in(held, card):
            skipped = ", ".join(_unsolved(theory, held)) or "nothing"
            return f'whoever skips {skipped} has no card for "{card}" in the slot "{slot}".'
    return ""


def _unsolved(theory: Theory, held: Set[str]) -> Iterator[str]:
    """Locks that lie open beside the board, and have been left alone."""
    for lock in theory.deal.dealt.solutions:
        shown, solved = (names.part_of(lock, part) for part in (names.SHOWN, names.SOLVED))
        if lock != theory.lock and shown in held and solved in theory.deal.stages.everything - held:
            yield lock


def one_filling_stands(deal: Deal) -> Iterator[Problem]:
    """Boards of which the papers bear out another filling, or not even the right one."""
    for theory in theories(deal):
        fields = deal.dealt.solutions[theory.lock].fields
        asked = [one.id for one in fields if one.id in theory.slots and one.id not in theory.proved]
        standing = {tuple(filling[slot] for slot in asked) for filling in _fillings(theory)}
        right = tuple(theory.right[slot] for slot in asked)
        if asked and standing != {right}:
            others = sorted(standing - {right})
            if others:
                sentence = f"{len(standing)} fillings stand, and one of them is {', '.join(others[0])}."
                advice = "Let a paper exclude it, in its `excludes`."
            else:
                sentence, advice = "the papers do not bear out the right filling.", "Add what is missing to `supports`."
            yield deal.problem("CF-U04", theory.path, ("fields",), sentence, advice)


def _fillings(theory: Theory) -> Iterator[dict[str, str]]:
    """Fillings in which a paper speaks for every card, and none against one; what the kind proves is as it is."""
    open_ = [slot for slot in theory.slots if slot not in theory.proved]
    pools = []
    for slot in open_:
        named = {fact["card"] for fact in theory.supports if fact["slot"] == slot}
        pools.append([card for card in theory.banks[theory.slots[slot]] if card in named])
    for tried, cards in enumerate(product(*pools)):
        filling = {**theory.right, **dict(zip(open_, cards, strict=True))}
        if all(_stands(theory, filling, slot) for slot in open_):
            yield filling
        if tried > _FILLINGS:
            return


def _stands(theory: Theory, filling: Mapping[str, str], slot: str) -> bool:
    def said(facts: tuple[Fact, ...]) -> bool:
        return any(fact["slot"] == slot and fact["card"] == filling[slot] and holds(fact, filling) for fact in facts)

    return said(theory.supports) and not said(theory.excludes)


RULES = (
    Rule(
        "CF-U03",
        Severity.ERROR,
        "Every right card of a board is borne out three times",
        "deal",
        right_cards_are_borne_out,
    ),
    Rule("CF-U04", Severity.ERROR, "Exactly one filling of a board stands", "deal", one_filling_stands),
)
"""What is asked of boards."""
