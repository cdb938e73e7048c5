"""The event model of a chain of forms: whether all that is written can have happened, whatever some boxes should say.

What cannot all be true is a conflict; boxes that are taken out of every conflict are a diagnosis.

Source: R. Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32, 1987.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casefile.kinds.contradictions_params import Box, ContradictionParams

Cell = tuple[int, Box]
"""A box of a form; forms are counted from 0 in the order of the chain."""
Form = Mapping[Box, int | str]
"""What is written: days as their number, times as minutes, weights and numbers as numbers, else names."""

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Model:
    """What the rules demand of a chain."""

    params: ContradictionParams

    def holds(self, forms: Sequence[Form], without: frozenset[Cell] = frozenset()) -> bool:
        """Whether everything can be true but these boxes, for some other entries in them."""
        chain = [{box: said for box, said in form.items() if (at, box) not in without} for at, form in enumerate(forms)]
        return self._numbers_rise(chain) and self._one_weight(chain) and self._can_happen(chain)

    def conflict(self, forms: Sequence[Form], without: frozenset[Cell]) -> frozenset[Cell]:
        """Boxes that cannot all be true, of which none could be left out, in a chain that does not hold."""
        kept = without
        for cell in _cells(forms):
            if cell not in kept and not self.holds(forms, kept | {cell}):
                kept |= {cell}
        return frozenset(cell for cell in _cells(forms) if cell not in kept)

    def diagnoses(self, forms: Sequence[Form], most: int) -> tuple[set[frozenset[Cell]], int]:
        """Every smallest set of at most so many boxes without which all can be true, and how many were judged.

        Of the boxes of a conflict one is wrong whatever the others are, so no other box needs to be tried.
        """
        found: set[frozenset[Cell]] = set()
        tried: set[frozenset[Cell]] = set()
        waiting: list[frozenset[Cell]] = [frozenset()]
        judged = 0
        while waiting:
            without = waiting.pop()
            if without in tried:
                continue
            tried.add(without)
            judged += 1
            if self.holds(forms, without):
                found.add(without)
            elif len(without) < most:
                judged += len(forms) * len(Box) - len(without)
                waiting += [without | {cell} for cell in self.conflict(forms, without)]
        return {one for one in found if not any(other < one for other in found)}, judged

    @staticmethod
    def _numbers_rise(chain: Sequence[Form]) -> bool:
        """Numbers rise, and leave room for those that are not known."""
        known = [(at, int(form[Box.NUMBER])) for at, form in enumerate(chain) if Box.NUMBER in form]
        return all(later - earlier >= b - a for (a, earlier), (b, later) in pairwise(known))

    @staticmethod
    def _one_weight(chain: Sequence[Form]) -> bool:
        return len({form[Box.WEIGHT] for form in chain if Box.WEIGHT in form}) <= 1

    def _can_happen(self, chain: Sequence[Form]) -> bool:
        """Take every step of the chain as early as can be: if that comes too late, no other way comes in time."""
        now = 0
        for at, form in enumerate(chain):
            before, after = chain[at - 1] if at else {}, chain[at + 1] if at + 1 < len(chain) else {}
            by, to = _one(form.get(Box.BY), before.get(Box.TO)), _one(form.get(Box.TO), after.get(Box.BY))
            if by is None or to is None:
                return False
            days = [int(form[Box.DAY])] if Box.DAY in form else range(len(self.params.days))
            ends = (self._step(form, by, to, day, now) for day in days)
            reached = next((end for end in ends if end is not None), None)
            if reached is None:
                return False
            now = reached
        return True

    def _step(self, form: Form, by: str, to: str, day: int, now: int) -> int | None:
        """The earliest end of a step on a day, or None where it cannot be that day."""
        if Box.STAMP in form and self.params.since(str(form[Box.STAMP])) > day:
            return None
        out = self._moment(form.get(Box.OUT), by, now - day * _DAY)
        if out is None:
            return None
        at = self._moment(form.get(Box.AT), to, out)
        return None if at is None else day * _DAY + at

    def _moment(self, written: int | str | None, who: str, earliest: int) -> int | None:
        """The first minute of a day, not before another, at which somebody can sign: the one that is written if any."""
        hours = self.params.hours(who) if who else range(_DAY)
        moment = int(written) if written is not None else max(earliest, hours.start)
        return moment if moment >= earliest and moment in hours else None


def _cells(forms: Sequence[Form]) -> Iterator[Cell]:
    return ((at, box) for at in range(len(forms)) for box in Box)


def _one(*said: int | str | None) -> str | None:
    """The one name that is written; nothing where there is none, and None where there are two."""
    names = {str(name) for name in said if name is not None}
    return None if len(names) > 1 else next(iter(names), "")
