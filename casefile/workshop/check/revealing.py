"""What would give an answer away: the right part said where no wrong one stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.kinds.riddle import fold
from casefile.source.entries import CardEntry
from casefile.workshop.check.prose import says
from casefile.workshop.deal import Dealt
from casefile.workshop.rendering import At

_SHORTEST = 3
"""Letters and digits; what is shorter turns up anywhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one field of a lock takes, in words."""

    field: str
    right: tuple[str, ...]
    wrong: frozenset[str]

    def said_in(self, text: str) -> str:
        """The right words that a text has, or nothing."""
        return next((words for words in self.right if says(text, words)), "")

    def given_away(self, text: str) -> bool:
        """Whether a text has the right words and no wrong ones: a list of all that could be is no secret."""
        return bool(self.said_in(text)) and not any(says(text, words) for words in self.wrong)


def asked(dealt: Dealt, lock: str, language: str) -> tuple[Asked, ...]:
    """What each field of a lock takes, in one language. Short ways to write it are not counted: they are mere words."""
    solution, about = dealt.solutions[lock], dealt.case.puzzles[lock].about
    riddle = dealt.riddles.get(lock, {}).get(language)
    places = [about.fields.index(one) for one in solution.fields]
    own = [tuple(answer[at] for at in places) for answer in (riddle.answers[:1] if riddle else ())]
    wrong = [*solution.refused, *(near.answer for near in solution.near)]
    cards = _cards(dealt, language) if any(one.normal == "card" for one in solution.fields) else {}
    found = []
    for number, one in enumerate(solution.fields):
        right = dict.fromkeys(answer[number] for answer in (own or solution.answers))
        others = {answer[number] for answer in wrong}
        if one.normal == "card":
            labels = {name: label for name, (bank, label) in cards.items() if bank == one.bank}
            right = dict.fromkeys(labels[name] for name in right if name in labels)
            others = set(labels.values())
        taken = set(map(fold, right))
        words = tuple(text for text in right if len(fold(text)) >= _SHORTEST)
        found.append(Asked(one.id, words, frozenset(other for other in others if fold(other) not in taken)))
    return tuple(found)


def _cards(dealt: Dealt, language: str) -> dict[str, tuple[str, str]]:
    """Card to its bank and label."""
    say = dealt.rendering.string
    return {
        say(context, card.id, at): (card.bank, say(context, card.label, at, language))
        for context, card, at in _written(dealt)
    }


def _written(dealt: Dealt) -> Iterator[tuple[str, CardEntry, At]]:
    case, at = dealt.case, dealt.rendering.at
    yield from (("case", card, at("case.toml", "cards")) for card in case.file.cards)
    for name, puzzle in case.puzzles.items():
        yield from ((f"puzzle:{name}", card, at(puzzle.path, "cards")) for card in puzzle.about.cards)
    for name, doc in case.docs.items():
        yield from ((f"doc:{name}", card, at(doc.path, "cards")) for card in doc.about.cards)
