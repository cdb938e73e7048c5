"""The host's hand in a team's play. Everything that it does stands in the team's save: who, when and why."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from casefile.session import log
from casefile.session.events import Began, Event, Renamed
from casefile.session.hosted import (
    Announced,
    Claimed,
    Closed,
    Corrected,
    Extended,
    Freed,
    Held,
    Moved,
    Refunded,
    Released,
    Replied,
    Rewound,
    Seized,
    Timed,
    Yielded,
)
from casefile.session.hosting import MAX_MINUTES, MAX_TRIES, Request
from casefile.session.ledger import person
from casefile.session.ownership import facts_of
from casefile.session.showing import Showing
from casefile.session.state import State
from casefile.session.table import Table
from casefile.session.views import LogRow
from casefile.session.words import refuse
from casefile.text import clean
from casefile.vault.manifest import Ref

MAX_WHY = 200
MAX_TEXT = 2_000


class Mastery(Showing):
    """A game master's end of a team's table. Thread-safe, as sessions are.

    What is so already (a clock that is held, a request that is closed) is left so, and nothing is written.
    """

    def __init__(self, table: Table, *, player: str) -> None:
        """Stand at a table.

        Args:
            table: The team's.
            player: What the game master is called; it is who every act is by.
        """
        super().__init__(table, player=player)
        self._listen()

    def leave(self) -> None:
        """Be told nothing more; the team notices nothing."""
        self._rise()

    def log(self) -> tuple[LogRow, ...]:
        """Everything that happened, in words, oldest first; corrections of papers that the team has not got, too."""
        return log.rows(self._show(), is_host=True)

    def begin(self, *, name: str, language: str = "en", digest: str = "") -> None:
        """Begin the team's play, unless it has begun.

        Args:
            name: What the team is called.
            language: Language of the case; if the pack has not got it, its first one.
            digest: SHA-256 of the pack's file.
        """
        named = person(name)
        spoken = language if language in self.pack.languages else self.pack.languages[0]

        def decide(state: State) -> list[Event]:
            if state.seq:
                return []
            at = self._clock()
            facts = {**facts_of(self.pack), "digest": digest, "name": named, "player": self.player, "created": at}
            return [Began(at=at, by=self.player, language=spoken, facts=facts)]

        self._command(decide)

    def rename(self, name: str) -> None:
        """Call the team otherwise. Refusal: `name-empty`."""
        facts = {"name": person(name)}
        self._act(lambda state: [] if state.facts.get("name") == facts["name"] else [self._made(Renamed, facts=facts)])

    def start(self, minutes: float = 0.0, *, tries: int = 5, every: float = 20.0, why: str = "") -> None:
        """Let the clock run and limit wrong answers, unless it has begun to run.

        Args:
            minutes: How long the play may last; 0: as long as it likes.
            tries: Wrong answers that a lock takes at once.
            every: Seconds after which it takes one more.
            why: For the log.

        Raises:
            Refusal: `minutes-odd`, `limit-odd`.
        """
        if minutes:
            _check_minutes(minutes, least=0.0)
        if not 1 <= tries <= MAX_TRIES or not 1 <= every <= 60 * MAX_MINUTES:
            raise refuse("limit-odd")
        timed = self._made(Timed, minutes=minutes, tries=tries, every=every, why=_why(why, is_needed=False))
        self._act(lambda state: [] if state.hosting.timed else [timed])

    def hold(self, why: str) -> None:
        """Stop the clock: answers, hints and decisions wait. Refusal: `clock-none`, `why-empty`."""
        reason = _why(why)
        self._act(lambda state: [] if _timed(state).hosting.held else [self._made(Held, why=reason)])

    def release(self, why: str = "") -> None:
        """Let the clock go on."""
        reason = _why(why, is_needed=False)
        self._act(lambda state: [self._made(Released, why=reason)] if state.hosting.held else [])

    def extend(self, minutes: float, why: str) -> None:
        """Give more time or, with a negative number, less.

        Raises:
            Refusal: `minutes-odd`, `why-empty`, `clock-none`, `clock-endless`.
        """
        reason = _why(why)
        _check_minutes(minutes)

        def decide(state: State) -> list[Event]:
            if _timed(state).hosting.limit is None:
                raise refuse("clock-endless")
            return [self._made(Extended, minutes=minutes, why=reason)]

        self._act(decide)

    def rewind(self, minutes: float, why: str) -> None:
        """Take minutes off what has been spent. Refusal: `minutes-odd`, `why-empty`, `clock-none`."""
        reason = _why(why)
        _check_minutes(minutes, least=0.0)
        self._act(lambda state: [self._made(Rewound, minutes=minutes, why=reason)] if _timed(state) else [])

    def announce(self, text: str, why: str = "", *, sender: str = "") -> None:
        """Send a line to the team. Refusal: `text-empty`, `text-long`.

        Args:
            text: What is said.
            why: For the log.
            sender: Who says it; the game master if empty.
        """
        said, reason = _text(text), _why(why, is_needed=False)
        by = person(sender) if sender else ""
        self._act(lambda _: [self._made(Announced, text=said, sender=by, why=reason)])

    def correct(self, paper: str, text: str, why: str) -> bool:
        """Put a correction at the head of a paper, now or when the team gets it.

        Returns:
            Whether the team has the paper now.

        Raises:
            Refusal: `paper-unknown` (no name was given), `text-empty`, `text-long`, `why-empty`.
        """
        said, reason, name = _text(text), _why(why), clean(paper, lines=False).strip()
        if not name:
            raise refuse("paper-unknown")
        _, after = self._act(lambda _: [self._made(Corrected, paper=name, text=said, why=reason)])
        return name in after.held.papers

    def claim(self, request: int, why: str = "") -> None:
        """See to a request. Refusal: `request-unknown`, `request-closed`, `request-taken`."""
        reason = _why(why, is_needed=False)

        def decide(state: State) -> list[Event]:
            claimed = _open_request(state, request).claimed
            if claimed and claimed.by != self.player:
                raise refuse("request-taken", by=claimed.by)
            return [] if claimed else [self._made(Claimed, request=request, why=reason)]

        self._act(decide)

    def reply(self, request: int, text: str, why: str = "") -> None:
        """Answer a request. Refusal: `request-unknown`, `request-closed`, `text-empty`, `text-long`."""
        said, reason = _text(text), _why(why, is_needed=False)

        def decide(state: State) -> list[Event]:
            _open_request(state, request)
            return [self._made(Replied, request=request, text=said, why=reason)]

        self._act(decide)

    def refund(self, request: int, why: str) -> None:
        """Hold a request no longer against the team. Refusal: `request-unknown`, `why-empty`."""
        reason = _why(why)

        def decide(state: State) -> list[Event]:
            is_done = _request(state, request).is_refunded
            return [] if is_done else [self._made(Refunded, request=request, why=reason)]

        self._act(decide)

    def close(self, request: int, why: str = "") -> None:
        """Be done with a request. Refusal: `request-unknown`."""
        reason = _why(why, is_needed=False)

        def decide(state: State) -> list[Event]:
            is_done = _request(state, request).is_closed
            return [] if is_done else [self._made(Closed, request=request, why=reason)]

        self._act(decide)

    def free(self, lock: str, node: str, key: str, why: str) -> None:
        """Open a lock for the team.

        Args:
            lock: One that the team has been shown.
            node: Id of its solved node, in hex, from the team's sheet.
            key: Key of that node, in hex.
            why: For the log.

        Raises:
            Refusal: `lock-unknown`, `free-solved`, `free-wrong`, `why-empty`.
        """
        reason = _why(why)
        opens = self._opens(node, key)

        def decide(state: State) -> list[Event]:
            if lock not in state.held.locks:
                raise refuse("lock-unknown")
            if lock in state.solved:
                raise refuse("free-solved")
            if opens != f"{lock}/solved":
                raise refuse("free-wrong")
            facts = {"solved": len(state.solved) + 1}
            return [self._made(Freed, lock=lock, node=node, key=key, why=reason, facts=facts)]

        self._act(decide)

    def _opens(self, node: str, key: str) -> str:
        """Name of the solved node that a key opens; empty if it opens none."""
        try:
            ref = Ref(node=bytes.fromhex(node), key=bytes.fromhex(key))
        except ValueError:
            return ""
        manifest = self._table.keyring.manifest(ref)
        return manifest.name if manifest and manifest.kind == "solved" else ""

    def seize(self, why: str, player: str = "") -> None:
        """Sit at a player's terminal, or everybody's, for all to see. Refusal: `why-empty`."""
        reason, whose = _why(why), person(player) if player else ""
        self._act(lambda _: [self._made(Seized, player=whose, why=reason)])

    def yield_(self, why: str = "") -> None:
        """Give the terminal back."""
        reason = _why(why, is_needed=False)
        self._act(lambda state: [self._made(Yielded, why=reason)] if state.hosting.seized else [])

    def move(self, player: str, to: str, why: str) -> None:
        """Send a player to another team. Refusal: `player-unknown`, `name-empty`, `why-empty`."""
        reason, team = _why(why), person(to)

        def decide(state: State) -> list[Event]:
            if player not in state.hosting.players:
                raise refuse("player-unknown")
            return [self._made(Moved, player=player, to=team, why=reason)]

        self._act(decide)

    def _made(self, kind: Callable[..., Event], **values: Any) -> Event:
        return kind(at=self._clock(), by=self.player, **values)

    def _act(self, decide: Callable[[State], Sequence[Event]]) -> tuple[State, State]:
        """Command a play that has begun. Refusal: `save-empty`."""

        def begun(state: State) -> Sequence[Event]:
            if not state.seq:
                raise refuse("save-empty")
            return decide(state)

        return self._command(begun)


def _timed(state: State) -> State:
    if state.hosting.timed is None:
        raise refuse("clock-none")
    return state


def _request(state: State, number: int) -> Request:
    if number not in state.hosting.requests:
        raise refuse("request-unknown")
    return state.hosting.requests[number]


def _open_request(state: State, number: int) -> Request:
    request = _request(state, number)
    if request.is_closed:
        raise refuse("request-closed")
    return request


def _check_minutes(minutes: float, least: float = -MAX_MINUTES) -> None:
    if not math.isfinite(minutes) or minutes == 0 or not least <= minutes <= MAX_MINUTES:
        raise refuse("minutes-odd")


def _why(why: str, *, is_needed: bool = True) -> str:
    reason = clean(why[:MAX_WHY], lines=False).strip()
    if is_needed and not reason:
        raise refuse("why-empty")
    return reason


def _text(text: str) -> str:
    said = clean(text[: MAX_TEXT + 1], lines=True).strip()
    if not said:
        raise refuse("text-empty")
    if len(text) > MAX_TEXT:
        raise refuse("text-long", most=MAX_TEXT)
    return said
