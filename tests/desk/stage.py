"""A bare app in the desk's themes that a screen's own tests push it onto."""

from importlib import import_module
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from casefile.desk.themes import THEMES


class Stage(App[None]):
    """Shows one screen and keeps what it was dismissed with."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any], theme: str = "registry", **textual: Any) -> None:
        super().__init__(**textual)
        self.result: Any = "not dismissed"
        self.heard: list[Any] = []
        self._first = screen
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme

    def on_mount(self) -> None:
        self.push_screen(self._first, self._dismissed)

    def _dismissed(self, result: Any) -> None:
        self.result = result


def picture(app: App[Any], path: Path) -> None:
    """Write what the app shows as SVG and, where cairosvg is there, as PNG beside it."""
    svg = app.export_screenshot(title="")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg, encoding="utf-8")
    try:
        cairosvg = import_module("cairosvg")
    except ImportError:
        return
    # cairosvg loads no web fonts; a monospaced one of the system keeps the cells where they are
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    cairosvg.svg2png(bytestring=svg.encode(), write_to=str(path.with_suffix(".png")))


def text_of(app: App[Any]) -> str:
    """What stands on the screen, line by line."""
    width, height = app.size
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips()[:height] if width)
