"""Deal folders for tests, made in this process and without proofs."""

import shutil
from pathlib import Path

import pytest

from casefile.host.deal.folder import DealFolder
from casefile.workshop.dealer import How
from casefile.workshop.dealing import deal_teams
from tests.sealed import SOURCE

SOUND = Path(__file__).parents[1] / "accusation_case"
"""A case with which no rule finds fault; the fixture case is not one."""


def copy_of(source: Path, root: Path) -> Path:
    shutil.copytree(source, root, ignore=shutil.ignore_patterns("seal.key"))
    return root


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deal in this process, so that a test can look on."""
    monkeypatch.setattr("casefile.workshop.fresh.os.cpu_count", lambda: 1)


def dealt_folder(root: Path, teams: int = 2, word: str = "a word") -> DealFolder:
    """Deal the fixture case below a folder."""
    source = root / "case"
    if not source.exists():
        copy_of(SOURCE, source)
    return deal_teams(source, root / "deal", teams, How(word=word, is_checked=False)).folder
