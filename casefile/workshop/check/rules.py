"""All rules, theme by theme."""

from casefile.errors import Refusal
from casefile.source.problems import did_you_mean
from casefile.workshop.check import (
    access,
    answers,
    fairness,
    hints,
    languages,
    leaks,
    loading,
    logic,
    pace,
    playtests,
    structure,
)
from casefile.workshop.check.rule import Rule

_THEMES = (structure, pace, answers, logic, leaks, fairness, hints, access, languages, playtests)
_ALL = [*loading.RULES, *sorted((rule for theme in _THEMES for rule in theme.RULES), key=lambda rule: rule.code)]

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
"""By code: first what keeps a case from being dealt."""


def rule_of(code: str) -> Rule:
    """A rule by its code, however it is written: `u03` means `CF-U03`.

    Raises:
        Refusal: `rule-unknown`.
    """
    wanted = code.strip().upper()
    wanted = wanted if wanted.startswith("CF-") else f"CF-{wanted}"
    if wanted not in RULES:
        raise Refusal("rule-unknown", f'There is no rule "{wanted}".{did_you_mean(wanted, RULES)}')
    return RULES[wanted]
