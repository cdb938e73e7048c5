"""Faults that keep a case from being read or dealt: the source and the deal tell them, here they have their titles."""

from casefile.source.problems import Problem
from casefile.workshop.check.rule import Rule, Severity, Sources


def _told_already(_sources: Sources) -> tuple[Problem, ...]:
    return ()


_TITLES = {
    "CF-S01": "Every node can be reached in every profile",
    "CF-S02": "No puzzle needs, to be made, what is made from it",
    "CF-S06": "Every id is there, and there once; every file is used",
    "CF-S10": "Every file that is needed is there, and can be read",
    "CF-S11": "Everything lies in the case's folder, and is of a size to read",
    "CF-S12": "Every key has a place and a value that fits it",
    "CF-S13": "Every template can be rendered",
    "CF-S14": "Every step of a hint has its heading and four rungs",
    "CF-S15": "Every paper has front matter, and is named as its id",
    "CF-S16": "Every translation is a gettext catalogue",
    "CF-S17": "Every puzzle can be dealt by its kind",
    "CF-S18": "The hidden world can be dealt",
    "CF-S19": "Every mark is filled by a lift",
    "CF-S20": "Every line of a plan is understood, and names what there is",
    "CF-S21": "No translation has lost a placeholder",
    "CF-A01": "Every answer has a normal form",
}

RULES = tuple(Rule(code, Severity.ERROR, title, "load", _told_already) for code, title in _TITLES.items())
