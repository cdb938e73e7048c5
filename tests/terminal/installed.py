"""The program as a player has it: its package with a sealed case, a home of its own, and no checkout around it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import casefile
from casefile.desk.cases import seal_cache
from casefile.workshop.seal import seal_case
from tests.terminal.screen import Terminal

LYREBIRD = Path(__file__).parents[2] / "puzzles" / "lyrebird"


@dataclass(frozen=True)
class Installed:
    """A program that was put somewhere, and a home with nothing in it."""

    folder: Path

    @property
    def saves(self) -> Path:
        return self.folder / "home" / "data" / "casefile" / "saves"

    def home(self) -> dict[str, str]:
        """The environment of somebody who logs in: nothing of ours but the interpreter."""
        home = self.folder / "home"
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": str(self.folder / "program"),
            "LANG": "C.UTF-8",
            "COLORTERM": "truecolor",
            "LOGNAME": "ann",
        }

    def open(self, *words: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None) -> Terminal:
        """Open a window and call `casefile` in it."""
        return self._run([sys.executable, "-m", "casefile", *words], size, env)

    def try_to_open(self, *words: str, env: Mapping[str, str] | None = None) -> Terminal:
        """Call `casefile` where it has but a sentence to say: its exit code is printed below that."""
        said = '"$@"; echo "exit $?"; sleep 60'
        return self._run(["sh", "-c", said, "sh", sys.executable, "-m", "casefile", *words], (80, 24), env)

    def _run(self, command: list[str], size: tuple[int, int], env: Mapping[str, str] | None) -> Terminal:
        (self.folder / "home").mkdir(exist_ok=True)
        return Terminal(command, size=size, env=self.home() | dict(env or {}), cwd=self.folder / "home")


def install(folder: Path, *, packs: dict[str, bytes]) -> Installed:
    """Put the package somewhere, with sealed cases in it as the wheel has them."""
    package = Path(casefile.__file__).parent
    program = folder / "program" / "casefile"
    shutil.copytree(package, program, ignore=shutil.ignore_patterns("__pycache__", "packs"))
    (program / "packs").mkdir()
    for name, pack in packs.items():
        (program / "packs" / f"{name}.case").write_bytes(pack)
    return Installed(folder)


def lyrebird() -> bytes:
    """LYREBIRD, dealt from its story seed and sealed as it is shipped; what the checkout has sealed before is used."""
    return seal_case(LYREBIRD, cache=seal_cache(LYREBIRD))
