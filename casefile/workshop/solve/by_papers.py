"""Whether every lock of a deal opens to what a solver reads in the papers that can lie open before it."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from casefile.errors import Refusal
from casefile.kinds import kind
from casefile.kinds.riddle import fold
from casefile.kinds.solving import Found
from casefile.source import names
from casefile.source.case import Puzzle
from casefile.workshop.deal import Dealt
from casefile.workshop.riddles import params_of
from casefile.workshop.solve.papers import Reading
from casefile.workshop.stages import Stages


class Way(StrEnum):
    """From what a lock was solved."""

    CERTAIN = "what is surely open"
    POSSIBLE = "all that can be open"
    MISSING = "any one feeder missing"
    NAMED = "a reference in an open paper"
    NONE = "nothing"


@dataclass(slots=True)
class Proof:
    """What came of one lock in one language."""

    lock: str
    language: str
    way: Way = Way.NONE
    seconds: float = 0.0
    """Of the longest attempt."""
    fault: str = ""
    warning: str = ""


class Solver(Protocol):
    """What is handed papers and says what it makes of them: a clean process, or this one."""

    def solve(self, kind: str, params: Mapping[str, Any], papers: Mapping[str, str]) -> Found:
        """Solve one lock."""
        ...


@dataclass
class ByPapers:
    """Solves the locks of one deal."""

    dealt: Dealt
    solver: Solver
    own_first: bool = False
    """Whether a puzzle's own papers are tried before all that is open: quicker, and as good a proof that they do."""
    stages: Stages = field(init=False)
    _readings: dict[str, Reading] = field(init=False)

    def __post_init__(self) -> None:
        self.stages = Stages(self.dealt.wiring)
        self._readings = {language: Reading(self.dealt, language) for language in self.dealt.rendering.facts}

    def prove(self) -> Iterator[Proof]:
        """Solve every lock, and the parts of every lock, in every language."""
        for lock in self.dealt.solutions:
            for language in self._readings:
                proof = Proof(lock, language)
                match self.dealt.case.puzzles[lock].about.form:
                    case "answer":
                        self._answer(proof)
                    case "board":
                        self._board(proof)
                    case "request":
                        self._request(proof)
                yield proof
        for part in parts_of(self.dealt):
            for language in self._readings:
                proof = Proof(part, language)
                self._part(proof)
                yield proof

    def _part(self, proof: Proof) -> None:
        """What a part gives is wanted at a lock, so it must follow from what can be read there."""
        lock = self.dealt.case.parts[proof.lock].about.of
        if not self._opens(proof, self.stages.at_lock(lock), Way.CERTAIN):
            self._opens(proof, self._before(lock), Way.POSSIBLE)

    def _answer(self, proof: Proof) -> None:
        if self._opens(proof, self.stages.at_lock(proof.lock), Way.CERTAIN):
            return
        certain = proof.fault
        if self._opens(proof, self._before(proof.lock), Way.POSSIBLE):
            proof.warning = f"needs more than what is surely open when it is first seen. {certain}"

    def _board(self, proof: Proof) -> None:
        """A board gathers, so nothing need be certain; but no single feeder may be indispensable."""
        if not self._opens(proof, self._before(proof.lock), Way.POSSIBLE):
            return
        for feeder in self.stages.feeders(proof.lock):
            held = self.stages.missing(proof.lock, feeder)
            if names.part_of(proof.lock, names.SHOWN) not in held:
                continue
            if not self._opens(proof, held, Way.MISSING):
                proof.fault = f"cannot be filled in without {feeder}. {proof.fault}"
                return

    def _request(self, proof: Proof) -> None:
        """There is no kind to solve a reference; but it should stand somewhere."""
        proof.way = Way.NAMED
        for reference, node in self.dealt.solutions[proof.lock].rows:
            held = self.dealt.wiring.reached(node)
            text = _flat("\n".join(self._readings[proof.language].texts(held).values()))
            if not all(_flat(part) in text for part in reference):
                proof.way = Way.NONE
                proof.warning = f"{' / '.join(reference)} stands in no paper that can be open before it is drawn."

    def _before(self, lock: str) -> Set[str]:
        """What can be open before it is solved, and before a board hands out what it would have brought."""
        return self.stages.without(*(names.part_of(lock, part) for part in (names.SOLVED, names.PAPERS)))

    def _opens(self, proof: Proof, held: Set[str], way: Way) -> bool:
        """Solve from what these nodes carry; the proof says what came of it."""
        papers = self._readings[proof.language].texts(held)
        own = {name: papers[name] for name in self.dealt.case.made[proof.lock].about.papers if name in papers}
        return (self.own_first and self._leads(proof, own, way)) or self._leads(proof, papers, way)

    def _leads(self, proof: Proof, papers: Mapping[str, str], way: Way) -> bool:
        puzzle = self.dealt.case.made[proof.lock]
        maker = kind(puzzle.about.kind)
        params = params_of(puzzle, self.dealt.rendering, self.dealt.wiring, proof.language)
        try:
            found = self.solver.solve(maker.name, maker.public(params), papers)
        except Refusal as refusal:
            found = Found(why=refusal.sentence)
        except TypeError:
            found = Found(why="What the kind gives its solver is more than texts, numbers, lists and tables.")
        proof.seconds = max(proof.seconds, found.seconds)
        judged = self._refused if proof.lock in self.dealt.solutions else self._missed
        proof.fault = found.why or judged(puzzle, found.answer)
        proof.way = Way.NONE if proof.fault else way
        return not proof.fault

    def _refused(self, puzzle: Puzzle, answer: tuple[str, ...]) -> str:
        """Why the lock would not take an answer; nothing if it would."""
        solution, fields = self.dealt.solutions[puzzle.about.id], puzzle.about.fields
        shown = " / ".join(answer)
        if len(answer) != len(fields):
            return f"The solver finds {shown}, and the lock has {len(fields)} field(s)."
        asked = {one.id for one in solution.fields}
        cut = [part for one, part in zip(fields, answer, strict=True) if one.id in asked]
        try:
            normal = solution.normal(cut)
        except Refusal as refusal:
            return f"The solver finds {shown}, which nobody could type: {refusal.sentence}"
        if normal in map(solution.normal, solution.answers):
            return ""
        return f"The solver finds {shown}, which the lock refuses; it takes {' / '.join(solution.answers[0])}."

    def _missed(self, part: Puzzle, answer: tuple[str, ...]) -> str:
        """Why an answer is none of a part's; nothing if it is."""
        right = [one for riddle in self.dealt.riddles[part.about.id].values() for one in riddle.answers]
        if tuple(map(fold, answer)) in {tuple(map(fold, one)) for one in right}:
            return ""
        return f"The solver finds {' / '.join(answer)}; it is {' / '.join(right[0])}."


def parts_of(dealt: Dealt) -> list[str]:
    """The parts that the locks of a deal need; those of locks that the profile drops nobody has to solve."""
    return [name for name, part in dealt.case.parts.items() if part.about.of in dealt.solutions]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()
