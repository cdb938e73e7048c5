"""The program, put somewhere once, with the case sealed as it is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.installed import Installed, install, lyrebird
from tests.terminal.knowing import quick_pack


@pytest.fixture(scope="session")
def shipped() -> bytes:
    """LYREBIRD as a player gets it: every guess costs what it costs at home."""
    return lyrebird()


@pytest.fixture
def program(shipped: bytes, tmp_path: Path) -> Installed:
    """The program with the case in it, for one player."""
    return install(tmp_path, packs={"lyrebird": shipped})


@pytest.fixture
def quick(tmp_path: Path) -> Installed:
    """The program without a case, and a pack beside it of which a guess costs nothing."""
    program = install(tmp_path, packs={})
    (tmp_path / "quick.case").write_bytes(quick_pack())
    return program
