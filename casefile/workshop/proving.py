"""What one deal is held to before a team gets it: every rule that looks at deals and whose breach is an error."""

from pathlib import Path

from casefile.source.problems import Problem, Unsound
from casefile.vault import PackRefusal
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.severities import severities
from casefile.workshop.deal import Dealt

MOOT = frozenset({"CF-A02"})
"""How long a search for an answer takes: without the host's pepper there is none."""
FIRST = "CF-U06"
"""Of all rules the one that a deal of a sound case fails: papers that do not lead to the answer."""


def faults_of(folder: Path, dealt: Dealt) -> list[Problem]:
    """What the first rule says that a deal breaks; nothing of a fair one. A second or two, most of it CF-U06."""
    levels, _ = severities(dealt.case)
    deal = Deal(folder, dealt.case, dealt.profile, dealt)
    for code in sorted(RULES, key=lambda code: code != FIRST):
        rule = RULES[code]
        if rule.scope == "deal" and code not in MOOT and levels.get(code, rule.severity) is Severity.ERROR:
            found = _look(rule, deal)
            if found:
                return found
    return []


def _look(rule: Rule, deal: Deal) -> list[Problem]:
    try:
        return list(rule.look(deal))
    except Unsound as unsound:
        return list(unsound.problems)
    except PackRefusal as refusal:
        return [Problem("case.toml", 1, "CF-A09", refusal.sentence)]
