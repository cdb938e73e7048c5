"""All rules, theme by theme."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from casefile.errors import Refusal
from casefile.source.problems import did_you_mean
from casefile.workshop.check.rule import Rule

THEMES = (
    "loading",
    "structure",
    "pace",
    "answers",
    "logic",
    "leaks",
    "fairness",
    "hints",
    "access",
    "languages",
    "playtests",
)


def _all() -> Iterator[Rule]:
    for theme in THEMES:
        name = f"casefile.workshop.check.{theme}"
        if find_spec(name):
            yield from getattr(import_module(name), "RULES", ())


RULES: dict[str, Rule] = {
    rule.code: rule for rule in sorted(_all(), key=lambda rule: (rule.scope != "load", rule.code))
}
"""By code."""


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
