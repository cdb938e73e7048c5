"""From the events of a play to what each puzzle was like: how long somebody had it, what was tried, where it was left.

Nothing is opened: which locks were there to be answered follows from the case's own wiring.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casefile.session.events import Decided, Event, Hinted, Near, Paused, Read, Resumed, Returned, Solved, Wrong
from casefile.source import names
from casefile.source.case import Case
from casefile.source.names import Use
from casefile.source.wiring import Wiring, wire

LEAST = 15
"""Seconds below which a puzzle that nobody touched was not looked at either."""
_ABOUT = (Hinted, Near, Solved, Wrong)
"""Events that name the lock which somebody was at."""


@dataclass(slots=True)
class Hand:
    """One puzzle in somebody's hands."""

    puzzle: str
    solved: bool = False
    seconds: float = 0.0
    hints: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stopped: bool = False
    spoiled: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether somebody was at it at all."""
        return bool(self.solved or self.hints or self.wrong or self.stopped or self.seconds >= LEAST)


@dataclass
class Reckoner:
    """Follows one play through its events."""

    case: Case
    wiring: Wiring
    hands: dict[str, Hand] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    """What was got by answers and decisions."""
    was_here: bool = False
    """The player went back, and has seen what comes."""

    def __post_init__(self) -> None:
        self._held = self.wiring.held(works=self.done)

    def open(self) -> list[str]:
        """Locks that wait for an answer, in the order of the story. What a board has handed out waits no more."""
        held = self._held
        return [
            name
            for name, puzzle in self.case.puzzles.items()
            if puzzle.about.form != "request"
            and names.part_of(name, names.SHOWN) in held
            and names.part_of(name, names.PAPERS) not in held
        ]

    def is_over(self) -> bool:
        """Whether the case has come to its end."""
        if not self.case.file.endings:
            return not self.open()
        return self.wiring.node(self.case.file.endings_with, Use.HOLDER) in self._held

    def share(self, seconds: float, puzzles: Sequence[str]) -> None:
        """Count time to what somebody was at, an equal part to each."""
        for puzzle in puzzles:
            self.hand(puzzle).seconds += seconds / len(puzzles)

    def hand(self, puzzle: str) -> Hand:
        """What is known of a puzzle in this play."""
        return self.hands.setdefault(puzzle, Hand(puzzle, spoiled=self.was_here))

    def take(self, event: Event) -> None:
        """Note what happened."""
        match event:
            case Returned():
                # What stands before it was copied from another save, and is counted there.
                self.hands.clear()
                self.was_here = True
            case Decided():
                self._get(names.branch(event.decision, event.option))
            case Hinted() if self._has(event.lock):
                self.hand(event.lock).hints.append(f"{event.step}/{event.rung}")
            case Wrong() | Near() if self._has(event.lock):
                self.hand(event.lock).wrong.append(" / ".join(event.fields))
            case Solved() if self._has(event.lock):
                self.hand(event.lock).solved = True
                self._get(names.part_of(event.lock, names.SOLVED))

    def at(self, before: Event, event: Event | None, following: str) -> list[str]:
        """What somebody was at between two events.

        What the later event names; else what the paper that was opened belongs to; else what is named next, if it was
        there already; else everything that was.
        """
        if isinstance(event, _ABOUT):
            return [event.lock] if self._has(event.lock) else []
        waiting = self.open()
        if isinstance(before, Read):
            own = [name for name in waiting if before.paper in self.case.puzzles[name].about.papers]
            if own:
                return own
        return [following] if following in waiting else waiting

    def _has(self, lock: str) -> bool:
        return lock in self.case.puzzles and self.case.puzzles[lock].about.form != "request"

    def _get(self, work: str) -> None:
        self.done.add(work)
        self._held = self.wiring.held(works=self.done)


def reckon(case: Case, profile: str, events: Sequence[Event], *, left: float = 0.0, in_hand: str = "") -> list[Hand]:
    """What each puzzle was like in one play.

    Args:
        case: The case.
        profile: The cut that was played.
        events: Everything that happened.
        left: When the last sitting ended, if that is known; the last event ends it otherwise.
        in_hand: The lock that lay on the desk then.

    Returns:
        The puzzles that somebody was at, in the order of the story.

    Raises:
        Refusal: `profile-unknown`.
    """
    play = Reckoner(case, wire(case, case.profile(profile)))
    following = list(_following(events, in_hand))
    for place, event in enumerate(events):
        if place:
            before = events[place - 1]
            until = event.left if isinstance(event, Resumed) else event.at
            if not isinstance(before, Paused):
                play.share(max(0.0, until - before.at), play.at(before, event, following[place]))
        play.take(event)
    if events and not isinstance(events[-1], Paused):
        play.share(max(0.0, left - events[-1].at), play.at(events[-1], None, in_hand))
    if not play.is_over() and (waiting := play.open()):
        last = [event.lock for event in events if isinstance(event, _ABOUT) and event.lock in waiting]
        play.hand(in_hand if in_hand in waiting else (last or waiting)[-1 if last else 0]).stopped = True
    return [play.hands[name] for name in case.puzzles if name in play.hands and play.hands[name].is_touched]


def _following(events: Sequence[Event], last: str) -> Iterator[str]:
    """For each event the lock that is named next, by it or after it; at the end that which lay on the desk."""
    found: list[str] = []
    name = last
    for event in reversed(events):
        name = event.lock if isinstance(event, _ABOUT) else name
        found.append(name)
    return reversed(found)
