"""What somebody did in one proof, done again in another: same papers, same locks, same decisions, as far as it goes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from casefile.errors import Refusal
from casefile.session.events import Decided, Event, Hinted, Near, Read, Solved, Spoke, Used, Wrong
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.workshop.preview.proof import Proof

MOST_TOLD = 3


@dataclass(slots=True)
class Play:
    """A session of one proof."""

    proof: Proof
    session: Session
    lost: list[str] = field(default_factory=list)
    """What was asked of it and could not be done, in words."""

    @classmethod
    def begin(cls, proof: Proof, player: str, language: str = "") -> Self:
        """Begin with nothing done."""
        spoken = language or proof.dealt.case.file.language
        return cls(proof, Session.begin(proof.pack, MemoryStore(), name="preview", player=player, language=spoken))

    def solve(self, lock: str) -> None:
        """Give a lock its own answer, after reading all that is there: a board's cards come from papers.

        Raises:
            Refusal: It is not there to be answered.
        """
        if lock in self.session.state.solved:
            return
        solution = self.proof.dealt.solutions.get(lock)
        if solution is None or not solution.answers:
            raise Refusal("preview-lock", f"{lock} has no lock here.")
        if any(one.bank for one in solution.fields):
            self.read_all()
        self.session.answer(lock, solution.answers[0])

    def draw(self, lock: str, node: str) -> None:
        """Draw what a node carries from the archive.

        Raises:
            Refusal: There is no row for it, or no archive yet.
        """
        rows = self.proof.dealt.solutions[lock].rows if lock in self.proof.dealt.solutions else []
        answer = next((answer for answer, opens in rows if opens == node), None)
        if answer is None:
            raise Refusal("preview-row", f"{lock} draws no {node}.")
        self.session.answer(lock, answer)

    def read_all(self) -> None:
        """Read every paper that is on the desk."""
        read = self.session.state.read
        for paper in list(self.session.state.held.papers):
            if paper not in read:
                self.session.read(paper)

    def told(self) -> str:
        """What was lost, as one sentence; nothing if nothing was."""
        if not self.lost:
            return ""
        named = ", ".join(self.lost[:MOST_TOLD])
        more = f" and {len(self.lost) - MOST_TOLD} more" if len(self.lost) > MOST_TOLD else ""
        return f"Not to be had here now: {named}{more}."


def follow(old: Play, new: Play, events: Iterable[Event] | None = None) -> None:
    """Do again in a new play what was done in an old one; what cannot be done is noted there.

    Args:
        old: The play that was.
        new: The play that goes on.
        events: Only these of the old one's; without them all, and its notes and marks.
    """
    for event in old.session.state.history if events is None else events:
        step = _STEPS.get(type(event))
        if step is None:
            continue
        do, called = step
        try:
            do(old, new, event)
        except Refusal:
            new.lost += [name for name in [called(event)] if name not in new.lost]
    if events is None:
        _write_again(old.session, new.session)


def _solved(old: Play, new: Play, event: Solved) -> None:
    if event.lock in old.session.state.drawn and event.lock not in old.session.state.solved:
        new.draw(event.lock, old.proof.name_of(event.node))
    else:
        new.solve(event.lock)


def _tried(_: Play, new: Play, event: Wrong | Near) -> None:
    outcome = new.session.answer(event.lock, event.fields)
    if outcome.kind == "solved":
        new.lost.append(f"“{' / '.join(event.fields)}” as a wrong answer (it opens {event.lock} now)")


def _write_again(old: Session, new: Session) -> None:
    for note in old.notes():
        new.note(note.text, note.paper)
    for question, choice, mark, reason, paper in _marks(old):
        with suppress(Refusal):  # another roll of suspects
            new.mark(question, choice, mark, reason, paper)


def _marks(session: Session) -> Iterator[tuple[str, str, str, str, str]]:
    for question in session.questions():
        for choice in question.choices:
            if choice.mark:
                yield question.id, choice.id, choice.mark, choice.reason, choice.paper


_Step = tuple[Callable[[Play, Play, Any], object], Callable[[Any], str]]

_STEPS: dict[type, _Step] = {
    Spoke: (lambda _, new, event: new.session.speak(event.language), lambda event: f"the language {event.language}"),
    Read: (lambda _, new, event: new.session.read(event.paper), lambda event: f"the paper {event.paper}"),
    Used: (lambda _, new, event: new.session.use(event.tool), lambda event: f"the tool {event.tool}"),
    Solved: (_solved, lambda event: f"the lock {event.lock}"),
    Near: (_tried, lambda event: f"a try at {event.lock}"),
    Wrong: (_tried, lambda event: f"a try at {event.lock}"),
    Hinted: (
        lambda _, new, event: new.session.hint(event.lock, event.step),
        lambda event: f"a hint of {event.lock}",
    ),
    Decided: (
        lambda _, new, event: new.session.decide(event.decision, event.option),
        lambda event: f"the decision {event.decision}",
    ),
}
"""For each kind of event that is done again: how, and what is said to be lost when it cannot be."""
