"""How long somebody would have to search who would rather try all answers of a lock than find the one."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2, prod

from casefile.source.entries import CardEntry, FieldEntry
from casefile.workshop.deal import Dealt

GUESSES = 15
"""A second, on two cores, in a pack that is sealed at the standard cost."""
_DIGITS, _LETTERS = 10, 26
_SPANS = (("s", 60), ("min", 60), ("h", 24), ("days", 365), ("years", 1000))


@dataclass(frozen=True, slots=True)
class Search:
    """One lock of one profile, and all answers that it could have."""

    profile: str
    lock: str
    form: str
    space: int

    @property
    def bits(self) -> float:
        """The same as bits."""
        return log2(self.space)

    @property
    def seconds(self) -> float:
        """How long trying all of them takes."""
        return self.space / GUESSES

    @property
    def words(self) -> str:
        """The same for a person: `11 min`, `34 days`, `never`."""
        left = self.seconds
        for unit, length in _SPANS:
            if left < length:
                return f"{max(1, round(left))} {unit}"
            left /= length
        return "never"


def searches(dealt: Dealt) -> Iterable[Search]:
    """Every lock of a deal."""
    banks = _banks(dealt)
    for lock, solution in dealt.solutions.items():
        room = prod(
            _room(one, [answer[at] for answer, _ in solution.rows or ()] or _answers(dealt, lock, at), banks)
            for at, one in enumerate(solution.fields)
        )
        spaces = [riddle.certificate.space for riddle in dealt.riddles.get(lock, {}).values()]
        yield Search(dealt.profile.id, lock, dealt.case.puzzles[lock].about.form, max(1, min([room, *spaces])))


def _answers(dealt: Dealt, lock: str, at: int) -> list[str]:
    return [answer[at] for answer in dealt.solutions[lock].answers[:1]]


def _room(field: FieldEntry, answers: list[str], banks: dict[str, set[str]]) -> int:
    """How many texts of this shape there are, whatever a kind or an author says of its answers."""
    if field.normal == "card":
        return max(1, len(banks.get(field.bank, ())))
    signs = [char for char in min(answers, key=len, default="") if char.isalnum()]
    if field.normal == "digits":
        signs = [char for char in signs if char.isdecimal()]
    return prod(_DIGITS if char.isdecimal() else _LETTERS for char in signs)


def _banks(dealt: Dealt) -> dict[str, set[str]]:
    banks: dict[str, set[str]] = {}
    for card, context in _cards(dealt):
        name = dealt.rendering.string(context, card.id, dealt.rendering.at("case.toml"))
        banks.setdefault(card.bank, set()).add(name)
    return banks


def _cards(dealt: Dealt) -> Iterable[tuple[CardEntry, str]]:
    yield from ((card, "case") for card in dealt.case.file.cards)
    for name, puzzle in dealt.case.puzzles.items():
        yield from ((card, f"puzzle:{name}") for card in puzzle.about.cards)
    for name, doc in dealt.case.docs.items():
        yield from ((card, f"doc:{name}") for card in doc.about.cards)
