"""Rules of logic: every lock has one answer, and reason finds it in what is open."""

from collections.abc import Iterator
from math import ceil

from casefile.kinds import Riddle
from casefile.source.case import Puzzle
from casefile.source.problems import Problem
from casefile.workshop.check import consistency, culprit, theories
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.check.solved import Here
from casefile.workshop.solve.by_papers import ByPapers, parts_of

DECOYS = 5
"""Wrong answers that each lock is tried with, at least."""
BITS_A_LETTER = 3.2
"""What a letter of plain English tells about the key: of the 4.7 bits of any letter, it uses no more than 1.5."""
UNICITY, LETTERS = 3, 60
"""How often a cipher is as long as it must be for one reading to be left, and how long it is at least."""


def one_answer_survives(deal: Deal) -> Iterator[Problem]:
    """Riddles whose certificate does not say that exactly one answer holds."""
    for puzzle, spoken, riddle in _riddles(deal):
        found = riddle.certificate
        if found.survivors != 1:
            sentence = f"{found.survivors:,} answers hold{spoken}, of {found.searched:,} that were tried: {found.note}."
            advice = "Change `params` so that the papers leave one."
            yield deal.problem("CF-U01", puzzle.path, ("params",), sentence, advice)


def no_guessing(deal: Deal) -> Iterator[Problem]:
    """Riddles whose certificate says that reason alone does not get through."""
    for puzzle, spoken, riddle in _riddles(deal):
        if riddle.certificate.depth:
            sentence = f"reason alone does not settle it{spoken}: guesses go {riddle.certificate.depth} deep."
            yield deal.problem("CF-U05", puzzle.path, ("params",), sentence, "Add a clue that makes them needless.")


def papers_lead_to_the_answer(deal: Deal) -> Iterator[Problem]:
    """Locks whose own solver does not get there from what can lie open before them."""
    for proof in ByPapers(deal.dealt, Here(), own_first=True).prove():
        puzzle = deal.case.made[proof.lock]
        if proof.fault:
            sentence = f"the papers do not lead to its answer{_spoken(deal, proof.language)}. {proof.fault}"
            advice = "Open what is needed before the lock, or mend what the papers say."
            yield deal.problem("CF-U06", puzzle.path, ("kind",), sentence, advice)


def decoys_are_refused(deal: Deal) -> Iterator[Problem]:
    """Locks that are tried with too few wrong answers; those that would be taken are told when the case is dealt."""
    for name, solution in deal.dealt.solutions.items():
        puzzle = deal.case.puzzles[name]
        if puzzle.about.form == "request":
            continue
        accepted = set(map(solution.normal, solution.answers))
        wrong = {solution.normal(answer) for answer in (*solution.refused, *(near.answer for near in solution.near))}
        count = len(wrong - accepted) + len(set(_planned(puzzle)))
        if count < DECOYS:
            sentence = f"is tried with {count} wrong answer{'s' * (count != 1)}; it needs {DECOYS}."
            advice = "Add to `refuse` what a player might think of first."
            yield deal.problem("CF-U07", puzzle.path, ("refuse",), sentence, advice)


def _planned(puzzle: Puzzle) -> Iterator[tuple[str, ...]]:
    """Wrong answers that the puzzle's `plan.test` tries."""
    for line in puzzle.plan.lines if puzzle.plan else ():
        if (line.act, line.subject) == ("answer", puzzle.about.id) and line.verdict != "accept":
            yield line.fields


def ciphers_are_long_enough(deal: Deal) -> Iterator[Problem]:
    """Texts in a cipher with a key, too short for one reading to be left, or for a hand to find it."""
    for puzzle, spoken, riddle in _riddles(deal):
        letters, bits = (riddle.values.get(name) for name in ("letters", "key_bits"))
        if not isinstance(letters, int) or not isinstance(bits, int | float):
            continue
        least = max(LETTERS, ceil(UNICITY * bits / BITS_A_LETTER))
        if letters < least:
            sentence = f"{letters} letters in cipher{spoken} are too few: a key of {bits:.0f} bits asks for {least}."
            yield deal.problem("CF-U08", puzzle.path, ("params",), sentence, "Write a longer message.")


def _riddles(deal: Deal) -> Iterator[tuple[Puzzle, str, Riddle]]:
    """The riddles behind the locks of a deal, and their parts; with words for a language that is not the case's own."""
    for name in (*deal.dealt.solutions, *parts_of(deal.dealt)):
        for language, riddle in deal.dealt.riddles.get(name, {}).items():
            yield deal.case.made[name], _spoken(deal, language), riddle


def _spoken(deal: Deal, language: str) -> str:
    return "" if language == deal.case.file.language else f' in "{language}"'


RULES = (
    Rule("CF-U01", Severity.ERROR, "Exactly one answer of each puzzle holds", "deal", one_answer_survives),
    *culprit.RULES,
    *theories.RULES,
    Rule("CF-U05", Severity.WARNING, "Reason alone settles each puzzle, and no guess is needed", "deal", no_guessing),
    Rule("CF-U06", Severity.ERROR, "What is open leads to each answer", "deal", papers_lead_to_the_answer),
    Rule(
        "CF-U07", Severity.ERROR, "Each lock is tried with wrong answers and refuses them", "deal", decoys_are_refused
    ),
    Rule("CF-U08", Severity.ERROR, "A cipher is long enough to be broken in one way", "deal", ciphers_are_long_enough),
    *consistency.RULES,
)
"""What this theme asks."""
