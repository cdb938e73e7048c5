"""What nobody needs to know by heart: the tables of a method lie in the case, and nothing has to be looked up."""

import re
from collections.abc import Iterator
from typing import Any

from casefile.source.case import Puzzle
from casefile.source.problems import Problem, did_you_mean
from casefile.workshop.check.rule import Deal

METHODS = frozenset({"account", "checkerboard", "columnar", "morse", "playfair", "two-time-pad", "vigenere"})
"""Kinds whose method one has to have been taught; each deals a card with it. For others there is `requires`."""
_CARD = ("card", "card_alt", "card_rows")
"""The values in which a riddle has its card: as drawn, in words, as rows of a table."""

_ADDRESS = re.compile(r"https?://|\bwww\.")
_APART = re.compile(r"[\s|│]+")


def all_tables_are_in_the_case(deal: Deal) -> Iterator[Problem]:
    """Tables that a puzzle takes and that do not lie open when it is shown, and addresses of the world outside."""
    for lock in deal.dealt.solutions:
        puzzle = deal.case.puzzles[lock]
        open_now = deal.stages.at_lock(lock)
        yield from _required(deal, puzzle, open_now)
        yield from _printed(deal, puzzle, open_now)
        if _ADDRESS.search(puzzle.about.prompt):
            sentence = "the prompt gives an address on the network, and a case is played without one."
            yield deal.problem("CF-F04", puzzle.path, ("prompt",), sentence, "Put what is needed on a paper.")
        for step in puzzle.steps:
            for text, line in zip(step.rungs, step.rung_lines, strict=True):
                if _ADDRESS.search(text):
                    sentence = "a hint gives an address on the network, and a case is played without one."
                    yield Problem(puzzle.hints_path, line, "CF-F04", sentence, "Put what is needed on a paper.")


def _required(deal: Deal, puzzle: Puzzle, open_now: set[str]) -> Iterator[Problem]:
    carriers = {paper.source.about.id: paper.node for paper in deal.dealt.papers}
    for number, wanted in enumerate(puzzle.about.requires):
        place = ("requires", number)
        if wanted not in deal.case.docs:
            guess = did_you_mean(wanted, deal.case.docs).strip()
            yield deal.problem("CF-F04", puzzle.path, place, f'requires "{wanted}": there is no such paper.', guess)
        elif carriers.get(wanted) not in open_now:
            sentence = f'requires "{wanted}", which is not sure to be open when "{puzzle.about.id}" is shown.'
            yield deal.problem("CF-F04", puzzle.path, place, sentence, "Let it come with the act, or with the puzzle.")


def _printed(deal: Deal, puzzle: Puzzle, open_now: set[str]) -> Iterator[Problem]:
    about = puzzle.about
    if about.kind not in METHODS or about.requires:
        return
    for language, riddle in deal.dealt.riddles.get(about.id, {}).items():
        bodies = (paper.body[language] for paper in deal.dealt.papers if paper.node in open_now)
        text = f" {_flat(' '.join(bodies))} "
        ways = [list(_pieces(riddle.values[name])) for name in _CARD if name in riddle.values]
        if not any(all(f" {piece} " in text for piece in pieces) for pieces in ways):
            sentence = f'is of the kind "{about.kind}", and its card is on no paper that is open by then.'
            advice = (
                f"Print `{{{{ {about.id}.card }}}}` on one; or name in `requires` a paper of your own that teaches it."
            )
            yield deal.problem("CF-F04", puzzle.path, ("kind",), sentence, advice)
            return


def _pieces(card: Any) -> Iterator[str]:
    """What has to stand somewhere, line by line or row by row."""
    for row in card.splitlines() if isinstance(card, str) else card:
        if piece := _flat(row if isinstance(row, str) else " ".join(map(str, row.values()))):
            yield piece


def _flat(text: str) -> str:
    return _APART.sub(" ", text).strip()
