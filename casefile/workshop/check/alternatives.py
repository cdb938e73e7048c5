"""Whether a puzzle can be solved by somebody who has every drawing read out."""

import re
from collections.abc import Iterator, Mapping

from casefile.errors import Refusal
from casefile.kinds import kind
from casefile.session.views import Shape
from casefile.source.problems import Problem
from casefile.workshop.check.prose import blocks, line_of, says
from casefile.workshop.check.rule import Deal
from casefile.workshop.check.solved import Here
from casefile.workshop.riddles import params_of

_FIGURE = re.compile(r"^```figure(?:-wide)?\b ?(?P<alt>.*)\n(?:.*\n)*?```[ \t]*$", re.MULTILINE)


def drawings_are_told(deal: Deal) -> Iterator[Problem]:
    """Drawings without words, and puzzles whose words are not enough."""
    for paper in deal.dealt.papers:
        for language in deal.dealt.rendering.facts:
            figures = [block for block in blocks(paper.body[language]) if block.shape is Shape.FIGURE]
            if not all(_speaks(figure.alt) for figure in figures):
                line = line_of(paper.source, "```figure")
                sentence = "has a drawing without words; nobody who cannot see it can go on."
                advice = "Write behind ```figure all that the drawing shows."
                yield Problem(paper.source.path, line, "CF-T03", sentence + _told(deal, language), advice)
    for lock in deal.dealt.solutions:
        for language in deal.dealt.riddles.get(lock, {}):
            if _drawn(deal, lock, language) and not _solved_by_ear(deal, lock, language):
                puzzle = deal.case.puzzles[lock]
                sentence = "can be solved from the drawings of its papers, and not from their words."
                advice = "Say in the words of each figure everything that its lines show."
                yield deal.problem("CF-T03", puzzle.path, ("papers",), sentence + _told(deal, language), advice)


def _speaks(words: str) -> bool:
    return any(char.isalnum() for char in words)


def _told(deal: Deal, language: str) -> str:
    return "" if language == deal.case.file.language else f" This is in the translation to {language}."


def _drawn(deal: Deal, lock: str, language: str) -> bool:
    """Whether a paper that belongs to it draws something."""
    own = deal.case.puzzles[lock].about.papers
    papers = (paper for paper in deal.dealt.papers if paper.source.about.id in own)
    return any("```figure" in paper.body[language] for paper in papers)


def _solved_by_ear(deal: Deal, lock: str, language: str) -> bool:
    """Whether the words are as good as the drawings: what cannot be solved from either is another rule's business."""
    open_now, own = deal.stages.at_lock(lock), deal.case.puzzles[lock].about.papers
    papers = [paper for paper in deal.dealt.papers if paper.node in open_now]
    drawn = {paper.source.about.id: paper.body[language] for paper in papers}
    told = {name: _FIGURE.sub(lambda match: match["alt"], body) for name, body in drawn.items()}
    # Its own papers are few, and mostly all that is needed.
    few = {name: body for name, body in told.items() if name in own}
    if any(_is_solved(deal, lock, language, some) for some in (few, told)):
        return True
    if not _is_solved(deal, lock, language, drawn):
        return True
    # A solver may look for the very words of the drawing; where nothing is encoded, the answer itself is enough.
    riddle, maker = deal.dealt.riddles[lock][language], kind(deal.case.puzzles[lock].about.kind)
    return maker.in_clear and all(says("\n".join(told.values()), part) for part in riddle.answers[0])


def _is_solved(deal: Deal, lock: str, language: str, papers: Mapping[str, str]) -> bool:
    puzzle, dealt = deal.case.puzzles[lock], deal.dealt
    maker = kind(puzzle.about.kind)
    params = params_of(puzzle, dealt.rendering, dealt.wiring, language)
    try:
        found = Here().solve(maker.name, maker.public(params), papers)
    except Refusal:
        return False
    return found.answer in dealt.riddles[lock][language].answers
