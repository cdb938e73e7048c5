"""The ways from the Desk to everything that is not the paper: columns, sheets, other screens."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType

from casefile.desk import elsewhere
from casefile.desk.background import background
from casefile.desk.desk_frame import BARE, DeskFrame
from casefile.desk.goto import Goto
from casefile.desk.keyline import tell
from casefile.desk.palette import Command
from casefile.desk.safe import safe
from casefile.session.views import DecisionView, LockView, MessageView, Outcome

ARRIVED = 8.0
"""Seconds that a message which has come is spoken of."""

_ROOM: dict[str, Callable[[DeskFrame], bool]] = {
    "beside": lambda desk: desk.size.width >= 112,
    "spread": lambda desk: desk.size.width >= BARE,
    "file": lambda desk: desk.has_class("-bare"),
    "questions": lambda desk: desk.has_class("-bare") or desk.has_class("-spread"),
}
"""What depends on the room that there is."""


class DeskWays(DeskFrame):
    """Opens what the keys ask for, and knows what is there to be opened now."""

    BINDINGS: ClassVar[list[BindingType]] = [*elsewhere.BINDINGS]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is shown and offered. Asked at every key, so the session is not asked again."""
        if not self.is_mounted:
            return True
        if action == "elsewhere" and self.bar.has_focus_within:
            return False
        name = str(parameters[0]) if action == "elsewhere" and parameters else action
        there = _ROOM.get(name)
        return there(self) if there else self.able.get(name, True)

    def palette(self) -> Iterable[Command]:
        """Papers, locks and decisions by name; the keys are added by the palette itself."""
        for lock in self.open_locks():
            yield f"Answer: {lock.title}", "an open question", self._taker(lock.name)
        for paper in self.papers():
            words = "a paper" if paper.is_read else "not read yet"
            yield f"Open: {paper.title}", words, self._opener(paper.id)

    def _opener(self, paper: str) -> Callable[[], object]:
        return lambda: self.blotter.open(paper)

    def _taker(self, lock: str) -> Callable[[], object]:
        return lambda: self.action_take(lock)

    async def action_take(self, name: str) -> None:
        """Take up a lock by its name; the Desk knows how."""
        raise NotImplementedError

    def action_page(self, step: int) -> None:
        """Move the paper from wherever the keys go."""
        paper = self.blotter.paper
        (paper.action_page_down if step > 0 else paper.action_page_up)()

    # Columns

    def action_file(self) -> None:
        """To the file, which slides in where the paper has the screen."""
        self._slide("file", show=self.has_class("-bare"))
        self.file.focus()

    def action_questions(self) -> None:
        """To the questions."""
        self._slide("questions", show=self.has_class("-bare") or self.has_class("-spread"))
        self.asked.focus()

    def _slide(self, name: str, *, show: bool) -> None:
        if self.has_class(f"-{name}"):
            self.action_away()
        elif show:
            self.slide(name)

    def action_away(self) -> None:
        """Slide away what lies over the paper: a column, and messages, which stay in the tray."""
        self.app.clear_notifications()
        self.bar.say("")
        self.slide()
        self.blotter.paper.focus()

    # Screens and sheets

    def action_elsewhere(self, name: str) -> None:
        """Go to another screen; it may send us to a place in a paper."""
        reader = self.blotter.reader
        now = {"paper": self.blotter.open_id, "passage": reader.passage}
        self.keep()
        if name == "workbench":
            reader.action_mark_off()  # it has gone along
        self.app.clear_notifications()
        self.app.push_screen(elsewhere.place(name, self.session, self.preferences, now), self.goto)

    def goto(self, place: Goto | None) -> None:
        """Come back from another screen, perhaps to a place in a paper."""
        self.draw()
        if place:
            self.blotter.open(place.paper, block=place.block)

    def action_question(self, _name: str) -> None:
        """Open the sheet of a question."""
        if self.able["suspects"]:
            self.action_elsewhere("suspects")

    def action_settings(self) -> None:
        """How the desk looks and moves."""
        from casefile.desk.settings import SettingsScreen
        from casefile.desk.themes import TITLES

        self.app.push_screen(SettingsScreen(self.preferences, TITLES, self.session))

    def action_messages(self) -> None:
        """What people have sent."""
        from casefile.desk.told import MessagesSheet

        self.app.clear_notifications()  # what they say stands there
        session = self.session
        requests = session.requests() if self.is_hosted else None
        self.app.push_screen(MessagesSheet(session.messages(), requests), self._ask)

    def _ask(self, key: str | None) -> None:
        if key:
            self.action_ask()

    def action_hint(self) -> None:
        """Help with the lock in hand."""
        from casefile.desk.hints import HintSheet

        if lock := self.lock_in_hand():
            self.app.push_screen(HintSheet(self.session, lock), lambda _: self.draw())

    def action_ask(self) -> None:
        """Ask the game master; the Desk knows how."""
        raise NotImplementedError

    def action_decision(self) -> None:
        """The first decision that waits."""
        from casefile.desk.decision import DecisionSheet

        waiting = next((one for one in self.session.decisions() if not one.chosen), None)
        if waiting:
            self.app.push_screen(DecisionSheet(self.session, waiting), self.filed)

    def action_archive(self) -> None:
        """Ask the archive."""
        from casefile.desk.slip import RequestSlip

        slips = [lock for lock in self.session.locks() if lock.form == "request"]
        if slips:
            self.app.push_screen(RequestSlip(self.session, slips), self.filed)

    def board(self, lock: LockView) -> None:
        """The form of a board."""
        from casefile.desk.board import BoardScreen

        def keep(filled: list[str]) -> None:
            self.mark.answers[lock.name] = filled

        self.app.clear_notifications()  # a form has the whole desk, and slots under a message cannot be clicked
        filled = self.mark.answers.get(lock.name, [])
        self.app.push_screen(BoardScreen(self.session, lock.name, filled, keep), self.filed)

    def action_undo(self) -> None:
        """Take back the last mark or note."""
        background(self, self.session.undo, lambda sentence: tell(self, sentence))

    def lock_in_hand(self) -> LockView | None:
        """The lock in the bottom line while it is open, or the first that is."""
        lock = self.lock_named(self.mark.lock) if self.mark.lock else None
        return lock if lock and not lock.solved else next(iter(self.open_locks()), lock)

    def filed(self, outcome: Outcome | None) -> None:
        """A form came back; the Desk knows what to make of it."""
        raise NotImplementedError

    # What is told

    def welcome(self) -> None:
        """Before the first paper the introduction and the content note; on coming back what happened before."""
        from casefile.desk.told import OpeningSheet, PreviouslySheet

        status, lines = self.session.status(), self.session.previously()
        if not self.mark.been:
            self.mark.been = True
            self.app.push_screen(OpeningSheet(status), lambda _: self.begin())
        elif lines or status.notices:
            self.app.push_screen(PreviouslySheet(lines, status.notices))

    def begin(self) -> None:
        """Open the paper with which it begins; the Desk knows how."""
        raise NotImplementedError

    def look_for_the_end(self) -> bool:
        """Tell the ending, once, when there is one to tell.

        Returns:
            Whether it is told now.
        """
        if not self.has_an_end():
            return False
        from casefile.desk.told import EndSheet

        status = self.session.status()
        self.mark.ended = status.ended
        self.app.push_screen(EndSheet(status, self.session.summary()))
        return True

    def has_an_end(self) -> bool:
        """Whether the case has ended, that was not told, and the papers of its last act were read."""
        if self.session.status().ended in ("", self.mark.ended):
            return False
        return all(paper.is_read for paper in self.session.folders()[-1].papers)

    def say_that_it_came(self, message: MessageView) -> None:
        """Where the column with the message is out of sight, the bottom line says so for a while."""
        if self.has_class("-bare") or self.has_class("-spread"):
            tell(self, f"A line from {safe(message.sender).plain}. Key i reads it.", ARRIVED)

    def told(self, outcome: Outcome) -> str:
        """What was said to an answer, and what came with it."""
        titles = [paper.title for paper in self.papers() if paper.id in outcome.papers]
        if not titles:
            lock, waiting = self.lock_named(outcome.lock), self._to_be_decided
            is_refused = outcome.kind == "wrong" and lock is not None and lock.form == "board"
            return f"{outcome.words}  Or, with key d: {waiting.title}." if is_refused and waiting else outcome.words
        came = " and ".join(titles) if len(titles) < 3 else f"{titles[0]} and {len(titles) - 1} more papers"
        return f"{outcome.words}  In the file now: {came.rstrip('.')}. Key o opens the first."

    @property
    def _to_be_decided(self) -> DecisionView | None:
        """What nobody has put to the team yet; of what somebody has, the notice above tells."""
        put = self.session.proposal()
        waiting = (one for one in self.session.decisions() if not one.chosen)
        return next((one for one in waiting if put is None or put.name != one.id), None)

    def idle(self) -> str:
        """What the bottom line says when nothing is asked."""
        if self.session.status().ended:
            return "The file is closed. Every paper is still yours to read."
        if waiting := self._to_be_decided:
            return f"To be decided, with key d: {waiting.title}"
        if self.session.proposal():
            return "Nothing else is asked until that is signed, with key c."
        return "Nothing is asked until the next packet."
