"""Whether every decision leaves a way on: no lock and no ending may hang on an option that was not taken."""

from collections.abc import Iterator
from itertools import combinations

from casefile.source import names
from casefile.source.problems import Problem
from casefile.source.wiring import options
from casefile.workshop.check.rule import Cut

_Choice = tuple[str, str]
"""A decision and one of its options."""


def ways_on(cut: Cut) -> Iterator[Problem]:
    """Options, alone or two together, after which a lock can never be seen or no ending holds."""
    decisions = cut.case.file.decisions
    single = [(one.id, option) for one in decisions for option in options(cut.case, one.id)]
    lost: dict[tuple[_Choice, ...], set[str]] = {(choice,): _lost(cut, (choice,)) for choice in single}
    for first, second in combinations(single, 2):
        if first[0] != second[0]:
            lost[first, second] = _lost(cut, (first, second)) - lost[(first,)] - lost[(second,)]
    numbers = {one.id: number for number, one in enumerate(decisions)}
    for choices, what in lost.items():
        if what:
            said = " and ".join(f'"{option}" in decision "{decision}"' for decision, option in choices)
            sentence = f"whoever takes {said} can never get to {', '.join(sorted(what))}."
            advice = "Open it from every option of the decision too, with a gate of `branch:…/*`."
            yield cut.problem("CF-F02", "case.toml", ("decisions", numbers[choices[-1][0]]), sentence, advice)


def _lost(cut: Cut, choices: tuple[_Choice, ...]) -> set[str]:
    """Locks, and acts, that these choices shut for good; "any ending" when no row of the table holds any more."""
    barred = {
        names.branch(decision, option)
        for decision, taken in choices
        for option in options(cut.case, decision)
        if option != taken
    }
    left = cut.wiring.held(without=barred)
    lost = {
        node.removesuffix(f"/{names.SHOWN}")
        for node in cut.stages.everything - left
        if cut.wiring.kinds[node] in {"shown", "act"}
    }
    if cut.case.file.endings and not _some_ending(cut, dict(choices), left):
        lost.add("any ending")
    return lost


def _some_ending(cut: Cut, taken: dict[str, str], left: set[str]) -> bool:
    return any(
        names.ending(row.id) in left and all(_may_hold(cut, condition, taken, left) for condition in row.when)
        for row in cut.case.file.endings
    )


def _may_hold(cut: Cut, written: str, taken: dict[str, str], left: set[str]) -> bool:
    """Whether a condition can hold after these choices; what is not about them may."""
    condition = cut.wiring.condition(written)
    word, _, argument = condition.removeprefix("!").partition(":")
    decision, _, option = argument.removeprefix("branch:").replace("/", "=").partition("=")
    is_no = condition.startswith("!")
    if decision in taken and (word == "chose" or argument.startswith("branch:")):
        return (option in ("*", taken[decision])) != is_no
    return is_no or word != "held" or argument in left
