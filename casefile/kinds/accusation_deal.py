"""The statements of an accusation: who says of which minute that he was where, and which three are lies."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.accusation_params import EXHIBITS, LABEL_MAX, AccusationParams
from casefile.kinds.riddle import clock, fold, minute_of

INSIDE = 2
"""Minutes that lie between what somebody says and either end of the row that tells, at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where somebody was, by a register; minutes of the day."""

    place: str
    since: int
    until: int

    def tells_of(self, minute: int) -> bool:
        """Whether the minute lies within it."""
        return self.since <= minute <= self.until


@dataclass(frozen=True, slots=True)
class Book:
    """A register and its window; minutes of the day."""

    clue: str
    date: str
    start: int
    end: int
    rows: Mapping[str, Row]
    """By suspect."""

    def clears(self, who: str) -> bool:
        """Whether somebody was elsewhere over the whole window."""
        return self.rows[who].since <= self.start and self.end <= self.rows[who].until

    @property
    def places(self) -> list[str]:
        """Each once, in the order of the rows."""
        return list(dict.fromkeys(row.place for row in self.rows.values()))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the hidden world has for an accusation."""

    mole: str
    decoy: str
    people: Mapping[str, Mapping[str, Any]]
    """The suspects in roll order."""
    books: Mapping[str, Book]
    """By clue."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that somebody has signed."""

    no: int
    who: str
    clue: str
    date: str
    minute: int
    place: str
    true: str
    """Where the register has him."""

    @property
    def card(self) -> str:
        """Id of its card."""
        return f"e{self.no}"


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is drawn for one suspect before anybody knows who it was; shares between 0 and 1."""

    clues: list[str]
    minutes: list[float]
    places: list[float]
    order: list[int]
    """Which of the statements would be untrue first."""


def scene_of(accusation: AccusationParams, world: Mapping[str, Any]) -> Scene:
    """Read the hidden world.

    Raises:
        Refusal: `kind-params`: there is none, or a register of the author's is not in it.
    """
    clues = world.get("clues")
    if not clues:
        raise Refusal("kind-params", "params: an accusation needs a case with `world.toml`, and clues in it.")
    books: dict[str, Book] = {}
    for register in accusation.registers:
        facts = clues.get(register.clue)
        if facts is None:
            raise Refusal("kind-params", f"params: registers: the world has no clue “{register.clue}”.")
        window = facts["window"]
        if register.date and register.date != window["date"]:
            sentence = f"registers: {register.clue} is of {window['date'] or 'no date'}, not of {register.date}"
            raise Refusal("kind-params", f"params: {sentence}.")
        rows = {
            row["id"]: Row(str(row["place"]), minute_of(row["since"]), minute_of(row["until"])) for row in facts["rows"]
        }
        span = (minute_of(window["from"]), minute_of(window["to"]))
        books[register.clue] = Book(register.clue, window["date"], *span, rows)
    people = {person["id"]: person for person in world["suspects"]}
    return Scene(str(world["mole"]), str(world.get("decoy") or ""), people, books)


def draw(accusation: AccusationParams, scene: Scene, stream: random.Random) -> list[Statement] | None:
    """All statements, by suspect in roll order and for each in the order of the registers.

    The culprit has three untrue ones and some innocents one. Everything is drawn for everybody before it is looked
    who the culprit is, so that another culprit changes as little as can be.

    Returns:
        Nothing when a statement could be held against no row, or against two.
    """
    drafts = {who: _draft(accusation, stream) for who in scene.people}
    ranks = list(scene.people)
    stream.shuffle(ranks)
    slips = [who for who in sorted(ranks, key=lambda who: who != scene.decoy) if who != scene.mole]
    untrue = {scene.mole: EXHIBITS, **dict.fromkeys(slips[: accusation.slips], 1)}
    dealt: list[Statement] = []
    for who, draft in drafts.items():
        lies = draft.order[: untrue.get(who, 0)]
        for at, clue in enumerate(draft.clues):
            book = scene.books[clue]
            minutes = _minutes(who, book, scene.books.values())
            places = [place for place in book.places if fold(place) != fold(book.rows[who].place)]
            if not minutes or not places:
                return None
            true = book.rows[who].place
            place = places[int(draft.places[at] * len(places))] if at in lies else true
            minute = minutes[int(draft.minutes[at] * len(minutes))]
            dealt.append(Statement(len(dealt) + 1, who, clue, book.date, minute, place, true))
    return dealt


def _draft(accusation: AccusationParams, stream: random.Random) -> _Draft:
    count = accusation.each
    return _Draft(
        clues=sorted(stream.sample(accusation.over, count), key=accusation.over.index),
        minutes=[stream.random() for _ in range(count)],
        places=[stream.random() for _ in range(count)],
        order=stream.sample(range(count), count),
    )


def _minutes(who: str, book: Book, books: Iterable[Book]) -> list[int]:
    """Minutes well within somebody's row of which no other register of that day has anything to say."""
    row = book.rows[who]
    others = [other.rows[who] for other in books if other.date == book.date and other is not book]
    inside = range(row.since + INSIDE, row.until - INSIDE + 1)
    return [minute for minute in inside if not any(other.tells_of(minute) for other in others)]


def told(statement: Statement, accusation: AccusationParams, scene: Scene) -> dict[str, Any]:
    """A statement as papers print it.

    Raises:
        Refusal: `kind-params`: its card would be too long to be read in a drawer.
    """
    person, wording = scene.people[statement.who], accusation.wording
    parts = {
        "no": f"{statement.no:02}",  # a drawer sorts its cards by what they are called
        "name": str(person.get("surname") or person["name"]),
        "date": statement.date,
        "clock": clock(statement.minute),
        "place": statement.place,
    }
    label = _fill(wording.label, parts)
    if len(label) > LABEL_MAX:
        words = f"“{label}” is {len(label)} characters long; a card has room for {LABEL_MAX}"
        raise Refusal("kind-params", f"params: wording: {words}.")
    return {
        "no": statement.no,
        "card": statement.card,
        "id": statement.who,
        "name": str(person["name"]),
        "surname": parts["name"],
        "clue": statement.clue,
        "date": statement.date,
        "clock": parts["clock"],
        "place": statement.place,
        "label": label,
        "text": _fill(wording.says, parts),
    }


def _fill(wording: str, parts: Mapping[str, str]) -> str:
    for name, text in parts.items():
        wording = wording.replace(f"{{{name}}}", text)
    return wording
