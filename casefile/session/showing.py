"""The session's questions, each answered from the state at the head."""

from casefile.session.hosted_views import ClockView, ProposalView, RequestView
from casefile.session.ledger import Ledger
from casefile.session.views import (
    CardView,
    DecisionView,
    Folder,
    Found,
    LockView,
    LogRow,
    MessageView,
    NoteView,
    Page,
    QuestionView,
    Snapshot,
    Status,
    StepView,
    SummaryView,
)


class Showing(Ledger):
    """What a front end may ask at any time; nothing here waits or changes anything."""

    def status(self) -> Status:
        """Where the play stands."""
        return self._show().status(tuple(self._notices))

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

    def clock(self) -> ClockView | None:
        """The clock of a hosted play; None where nobody hosts."""
        return self._show().clock()

    def requests(self) -> tuple[RequestView, ...]:
        """What was asked of the host, oldest first."""
        return self._show().requests()

    def proposal(self) -> ProposalView | None:
        """What lies before the team to be signed."""
        return self._show().proposal()

    def tools(self) -> frozenset[str]:
        """Ids of the tools on the workbench."""
        return self._show().tools()

    def log(self) -> tuple[LogRow, ...]:
        """Everything that happened, in words, oldest first."""
        return self._show().log()

    def search(self, query: str, limit: int = 20) -> tuple[Found, ...]:
        """Passages of papers that were read, lifted ones too."""
        return self._show().search(query, limit)

    def summary(self) -> SummaryView:
        """The way that was taken, and what was left."""
        return self._show().summary()

    def previously(self) -> tuple[str, ...]:
        """A few sentences for somebody who comes back; empty in a play's first sitting."""
        return self._show().previously()

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Places to which one can go back."""
        return self._show().snapshots()
