"""What players write on their own desk: notes and marks, and taking them back."""

from casefile.session import words
from casefile.session.events import Event, Marked, Noted, Undone, Unnoted
from casefile.session.log import choice_label
from casefile.session.showing import Showing
from casefile.session.state import State
from casefile.session.views import NoteView
from casefile.session.words import refuse
from casefile.text import clean

MARKS = ("", "out", "maybe", "sure")
MAX_NOTE = 4_000
MAX_REASON = 200


class Deskwork(Showing):
    """Notes and marks. None of them is judged."""

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
            known = self._shown(state).notes()
            if all(note != view.id for view in known):
                raise refuse("note-unknown")
            return [Unnoted(at=self._clock(), by=self.player, note=int(note))]

        self._command(decide)

    def mark(self, question: str, choice: str, mark: str, reason: str = "", paper: str = "") -> None:
        """Mark a choice of a question: `out`, `maybe`, `sure`, or nothing.

        Raises:
            Refusal: `mark-unknown`, `question-unknown`.
        """
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
