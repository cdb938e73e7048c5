"""A sheet with what no player may see: who it is, and what the lock in hand takes."""

from collections.abc import Iterator, Sequence

from casefile.desk.column import Row
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span
from casefile.workshop.preview.proof import Proof
from casefile.workshop.solutions import Answer, Solution

MOST = 4
"""Answers of one sort that are shown; the rest is counted."""


class BehindSheet(Sheet[str]):
    """Shown when the author asks; dismissed with the lock that is to be solved."""

    def __init__(self, proof: Proof, lock: str, language: str) -> None:
        """Make the sheet.

        Args:
            proof: The deal.
            lock: The lock in hand; none is left out.
            language: The desk's.
        """
        super().__init__("Behind the case")
        self._proof = proof
        self._lock = lock
        self._language = language

    def rows(self, width: int) -> Iterator[Row]:
        """The mole, the answers, a way to use them."""
        dealt = self._proof.dealt
        if dealt.mole:
            yield Row((Span(" The mole is ", "quiet"), Span(self._called(dealt.mole), "stamp", bold=True)))
            yield Row()
        solution = dealt.solutions.get(self._lock)
        if solution is None:
            yield from said("No lock is in hand.", width, "quiet")
            return
        puzzle = dealt.case.puzzles[self._lock]
        yield Row((Span(f" {self._lock}", "amber", bold=True),), end=(Span(puzzle.about.kind or "archive", "quiet"),))
        fields = " / ".join(one.id for one in solution.fields)
        yield from self._listed(f"takes  ({fields})", solution.answers, "done", width, solution)
        if solution.answers:
            yield Row()
            yield button("Solve it", "solve")
        yield from self._listed("nearly", [near.answer for near in solution.near], "amber", width, solution)
        yield from self._listed("must refuse", solution.refused, "stamp", width, solution)
        yield from self._listed("draws", [answer for answer, _ in solution.rows], "done", width, solution)
        yield from self._proved(width)

    def _listed(self, title: str, answers: Sequence[Answer], ink: str, width: int, solution: Solution) -> Iterator[Row]:
        if not answers:
            return
        yield Row()
        yield Row((Span(f"   {title}", "quiet"),))
        for answer in answers[:MOST]:
            yield from said(" / ".join(self._words(answer, solution)), width, ink, indent=5)
        if len(answers) > MOST:
            yield from said(f"and {len(answers) - MOST} more", width, "quiet", indent=5)

    def _words(self, answer: Answer, solution: Solution) -> Iterator[str]:
        """Cards by their labels, where the desk knows them, beside their ids."""
        for text, one in zip(answer, solution.fields, strict=True):
            yield f"{self._called(text)} ({text})" if one.bank and self._called(text) != text else text

    def _called(self, person: str) -> str:
        facts = self._proof.dealt.rendering.facts
        cast = facts.get(self._language, facts[self._proof.dealt.rendering.language])["cast"]
        return str(cast.get(person, {}).get("name", person))

    def _proved(self, width: int) -> Iterator[Row]:
        riddles = self._proof.dealt.riddles.get(self._lock, {})
        riddle = riddles.get(self._language) or next(iter(riddles.values()), None)
        if riddle is None:
            return
        proved = riddle.certificate
        yield Row()
        yield from said(
            f"{proved.space:,} answers to search; {proved.method}, {proved.survivors} of {proved.searched:,} holds.",
            width,
            "quiet",
            indent=3,
        )

    def chosen(self, key: str) -> None:
        """Solve it."""
        if key == "solve":
            self.dismiss(self._lock)
