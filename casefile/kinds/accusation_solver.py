"""Finding who it was and which statements are untrue, from registers and statements as papers print them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from casefile.kinds.riddle import Answer, fold, unsolved
from casefile.kinds.tables import rows
from casefile.kinds.theory_solver import flat, read_slot

_ATTACHED = 3
_CLOCK = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_HOURS = re.compile(r"\b(\d{1,2}\.\d\d) (?:[^\W\d_]+|[–-]) (\d{1,2}\.\d\d)\b")
_SPAN = re.compile(r"^(\d{1,2}\.\d\d) (?:[^\W\d_]+|[–-]) (\d{1,2}\.\d\d)$")
_NUMBER = re.compile(r"(?:n[or]\.? ?|#)?(\d+)\.?", re.IGNORECASE)
_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class _Register:
    date: str
    window: tuple[int, int]
    rows: Mapping[str, _Row]


@dataclass(frozen=True, slots=True)
class _Signed:
    who: str
    date: str
    minute: int
    place: str


class _People:
    """The suspects, as their cards call them; their last word is enough where it is nobody else's."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.all = frozenset(labels.values())
        last = Counter(fold(label.split()[-1]) for label in labels)
        self._called = {who: [label] for label, who in labels.items()}
        for label, who in labels.items():
            surname = label.split()[-1]
            self._called[who] += [surname] * (last[fold(surname)] == 1)
        self._ids = {fold(name): who for who, names in self._called.items() for name in names}

    def pattern(self, who: str) -> str:
        """A regular expression for all that somebody is called."""
        return f"(?:{'|'.join(map(re.escape, self._called[who]))})"

    def named(self, cell: str) -> str:
        """Whom a cell of a table names; nobody, perhaps."""
        said = cell.split()
        if not said or len(said) > _NAME_WORDS:
            return ""
        return self._ids.get(fold(cell)) or self._ids.get(fold(said[-1]), "")


def solve(papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
    """The cards of all slots, in their order.

    Args:
        papers: Texts. A row of a register has a name, two clocks and, before any remark, a place; or it is a line
            that says so, the place in it or above it. One of the statements has a number, a name, a date, one clock
            and a place. Their columns stand in any order.
        params: What `public` gave.
    """
    bank = next(slot["bank"] for slot in params["slots"] if slot["id"] == params["who"])
    people = _People(params["banks"][bank])
    registers = _registers(papers.values(), params["registers"], people)
    who = _left(list(registers.values()), people)
    exhibits = _untrue(_statements(papers.values(), params, people), registers, params["over"], who)
    cards = {params["who"]: who, **dict(zip(params["exhibits"], exhibits, strict=True))}
    text, known = flat(papers.values()), {"who": people.pattern(who)}
    for slot in params["slots"]:
        if slot["id"] not in cards:
            cards[slot["id"]] = read_slot(slot, text, params, known)
    return tuple(cards[slot["id"]] for slot in params["slots"])


def _registers(papers: Iterable[str], wanted: Sequence[Mapping[str, str]], people: _People) -> dict[str, _Register]:
    """Clue to its register, of those that are there."""
    found: dict[str, _Register] = {}
    for text in papers:
        listed = _listed(text, people)
        if set(listed) != people.all:
            continue
        one_line = " ".join(text.split())
        fits = [one for one in wanted if _says(one_line, one["about"]) and _says(one_line, one["date"])]
        if len(fits) > 1:
            raise unsolved(f"One paper could be the register of {' or of '.join(one['about'] for one in fits)}.")
        for one in fits:
            register = _Register(one["date"], _window(text, one["about"]), listed)
            if found.setdefault(one["clue"], register) != register:
                raise unsolved(f"Two registers of the {one['about']} do not agree.")
    return found


def _says(text: str, words: str) -> bool:
    return bool(_whole(words).search(text)) if words else True


@lru_cache(1 << 8)  # every row of every paper is asked for the same few dates
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _listed(text: str, people: _People) -> dict[str, _Row]:
    """Where everybody was; nothing of whom a text lists twice."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for cells in rows(text):
        names, clocks, others = _sorted(cells, people)
        if names and len(clocks) == 2 and others:
            found[names[0]].append(_Row(others[0], min(clocks), max(clocks)))
    for who, row in _told(text, people):
        found[who].append(row)
    return {who: rows[0] for who, rows in found.items() if len(rows) == 1}


def _told(text: str, people: _People) -> Iterator[tuple[str, _Row]]:
    """Where people were, in lines such as `Ash, library, 16.02 to 16.51, 49 min.`; the place may be the head above."""
    head = ""
    for line in text.splitlines():
        first, *others = line.replace("*", "").strip(" -#").split(", ")
        clocks = [clock for other in others[:2] for clock in _SPAN.findall(other)]
        if who := people.named(first) if len(clocks) == 1 else "":
            place = head if _SPAN.match(others[0]) else others[0]
            since, until = map(_minute, clocks[0])
            yield who, _Row(place, min(since, until), max(since, until))
        elif first and not others:
            head = first


def _sorted(cells: Sequence[str], people: _People) -> tuple[list[str], list[int], list[str]]:
    """The cells of a row by what is in them: suspects, clocks, and what is neither and no number."""
    names, clocks, others = [], [], []
    for cell in cells:
        if who := people.named(cell):
            names.append(who)
        elif _CLOCK.fullmatch(cell):
            clocks.append(_minute(cell))
        elif cell and not cell.isdigit():
            others.append(cell)
    return names, clocks, others


def _minute(said: str) -> int:
    hour, _, minute = said.partition(".")
    return int(hour) * 60 + int(minute)


def _window(text: str, about: str) -> tuple[int, int]:
    """The hours that matter: the only ones in the paper, or in those paragraphs of it that say what it is about."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    for told in (paragraphs, [part for part in paragraphs if _says(part, about)]):
        hours = {pair for part in told for pair in _HOURS.findall(part)}
        if len(hours) == 1:
            start, end = next(iter(hours))
            return _minute(start), _minute(end)
    raise unsolved(f"The register of the {about} does not say between which two clocks it matters.")


def _left(registers: Sequence[_Register], people: _People) -> str:
    """The one whom no register clears."""
    cleared = {
        who
        for register in registers
        for who, row in register.rows.items()
        if row.since <= register.window[0] and row.until >= register.window[1]
    }
    left = sorted(people.all - cleared)
    if len(left) != 1:
        raise unsolved(f"{len(registers)} registers leave {len(left)} suspects: {', '.join(left)}.")
    return left[0]


def _statements(papers: Iterable[str], params: Mapping[str, Any], people: _People) -> dict[int, _Signed]:
    """Number to what was signed."""
    dates = list(dict.fromkeys(one["date"] for one in params["registers"] if one["date"]))
    found: dict[int, _Signed] = {}
    for text in papers:
        for cells in rows(text):
            for number, signed in _signed(cells, dates, people):
                if found.setdefault(number, signed) != signed:
                    raise unsolved(f"Two statements have the number {number}.")
    return found


def _signed(cells: Sequence[str], dates: Sequence[str], people: _People) -> Iterator[tuple[int, _Signed]]:
    names, clocks, _ = _sorted(cells, people)
    if not names or len(clocks) != 1:
        return
    days = [cell for cell in cells if any(_says(cell, date) for date in dates)]
    numbers = [int(match[1]) for cell in cells if cell not in days and (match := _NUMBER.fullmatch(cell))]
    others = [cell for cell in cells if cell not in days and not people.named(cell)]
    places = [cell for cell in others if cell and not _CLOCK.fullmatch(cell) and not _NUMBER.fullmatch(cell)]
    if places and len(days) == len(numbers) == 1:
        date = next(date for date in dates if _says(days[0], date))
        yield numbers[0], _Signed(names[0], date, clocks[0], places[0])


def _untrue(
    statements: Mapping[int, _Signed], registers: Mapping[str, _Register], over: Sequence[str], who: str
) -> list[str]:
    """Cards of the three statements in one hand that a register refutes, and which must be the culprit's."""
    hands: dict[str, list[int]] = defaultdict(list)
    for number, signed in sorted(statements.items()):
        same_day = [registers[clue] for clue in over if clue in registers and registers[clue].date == signed.date]
        for row in (register.rows[signed.who] for register in same_day):
            if row.since <= signed.minute <= row.until and not _says(signed.place, row.place):
                hands[signed.who].append(number)
    if [who] != [one for one, numbers in hands.items() if len(numbers) >= _ATTACHED] or len(hands[who]) != _ATTACHED:
        told = "; ".join(f"{one} {len(numbers)}" for one, numbers in hands.items()) or "none"
        raise unsolved(f"The registers leave {who}, and refute {told} of {len(statements)} statements.")
    return [f"e{number}" for number in hands[who]]
