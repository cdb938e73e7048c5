"""What keeps one app in a process from another: its output, its colours, its errors."""

import io
import sys
from functools import partial
from typing import Any

from rich.console import Console
from textual.app import App

from casefile.host.apps.driver import Line, RemoteDriver

_DEEP = ("truecolor", "24bit")
_PLAIN = ("dumb", "vt100", "vt102", "linux-m", "screen.vt100")


class Terminal:
    """What a client has told of its terminal."""

    def __init__(self, term: str, environment: dict[str, str]) -> None:
        """Take the name of the terminal and what of its environment the client sent."""
        self.term = term[:64]
        self._environment = environment

    @property
    def colours(self) -> str:
        """In Rich's words: `truecolor`, `256`, `standard`, or nothing."""
        if "NO_COLOR" in self._environment or self.term in _PLAIN:
            return ""
        deep = self._environment.get("COLORTERM", "") in _DEEP or "direct" in self.term
        if deep or any(name in self.term for name in ("kitty", "alacritty", "ghostty", "wezterm", "256")):
            return "truecolor" if deep or "256" not in self.term else "256"
        return "256" if self.term.startswith(("xterm", "tmux", "screen", "rxvt")) else "standard"

    @property
    def speaks_utf8(self) -> bool:
        """Whether its language says so; most clients send none, and most terminals do."""
        spoken = next(
            (self._environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if self._environment.get(name)), ""
        )
        return not spoken or "utf" in spoken.casefold()


def isolate(app: App[Any], terminal: Terminal) -> None:
    """Cut an app off from the host's own terminal, environment and standard output.

    Textual redirects `sys.stdout` around every app: with two apps the dead one's capture stays for ever. Redirecting
    to what is there already is a no-op. Its tracebacks show local variables, which here are another team's answers.
    """
    app._capture_stdout = sys.stdout  # type: ignore[assignment]
    app._capture_stderr = sys.stderr  # type: ignore[assignment]
    colours = terminal.colours
    app.console = Console(  # as Textual's own, but for whose colours and whose environment
        color_system=colours or None,  # type: ignore[arg-type]
        file=io.StringIO(),
        markup=True,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
        force_terminal=True,
        safe_box=False,
        soft_wrap=False,
    )
    # No theme of ours uses the terminal's own sixteen colours, and looking for them costs more than painting a line;
    # and what the host's environment says of colours is not the client's.
    app._filters = []
    app.error_console = Console(file=io.StringIO(), markup=False, highlight=False)


def remote(line: Line) -> Any:
    """A driver class that draws into this line."""
    return partial(RemoteDriver, line=line)
