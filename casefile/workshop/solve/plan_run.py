"""A puzzle's `plan.test`, done line by line at a real session that begins with an empty save."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.session.views import Outcome
from casefile.source.plan_file import Plan, PlanLine
from casefile.source.template import TemplateFault
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import Dealt

_OUTCOMES = {"accept": "solved", "near": "near", "reject": "wrong", "held": "held"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A line of a plan that does not hold."""

    path: str
    line: int
    sentence: str
    """What was expected, what came, and the author's own note."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.sentence}"


class PlanFailed(Exception):  # noqa: N818  it is told, not raised at anybody
    """One line does not hold."""


def plans_of(dealt: Dealt) -> Iterator[tuple[str, Plan]]:
    """Puzzles that the profile keeps, with the plans that are meant for it."""
    for name, puzzle in dealt.case.puzzles.items():
        plan = puzzle.plan if name in dealt.solutions else None
        if plan is not None and (not plan.profiles or dealt.profile.id in plan.profiles):
            yield name, plan


def run_plan(dealt: Dealt, pack: Pack, plan: Plan) -> list[Failure]:
    """Do a plan, in the case's own language; every line that fails is told, and the next one is done all the same."""
    run = _Run(dealt, pack)
    failures: list[Failure] = []
    for need in plan.needs:
        if need in dealt.solutions:
            failures += _tell(plan, plan.heads["needs"], "", partial(run.solve, need))
    for line in plan.lines:
        failures += _tell(plan, line.line, line.note, partial(run.do, line))
    return failures


def _tell(plan: Plan, line: int, note: str, work: Callable[[], None]) -> list[Failure]:
    try:
        work()
    except PlanFailed as failed:
        said = str(failed)
    except Refusal as refusal:
        said = f"it cannot be done: {refusal.sentence}"
    else:
        return []
    return [Failure(plan.path, line, f"{said} ({note})" if note else said)]


class _Run:
    """One session and the lines that are done at it."""

    def __init__(self, dealt: Dealt, pack: Pack) -> None:
        self._dealt = dealt
        language = dealt.rendering.language
        self._session = Session.begin(pack, MemoryStore(), name="plan", player="Desk", language=language)
        self._last: Outcome | None = None

    def solve(self, lock: str) -> None:
        """Give a lock its own answer."""
        if self._dealt.case.puzzles[lock].about.form == "board":
            for folder in self._session.folders():
                for row in folder.papers:
                    self._session.read(row.id)
        rows = self._dealt.solutions[lock].rows
        for answer in [reference for reference, _ in rows] or self._dealt.solutions[lock].answers[:1]:
            kind = self._session.answer(lock, answer).kind
            if kind != "solved":
                raise PlanFailed(f"expected {lock} to be solved with its own answer, got {kind}.")

    def do(self, line: PlanLine) -> None:
        """Do one line."""
        match line.act:
            case "open":
                for paper in line.ids:
                    self._session.read(paper)
            case "use":
                for tool in line.ids:
                    self._session.use(tool)
            case "decide":
                self._last = self._session.decide(line.subject, line.ids[0])
            case "answer":
                self._answer(line)
            case "hint":
                self._hint(line)
            case "expect":
                self._expect(line)

    def _answer(self, line: PlanLine) -> None:
        fields = [self._render(field) for field in line.fields]
        shown = " / ".join(fields)
        try:
            self._last = self._session.answer(line.subject, fields)
        except Refusal as refusal:
            # What cannot even be tried is rejected; but the lock must be there.
            if line.verdict == "reject" and refusal.code.startswith("answer-") and refusal.code != "answer-card":
                return
            if refusal.code == "answer-card":
                raise PlanFailed(f'"{shown}" holds no card: a board is answered with the ids of its cards.') from None
            raise
        if self._last.kind != _OUTCOMES[line.verdict]:
            raise PlanFailed(f'expected "{shown}" to be {_OUTCOMES[line.verdict]}, got {self._last.kind}.')
        self._holds(self._last.words, line, "the reply")

    def _hint(self, line: PlanLine) -> None:
        step = line.step
        while True:
            view = self._session.hint(line.subject, step)
            step = view.step
            if len(view.rungs) >= line.rung:
                break
        text = view.rungs[line.rung - 1].text
        if line.says:
            self._holds(text, line, f"rung {line.rung} of {step}")
            return
        title = self._dealt.paper(line.ids[0]).title[self._dealt.rendering.language]
        if _flat(title) not in _flat(text):
            raise PlanFailed(f'expected rung {line.rung} of {step} to name "{title}", got "{text}".')

    def _expect(self, line: PlanLine) -> None:
        if line.subject == "says":
            said = [self._last.words, *(message.text for message in self._last.messages)] if self._last else []
            self._holds(" ".join(said), line, "the last reply")
            return
        there, wanted = self._state(line.subject)
        for word in line.ids:
            if (word in there) is not wanted:
                came = f", got {', '.join(there)}" if line.subject == "ending" and there else ", and it is not"
                raise PlanFailed(f"expected {line.subject} {word}{came}.")

    def _state(self, state: str) -> tuple[set[str], bool]:
        """Ids that are in a state, and whether those of the line must be among them."""
        session = self._session
        match state:
            case "opened" | "shut":
                return {row.id for folder in session.folders() for row in folder.papers}, state == "opened"
            case "shown" | "hidden":
                return {lock.name for lock in session.locks()}, state == "shown"
            case "solved":
                return {lock.name for lock in session.locks() if lock.solved}, True
            case "message":
                return {message.id for message in session.messages()}, True
        return {session.status().ended} - {""}, True

    def _holds(self, text: str, line: PlanLine, what: str) -> None:
        says = self._render(line.says)
        if _flat(says) not in _flat(text):
            raise PlanFailed(f'expected {what} to say "{says}", got "{text}".')

    def _render(self, text: str) -> str:
        rendering = self._dealt.rendering
        try:
            return rendering.templates.render(text, rendering.facts[rendering.language])
        except TemplateFault as fault:
            raise PlanFailed(fault.sentence) from fault


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()
