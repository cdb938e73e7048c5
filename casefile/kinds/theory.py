"""What papers say of the cards of a theory, and which fillings stand by what they say."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from math import log2

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold

_BITS = 13
_SPACE_MAX = 1_000_000


class Card(Params, frozen=True, kw_only=True):
    """A card of a bank."""

    id: str
    label: str
    """Nothing where it is made of what the board itself deals, which is not there yet."""


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


def check_readings(readings: Sequence[Reading]) -> None:
    """Every reading is a regular expression with one card in it."""
    for reading in readings:
        try:
            once = re.compile(reading.text.replace("{card}", "(?P<card>x)")).groupindex.get("card")
        except re.error as error:
            why = "" if reading.text.count("{card}") == 1 else " (`{card}` stands in it once)"
            words = f"params: the reading “{reading.text}” is no regular expression: {error}{why}."
            raise Refusal("kind-params", words) from error
        if once is None:
            raise Refusal("kind-params", f"params: the reading “{reading.text}” has no `{{card}}` in it.")


def check_banks(banks: Mapping[str, Sequence[Card]]) -> None:
    """No two cards of a bank are the same, and each is called something."""
    for cards in banks.values():
        if nameless := [card.id for card in cards if not card.label]:
            sentence = f"params: the card “{nameless[0]}” has no label, or one made of what its own board deals."
            raise Refusal("kind-params", sentence)
        for names in ([card.id for card in cards], [fold(card.label) for card in cards]):
            if len(set(names)) < len(names):
                raise Refusal("kind-params", "params: two cards of a bank have the same id or label.")


def check_facts(facts: Sequence[Fact], slots: Collection[str]) -> None:
    """Papers speak of slots that are there."""
    for fact in facts:
        if not {fact.slot, *fact.given} <= set(slots):
            raise Refusal("kind-params", f"params: the paper “{fact.paper}” speaks of a slot that is not there.")


def check_space(space: int, searched: int) -> None:
    """A board cannot be guessed, and can be searched.

    Args:
        space: All ways to fill it in.
        searched: How many of them have to be tried one by one.
    """
    if log2(max(space, 1)) < _BITS:
        raise Refusal(
            "kind-board-short", f"A board needs {_BITS} bits, this one has {log2(space):.1f}. Add cards or slots."
        )
    if searched > _SPACE_MAX:
        raise Refusal("kind-board-long", f"This board has {searched} fillings; at most {_SPACE_MAX} are searched.")


def check_sources(slots: Collection[str], right: Mapping[str, str], supports: Sequence[Fact]) -> None:
    """With any one feeder missing the right card of each of these slots must still have been seen."""
    for slot in slots:
        facts = [fact for fact in supports if fact.slot == slot and _holds(fact, right)]
        papers = {fact.paper for fact in facts if fact.card == right[slot]}
        puzzles = {fact.puzzle for fact in facts if fact.card == right[slot]}
        if len(papers) < 2 or len(puzzles) < 2:
            raise Refusal(
                "kind-board-source",
                f"The slot “{slot}” needs two papers of different puzzles that support “{right[slot]}”.",
            )


def standing(
    pools: Mapping[str, Sequence[str]], supports: Sequence[Fact], excludes: Sequence[Fact], known: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Fillings in which every card is supported by a fact that holds in it, and none is excluded by one.

    Args:
        pools: Slot to the ids of its cards.
        supports: What papers say for cards.
        excludes: What they say against them.
        known: Slots that are filled already, and need no support.
    """
    speaking, against = _by_card(supports), _by_card(excludes)
    # Every filling with a card that nothing ever supports in its slot falls at once.
    heard = [[card for card in cards if (slot, card) in speaking] for slot, cards in pools.items()]
    for cards in product(*heard):
        chosen = dict(zip(pools, cards, strict=True))
        filling = {**known, **chosen}
        if all(
            any(_holds(fact, filling) for fact in speaking.get(choice, ()))
            and not any(_holds(fact, filling) for fact in against.get(choice, ()))
            for choice in chosen.items()
        ):
            yield chosen


def _holds(fact: Fact, filling: Mapping[str, str]) -> bool:
    return all(filling[slot] == card for slot, card in fact.given.items())


def _by_card(facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.slot, fact.card), []).append(fact)
    return found
