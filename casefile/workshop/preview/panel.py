"""What is wrong with the case, beside the paper: first what is wrong with what is in view."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.events import Resize

from casefile.desk import glyphs
from casefile.desk.column import Column, Row
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span
from casefile.source.problems import Problem
from casefile.workshop.check.rule import Severity

SIGNS = {
    Severity.ERROR: (glyphs.SHUT, "stamp"),
    Severity.WARNING: (glyphs.OPEN, "amber"),
    Severity.NOTE: (glyphs.NONE, "quiet"),
}


class ProblemPanel(Column):
    """The problems. Chosen keys: `problem:` with a number, counted as they stand."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "What is wrong",
        "The problems of the case as it is in the folder now, those of the paper and the lock in view first. "
        "Enter goes to the paper or the puzzle that one is about. `casefile check --explain CODE` says more of it.",
    )

    def __init__(self) -> None:
        super().__init__(ground="panel-desk", id="problems")
        self._shown: tuple[Sequence[Problem], Sequence[Problem]] = ((), ())
        self._severities: dict[str, Severity] = {}

    @property
    def problems(self) -> list[Problem]:
        """The problems, in the order in which they stand."""
        return [*self._shown[0], *self._shown[1]]

    def tell(self, near: Sequence[Problem], others: Sequence[Problem], severities: dict[str, Severity]) -> None:
        """Show these: of what is in view, of the rest."""
        self._shown, self._severities = (near, others), severities
        self._draw()

    def on_resize(self, _event: Resize) -> None:
        """Set the sentences anew."""
        self._draw()

    def _draw(self) -> None:
        self.show(list(self._rows(max(20, self.size.width - 1))))

    def _rows(self, width: int) -> Iterator[Row]:
        near, others = self._shown
        if not near and not others:
            yield Row((Span("NOTHING IS WRONG", "done", bold=True),))
            yield Row()
            yield from (Row(tuple(line)) for line in wrap([Span("No rule finds fault with the case.", "quiet")], width))
            return
        if near:
            yield Row((Span("WRONG HERE", bold=True),))
            yield from self._problems(near, 0, width)
        if others:
            yield Row((Span("WRONG ELSEWHERE" if near else "WRONG", bold=True),))
            yield from self._problems(others, len(near), width)

    def _problems(self, problems: Sequence[Problem], first: int, width: int) -> Iterator[Row]:
        for number, problem in enumerate(problems, first):
            sign, ink = SIGNS.get(self._severities.get(problem.code, Severity.ERROR), SIGNS[Severity.ERROR])
            head = (Span(f"{sign} ", ink), Span(problem.code, ink, bold=True))
            yield Row(head, f"problem:{number}")
            # a path is cut at its left: what tells files apart stands at the right
            where = f"{problem.path}:{problem.line}"
            where = where if len(where) <= width - 2 else f"…{where[3 - width :]}"
            yield Row((Span("  "), Span(where, "buff")))
            for line in wrap([Span(problem.sentence)], width - 2):
                yield Row((Span("  "), *line))
            for line in wrap([Span(problem.advice, "quiet", italic=True)], width - 2) if problem.advice else ():
                yield Row((Span("  "), *line))
            yield Row()
