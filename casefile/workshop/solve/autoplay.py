"""A machine that knows every answer and plays a sealed deal to its end, trying what must be refused on the way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.session.views import LockView
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import Dealt
from casefile.workshop.solutions import Answer

_LONG = 1e6
"""Minutes without progress, after which every nudge is due."""


@dataclass(frozen=True)
class Habit:
    """How one play differs from the first: what is decided otherwise, and what is left alone."""

    choices: frozenset[tuple[str, str]] = frozenset()
    """Decision and option; an empty option leaves the decision open."""
    late: frozenset[str] = frozenset()
    """Locks that are left until nothing else is to be done."""
    never: frozenset[str] = frozenset()
    """Locks that are left alone."""


@dataclass
class Trip:
    """What one play came upon."""

    opened: set[str] = field(default_factory=set)
    """`paper:`, `message:`, `branch:` and `ending:` with their ids, and `lock:` for each lock solved."""
    drew: set[str] = field(default_factory=set)
    """Archives from which something came."""
    options: set[tuple[str, str]] = field(default_factory=set)
    """Decisions with the options that were open at some moment."""
    refused: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    """Lock to the first thing that was wrong with it; an empty name for the case."""


class Player:
    """Plays one deal once."""

    def __init__(self, dealt: Dealt, pack: Pack, habit: Habit, *, thorough: bool) -> None:
        """Begin.

        Args:
            dealt: What is known.
            pack: The same deal, sealed.
            habit: How it is played.
            thorough: Whether everything that must be refused is tried, or only wrong theories on boards.
        """
        self.trip = Trip()
        self._dealt = dealt
        self._habit = habit
        self._choices = dict(habit.choices)
        self._thorough = thorough
        self._tried: set[str] = set()
        self._drawn: set[Answer] = set()
        # A decision that only comes on a condition is somebody's detour; the first play stays on the road.
        self._detours = {entry.id for entry in dealt.case.file.decisions if entry.when}
        self._session = Session.begin(pack, MemoryStore(), name="trial", player="Desk")

    def play(self) -> Trip:
        """Do whatever can be done until nothing is left."""
        while self._step():
            pass
        self._look()
        return self.trip

    def _step(self) -> bool:
        self._look()
        if self._decide():
            return True
        # Boards after the rest: by then whoever plays has read what their cards are on.
        late = self._habit.late
        locks = sorted(self._session.locks(), key=lambda lock: (lock.name in late, lock.form == "board"))
        return any(self._work(lock) for lock in locks if not lock.solved and lock.name not in self._habit.never)

    def _look(self) -> None:
        """Read everything, use every tool, wait for every nudge."""
        session, opened = self._session, self.trip.opened
        for folder in session.folders():
            for row in folder.papers:
                if not row.is_read or row.is_changed:
                    session.read(row.id)
                opened.add(f"paper:{row.id}")
        for tool in session.tools():
            session.use(tool)
        while session.tick(_LONG):
            pass
        opened |= {f"message:{message.id}" for message in session.messages()}
        if ended := session.status().ended:
            opened.add(f"ending:{ended}")

    def _decide(self) -> bool:
        for view in self._session.decisions():
            if view.chosen:
                continue
            options = [option.id for option in view.options]
            self.trip.options |= {(view.id, option) for option in options}
            usual = "" if view.id in self._detours else options[0]
            option = self._choices.get(view.id, usual)
            if option in options:
                self._session.decide(view.id, option)
                self.trip.opened.add(f"branch:{view.id}/{option}")
                return True
        return False

    def _work(self, lock: LockView) -> bool:
        """Try a lock; whether anything came of it."""
        if lock.form == "request":
            return self._draw(lock)
        if lock.name not in self._tried:
            self._tried.add(lock.name)
            if any(self._refuse(lock, answer) for answer in self._wrong(lock)):
                return True
        solution = self._dealt.solutions[lock.name]
        kind = self._answer(lock.name, solution.answers[0])
        if kind != "solved":
            self._fault(lock.name, f'its own answer, "{_shown(solution.answers[0])}", is {kind} at the lock.')
            return False
        self.trip.faults.pop(lock.name, None)
        self.trip.opened.add(f"lock:{lock.name}")
        return True

    def _draw(self, lock: LockView) -> bool:
        fresh = [answer for answer, _ in self._dealt.solutions[lock.name].rows if answer not in self._drawn]
        for answer in fresh:
            self._drawn.add(answer)
            if self._answer(lock.name, answer) != "solved":
                self._fault(lock.name, f'"{_shown(answer)}" draws nothing.')
        self.trip.drew.add(lock.name)
        return bool(fresh)

    def _wrong(self, lock: LockView) -> Iterator[tuple[Answer, str]]:
        """What must not open it, with what must come of it instead."""
        solution = self._dealt.solutions[lock.name]
        # After the first play a wrong theory is worth signing only where something may come of it.
        if not self._thorough and not (lock.form == "board" and self._detours):
            return
        yield from ((answer, "wrong") for answer in solution.refused)
        if self._thorough:
            yield from ((miss.answer, "near") for miss in solution.near)
        if lock.form == "board":
            known = {*map(solution.normal, [*solution.answers, *solution.refused])}
            swapped = self._swapped(lock, solution.answers[0])
            yield from ((answer, "wrong") for answer in swapped if solution.normal(answer) not in known)

    def _swapped(self, lock: LockView, right: Answer) -> Iterator[Answer]:
        """The right form with one other card: whatever a player could sign who is wrong in one thing."""
        for at, one in enumerate(lock.fields):
            for card in self._session.cards(lock.name):
                if card.bank == one.bank:
                    yield (*right[:at], card.id, *right[at + 1 :])

    def _refuse(self, lock: LockView, wrong: tuple[Answer, str]) -> bool:
        """Offer a wrong answer; whether it brought a decision that was then taken."""
        answer, wanted = wrong
        kind = self._answer(lock.name, answer)
        if kind != wanted and not (wanted == "wrong" and kind.startswith("answer-")):
            self._fault(lock.name, f'"{_shown(answer)}" is {kind} at the lock, and should be {wanted}.')
        (self.trip.near if wanted == "near" else self.trip.refused)[lock.name] += 1
        return lock.form == "board" and self._decide()

    def _answer(self, lock: str, fields: Sequence[str]) -> str:
        """What comes of an answer; the refusal's code for a card that is not in the index, and what cannot be typed."""
        try:
            return self._session.answer(lock, fields).kind
        except Refusal as refusal:
            return refusal.code

    def _fault(self, lock: str, sentence: str) -> None:
        self.trip.faults.setdefault(lock, sentence)


def _shown(answer: Sequence[str]) -> str:
    return " / ".join(answer)
