"""The rules, asked from a preview."""

import threading

import pytest

from casefile.workshop.check.rule import Severity
from casefile.workshop.preview.proof import Wish
from casefile.workshop.preview.rules import Rules, found
from tests.spoilt import Folder


def test_a_case_that_cannot_be_dealt_is_not_looked_at(case: Folder) -> None:
    case.edit("case.toml", 'id = "stamp"', 'ident = "stamp"')
    assert not list(found(case.root, Wish()))


@pytest.mark.slow
def test_what_the_rules_find_comes_back_from_their_own_process(case: Folder) -> None:
    case.edit("case.toml", "rev = 1", 'rev = 1\nseverities = { CF-X99 = "error" }')
    told = Rules(case.root).look(Wish("", "short"))
    assert told is not None
    assert ("CF-S12", Severity.ERROR) in {(one.problem.code, one.severity) for one in told}


@pytest.mark.slow
def test_rules_that_are_stopped_say_nothing(case: Folder) -> None:
    rules = Rules(case.root)
    timer = threading.Timer(0.3, rules.stop)
    timer.start()
    assert rules.look(Wish()) is None
