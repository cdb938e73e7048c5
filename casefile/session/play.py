"""One play of one pack: commands in, events out."""

import time
import uuid
from collections.abc import Callable
from typing import Self

from casefile.session import conditions, words
from casefile.session.answering import Answering
from casefile.session.events import (
    Adopted,
    Began,
    Event,
    Nudged,
    Paused,
    Read,
    Resumed,
    Returned,
    Spoke,
    Used,
    dump,
)
from casefile.session.hosted import Joined
from casefile.session.ledger import person
from casefile.session.ownership import check_pack, facts_of
from casefile.session.state import State
from casefile.session.table import Table
from casefile.session.views import MessageView, Page
from casefile.session.words import refuse
from casefile.store.eventstore import ONE, EventStore
from casefile.vault import Pack

SLEPT = 300.0
"""Seconds without a tick after which the computer must have been asleep, and the clock did not run."""
_TOMORROW = 86_400.0


class Session(Answering):
    """One play of one pack by one player, or by one terminal of a team. Thread-safe.

    A session is a cache of its events: it changes only when the store has taken them. Queries never wait; a command
    waits for the store, and `prepare` (so `answer` too) for one key derivation.
    """

    def __init__(self, table: Table, *, player: str, others: Callable[[], int] | None = None) -> None:
        """Use `begin`, `resume` or `join`."""
        super().__init__(table, player=player, others=others)
        self._ticked = self._clock()

    @classmethod
    def begin(  # noqa: PLR0913  each is named in the call
        cls,
        pack: Pack,
        store: EventStore,
        *,
        name: str,
        player: str,
        language: str = "en",
        digest: str = "",
        session: str = ONE,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """Begin a play.

        Args:
            pack: What is played.
            store: Where its events go; it must hold no play under this session's name.
            name: What the player calls the save.
            player: Who plays.
            language: Language of the case; if the pack has not got it, its first one.
            digest: SHA-256 of the pack's file, by which a shelf finds it again.
            session: Which session of the store.
            clock: Seconds since the epoch.

        Raises:
            Refusal: `name-empty`, `save-taken`, or as the store refuses.
        """
        play = cls(Table(pack, store, session=session, clock=clock), player=player)
        facts = {**facts_of(pack), "digest": digest, "name": person(name), "player": play.player, "created": clock()}
        spoken = language if language in pack.languages else pack.languages[0]

        def decide(state: State) -> list[Event]:
            if state.seq:
                raise refuse("save-taken")
            return [Began(at=clock(), by=play.player, language=spoken, facts=facts)]

        play._command(decide)
        play._listen()
        return play

    @classmethod
    def resume(  # noqa: PLR0913
        cls,
        pack: Pack,
        store: EventStore,
        *,
        player: str,
        digest: str = "",
        session: str = ONE,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """Go on with a play. Every key in it is checked; one that opens nothing is dropped and told in `status`.

        A pack of a higher revision is adopted; ask the player before you offer one.

        Raises:
            Refusal: `save-empty`, `save-other-pack`, `save-other-author`, `save-newer-pack`, `save-version`,
                `save-damaged`.
        """
        check_pack(store.facts(session), pack)
        return cls(Table(pack, store, session=session, clock=clock), player=player)._resumed(digest)

    @classmethod
    def join(cls, table: Table, *, player: str, others: Callable[[], int], digest: str = "") -> Self:
        """Sit down at a team's table, where the play has begun.

        Args:
            table: The team's; it is shared with everybody of the team in this process.
            player: Who sits down; no two of a team have one name.
            others: How many other players are at the table at the moment.
            digest: As in `begin`.

        Raises:
            Refusal: As `resume`.
        """
        check_pack(table.store.facts(table.session), table.pack)
        return cls(table, player=player, others=others)._resumed(digest)

    def _resumed(self, digest: str) -> Self:
        rev = check_pack(self._store.facts(self._session), self.pack)
        self._command(lambda state: self._sit_down(state, rev, digest))
        if rev < self.pack.rev:
            self._notices.append(words.say("notice-adopted", rev=self.pack.rev))
        self._tell_of_damage()
        self._listen()
        return self

    def _sit_down(self, state: State, rev: int, digest: str) -> list[Event]:
        left = state.last
        if state.is_sitting:
            left = max(left, min(_number(self._view.kept.get("at")), self._clock()))
        facts: dict[str, object] = {"digest": digest} if digest and digest != state.facts.get("digest") else {}
        if not state.facts.get("author"):
            facts["author"] = self.pack.author.hex()
        events: list[Event] = [Resumed(at=self._clock(), by=self.player, left=left, facts=facts)]
        if self.others is not None and self.player not in state.hosting.players:
            events = [Joined(at=self._clock(), by=self.player, player=self.player, left=left, facts=facts)]
        if rev < self.pack.rev:
            facts = {"rev": self.pack.rev}
            events.append(Adopted(at=self._clock(), by=self.player, rev=self.pack.rev, facts=facts))
        return events

    def _tell_of_damage(self) -> None:
        state, show = self.state, self._show()
        if state.dropped:
            count, names = len(state.dropped), dict.fromkeys(state.dropped.values())
            titles = [show.lock(name).title if name in state.held.locks else name for name in names]
            one = count == 1
            counted = words.say("one-key") if one else words.say("keys", n=count)
            was = words.say("was" if one else "were")
            self._notices.append(words.say("notice-dropped", count=counted, was=was, what=words.some(titles)))
        if state.is_edited or any(event.at > self._clock() + _TOMORROW for event in state.history):
            self._notices.append(words.say("notice-edited"))
        if state.held.broken:
            self._notices.append(words.say("notice-broken"))

    def notice(self, sentence: str) -> None:
        """Have something told with the status: what the store said when it opened the save."""
        self._notices.append(sentence)

    def read(self, paper: str) -> Page:
        """Open a paper. Refusal: `paper-unknown`, `paper-unreadable`."""
        page = self.page(paper)

        def decide(state: State) -> list[Event]:
            is_old = paper in state.read and state.read[paper] >= state.changed(paper)
            return [] if is_old else [Read(at=self._clock(), by=self.player, paper=paper)]

        self._command(decide)
        return page

    def use(self, tool: str) -> None:
        """Use a tool of the workbench. Refusal: `tool-unknown`."""

        def decide(state: State) -> list[Event]:
            if tool not in state.held.tools:
                raise refuse("tool-unknown")
            return [] if tool in state.used else [Used(at=self._clock(), by=self.player, tool=tool)]

        self._command(decide)

    def speak(self, language: str) -> None:
        """Change the language of the case, for everybody in this play. Refusal: `language-unknown`."""
        if language not in self.pack.languages:
            raise refuse("language-unknown", languages=", ".join(self.pack.languages))

        def decide(state: State) -> list[Event]:
            return [] if state.language == language else [Spoke(at=self._clock(), by=self.player, language=language)]

        self._command(decide)

    def pause(self) -> None:
        """Stop the clock; whatever is done next starts it again. A host's clock takes no notice."""

        def decide(state: State) -> list[Event]:
            hosted = state.hosting.timed is not None
            is_here = _is_here(state, self.player) if hosted else state.is_sitting
            return [Paused(at=self._clock(), by=self.player)] if is_here else []

        self._command(decide)

    def tick(self, idle_minutes: float) -> tuple[MessageView, ...]:
        """Let time pass; call it about once a minute.

        Args:
            idle_minutes: How long ago the player last got anywhere. What of it the host's clock stood is taken off.

        Returns:
            The line that came because nothing had come from the desk, if one did.
        """
        self._write_view()
        slept_from, self._ticked = self._ticked, self._clock()
        if self._ticked - slept_from > SLEPT and self.state.is_sitting and self.state.hosting.timed is None:
            at = max(slept_from, self.state.last)
            self._command(lambda _: [Paused(at=at, by=self.player)])
            return ()

        def decide(state: State) -> list[Event]:
            name = _due(state, idle_minutes, self._clock())
            return [Nudged(at=self._clock(), by=self.player, message=name)] if name else []

        before, _ = self._command(decide)
        return tuple(message for message in self.messages() if message.id not in before.sent)

    def leave(self) -> None:
        """Write what waits and stop the clock. The store and the pack stay open; they belong to whoever opened them."""
        try:
            self._write_view()
            self.pause()
        finally:
            self._rise()

    def back_to(
        self, seq: int, store: EventStore, *, name: str = "", pack: Pack | None = None, session: str = ONE
    ) -> "Session":
        """Go back: a new save that begins with this one's events up to `seq`. This one stays as it is.

        Args:
            seq: One of `snapshots()`.
            store: Where the new save goes.
            name: Its name; this save's name if empty.
            pack: The pack, opened again, if both plays shall be closed by themselves.
            session: Which session of that store.

        Raises:
            Refusal: `snapshot-unknown`, `save-taken`, or as the store refuses.
        """
        if all(seq != snapshot.seq for snapshot in self.snapshots()):
            raise refuse("snapshot-unknown")
        if store.facts(session):
            raise refuse("save-taken")
        now = self.state.facts
        facts = {"created": self._clock(), "name": person(name or str(now.get("name", "")))}
        facts |= {"rev": self.pack.rev, "digest": now.get("digest", "")}
        kept = [dump(event) for event in self.state.history[:seq]]
        events = [{key: value for key, value in event.items() if key not in {"seq", "cmd"}} for event in kept]
        returned = Returned(at=float(kept[-1]["at"]), by=self.player, to=seq, facts=facts)
        store.append(session, 0, uuid.uuid4().hex, [*events, dump(returned)])
        store.keep_view(session, self.player, {**self.view(), "at": self._clock()})  # the same desk, and no first visit
        return Session.resume(pack or self.pack, store, player=self.player, session=session, clock=self._clock)


def _due(state: State, idle_minutes: float, now: float) -> str:
    """The line that is due because nothing has come from the desk for so long."""
    if state.hosting.held:
        return ""
    idle = idle_minutes - state.hosting.stood(now - 60 * idle_minutes, now) / 60
    due = (
        message.id
        for message in state.held.messages.values()
        if 0 < message.idle <= idle and message.id not in state.sent
        if conditions.hold(state, message.when)
    )
    return next(due, "")


def _is_here(state: State, player: str) -> bool:
    """Whether a player of a team sat down and has not left since."""
    last = next((event for event in reversed(state.history) if event.by == player), None)
    return last is not None and not isinstance(last, Paused)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


__all__ = ["Session"]
