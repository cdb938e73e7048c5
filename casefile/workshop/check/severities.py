"""How much each rule matters in one case, as its author says."""

from casefile.source.case import Case
from casefile.source.problems import Problem, did_you_mean
from casefile.workshop.check.rule import Severity
from casefile.workshop.check.rules import RULES


def severities(case: Case) -> tuple[dict[str, Severity], list[Problem]]:
    """The author's own severities, and what is wrong with them."""
    levels: dict[str, Severity] = {}
    faults: list[Problem] = []
    for code, level in case.file.severities.items():
        line = case.line("case.toml", ("severities", code))
        if code not in RULES:
            sentence = f'there is no rule "{code}".{did_you_mean(code, RULES)}'
            faults.append(Problem("case.toml", line, "CF-S12", sentence))
        elif RULES[code].scope == "load":
            sentence = f"{code} stays an error: a case that it finds fault with cannot be dealt. Take the line out."
            faults.append(Problem("case.toml", line, "CF-S12", sentence))
        else:
            levels[code] = Severity(level)
    return levels, faults
