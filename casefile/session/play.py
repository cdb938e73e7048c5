"""One play of one pack: commands in, events out."""

import re
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Self

from casefile.session import conditions, words
from casefile.session.answers import Attempt, lying, said, worded
from casefile.session.deskwork import Deskwork
from casefile.session.events import (
    Adopted,
    Began,
    Decided,
    Event,
    Hinted,
    Near,
    Nudged,
    Paused,
    Read,
    Resumed,
    Returned,
    Solved,
    Spoke,
    Used,
    Wrong,
    dump,
)
from casefile.session.ledger import person
from casefile.session.queries import refuse
from casefile.session.state import State
from casefile.session.table import Table
from casefile.session.views import (
    MessageView,
    Outcome,
    Page,
    StepView,
)
from casefile.store.eventstore import ONE, EventStore
from casefile.text import clean
from casefile.vault import Pack, derive, fingerprint, normal_answer
from casefile.vault.manifest import say

SLEPT = 300.0
"""Seconds without a tick after which the computer must have been asleep, and the clock did not run."""
_TOMORROW = 86_400.0


class Session(Deskwork):
    """One play of one pack by one player, or by one terminal of a team. Thread-safe.

    A session is a cache of its events: it changes only when the store has taken them. Queries never wait; a command
    waits for the store, and `prepare` (so `answer` too) for one key derivation.
    """

    def __init__(self, table: Table, *, player: str) -> None:
        """Use `begin`, `resume` or `join`."""
        super().__init__(table, player=player)
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
        facts = {**_facts(pack), "digest": digest, "name": person(name), "player": play.player, "created": clock()}
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
        facts = store.facts(session)
        if not facts:
            raise refuse("save-empty")
        if facts.get("pack") != pack.id:
            raise refuse("save-other-pack")
        _check_author(facts.get("author", ""), pack)
        rev = facts.get("rev")
        if not isinstance(rev, int) or rev > pack.rev:
            raise refuse("save-newer-pack")
        play = cls(Table(pack, store, session=session, clock=clock), player=player)
        play._command(lambda state: play._sit_down(state, rev, digest))
        if rev < pack.rev:
            play._notices.append(words.say("notice-adopted", rev=pack.rev))
        play._tell_of_damage()
        play._listen()
        return play

    def _sit_down(self, state: State, rev: int, digest: str) -> list[Event]:
        left = state.last
        if state.is_sitting:
            left = max(left, min(_number(self._view.kept.get("at")), self._clock()))
        facts: dict[str, object] = {"digest": digest} if digest and digest != state.facts.get("digest") else {}
        if not state.facts.get("author"):
            facts["author"] = self.pack.author.hex()
        events: list[Event] = [Resumed(at=self._clock(), by=self.player, left=left, facts=facts)]
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
            lifts = state.held.lifts.get(f"paper:{paper}", {}).values()
            newest = max((state.came.get(node, 0) for _, node in lifts), default=0)
            is_old = paper in state.read and state.read[paper] >= newest
            return [] if is_old else [Read(at=self._clock(), by=self.player, paper=paper)]

        self._command(decide)
        return page

    def answer(self, lock: str, fields: Sequence[str]) -> Outcome:
        """Try an answer: `prepare`, then `submit`."""
        return self.submit(self.prepare(lock, fields))

    def prepare(self, lock: str, fields: Sequence[str]) -> Attempt:
        """Derive what an answer opens. Slow, changes nothing, may run in any thread.

        What is open already, or was said before, costs nothing and is told by `submit`.

        Raises:
            Refusal: `lock-unknown`, or the answer cannot be tried (`answer-…`).
        """
        state = self.state
        if lock not in state.held.locks:
            raise refuse("lock-unknown")
        shown, node = state.held.locks[lock]
        if len(fields) != len(shown.fields):
            raise refuse("answer-count", asked=_answers(len(shown.fields)), given=_answers(len(fields)))
        form = normal_answer(shown, fields)
        self._check_cards(shown.name, fields)
        attempt = Attempt(lock, tuple(clean(field, lines=False).strip() for field in fields), form, uuid.uuid4().hex)
        if said(state, shown, form):
            return attempt
        if shown.form == "request":
            return self._asked(state, attempt, fields)
        return replace(attempt, is_derived=True, hit=derive(self.pack, shown, fields, state.held.refs[node].key))

    def _asked(self, state: State, attempt: Attempt, fields: Sequence[str]) -> Attempt:
        """Ask the archive, which is one however many slips there are, unless the paper lies here."""
        slips = [slip for slip in state.held.locks.values() if slip[0].form == "request"]
        slips = [slip for slip in slips if len(slip[0].fields) == len(fields)]
        slips.sort(key=lambda slip: slip[0].name != attempt.lock)
        asked = {slip.name: replace(attempt, lock=slip.name, form=normal_answer(slip, fields)) for slip, _ in slips}
        for slip, _ in slips:
            if said(state, slip, asked[slip.name].form) == "held":
                return asked[slip.name]
        if paper := lying(state, slips[0][0], attempt.form):
            return replace(attempt, paper=paper)
        for slip, node in slips:
            if hit := derive(self.pack, slip, fields, state.held.refs[node].key):
                return replace(asked[slip.name], is_derived=True, hit=hit)
        return replace(attempt, is_derived=True)

    def _check_cards(self, lock: str, fields: Sequence[str]) -> None:
        show = self._show()
        for field, typed in zip(show.lock(lock).fields, fields, strict=True):
            if field.normal == "card" and field.bank and all(typed != card.id for card in show.index(field.bank)):
                raise refuse("answer-card")

    def submit(self, attempt: Attempt) -> Outcome:
        """File a prepared answer.

        Raises:
            Refusal: As the store refuses; nothing was changed then, and the attempt can be submitted again.
        """
        before, after = self._command(lambda state: self._file(state, attempt), attempt.command)
        return worded(self._shown(after), before, attempt)

    def _file(self, state: State, attempt: Attempt) -> list[Event]:
        shown = state.held.locks.get(attempt.lock)
        if shown is None or not attempt.is_derived or said(state, shown[0], attempt.form):
            return []
        at, by, fields, hit = self._clock(), self.player, list(attempt.fields), attempt.hit
        if hit is None:
            return [Wrong(at=at, by=by, lock=attempt.lock, fields=fields)]
        node, key = hit.ref.node.hex(), hit.ref.key.hex()
        if hit.kind == "near":
            return [Near(at=at, by=by, lock=attempt.lock, fields=fields, node=node, key=key)]
        facts = {} if shown[0].form == "request" else {"solved": len(state.solved) + 1}
        return [Solved(at=at, by=by, lock=attempt.lock, fields=fields, node=node, key=key, facts=facts)]

    def hint(self, lock: str, step: str = "") -> StepView:
        """Ask for the next rung of a step, or of the first step that is not done.

        Raises:
            Refusal: `lock-unknown`, `hint-none`, `hint-step`, `hint-spent`.
        """
        asked = step

        def decide(state: State) -> list[Event]:
            nonlocal asked
            view = _next_step(self._shown(state).steps(lock), step)
            asked = view.step
            return [Hinted(at=self._clock(), by=self.player, lock=lock, step=view.step, rung=len(view.rungs) + 1)]

        self._command(decide)
        return next(view for view in self.steps(lock) if view.step == asked)

    def decide(self, decision: str, option: str) -> Outcome:
        """Take a decision. Refusal: `decision-unknown`, `decision-taken`, `option-unknown`."""

        def decide(state: State) -> list[Event]:
            shown = state.held.decisions.get(decision)
            if shown is None or not conditions.hold(state, shown[0].when):
                raise refuse("decision-unknown")
            if decision in state.chosen and shown[0].irrevocable:
                raise refuse("decision-taken")
            options = {known.id: known for known in shown[0].options}
            if option not in options or not conditions.hold(state, options[option].when):
                raise refuse("option-unknown")
            return [Decided(at=self._clock(), by=self.player, decision=decision, option=option)]

        before, after = self._command(decide)
        return worded(self._shown(after), before, None)

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
        """Stop the clock; whatever is done next starts it again."""
        self._command(lambda state: [Paused(at=self._clock(), by=self.player)] if state.is_sitting else [])

    def tick(self, idle_minutes: float) -> tuple[MessageView, ...]:
        """Let time pass; call it about once a minute.

        Args:
            idle_minutes: How long ago the player last got anywhere.

        Returns:
            The line that came because nothing had come from the desk, if one did.
        """
        self._write_view()
        slept_from, self._ticked = self._ticked, self._clock()
        if self._ticked - slept_from > SLEPT and self.state.is_sitting:
            at = max(slept_from, self.state.last)
            self._command(lambda _: [Paused(at=at, by=self.player)])
            return ()

        def decide(state: State) -> list[Event]:
            due = (
                message.id
                for message in state.held.messages.values()
                if 0 < message.idle <= idle_minutes and message.id not in state.sent
                if conditions.hold(state, message.when)
            )
            name = next(due, None)
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
        return Session.resume(pack or self.pack, store, player=self.player, session=session, clock=self._clock)


def _next_step(steps: Sequence[StepView], asked: str) -> StepView:
    """The step that is meant: the one named, or the first not done that has more to say; then those done."""
    if not steps:
        raise refuse("hint-none")
    meant = [step for step in steps if step.step == asked] if asked else sorted(steps, key=lambda step: step.done)
    if not meant:
        raise refuse("hint-step")
    for step in meant:
        if step.more:
            return step
    raise refuse("hint-spent")


def _answers(count: int) -> str:
    return words.say("one-answer") if count == 1 else words.say("answers", n=count)


def _facts(pack: Pack) -> dict[str, object]:
    """What a shelf shows of a play without folding it."""
    return {
        "pack": pack.id,
        "case": pack.case,
        "author": pack.author.hex(),
        "profile": pack.profile,
        "rev": pack.rev,
        "title": say(pack.title, pack.languages[0]),
        "solved": 0,
    }


def _check_author(known: object, pack: Pack) -> None:
    """Hold a pack to the author of the one that the save was begun with; old saves do not say who that was.

    A pack's id is only what its header claims, so a stranger's pack can claim to be a revision of any other.
    """
    if not known or known == pack.author.hex():
        return
    is_key = isinstance(known, str) and re.fullmatch("[0-9a-f]{64}", known)
    shown = fingerprint(bytes.fromhex(str(known))) if is_key else words.say("somebody")
    raise refuse("save-other-author", known=shown, found=pack.fingerprint)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


__all__ = ["Session"]
