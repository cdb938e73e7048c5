"""What one deal is held to before a team gets it: every rule that looks at deals and whose breach is an error."""

from pathlib import Path

from casefile.source.problems import Problem, Unsound
from casefile.vault import PackRefusal
from casefile.workshop.check.rule import Deal, Severity
from casefile.workshop.check.rules import RULES
from casefile.workshop.check.severities import severities
from casefile.workshop.deal import Dealt

MOOT = frozenset({"CF-A02"})
"""How long a search for an answer takes: without the host's pepper there is none."""


def faults_of(folder: Path, dealt: Dealt) -> list[Problem]:
    """What is unfair in a deal; a second or two, most of it a machine's play from the papers (CF-U06)."""
    levels, _ = severities(dealt.case)
    deal = Deal(folder, dealt.case, dealt.profile, dealt)
    found: list[Problem] = []
    for code, rule in RULES.items():
        if rule.scope == "deal" and code not in MOOT and levels.get(code, rule.severity) is Severity.ERROR:
            try:
                found += rule.look(deal)
            except Unsound as unsound:
                found += unsound.problems
            except PackRefusal as refusal:
                found.append(Problem("case.toml", 1, "CF-A09", refusal.sentence))
    return found
