"""Rules of hints: help comes in small steps, names what it speaks of, and gives nothing away before it is asked to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.kinds import kind
from casefile.source.case import Puzzle
from casefile.source.hints import RUNGS, Step
from casefile.source.problems import Problem
from casefile.workshop.check.prose import nearly_says, says, spelled
from casefile.workshop.check.revealing import Asked, asked
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.rendering import At

_CONTENT = 4
"""Letters; a shorter word says little."""


@dataclass(frozen=True, slots=True)
class _Help:
    """The steps of one lock in one language."""

    deal: Deal
    puzzle: Puzzle
    language: str

    @property
    def lock(self) -> str:
        return self.puzzle.about.id

    def steps(self) -> list[Step]:
        """Those that this profile has; a step about a slot that it leaves out is not shown."""
        kept = {one.id for one in self.deal.dealt.solutions[self.lock].fields}
        return [step for step in self.puzzle.steps if not step.slot or step.slot in kept]

    def title(self, step: Step) -> str:
        return self._say(step.title, step.line)

    def rungs(self, step: Step) -> list[str]:
        return [self._say(text, line) for text, line in zip(step.rungs, step.rung_lines, strict=True)]

    def asked(self) -> tuple[Asked, ...]:
        return asked(self.deal.dealt, self.lock, self.language)

    def fault(self, code: str, line: int, sentence: str, advice: str = "") -> Problem:
        told = (
            "" if self.language == self.deal.case.file.language else f" This is in the translation to {self.language}."
        )
        return Problem(self.puzzle.hints_path, line, code, sentence + told, advice)

    def _say(self, text: str, line: int) -> str:
        at = At(self.puzzle.hints_path, line)
        return self.deal.dealt.rendering.string(f"puzzle:{self.lock}", text, at, self.language)


def _helped(deal: Deal) -> Iterator[_Help]:
    for lock in deal.dealt.solutions:
        for language in deal.dealt.rendering.facts:
            yield _Help(deal, deal.case.puzzles[lock], language)


def first_rungs_name_papers(deal: Deal) -> Iterator[Problem]:
    """Puzzles without a hint, boxes of a board without one, and first rungs that name no paper that is open.

    A step that follows another of the same puzzle may speak of "the same strip"; a box of a board stands alone.
    """
    for help_ in _helped(deal):
        form = help_.puzzle.about.form
        steps = help_.steps()
        if form == "request":
            continue
        own = help_.language == deal.case.file.language
        if own:
            yield from _without_help(help_)
        # A rung that is not translated yet speaks of titles that are not: CF-I01 says so.
        titles = _titles(help_, help_.language) | _titles(help_, deal.case.file.language)
        for step in steps if form == "board" else steps[:1]:
            rung = help_.rungs(step)[0]
            if not any((says if own else nearly_says)(rung, title) for title in titles):
                sentence = f'the first rung of "{step.id}" names no paper that is open by then.'
                yield help_.fault("CF-H01", step.rung_lines[0], sentence, "Say by its title which paper to look at.")


def _without_help(help_: _Help) -> Iterator[Problem]:
    about = help_.puzzle.about
    if not help_.puzzle.steps:
        advice = f"Write {help_.puzzle.hints_path}, four rungs for each step of the solution."
        sentence = "has no hints; nobody should have to give a case up."
        yield help_.deal.problem("CF-H01", help_.puzzle.path, ("id",), sentence, advice)
    elif about.form == "board":
        helped = {step.slot for step in help_.puzzle.steps}
        for one in help_.deal.dealt.solutions[about.id].fields:
            if one.id not in helped:
                yield help_.fault(
                    "CF-H01", 1, f'no step is about the box "{one.id}".', f"Add one with {{slot: {one.id}}}."
                )


def _titles(help_: _Help, language: str) -> set[str]:
    """What the papers are called that lie open at the lock: title, title up to its comma, reference.

    A board gathers: nothing need be certain there, and whatever can be open counts.
    """
    stages, is_board = help_.deal.stages, help_.puzzle.about.form == "board"
    held = stages.before_solved(help_.lock) if is_board else stages.at_lock(help_.lock)
    papers = [paper for paper in help_.deal.dealt.papers if paper.node in held]
    titles = {paper.title[language] for paper in papers}
    return titles | {title.split(",")[0] for title in titles} | {paper.ref for paper in papers if paper.ref}


def rungs_go_up(deal: Deal) -> Iterator[Problem]:
    """Rungs before the last that give the answer away, and rungs that say nothing new."""
    for help_ in _helped(deal):
        fields = help_.asked()
        for step in help_.steps():
            known = set(spelled(help_.title(step)).split())
            for number, (text, line) in enumerate(zip(help_.rungs(step), step.rung_lines, strict=True), start=1):
                told = [one for one in fields if number < RUNGS and one.given_away(text)]
                if told:
                    given = told[0].said_in(text)
                    sentence = f'rung {number} of "{step.id}" gives the answer to "{told[0].field}" away: "{given}".'
                    yield help_.fault("CF-H02", line, sentence, "Keep it for the fourth.")
                words = set(spelled(text).split())
                if not any(number == RUNGS or _says_much(word) for word in words - known):
                    sentence = f'rung {number} of "{step.id}" says nothing that the rungs before it have not said.'
                    yield help_.fault("CF-H02", line, sentence, "Each costs the player something; add a thing.")
                known |= words


def _says_much(word: str) -> bool:
    return len(word) >= _CONTENT or word.isdigit()


def headings_keep_quiet(deal: Deal) -> Iterator[Problem]:
    """Headings, which are read before anything is asked for, that give an answer or a hidden method away."""
    for help_ in _helped(deal):
        about = help_.puzzle.about
        maker = kind(about.kind) if about.kind else None
        hidden = {*re.split(r"[-_ ]", maker.name), maker.tool} - {""} if maker and not maker.in_clear else set()
        fields = help_.asked()
        for step in help_.steps():
            title = help_.title(step)
            told = [f'the answer to "{one.field}"' for one in fields if one.given_away(title)]
            told += [f'the method, "{word}"' for word in sorted(hidden) if says(title, word)]
            if told:
                sentence = f'the heading of "{step.id}" gives {told[0]} away.'
                yield help_.fault(
                    "CF-H03", step.line, sentence, "Everybody reads headings; name the thing, not what it is."
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "CF-H01",
        Severity.ERROR,
        "Every puzzle has hints, and the first names the papers",
        "deal",
        first_rungs_name_papers,
    ),
    Rule(
        "CF-H02",
        Severity.WARNING,
        "Each rung of a hint adds something, and only the last is the answer",
        "deal",
        rungs_go_up,
    ),
    Rule("CF-H03", Severity.WARNING, "The headings of hints give nothing away", "deal", headings_keep_quiet),
)
