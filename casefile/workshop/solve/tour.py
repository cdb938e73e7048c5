"""One deal played again and again, each time a little otherwise, until everything in it has been seen."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casefile.source import names
from casefile.vault import Pack
from casefile.workshop.deal import Dealt
from casefile.workshop.solve.autoplay import Habit, Player, Trip
from casefile.workshop.stages import Stages

STALE_MAX = 60
"""After so many plays that brought nothing new, what was not seen is told as not seen."""


@dataclass(frozen=True, slots=True)
class Tour:
    """What all plays of a deal came upon."""

    plays: int
    first: Trip
    """The thorough one."""
    faults: dict[str, str]
    """Lock to what is wrong with it; an empty name for the case."""
    unseen: tuple[str, ...]
    """What no play ever opened: `paper:`, `message:`, `branch:`, `ending:`, `lock:` with an id."""


def tour(dealt: Dealt, pack: Pack) -> Tour:
    """Play a deal in as many ways as it takes, until `STALE_MAX` of them bring nothing new."""
    waiting = deque([Habit(), *_without_a_feeder(dealt)])
    known, seen, wanted = set(waiting), set[str](), _everything(dealt)
    faults: dict[str, str] = {}
    first: Trip | None = None
    plays, stale, must = 0, 0, len(waiting)
    while waiting and stale < STALE_MAX and (plays < must or wanted - seen):
        habit = waiting.popleft()
        trip = Player(dealt, pack, habit, thorough=first is None).play()
        plays += 1
        first = first or trip
        faults = {**trip.faults, **faults}
        # Only what led somewhere new is worth varying further.
        stale = 0 if trip.opened - seen else stale + 1
        if not stale:
            fresh = [other for other in _varied(habit, trip) if other not in known]
            known.update(fresh)
            waiting.extend(fresh)
        seen |= trip.opened
    assert first  # noqa: S101  the first habit is always there
    return Tour(plays, first, {**_stuck(dealt, first), **faults}, tuple(sorted(wanted - seen)))


def _everything(dealt: Dealt) -> set[str]:
    wiring = dealt.wiring
    found = {f"paper:{paper.source.about.id}" for paper in dealt.papers}
    found |= {node for node, kind in wiring.kinds.items() if kind in ("branch", "ending")}
    found |= {f"message:{message.id}" for message in dealt.case.file.messages}
    return found | {f"lock:{name}" for name in dealt.solutions if names.part_of(name, names.SOLVED) in wiring.kinds}


def _without_a_feeder(dealt: Dealt) -> Iterator[Habit]:
    """Whether the index of a board has its cards although one feeder was skipped shows only in play."""
    stages = Stages(dealt.wiring)
    for name in dealt.solutions:
        if dealt.case.puzzles[name].about.form == "board":
            for feeder in stages.feeders(name):
                if names.part_of(name, names.SHOWN) in stages.missing(name, feeder):
                    yield Habit(never=frozenset({feeder}))


def _varied(habit: Habit, trip: Trip) -> Iterator[Habit]:
    """Habits that differ in one thing."""
    for decision, option in sorted(trip.options):
        kept = {pair for pair in habit.choices if pair[0] != decision}
        for other in (option, ""):
            yield replace(habit, choices=frozenset({*kept, (decision, other)}))
    for name in sorted(trip.opened):
        if name.startswith("lock:"):
            yield replace(habit, late=habit.late | {name.removeprefix("lock:")})
    for request in sorted(trip.drew):
        yield replace(habit, late=habit.late | {request})


def _stuck(dealt: Dealt, trip: Trip) -> dict[str, str]:
    """What is wrong if the play that does everything stops before the end."""
    endings = [node for node, kind in dealt.wiring.kinds.items() if kind == "ending"]
    if not endings or any(node in trip.opened for node in endings):
        return {}
    return {"": "a play that answers everything stops without an ending."}
