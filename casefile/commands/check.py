"""`casefile check`: what is wrong with a case, and what is unfair in it."""

import argparse
import json
import textwrap
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", nargs="?", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("--seeds", type=int, default=1, metavar="N", help="look at so many deals of it; else at one")
    command.add_argument("--profile", default="", metavar="P", help="only this cut of the case; else all")
    command.add_argument("--only", action="append", default=[], metavar="CODE", help="only this rule; may be repeated")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--explain", default="", metavar="CODE", help="print a rule's page, such as that of CF-U03")
    command.add_argument("--list", action="store_true", help="list all rules")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code: 1 if there is an error in the case."""
    if wanted.explain or wanted.list:
        return _say_rules(wanted)
    from casefile.desk.progress import progress
    from casefile.errors import Refusal
    from casefile.workshop.check.rule import Severity
    from casefile.workshop.check.rules import rule_of
    from casefile.workshop.check.run import check

    if wanted.source is None:
        raise Refusal("check-nothing", "Say which folder is to be checked: `casefile check DIR`.")
    if wanted.seeds < 1:
        raise Refusal("check-seeds", "There is at least one seed to check: `--seeds 1`.")
    only = [rule_of(code).code for code in wanted.only]
    with progress(f"Checking {wanted.source.name}") as tell:
        report = check(wanted.source, seeds=wanted.seeds, profile=wanted.profile, only=only, told=tell)
    _print(json.dumps(report.as_dict(), ensure_ascii=False, indent=1) if wanted.json else "\n".join(report.lines()))
    return int(report.count(Severity.ERROR) > 0)


def _say_rules(wanted: argparse.Namespace) -> int:
    from casefile.workshop.check.explain import page_of
    from casefile.workshop.check.report import WIDTH
    from casefile.workshop.check.rules import RULES, rule_of

    if wanted.explain:
        _print(page_of(rule_of(wanted.explain).code))
    elif wanted.json:
        rules = [{"code": rule.code, "severity": rule.severity.value, "title": rule.title} for rule in RULES.values()]
        _print(json.dumps(rules, ensure_ascii=False, indent=1))
    else:
        for rule in RULES.values():
            head = f"{rule.code}  {rule.severity.value:<7}  "
            _print(textwrap.fill(rule.title, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)))
    return 0


def _print(text: str) -> None:
    print(text)  # noqa: T201
