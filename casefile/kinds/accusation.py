"""An accusation: who it was, by the registers; why, by the papers; and three statements that the registers refute."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations, permutations
from math import comb, prod
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.accusation_deal import Scene, Statement, draw, scene_of, told
from casefile.kinds.accusation_params import EXHIBITS, AccusationParams, check, check_papers
from casefile.kinds.accusation_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, fold, read, settle
from casefile.kinds.theory import standing

_TOY = (
    "Crane and Dodd have each signed two sentences. Crane: on Monday at 9.10 I was in the cellar. Dodd: on Tuesday at "
    "14.30 I was in the loft.\n\n"
    "Monday's book has Crane in the cellar from 9.00 to 9.20. His sentence stands. Tuesday's book has Dodd in the yard "
    "from 14.15 to 14.50, half past two lies between the two, and a yard is not a loft. That sentence is refuted. One "
    "is a slip, and anybody may make it. Three in one hand are none."
)


class Accusation:
    """Deals statements over the registers of a hidden world; strikes suspects out, and holds sentences against rows."""

    name = "accusation"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:
        """See `Kind.generate`."""
        accusation = read(params, AccusationParams)
        scene = scene_of(accusation, world)
        check(accusation, list(scene.people))
        check_papers(accusation, scene.mole)
        why = "params: too few minutes or places for statements; give `over` more registers, or other days."
        statements = settle(lambda: draw(accusation, scene, stream), 500, why)
        lies = [one for one in statements if one.who == scene.mole and one.place != one.true]
        answers = tuple(_answer(accusation, scene.mole, order, {}) for order in permutations(lies))
        certificate = _certify(accusation, scene, statements, answers[0])
        if certificate.survivors != 1:
            words = f"{certificate.survivors} accusations stand: {certificate.note}"
            raise Refusal("kind-board-ambiguous", f"{words}.")
        refused = apart(answers, _refused(accusation, scene, statements, lies))
        values = _values(accusation, scene, statements, answers[0])
        return Riddle(values, answers, (), refused, _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Slots without their cards, the banks, the readings, and how a register is known for what it is."""
        accusation = read(params, AccusationParams)
        banks = {slot.bank for slot in accusation.slots if slot.id not in accusation.exhibits}
        return {
            "slots": [{"id": slot.id, "bank": slot.bank} for slot in accusation.slots],
            "who": accusation.who,
            "exhibits": accusation.exhibits,
            "banks": {
                bank: {card.label: card.id for card in cards}
                for bank, cards in accusation.banks.items()
                if bank in banks
            },
            "readings": [{"slot": reading.slot, "text": reading.text} for reading in accusation.readings],
            "registers": [
                {"clue": register.clue, "about": register.about, "date": register.date}
                for register in accusation.registers
            ],
            "over": accusation.over,
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers, params)


def _answer(accusation: AccusationParams, who: str, exhibits: Sequence[Statement], others: Mapping[str, str]) -> Answer:
    """A filling, with the right card in every box that is not mentioned."""
    filling = {slot.id: slot.right for slot in accusation.others} | {accusation.who: who, **others}
    filling |= {slot: one.card for slot, one in zip(accusation.exhibits, exhibits, strict=True)}
    return tuple(filling[slot.id] for slot in accusation.slots)


def _refused(
    accusation: AccusationParams, scene: Scene, statements: Sequence[Statement], lies: Sequence[Statement]
) -> list[Answer]:
    """Others for the culprit, another statement for a lie, another card in one box."""
    others = sorted((who for who in scene.people if who != scene.mole), key=lambda who: who != scene.decoy)
    wrong = [_answer(accusation, who, lies, {}) for who in others]
    for who in others:
        own = sorted((one for one in statements if one.who == who), key=lambda one: one.place == one.true)
        wrong.append(_answer(accusation, who, own[:EXHIBITS], {}))
    instead = [one for one in statements if (one.who == scene.mole) == (one.place == one.true)]
    for one in [*instead, *lies]:
        wrong += [_answer(accusation, scene.mole, [*lies[:at], one, *lies[at + 1 :]], {}) for at in range(EXHIBITS)]
    for slot in accusation.others:
        cards = accusation.banks[slot.bank]
        wrong += [_answer(accusation, scene.mole, lies, {slot.id: card.id}) for card in cards]
    return wrong


def _values(
    accusation: AccusationParams, scene: Scene, statements: Sequence[Statement], answer: Answer
) -> dict[str, Any]:
    printed = [told(one, accusation, scene) for one in statements]
    if len({fold(one["label"]) for one in printed}) < len(printed):
        raise Refusal("kind-params", "params: wording: two statements have the same label.")
    untrue = [
        {**shown, "true": one.true} for shown, one in zip(printed, statements, strict=True) if one.place != one.true
    ]
    exhibits = [one for one in untrue if one["id"] == scene.mole]
    labels = {one["card"]: one["label"] for one in printed}
    labels |= {card.id: card.label for slot in accusation.slots for card in accusation.banks[slot.bank] if card.label}
    boxes = zip(accusation.slots, answer, strict=True)
    return {
        "statements": printed,
        "lies": [one["no"] for one in exhibits],
        "exhibits": exhibits,
        "slips": [one for one in untrue if one["id"] != scene.mole],
        "slots": {slot.id: {"card": card, "label": labels[card]} for slot, card in boxes},
        "proved": [accusation.who, *accusation.exhibits],
        "answer": list(answer),
        "toy": _TOY,
    }


def _certify(accusation: AccusationParams, scene: Scene, statements: Sequence[Statement], right: Answer) -> Certificate:
    """Every suspect against every register, every three statements, and every filling of the other boxes.

    Of the statements only what is printed is looked at: name, date, minute and place.
    """
    left = [who for who in scene.people if not any(book.clears(who) for book in scene.books.values())]
    books = [scene.books[clue] for clue in accusation.over]
    refuted = {
        one.no
        for one in statements
        for row in (book.rows[one.who] for book in books if book.date == one.date)
        if row.tells_of(one.minute) and fold(row.place) != fold(one.place)
    }
    triples = [
        triple
        for triple in combinations(statements, EXHIBITS)
        if len({one.who for one in triple}) == 1 and all(one.no in refuted for one in triple)
    ]
    pools = {slot.id: [card.id for card in accusation.banks[slot.bank]] for slot in accusation.others}
    facts = accusation.of_others(accusation.supports), accusation.of_others(accusation.excludes)
    stand = [
        _answer(accusation, who, triple, filling)
        for who in left
        for filling in standing(pools, *facts, {accusation.who: who})
        for triple in triples
    ]
    fillings, hands = len(scene.people) * prod(map(len, pools.values())), comb(len(statements), EXHIBITS)
    note = f"no register clears {', '.join(left) or 'nobody'}; {len(triples)} times three untrue statements in one hand"
    if stand[1:] or not stand:
        note += f"; the papers leave {'; '.join(' '.join(cards) for cards in stand[:3]) or 'no filling'}"
    survivors = len(stand) if right in stand else 0
    return Certificate(fillings * hands, "enumerated", fillings + hands, survivors, note)
