"""LYREBIRD as it is dealt for an evening."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from casefile.host.deal.folder import DealFolder
from casefile.workshop.dealer import How
from casefile.workshop.dealing import deal_teams
from tests.terminal.installed import LYREBIRD


def deal_lyrebird(root: Path, teams: int, *, names: Sequence[str] = ()) -> DealFolder:
    """Deal the short cut of it, the same at every run and without proofs.

    Args:
        root: Where the source is copied to and the deal folder made.
        teams: How many.
        names: What the first of them are called.
    """
    source = shutil.copytree(LYREBIRD, root / "lyrebird")
    how = How(profile="room", word="over ssh", is_checked=False)
    return deal_teams(source, root / "deal", teams, how, names=names).folder
