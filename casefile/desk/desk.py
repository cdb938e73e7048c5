"""The Desk: the paper, the file, the questions, and the question in hand."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message

from casefile.desk.answer import AnswerBar
from casefile.desk.background import background
from casefile.desk.column import Column
from casefile.desk.desk_table import DeskTable
from casefile.desk.paper.blotter import Blotter
from casefile.desk.paper.reader import Reader
from casefile.desk.paper.view import TOP
from casefile.errors import Refusal
from casefile.session.views import LockView, Outcome

INKS = {"solved": "done", "near": "amber", "wrong": "stamp", "again": "quiet", "held": "done", "proposed": "amber"}


class DeskScreen(DeskTable):
    """One player at one play."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "The desk",
        "Read what is in the file, find out what the open questions ask for, and answer them: every right answer "
        "opens further papers. Tab goes from pane to pane; everything can be clicked.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "away", "back", id="desk.away", show=False, tooltip="Back to the paper"),
    ]

    class Changed(Message):
        """The session has moved on, here or at another terminal."""

        def can_replace(self, message: Message) -> bool:
            """One look is enough for several changes."""
            return isinstance(message, DeskScreen.Changed)

    class Left(Message):
        """The player goes back to the registry."""

    _unwatch: Callable[[], None] | None = None
    _resumes_answer = False
    """The cursor was in the answer when the player left; it goes back there once the paper lies on the desk."""
    _brought: tuple[str, ...] = ()
    """Papers that the last answer brought, until one of them lies on the desk."""
    _is_put = False
    """The bottom line says that something was put to the team; that holds until it was signed or withdrawn."""
    _solved = 0
    _last = ""
    """The last paper, while it lies on the desk; how the case ended is told when it is left for another."""

    # Sitting down and getting up

    async def on_mount(self) -> None:
        """Take up the work where it lay."""
        self._progress = monotonic()
        self._told = {message.id for message in self.session.messages()}
        self._unwatch = self.session.watch(self._woken)
        self.sit_at_the_table()
        self.set_interval(60, self._tick)
        waiting = [lock.name for lock in self.open_locks()]
        still = self.mark.lock in waiting  # else it was opened at the last moment
        await self._take(self.mark.lock if still else self.next_lock())
        if self.has_paper(self.mark.beside):
            self.blotter.set_aside(self.mark.beside)
        self._resumes_answer = self.mark.answering and still
        self.blotter.paper.focus()
        if self.has_paper(self.mark.paper):
            self.blotter.open(self.mark.paper, (self.mark.place[0], self.mark.place[1]))
        self.call_after_refresh(self.welcome)

    def _woken(self) -> None:
        """Called by the session, perhaps in another thread: only posts."""
        self.post_message(self.Changed())

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unwatch:
            self._unwatch()
        self.get_up_from_the_table()

    def leave(self) -> None:
        """Write down where the player is. The session is closed by whoever opened it."""
        self.note_place()
        self.has_left = True
        # what cannot be written now is refused again, and told, when the session is closed
        with suppress(Refusal):
            self.session.keep_view(self.mark.record(self.session.view()))

    def action_registry(self) -> None:
        """Back to the registry, or away from the host's table."""
        self.leave()
        self.post_message(self.Left())

    def _tick(self) -> None:
        idle = (monotonic() - self._progress) / 60
        background(self, lambda: self.session.tick(idle), latest="tick")
        self.keep()
        if self.is_hosted:  # tries come back by themselves
            self.call_later(self._take, self.mark.lock)

    @on(Changed)
    async def _changed(self) -> None:
        await self._take(self.mark.lock or self.next_lock())
        if self._is_put and not self.has_put:
            self._is_put = False
            self.bar.say("")
        self.blotter.renew()
        self._note_progress()
        self.tell_the_news()
        for message in self.session.messages():
            if message.id not in self._told:
                self._told.add(message.id)
                self.say_that_it_came(message)

    def _note_progress(self) -> None:
        """A team-mate's is everybody's."""
        if self.status.solved > self._solved:
            self._progress = monotonic()
        self._solved = self.status.solved

    def on_key(self, _event: Key) -> None:
        """Any key ends a motion."""
        self.blotter.paper.rest()
        self.file.motion.finish()

    # Papers

    @on(Blotter.Opened)
    async def _opened(self, event: Blotter.Opened) -> None:
        self.blotter.lay(event)
        if event.page.id in self._brought:  # what was said of it has been followed
            self._brought = ()
            self.bar.say("")
        self.next_sheet()
        self.slide()
        if self.bar.taken and self.bar.taken.solved:  # what came of it has been said; the next question is in hand
            await self._take(self.next_lock())
        if self._resumes_answer:
            self._resumes_answer = False
            self.bar.begin(self.mark.box)
        elif not (self.bar.has_focus_within or self.blotter.paper.has_focus):
            self.blotter.paper.focus()
        self.settle()
        self.draw()
        self.file.put(f"paper:{self.blotter.open_id}")
        self.keep()
        if self._last not in ("", event.page.id):
            self.look_for_the_end()
        self._last = event.page.id if self.has_an_end() else ""

    @on(Reader.Moved)
    def _moved(self) -> None:
        self.draw_head()
        self.keep()

    @on(Column.Chosen)
    async def _chosen(self, event: Column.Chosen) -> None:
        kind, _, name = event.key.partition(":")
        match kind:
            case "paper":
                self.blotter.open(name, TOP)
            case "lock":
                self.slide()
                await self._take(name)
                self._answer(self.lock_named(name))
            case "fold":
                self.mark.folded = sorted({*self.mark.folded} ^ {name})
                self.draw()
            case "question":
                self.action_question(name)
            case "notes":
                self.action_elsewhere("notes")
            case "messages":
                self.action_messages()

    def begin(self) -> None:
        """The first paper. Whoever comes late to a team has not read it, whatever the others have."""
        if not self.look_for_the_end() and (paper := next(iter(self.papers()), None)):
            self.blotter.open(paper.id)

    def action_unread(self) -> None:
        """The next paper that was not read, or that has more in it now; after the last one, how it ended."""
        if self.look_for_the_end():
            return
        papers = list(self.papers())
        fresh = next((one for one in papers if not one.is_read), None) or next(
            (one for one in papers if one.is_changed), None
        )
        if fresh:
            self.blotter.open(fresh.id)
        elif papers and not self.blotter.open_id:
            self.blotter.open(papers[0].id)

    def action_turn(self, step: int) -> None:
        """The paper before or after in the file."""
        names = [paper.id for paper in self.papers() if paper.is_read or paper.id == self.blotter.open_id]
        at = names.index(self.blotter.open_id) + step if self.blotter.open_id in names else 0
        if names and 0 <= at < len(names):
            self.blotter.open(names[at])

    # The lock in hand

    async def _take(self, name: str) -> None:
        self.mark.lock = name
        await self.bar.take(self.lock_named(name) if name else None, self.mark.answers.get(name, ()), idle=self.idle())
        self.draw()

    async def action_lock(self, step: int) -> None:
        """Take up the next open lock."""
        names = [lock.name for lock in self.open_locks()]
        if names:
            at = names.index(self.mark.lock) + step if self.mark.lock in names else 0
            await self.action_take(names[at % len(names)])

    @on(AnswerBar.Wanted)
    async def action_answer(self) -> None:
        """Answer the lock in hand, or the next one that is open, on its own kind of form."""
        lock = self.lock_named(self.mark.lock)
        if lock is None or lock.solved:
            lock = self.lock_named(self.next_lock())
            await self._take(lock.name if lock else "")
        self._answer(lock)

    def _answer(self, lock: LockView | None) -> None:
        if lock is None or lock.solved:
            self.blotter.paper.focus()
        elif lock.form == "board":
            self.board(lock)
        elif lock.form == "request":
            self.action_archive()
        else:
            self.bar.begin()

    @on(AnswerBar.Typed)
    def _typed(self, event: AnswerBar.Typed) -> None:
        self.mark.answers[event.lock] = list(event.answer)
        self.keep()

    @on(AnswerBar.Left)
    def _left(self) -> None:
        self.blotter.paper.focus()

    @on(AnswerBar.Waited)
    async def _waited(self) -> None:
        await self._take(self.mark.lock)

    @on(AnswerBar.Offered)
    def _offered(self, event: AnswerBar.Offered) -> None:
        self.bar.tries()
        background(
            self,
            lambda: self.session.answer(event.lock, event.answer),
            self._answered,
            refused=lambda refusal: self.bar.say(refusal.sentence, "amber"),
        )

    def filed(self, outcome: Outcome | None) -> None:
        """A form came back from the board, the archive or a decision."""
        self.draw()
        if outcome:
            self._answered(outcome)
        if self.bar.taken is None:  # a decision may have brought the next question
            self.call_later(self._take, self.next_lock())

    async def action_take(self, name: str) -> None:
        """Take up a lock by its name."""
        await self._take(name)
        self._answer(self.lock_named(name))

    def _answered(self, outcome: Outcome) -> None:
        self.bar.say(self.told(outcome), INKS.get(outcome.kind, "text-desk"))
        self._brought = outcome.papers
        self._is_put = outcome.kind == "proposed"
        if outcome.kind != "solved":
            return
        self._progress = monotonic()
        self.mark.answers.pop(outcome.lock, None)
        self.blotter.expect(outcome.lifted)
        self.blotter.renew()
        self.blotter.reader.action_mark_off()
        self.blotter.paper.focus()
        lock = self.lock_named(outcome.lock)
        if lock and self.blotter.open_id in lock.papers:
            self.blotter.paper.stamp("filed")
        self.file.arrive(f"paper:{paper}" for paper in outcome.papers)
        self.keep()
        self.look_for_the_end()
