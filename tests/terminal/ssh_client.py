"""OpenSSH's own client in a real terminal: a player's, from the code to the desk, and the game master's."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal.screen import Terminal

needs_ssh = pytest.mark.skipif(shutil.which("ssh") is None, reason="OpenSSH's client is not installed")


def client(port: int, user: str, key: Path | None = None, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Knock at a host.

    Args:
        port: Where it listens.
        user: A team's code, or any name.
        key: The player's own; without one none is shown.
        size: Columns and rows.
    """
    options = ["-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
    own = ["-i", str(key), "-o", "IdentitiesOnly=yes"] if key else ["-o", "PubkeyAuthentication=no"]
    return Terminal(["ssh", *options, *own, "-p", str(port), f"{user}@127.0.0.1"], size=size)


def console(folder: Path, size: tuple[int, int] = (120, 36)) -> Terminal:
    """Open the game master's console of a deal folder that is hosted."""
    return Terminal([sys.executable, "-m", "casefile", "console", str(folder)], size=size)


def sit_down(terminal: Terminal, name: str, *, case: str = "Thames House") -> None:
    """Give one's name and begin: the desk lies there."""
    terminal.wait_for("Your name")
    terminal.write(name)
    terminal.press("Enter")
    terminal.wait_for(case, "enter begin")
    terminal.press("Enter")
    terminal.wait_for("a answer", "h hint")
