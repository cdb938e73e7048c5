"""Finding false boxes on paper: where two disagree, cross one of them out, and see whether the rest can be true."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import records, rows

NUMBER, DAY, BY, OUT, TO, AT, WEIGHT, STAMP = range(8)
_Cell = tuple[int, int]
_NEVER = 24 * 60 - 1


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The forms that have a false box, and the box, in the order of the chain.

    Args:
        papers: Texts. A form is rows of number, label and entry, or a row of a register with the labels as its head.
        params: The `labels`, the heads of the `roster` and of the `stamps`, the `rules`, the `days`, how many `false`.
    """
    text = "\n\n".join(papers)
    forms = list(_forms(text, params["labels"]))
    flat = " ".join(re.sub(r"[*>|│]", " ", text).split())
    rules = frozenset(name for name, said in params["rules"].items() if " ".join(said.split()).rstrip(".") in flat)
    chain = _Chain(forms, list(params["days"]), _hours(text, params["roster"]), _since(text, params), rules)
    found = {crossed for crossed in chain.crossings(frozenset(), params["false"]) if len(crossed) == params["false"]}
    if len(found) != 1:
        raise unsolved(f"{len(found)} ways to cross out {params['false']} boxes make sense of {len(forms)} forms.")
    return tuple(f"{forms[at][NUMBER]} {box + 1}" for at, box in sorted(next(iter(found))))


def _forms(text: str, labels: Sequence[str]) -> Iterator[list[str]]:
    for record in records(text):
        if list(record) == list(labels):
            yield [value.rstrip(".") for value in record.values()]
    entries: list[str] = []
    for cells in rows(text):
        if len(cells) == 3 and cells[0].isdigit() and int(cells[0]) <= len(labels):
            entries = [] if int(cells[0]) == 1 else entries
            if cells[1] == labels[len(entries)]:
                entries.append(cells[2].rstrip("."))
            if len(entries) == len(labels):
                yield entries
                entries = []


def _hours(text: str, heads: Sequence[str]) -> dict[str, tuple[int, int]]:
    name, on, off = heads
    table = [record for record in records(text) if list(record) == list(heads)]
    return {row[name]: (_minute(row[on]), _minute(row[off])) for row in table}


def _since(text: str, params: Mapping[str, Any]) -> dict[str, int]:
    stamp, since = params["stamps"]
    table = [record for record in records(text) if list(record) == [stamp, since]]
    return {row[stamp]: params["days"].index(row[since].rstrip(".")) for row in table}


def _minute(text: str) -> int:
    hours, _, minutes = text.rstrip(".").partition(".")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A time of the chain as far as it is known."""

    at: int
    day: int | None
    minute: int | None
    cells: frozenset[_Cell]

    @property
    def when(self) -> tuple[int, int] | None:
        return (self.day, self.minute) if self.day is not None and self.minute is not None else None


@dataclass(frozen=True, slots=True)
class _Chain:
    """The forms with everything that judges them."""

    forms: list[list[str]]
    days: list[str]
    hours: Mapping[str, tuple[int, int]]
    since: Mapping[str, int]
    rules: frozenset[str]

    def crossings(self, crossed: frozenset[_Cell], left: int) -> set[frozenset[_Cell]]:
        """Every way to cross out at most so many boxes more until nothing disagrees; one box of a fault must go."""
        fault = next(self._faults(crossed), None)
        if fault is None:
            return {crossed}
        if not left:
            return set()
        return {one for cell in sorted(fault) for one in self.crossings(crossed | {cell}, left - 1)}

    def _faults(self, crossed: frozenset[_Cell]) -> Iterator[frozenset[_Cell]]:
        """Boxes, not crossed out, that disagree: those that are plain, then those that take more to see."""
        yield from self._in_a_row(crossed)
        yield from self._who(crossed)
        moments = self._moments(crossed)
        yield from self._out_of_time(moments)
        yield from self._off_duty(crossed, moments)
        yield from self._stamped(crossed)

    def _in_a_row(self, crossed: frozenset[_Cell]) -> Iterator[frozenset[_Cell]]:
        for box, rule in ((NUMBER, "ORDER"), (WEIGHT, "WEIGHT")):
            known = [at for at in range(len(self.forms)) if (at, box) not in crossed and rule in self.rules]
            for one, other in pairwise(known):
                first, second = (int(re.sub(r"\D", "", self.forms[at][box])) for at in (one, other))
                if second - first < other - one if box == NUMBER else first != second:
                    yield frozenset({(one, box), (other, box)})

    def _who(self, crossed: frozenset[_Cell]) -> Iterator[frozenset[_Cell]]:
        for at in range(1, len(self.forms)):
            pair = frozenset({(at - 1, TO), (at, BY)})
            if "CHAIN" in self.rules and not pair & crossed and self.forms[at - 1][TO] != self.forms[at][BY]:
                yield pair

    def _moments(self, crossed: frozenset[_Cell]) -> list[_Moment]:
        found = []
        for at, form in enumerate(self.forms):
            day = None if (at, DAY) in crossed else self.days.index(form[DAY])
            for box in (OUT, AT):
                minute = None if (at, box) in crossed else _minute(form[box])
                found.append(_Moment(at, day, minute, frozenset({(at, DAY), (at, box)}) - crossed))
        return found

    def _out_of_time(self, moments: list[_Moment]) -> Iterator[frozenset[_Cell]]:
        if "ARRIVAL" not in self.rules:
            return
        known = [one for one in moments if one.when is not None]
        for one, other in pairwise(known):
            if one.when and other.when and one.when > other.when:
                same = (one.cells | other.cells) - ({(one.at, DAY)} if one.at == other.at else set())
                yield frozenset(same)
        dated = [one for one in moments if one.day is not None]
        for one, other in pairwise(dated):
            if one.day is not None and other.day is not None and one.day > other.day:
                yield frozenset({(one.at, DAY), (other.at, DAY)})
        for out, at in zip(moments[::2], moments[1::2], strict=True):
            if out.day is None and out.minute is not None and at.minute is not None and out.minute > at.minute:
                yield out.cells | at.cells

    def _off_duty(self, crossed: frozenset[_Cell], moments: list[_Moment]) -> Iterator[frozenset[_Cell]]:
        """Somebody signs outside of their hours, or cannot have signed at any time that is left."""
        for place, moment in enumerate(moments):
            who = self._signs(crossed, moment.at, received=bool(place % 2)) if "DUTY" in self.rules else None
            if who is None:
                continue
            (on, off), cell = self.hours.get(self.forms[who[0]][who[1]], (1, 0)), who
            if moment.minute is not None:
                if not on <= moment.minute <= off:
                    yield frozenset({cell, (moment.at, AT if place % 2 else OUT)})
            elif moment.day is not None:
                low, before = self._edge(moments[:place][::-1], moment.day, 0)
                high, after = self._edge(moments[place + 1 :], moment.day, _NEVER)
                if max(low, on) > min(high, off):
                    yield frozenset({cell, *moment.cells, *before, *after})

    @staticmethod
    def _edge(moments: Iterable[_Moment], day: int, otherwise: int) -> tuple[int, frozenset[_Cell]]:
        """The next known time of the same day."""
        for one in moments:
            if one.day is not None and one.day != day:
                break
            if one.day is not None and one.minute is not None:
                return one.minute, one.cells
        return otherwise, frozenset()

    def _signs(self, crossed: frozenset[_Cell], at: int, *, received: bool) -> _Cell | None:
        """Where it stands who signs: in the box itself, or on the form before or after."""
        other = (at + 1, BY) if received else (at - 1, TO)
        for cell in ((at, TO if received else BY), other):
            if cell not in crossed and 0 <= cell[0] < len(self.forms):
                return cell
        return None

    def _stamped(self, crossed: frozenset[_Cell]) -> Iterator[frozenset[_Cell]]:
        """A stamp before its day; where the day is crossed out, one that came into use after the next form's."""
        for at in range(len(self.forms)):
            dated = [later for later in range(at, len(self.forms)) if (later, DAY) not in crossed]
            if "STAMP" not in self.rules or (at, STAMP) in crossed or not dated:
                continue
            if self.since.get(self.forms[at][STAMP], 0) > self.days.index(self.forms[dated[0]][DAY]):
                yield frozenset({(at, STAMP), (dated[0], DAY)})
