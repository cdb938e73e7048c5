"""A terminal of our own, in which a program runs: a tmux server on its own socket, ended with what it started."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import pytest
from rich.cells import cell_len

PATIENCE = 20.0
"""Seconds that a screen may take to show what is waited for, on a busy machine."""
ALONE = 0.3
"""Seconds after an escape: with the next key at its heels it would be that key with alt."""
LOOK = 0.05
"""Seconds between two looks."""
Found = TypeVar("Found")

SETTINGS = """
set -g status off
set -g escape-time 0
set -g remain-on-exit on
set -g default-terminal tmux-256color
set -g history-limit 200
"""

needs_tmux = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="tmux is not installed: no real terminal to play in"
)


class NotSeenError(AssertionError):
    """What was waited for did not come; shows the screen that was there instead."""


class Terminal:
    """One window of a given size with one program in it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Open the window and start the program.

        Args:
            command: The program and its words.
            size: Columns and rows.
            env: Its whole environment; without one, ours.
            cwd: Where it starts.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="casefile-tmux-")
        self._socket = str(Path(self._folder.name) / "socket")
        settings = Path(self._folder.name) / "settings"
        settings.write_text(SETTINGS, encoding="utf-8")
        world = {"PATH": os.environ["PATH"], **(os.environ if env is None else env)}
        columns, rows = size
        # tmux puts its own environment before the program; `env -i` leaves what the test says and TERM.
        term = world.get("TERM_INSIDE", "tmux-256color")
        words = [f"{name}={value}" for name, value in world.items() if name not in ("TERM", "TERM_INSIDE", "TMUX")]
        start = ["new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", str(cwd or Path.cwd())]
        self._tmux("-u", "-f", str(settings), *start, "--", "env", "-i", *words, f"TERM={term}", *command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program and the server that holds it."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)
        self._folder.cleanup()

    def _tmux(self, *words: str) -> str:
        run = subprocess.run(
            ["tmux", "-S", self._socket, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=30,
        )
        return run.stdout

    # What goes in

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them: `Enter`, `C-q`, `Escape`, `a`."""
        for key in keys:
            self._tmux("send-keys", key)
            if key == "Escape":
                time.sleep(ALONE)

    def write(self, text: str) -> None:
        """Type letters as they stand."""
        self._tmux("send-keys", "-l", text)

    def send(self, data: bytes) -> None:
        """Send bytes past tmux, as a terminal would for its mouse."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def click_at(self, column: int, row: int) -> None:
        """Move the mouse to a cell, press its first button there and let go."""
        place = f"{column + 1};{row + 1}"
        self.send(f"\x1b[<35;{place}M\x1b[<0;{place}M\x1b[<0;{place}m".encode())

    def click(self, text: str, *, nth: int = 0, right: int = 0) -> None:
        """Click the first letter of a text on the screen, waiting for it to be there.

        Args:
            text: What to click.
            nth: Which one, where it stands there more than once; negative counts from the end.
            right: Cells to the right of its first letter.
        """
        self.wait(lambda: self._place(text, nth), f"{text!r} to click")
        self.wait_still()
        column, row = self.wait(lambda: self._place(text, nth), f"{text!r} to click")
        self.click_at(column + right, row)

    def wheel(self, column: int, row: int, turns: int) -> None:
        """Turn the wheel over a cell: down, or up where `turns` is negative."""
        button = 65 if turns > 0 else 64
        self.send(f"\x1b[<{button};{column + 1};{row + 1}M".encode() * abs(turns))

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    # What comes out

    @property
    def lines(self) -> list[str]:
        """The screen, row by row."""
        return self._tmux("capture-pane", "-p").split("\n")

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)

    @property
    def last_words(self) -> str:
        """What a program that has ended left behind, what has been scrolled out of the window too, as running text."""
        return " ".join(self._tmux("capture-pane", "-p", "-S", "-").split())

    @property
    def painted(self) -> str:
        """The screen with the sequences that colour it."""
        return self._tmux("capture-pane", "-p", "-e")

    @property
    def words(self) -> str:
        """The screen as running text, its frames and line ends taken out."""
        return " ".join(re.sub(r"[│▌▐┃|]", " ", self.text).split())

    @property
    def still(self) -> str:
        """The screen without the thumbs of its scroll bars, which may stand an eighth of a row elsewhere."""
        return "\n".join(re.sub("[▁▂▃▄▅▆▇]", " ", line).rstrip() for line in self.lines)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Cells where a text begins."""
        return [
            (cell_len(line[: found.start()]), row)
            for row, line in enumerate(self.lines)
            for found in re.finditer(re.escape(text), line)
        ]

    def _place(self, text: str, nth: int) -> tuple[int, int] | None:
        places = self.places(text)
        return places[nth] if -len(places) <= nth < len(places) else None

    def wait(self, look: Callable[[], Found | None], what: str, patience: float = PATIENCE) -> Found:
        """Look until there is something to see."""
        end = time.monotonic() + patience
        while True:
            found = look()
            if found:
                return found
            if time.monotonic() > end:
                raise NotSeenError(f"{what} did not come within {patience:g} s. On the screen:\n{self.text}")
            time.sleep(LOOK)

    def wait_for(self, *texts: str, patience: float = PATIENCE) -> str:
        """Wait until all texts are on the screen; where a line ends in them does not matter."""
        return self.wait(
            lambda: (words := self.words) if all(text in self.text or text in self.words for text in texts) else None,
            " and ".join(map(repr, texts)),
            patience,
        )

    def wait_gone(self, *texts: str, patience: float = PATIENCE) -> None:
        """Wait until none of the texts is on the screen."""
        self.wait(
            lambda: not any(text in self.text for text in texts),
            f"the end of {' and '.join(map(repr, texts))}",
            patience,
        )

    def wait_still(self) -> None:
        """Wait until the screen is the same at two looks."""
        seen = ["", self.text]

        def look() -> bool:
            time.sleep(LOOK)
            seen.append(self.text)
            return seen[-1] == seen[-2] == seen[-3]

        self.wait(look, "a still screen")

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen."""
        return text in self.text or text in self.words

    # The program

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def kill(self) -> None:
        """Kill the program (-9)."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait_end()

    def _dead(self) -> bool:
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def wait_end(self, patience: float = PATIENCE) -> None:
        """Wait until the program has ended."""
        self.wait(self._dead, "the program's end", patience)
