"""What nobody needs to know by heart: the tables of a method lie in the case, and nothing has to be looked up."""

import re
from collections.abc import Iterator

from casefile.source.case import Puzzle
from casefile.source.problems import Problem, did_you_mean
from casefile.workshop.check.rule import Deal

TABLES = {"morse": "card_rows"}
"""Kind to the value of its riddles that is such a table; for other kinds an author says it in `requires`."""

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
    table = TABLES.get(puzzle.about.kind, "")
    for language, riddle in (deal.dealt.riddles.get(puzzle.about.id, {}).items() if table else ()):
        bodies = (paper.body[language] for paper in deal.dealt.papers if paper.node in open_now)
        text = f" {_APART.sub(' ', ' '.join(bodies))} "
        rows = [" ".join(map(str, row.values())) for row in riddle.values[table]]
        missing = [row for row in rows if f" {row} " not in text]
        if missing:
            sentence = f"takes a table that no open paper prints whole; {len(missing)} of {len(rows)} rows are missing."
            advice = f"Print `{puzzle.about.id}.{table}`, or its drawing, on a paper that is open by then."
            yield deal.problem("CF-F04", puzzle.path, ("kind",), sentence, advice)
            return
