"""The state of a play: the fold of its events."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from casefile.session import conditions
from casefile.session.events import (
    Adopted,
    Began,
    Decided,
    Event,
    Hinted,
    Marked,
    Near,
    Noted,
    Nudged,
    Paused,
    Read,
    Renamed,
    Resumed,
    Returned,
    Solved,
    Spoke,
    Undone,
    Unnoted,
    Used,
    Wrong,
)
from casefile.session.hosted import Act, Announced, Freed, Joined, Replied, Rewound, Timed
from casefile.session.hosting import Hosting, message_id, minutes
from casefile.session.keyring import Holding, Keyring, Root
from casefile.vault.manifest import Manifest, Ref

Fields = tuple[str, ...]
"""An answer as typed, one string for each field."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer that had a key: what was typed, and where the key leads."""

    fields: Fields
    ref: Ref


@dataclass(slots=True)
class State:
    """All that a play is, at one event.

    Its containers hold immutable values, so that a shallow copy is a copy (`copied`).
    """

    keyring: Keyring
    held: Holding
    roots: tuple[Root, ...]
    seq: int = 0
    history: list[Event] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    language: str = "en"
    came: dict[bytes, int] = field(default_factory=dict)
    """Node id to the event with which it came."""
    read: dict[str, int] = field(default_factory=dict)
    """Paper to the event with which it was last opened."""
    used: dict[str, int] = field(default_factory=dict)
    solved: dict[str, Opened] = field(default_factory=dict)
    drawn: dict[str, tuple[Opened, ...]] = field(default_factory=dict)
    """For a lock of form `request`: what it has given."""
    near: dict[str, tuple[Opened, ...]] = field(default_factory=dict)
    wrong: dict[str, tuple[Fields, ...]] = field(default_factory=dict)
    rungs: dict[tuple[str, str], int] = field(default_factory=dict)
    """Lock and step to the number of opened rungs."""
    work: dict[int, Noted | Unnoted | Marked] = field(default_factory=dict)
    """Notes and marks that were not undone, by `seq`."""
    chosen: dict[str, str] = field(default_factory=dict)
    sent: dict[str, float] = field(default_factory=dict)
    """Message to when it came."""
    ended: str = ""
    dropped: dict[int, str] = field(default_factory=dict)
    """Events whose key opens nothing in this pack, with their lock."""
    is_edited: bool = False
    """Numbers or dates do not run as a program writes them."""
    seconds: float = 0.0
    spent: dict[int, float] = field(default_factory=dict)
    """For every opened lock and every decision, by `seq`, the seconds at the desk until then."""
    last: float = 0.0
    is_sitting: bool = False
    hosting: Hosting = field(default_factory=Hosting)

    @classmethod
    def empty(cls, keyring: Keyring, start: Ref) -> Self:
        """A play of which nothing has happened: it holds what everybody may read."""
        roots = (Root(start),)
        return cls(keyring=keyring, held=keyring.hold(roots), roots=roots)

    def copied(self) -> Self:
        """A copy that can be folded on without changing this one."""
        other = copy.copy(self)
        for name in _CONTAINERS:
            setattr(other, name, getattr(self, name).copy())
        return other

    def fold(self, events: Iterable[Event]) -> Self:
        """Apply events in order; returns itself."""
        for event in events:
            self._apply(event)
        return self

    def _apply(self, event: Event) -> None:
        self.is_edited |= event.seq != self.seq + 1
        self.seq = max(self.seq + 1, event.seq)
        self._sit(event)
        if isinstance(event, Solved | Decided | Freed):
            self.spent[event.seq] = self.seconds
        self.history.append(event)
        self.facts |= event.facts
        if handler := _HANDLERS.get(type(event)):
            handler(self, event)
        if event.seq not in self.dropped:
            self.hosting = self.hosting.after(event)
        self._follow(event.at)

    def _sit(self, event: Event) -> None:
        """Run the clock up to this event, or to where the sitting before it ended."""
        if self.hosting.timed is None and isinstance(event, Act):
            return
        until = event.at
        if isinstance(event, Resumed | Joined) and self.hosting.timed is None:
            until = event.left
        if self.is_running:
            self.seconds += max(0.0, until - self.last)
        self.is_sitting = not isinstance(event, Paused)
        self.last = event.at

    @property
    def is_running(self) -> bool:
        """Whether the clock runs: while somebody sits; a host's, once begun, until it is held or the case ends."""
        if self.hosting.timed is None:
            return self.is_sitting
        return self.hosting.held is None and not self.ended

    def elapsed(self, now: float) -> float:
        """Seconds on the clock at a time after the last event."""
        return self.seconds + (max(0.0, now - self.last) if self.is_running else 0.0)

    def _follow(self, at: float) -> None:
        """What comes by itself as soon as its conditions hold: messages, then the ending."""
        if len(self.came) < len(self.held.refs):
            self.came = dict.fromkeys(self.held.refs, self.seq) | self.came
        for message in self.held.messages.values():
            if message.id not in self.sent and not message.idle and conditions.hold(self, message.when):
                self.sent[message.id] = at
        if not self.ended:
            self._end(at)

    def _end(self, at: float) -> None:
        for ending, node in self.held.endings:
            if conditions.hold(self, ending.when):
                self.ended = ending.id
                if ending.ref:
                    self.take(Root(ending.ref, node))
                    self._follow(at)
                return

    def changed(self, paper: str) -> int:
        """The event with which a lift or a correction last came to a paper."""
        lifts = self.held.lifts.get(f"paper:{paper}", {}).values()
        errata = (event.seq for event in self.hosting.errata.get(paper, ()))
        return max((*(self.came.get(node, 0) for _, node in lifts), *errata), default=0)

    def take(self, root: Root) -> None:
        """Hold a further key and all that it opens."""
        if all(root.ref != other.ref for other in self.roots):
            self.roots = (*self.roots, root)
            self.held = self.keyring.hold(self.roots)

    def open(self, event: Solved | Near | Freed) -> tuple[Opened, Manifest] | None:
        """Check an event's key against its blob; one that opens nothing is dropped."""
        try:
            ref = Ref(node=bytes.fromhex(event.node), key=bytes.fromhex(event.key))
        except ValueError:
            return None
        manifest = self.keyring.manifest(ref)
        fields = () if isinstance(event, Freed) else tuple(event.fields)
        return (Opened(fields, ref), manifest) if manifest else None


_CONTAINERS = (
    *("history", "facts", "came", "read", "used", "solved", "drawn", "near", "wrong", "rungs"),
    *("work", "chosen", "sent", "dropped", "spent"),
)


def _began(state: State, event: Began) -> None:
    state.language = event.language


def _spoke(state: State, event: Spoke) -> None:
    state.language = event.language


def _read(state: State, event: Read) -> None:
    state.read[event.paper] = event.seq


def _used(state: State, event: Used) -> None:
    state.used.setdefault(event.tool, event.seq)


def _solved(state: State, event: Solved) -> None:
    found = state.open(event)
    if found is None:
        state.dropped[event.seq] = event.lock
        return
    opened, manifest = found
    if manifest.kind == "solved" and manifest.name == f"{event.lock}/solved":
        state.solved.setdefault(event.lock, opened)
    elif manifest.kind == "node":
        state.drawn[event.lock] = (*state.drawn.get(event.lock, ()), opened)
    else:  # a key of something else: the save was edited
        state.dropped[event.seq] = event.lock
        return
    shown = state.held.locks.get(event.lock)
    state.take(Root(opened.ref, shown[1] if shown else None))


def _freed(state: State, event: Freed) -> None:
    found = state.open(event)
    if found is None or (found[1].kind, found[1].name) != ("solved", f"{event.lock}/solved"):
        state.dropped[event.seq] = event.lock
        return
    state.solved.setdefault(event.lock, found[0])
    shown = state.held.locks.get(event.lock)
    state.take(Root(found[0].ref, shown[1] if shown else None))


def _near(state: State, event: Near) -> None:
    found = state.open(event)
    if found is None or found[1].kind != "near":
        state.dropped[event.seq] = event.lock
        return
    state.near[event.lock] = (*state.near.get(event.lock, ()), found[0])


def _wrong(state: State, event: Wrong) -> None:
    state.wrong[event.lock] = (*state.wrong.get(event.lock, ()), tuple(event.fields))


def _hinted(state: State, event: Hinted) -> None:
    place = event.lock, event.step
    if event.rung != state.rungs.get(place, 0) + 1:
        state.is_edited = True
        return
    state.rungs[place] = event.rung


def _worked(state: State, event: Noted | Unnoted | Marked) -> None:
    state.work[event.seq] = event


def _undone(state: State, event: Undone) -> None:
    state.work.pop(event.undoes, None)


def _decided(state: State, event: Decided) -> None:
    """Take the branch; where the decision may be changed, the branch left is no longer held."""
    shown = state.held.decisions.get(event.decision)
    options = {option.id: option for option in shown[0].options} if shown else {}
    if shown is None or event.option not in options:
        state.dropped[event.seq] = event.decision
        return
    before = state.chosen.get(event.decision)
    if before is not None and (before == event.option or shown[0].irrevocable):
        return
    state.chosen[event.decision] = event.option
    if before is not None:
        left = options[before].ref if before in options else None
        state.roots = tuple(root for root in state.roots if root.ref != left)
    state.take(Root(options[event.option].ref, shown[1]))


def _nudged(state: State, event: Nudged) -> None:
    state.sent.setdefault(event.message, event.at)


def _timed(state: State, event: Timed) -> None:
    """From here on the wall's clock counts, and only that."""
    if state.hosting.timed is None:
        state.seconds, state.last = 0.0, event.at


def _rewound(state: State, event: Rewound) -> None:
    state.seconds = max(0.0, state.seconds - max(0.0, 60 * minutes(event.minutes)))


def _said(state: State, event: Announced | Replied) -> None:
    if isinstance(event, Announced) or event.request in state.hosting.requests:
        state.sent[message_id(event)] = event.at


def _nothing(state: State, event: Event) -> None:
    """These only stand in the log, move the clock, or carry facts."""


_HANDLERS: dict[Any, Callable[[State, Any], None]] = {
    Began: _began,
    Spoke: _spoke,
    Read: _read,
    Used: _used,
    Solved: _solved,
    Near: _near,
    Wrong: _wrong,
    Hinted: _hinted,
    Noted: _worked,
    Unnoted: _worked,
    Marked: _worked,
    Undone: _undone,
    Decided: _decided,
    Nudged: _nudged,
    Freed: _freed,
    Timed: _timed,
    Rewound: _rewound,
    Announced: _said,
    Replied: _said,
    **dict.fromkeys((Resumed, Paused, Adopted, Returned, Renamed), _nothing),
}
