"""One play of one pack: commands in, events out."""

import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from casefile.session import conditions, words
from casefile.session.answers import Attempt, said, worded
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
    Resumed,
    Returned,
    Solved,
    Spoke,
    Undone,
    Unnoted,
    Used,
    Wrong,
    dump,
    load,
)
from casefile.session.keyring import Keyring
from casefile.session.log import choice_label
from casefile.session.queries import Queries, refuse
from casefile.session.state import State
from casefile.session.views import (
    CardView,
    DecisionView,
    Folder,
    Found,
    LockView,
    LogRow,
    MessageView,
    NoteView,
    Outcome,
    Page,
    QuestionView,
    Snapshot,
    Status,
    StepView,
)
from casefile.store.eventstore import ONE, Conflict, EventStore
from casefile.text import clean
from casefile.vault import Pack, derive, normal_answer
from casefile.vault.manifest import say

MARKS = ("", "out", "maybe", "sure")
MAX_NOTE = 4_000
MAX_REASON = 200
MAX_NAME = 60
VIEW_EVERY = 2.0
"""Seconds between two view records of one player."""
SLEPT = 300.0
"""Seconds without a tick after which the computer must have been asleep, and the clock did not run."""
_TOMORROW = 86_400.0


@dataclass(slots=True)
class _View:
    """What of the player's view record is written, and what still waits."""

    kept: dict[str, Any]
    waiting: dict[str, Any] | None = None
    at: float = 0.0


class Session:
    """One play of one pack by one player, or by one terminal of a team. Thread-safe.

    A session is a cache of its events: it changes only when the store has taken them. Queries never wait; a command
    waits for the store, and `prepare` (so `answer` too) for one key derivation.
    """

    def __init__(
        self, pack: Pack, store: EventStore, *, player: str, session: str = ONE, clock: Callable[[], float] = time.time
    ) -> None:
        """Use `begin` or `resume`."""
        self.pack = pack
        self.player = _name(player)
        self._store = store
        self._session = session
        self._clock = clock
        self._keyring = Keyring(pack)
        pack.manifest(pack.start)  # a pack whose first node does not open refuses here
        self._current = State.empty(self._keyring, pack.start)
        self._commands = threading.RLock()
        self._commander = 0
        self._is_stale = False
        self._watchers: list[Callable[[], None]] = []
        self._notices: list[str] = []
        self._ticked = clock()
        self._view = _View(store.view(session, self.player) or {})
        self._unsubscribe = store.subscribe(session, self._woken)

    @classmethod
    def begin(
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
        play = cls(pack, store, player=player, session=session, clock=clock)
        spoken = language if language in pack.languages else pack.languages[0]
        facts = {
            "pack": pack.id,
            "case": pack.case,
            "profile": pack.profile,
            "rev": pack.rev,
            "digest": digest,
            "title": say(pack.title, spoken, pack.languages[0]),
            "name": _name(name),
            "player": play.player,
            "created": clock(),
            "solved": 0,
        }

        def decide(state: State) -> list[Event]:
            if state.seq:
                raise refuse("save-taken")
            return [Began(at=clock(), by=play.player, language=spoken, facts=facts)]

        play._command(decide)
        return play

    @classmethod
    def resume(
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
            Refusal: `save-empty`, `save-other-pack`, `save-newer-pack`, `save-version`, `save-damaged`.
        """
        facts = store.facts(session)
        if not facts:
            raise refuse("save-empty")
        if facts.get("pack") != pack.id:
            raise refuse("save-other-pack")
        rev = facts.get("rev")
        if not isinstance(rev, int) or rev > pack.rev:
            raise refuse("save-newer-pack")
        play = cls(pack, store, player=player, session=session, clock=clock)
        play._command(lambda state: play._sit_down(state, rev, digest))
        play._tell_of_damage()
        return play

    def _sit_down(self, state: State, rev: int, digest: str) -> list[Event]:
        left = state.last
        if state.is_sitting:
            left = max(left, min(_number(self._view.kept.get("at")), self._clock()))
        events: list[Event] = [Resumed(at=self._clock(), by=self.player, left=left)]
        if rev < self.pack.rev:
            facts = {"rev": self.pack.rev, "digest": digest}
            events.append(Adopted(at=self._clock(), by=self.player, rev=self.pack.rev, facts=facts))
            self._notices.append(words.say("notice-adopted", rev=self.pack.rev))
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

    # -- what is ------------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The state at the head, as far as this session has been told. Do not change it."""
        if self._is_stale and self._commands.acquire(blocking=False):
            try:
                self._fold()
            finally:
                self._commands.release()
        return self._current

    def _show(self) -> Queries:
        return Queries(self.pack, self._keyring, self.state, self.player)

    def status(self) -> Status:
        """Where the play stands."""
        return self._show().status(self._clock(), tuple(self._notices))

    def folders(self) -> tuple[Folder, ...]:
        """The file: acts in the order in which they came, each with its papers."""
        return self._show().folders()

    def locks(self) -> tuple[LockView, ...]:
        """All locks that are shown, in the order in which they came."""
        return self._show().locks()

    def lock(self, name: str) -> LockView:
        """One lock. Refusal: `lock-unknown`."""
        return self._show().lock(name)

    def page(self, paper: str) -> Page:
        """A paper as it stands; looking at it is not reading it. Refusal: `paper-unknown`, `paper-unreadable`."""
        return self._show().page(paper)

    def questions(self) -> tuple[QuestionView, ...]:
        """The case's questions with the players' own marks."""
        return self._show().questions()

    def cards(self, lock: str) -> tuple[CardView, ...]:
        """The cards for a lock's slots that reading has brought so far. Refusal: `lock-unknown`."""
        return self._show().cards(lock)

    def steps(self, lock: str) -> tuple[StepView, ...]:
        """The steps of a lock's hints. Refusal: `lock-unknown`."""
        return self._show().steps(lock)

    def notes(self) -> tuple[NoteView, ...]:
        """The players' notes, oldest first."""
        return self._show().notes()

    def messages(self) -> tuple[MessageView, ...]:
        """Lines from somebody, in the order in which they came."""
        return self._show().messages()

    def decisions(self) -> tuple[DecisionView, ...]:
        """Decisions that wait now, and those that were taken."""
        return self._show().decisions()

    def tools(self) -> frozenset[str]:
        """Ids of the tools on the workbench."""
        return self._show().tools()

    def log(self) -> tuple[LogRow, ...]:
        """Everything that happened, in words, oldest first."""
        return self._show().log()

    def search(self, query: str, limit: int = 20) -> tuple[Found, ...]:
        """Passages of papers that were read, lifted ones too."""
        return self._show().search(query, limit)

    def previously(self) -> tuple[str, ...]:
        """A few sentences for somebody who comes back; empty in a play's first sitting."""
        return self._show().previously()

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Places to which one can go back."""
        return self._show().snapshots()

    # -- what is done -------------------------------------------------------------------------------------------

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
        attempt = Attempt(lock, tuple(clean(field, lines=False) for field in fields), form, uuid.uuid4().hex)
        if said(state, shown, form):
            return attempt
        return replace(attempt, is_derived=True, hit=derive(self.pack, shown, fields, state.held.refs[node].key))

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
        return worded(Queries(self.pack, self._keyring, after, self.player), before, attempt)

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
            view = _next_step(Queries(self.pack, self._keyring, state, self.player).steps(lock), step)
            asked = view.step
            return [Hinted(at=self._clock(), by=self.player, lock=lock, step=view.step, rung=len(view.rungs) + 1)]

        self._command(decide)
        return next(view for view in self.steps(lock) if view.step == asked)

    def note(self, text: str, paper: str = "") -> NoteView:
        """Write a note, beside a paper or by itself. Refusal: `note-empty`, `note-long`."""
        written = clean(text, lines=True).strip()
        if not written:
            raise refuse("note-empty")
        if len(written) > MAX_NOTE:
            raise refuse("note-long", most=MAX_NOTE)
        beside = paper if paper in self.state.held.papers else ""
        self._command(lambda _: [Noted(at=self._clock(), by=self.player, text=written, paper=beside)])
        return next(note for note in reversed(self.notes()) if note.text == written)

    def unnote(self, note: str) -> None:
        """Throw a note away. Refusal: `note-unknown`."""

        def decide(state: State) -> list[Event]:
            known = Queries(self.pack, self._keyring, state, self.player).notes()
            if all(note != view.id for view in known):
                raise refuse("note-unknown")
            return [Unnoted(at=self._clock(), by=self.player, note=int(note))]

        self._command(decide)

    def mark(self, question: str, choice: str, mark: str, reason: str = "", paper: str = "") -> None:
        """Mark a choice of a question: `out`, `maybe`, `sure`, or nothing. Refusal: `mark-unknown`, `question-unknown`."""
        if mark not in MARKS:
            raise refuse("mark-unknown")
        why = clean(reason[:MAX_REASON], lines=False).strip()
        beside = paper if paper in self.state.held.papers else ""

        def decide(state: State) -> list[Event]:
            shown = state.held.questions.get(question)
            if shown is None or all(choice != known.id for known in shown.choices):
                raise refuse("question-unknown")
            event = Marked(
                at=self._clock(), by=self.player, question=question, choice=choice, mark=mark, reason=why, paper=beside
            )
            return [event]

        self._command(decide)

    def undo(self) -> str:
        """Undo this player's last mark or note, and say what it was. Refusal: `undo-nothing`."""
        undone: Noted | Unnoted | Marked | None = None

        def decide(state: State) -> list[Event]:
            nonlocal undone
            mine = [event for event in state.work.values() if event.by == self.player]
            if not mine:
                raise refuse("undo-nothing")
            undone = mine[-1]
            return [Undone(at=self._clock(), by=self.player, undoes=undone.seq)]

        self._command(decide)
        label = choice_label(self._show(), undone.question, undone.choice) if isinstance(undone, Marked) else ""
        return words.say(f"undone-{undone.kind}", choice=label) if undone else ""

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
        return worded(Queries(self.pack, self._keyring, after, self.player), before, None)

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

    # -- view records, snapshots, watchers ----------------------------------------------------------------------

    def view(self) -> dict[str, Any]:
        """This player's view record: whatever a front end kept, so that coming back lands in the same place."""
        record = self._view.kept if self._view.waiting is None else self._view.waiting
        return {key: value for key, value in record.items() if key != "at"}

    def keep_view(self, record: Mapping[str, Any]) -> None:
        """Replace the view record. Written at most every two seconds and on leaving; the same one is not rewritten."""
        if dict(record) == self.view():
            return
        self._view.waiting = dict(record)
        if self._clock() - self._view.at >= VIEW_EVERY:
            self._write_view()

    def _write_view(self) -> None:
        with self._commands:
            if self._view.waiting is None:
                return
            now = self._clock()
            kept = {**self._view.waiting, "at": now}
            self._store.keep_view(self._session, self.player, kept)
            self._view = _View(kept, None, now)

    def leave(self) -> None:
        """Write what waits and stop the clock. The store and the pack stay open; they belong to whoever opened them."""
        self._write_view()
        self.pause()
        self._unsubscribe()
        self._watchers.clear()

    def back_to(
        self, seq: int, store: EventStore, *, name: str = "", digest: str = "", session: str = ONE
    ) -> "Session":
        """Go back: a new save that begins with this one's events up to `seq`. This one stays as it is.

        Args:
            seq: One of `snapshots()`.
            store: Where the new save goes.
            name: Its name; this save's name if empty.
            digest: As in `begin`; this save's if empty.
            session: Which session of that store.

        Raises:
            Refusal: `snapshot-unknown`, `save-taken`, or as the store refuses.
        """
        if all(seq != snapshot.seq for snapshot in self.snapshots()):
            raise refuse("snapshot-unknown")
        if store.facts(session):
            raise refuse("save-taken")
        facts = {"created": self._clock(), "name": _name(name or str(self.state.facts.get("name", "")))}
        facts |= {"digest": digest} if digest else {}
        kept = [dump(event) for event in self.state.history[:seq]]
        events = [{key: value for key, value in event.items() if key not in {"seq", "cmd"}} for event in kept]
        returned = Returned(at=float(kept[-1]["at"]), by=self.player, to=seq, facts=facts)
        store.append(session, 0, uuid.uuid4().hex, [*events, dump(returned)])
        return Session.resume(self.pack, store, player=self.player, session=session, clock=self._clock)

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Be told after every change, whoever made it; perhaps in another thread. Returns what ends it."""
        self._watchers.append(tell)

        def end() -> None:
            if tell in self._watchers:
                self._watchers.remove(tell)

        return end

    # -- events -------------------------------------------------------------------------------------------------

    def _command(self, decide: Callable[[State], Sequence[Event]], command: str = "") -> tuple[State, State]:
        """Fold to the head, decide, append; decide again when somebody else was first. Returns before and after."""
        command = command or uuid.uuid4().hex
        with self._commands:
            self._commander = threading.get_ident()
            try:
                before, after = self._append(decide, command)
            finally:
                self._commander = 0
        if after is not before:
            self._tell()
        return before, after

    def _append(self, decide: Callable[[State], Sequence[Event]], command: str) -> tuple[State, State]:
        while True:
            self._fold()
            before = self._current
            events = [dump(event) for event in decide(before)]
            if not events:
                return before, before
            try:
                self._store.append(self._session, before.seq, command, events)
            except Conflict:
                continue
            self._fold()
            return before, self._current

    def _fold(self) -> None:
        """Read on from the store. A new state replaces the old one whole, so that a query sees one or the other."""
        self._is_stale = False
        records = self._store.read(self._session, self._current.seq)
        if records:
            self._current = self._current.copied().fold(load(record) for record in records)

    def _woken(self) -> None:
        """The store has something; it may be calling in the middle of anything, so nothing is locked here."""
        if threading.get_ident() == self._commander:
            return
        self._is_stale = True
        self._tell()

    def _tell(self) -> None:
        for tell in tuple(self._watchers):
            tell()


def _next_step(steps: Sequence[StepView], asked: str) -> StepView:
    """The step that is meant: the one named, or the first that is not done and has more to say."""
    if not steps:
        raise refuse("hint-none")
    meant = [step for step in steps if step.step == asked] if asked else [step for step in steps if not step.done]
    if asked and not meant:
        raise refuse("hint-step")
    for step in meant:
        if step.more:
            return step
    raise refuse("hint-spent")


def _answers(count: int) -> str:
    return words.say("one-answer") if count == 1 else words.say("answers", n=count)


def _name(name: str) -> str:
    """A name as it may stand on a screen."""
    cleaned = " ".join(clean(name[:MAX_NAME], lines=False).split())
    if not cleaned:
        raise refuse("name-empty")
    return cleaned


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


__all__ = ["Session"]
