"""What the first page of the README promises: a fresh clone, one command, and there is the Registry."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal.screen import Terminal, needs_tmux

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), needs_tmux]

ROOT = Path(__file__).parents[2]
INSTALLS = 400.0
"""Seconds that fetching and installing may take; nobody promises a network."""


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="this is no git checkout: nothing to clone"
)
def test_make_play_in_a_fresh_clone_reaches_the_registry(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    env = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH", "NO_COLOR")}
    with Terminal(["make", "play"], env=env, cwd=clone) as terminal:
        terminal.wait_for("REGISTRY", "LYREBIRD", patience=INSTALLS)
        terminal.wait_for("enter draws it", patience=120)
        terminal.press("C-q")
        terminal.wait_end()
