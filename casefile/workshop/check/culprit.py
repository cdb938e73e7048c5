"""The rule for the hidden world: whoever misses a little, or misreads a little, still finds who it was."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import Any

from casefile.source.problems import Problem
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.check.story import is_whole

MISSED = 2
"""So many clues anybody may miss."""
_NAMED = r"clues(?:\.|\[['\"])(\w+)(?:['\"]\])?"
_ANY = re.compile(rf"\b{_NAMED}")
_ROWS = re.compile(rf"\b{_NAMED}\.rows\b")
_SHORT = re.compile(rf"\bset +(\w+) *= *world\.{_NAMED}")
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\D?(\d\d)(?!\d)")
Matrix = Mapping[str, Set[str]]
"""Clue to the suspects whom its rows clear."""


def the_culprit_is_found(deal: Deal) -> Iterator[Problem]:
    """Clues that nobody can read, and a culprit whom those that can be read do not single out."""
    world = deal.dealt.world
    if world is None or not world.clues:
        return
    printed = _printed(deal)
    for number, clue in enumerate(deal.case.world.clues if deal.case.world else ()):
        if clue.id not in printed and any(act.id == clue.act for act in deal.case.file.acts):
            sentence = f'no paper prints the rows and the window of the clue "{clue.id}".'
            yield deal.problem("CF-U02", "world.toml", ("clues", number), sentence, "Write its register.")
    if is_whole(deal.case):
        matrix = {name: _cleared(facts) for name, facts in world.clues.items() if name in printed}
        found = _missed(deal, matrix) or _misread(deal, matrix) or _skipped(deal, matrix, printed)
        if found:
            advice = "Let more clues exclude everybody else, or open their papers to everybody."
            yield deal.problem("CF-U02", "world.toml", ("clues",), found, advice)


def _printed(deal: Deal) -> dict[str, set[str]]:
    """Clue to the nodes whose papers print its rows; every clue for a text that goes through all of them."""
    world = deal.dealt.world
    if world is None:
        return {}
    clues = list(world.clues)
    found: dict[str, set[str]] = {}
    for paper in deal.dealt.papers:
        lifts = "\n".join(lift.text for lift in paper.source.about.lifts)
        for clue in clues_of(f"{paper.source.body}\n{lifts}", clues):
            if "rows" in lifts or _shows(paper.body[deal.dealt.rendering.language], world.clues[clue]["rows"]):
                found.setdefault(clue, set()).add(paper.node)
    return found


def _shows(text: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a text has the hours of every row, however they are written, or from when and for how many minutes."""
    hours = {(int(hour), int(minute)) for hour, minute in _HOUR.findall(text)}
    numbers = set(re.findall(r"\d+", text))
    return all(
        _clock(row["since"]) in hours and (_clock(row["until"]) in hours or str(row["minutes"]) in numbers)
        for row in rows
    )


def _clock(said: str) -> tuple[int, int]:
    return int(said[:2]), int(said[-2:])


def clues_of(text: str, clues: Sequence[str]) -> Collection[str]:
    """Clues whose rows a template prints, with the window that they are to be held against."""
    if not (re.search(r"\bclues\b", text) and re.search(r"\brows\b", text) and re.search(r"[.'\"]window\b", text)):
        return ()
    named = set(_ROWS.findall(text))
    named |= {clue for short, clue in _SHORT.findall(text) if re.search(rf"\b{short}\.rows\b", text)}
    return named.intersection(clues) or set(_ANY.findall(text)).intersection(clues) or clues


def _cleared(facts: Mapping[str, Any]) -> set[str]:
    """Whom a register clears, read as a player would: everybody with a row over the whole window."""
    window = facts["window"]
    return {row["id"] for row in facts["rows"] if row["since"] <= window["from"] and row["until"] >= window["to"]}


def _left(deal: Deal, matrix: Matrix) -> list[str]:
    return [name for name in deal.case.roll if not any(name in cleared for cleared in matrix.values())]


def _missed(deal: Deal, matrix: Matrix) -> str:
    """What is wrong when some clues are missed; nothing if the culprit is singled out all the same."""
    for count in range(MISSED + 1):
        for missed in combinations(matrix, count):
            left = _left(deal, {clue: cleared for clue, cleared in matrix.items() if clue not in missed})
            if left != [deal.dealt.mole]:
                without = f"whoever misses {' and '.join(missed)}" if missed else "whoever reads every clue"
                return f"{without} is left with {', '.join(left) or 'nobody'}."
    return ""


def _misread(deal: Deal, matrix: Matrix) -> str:
    """What is wrong when one row is misread: the fewest clues must still speak against the culprit alone."""
    for clue, cleared in matrix.items():
        for name in deal.case.roll:
            read = {**matrix, clue: cleared ^ {name}}
            against = {one: sum(one in out for out in read.values()) for one in deal.case.roll}
            fewest = [one for one, count in against.items() if count == min(against.values())]
            if fewest != [deal.dealt.mole]:
                return f'whoever misreads the row of "{name}" in {clue} is left with {", ".join(fewest)}.'
    return ""


def _skipped(deal: Deal, matrix: Matrix, printed: Mapping[str, Set[str]]) -> str:
    """What is wrong where the culprit is to be named by somebody who has skipped what can be skipped."""
    carriers = set().union(*printed.values()) if printed else set()
    for lock, solution in deal.dealt.solutions.items():
        names = zip(solution.fields, solution.answers[0] if solution.answers else (), strict=False)
        if not any(one.normal == "card" and card == deal.dealt.mole for one, card in names):
            continue
        for held in deal.stages.ways(lock, carriers):
            left = _left(deal, {clue: cleared for clue, cleared in matrix.items() if printed[clue] & held})
            if left != [deal.dealt.mole]:
                missing = ", ".join(clue for clue in matrix if not printed[clue] & held)
                return f'"{lock}" can be reached without {missing}, and that leaves {", ".join(left)}.'
    return ""


RULES = (
    Rule(
        "CF-U02",
        Severity.ERROR,
        "Whoever misses two clues, or misreads one, finds the culprit",
        "deal",
        the_culprit_is_found,
    ),
)
"""What is asked of the clue code."""
