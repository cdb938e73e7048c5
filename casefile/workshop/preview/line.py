"""The author's line below the desk: which deal this is, whether the case is sound, and the author's own keys."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

from casefile.desk import glyphs
from casefile.desk.safe import safe

KEYS = (
    ("f2", "problems"),
    ("f3", "go to"),
    ("f4", "answers"),
    ("f6", "deal again"),
    ("f7", "cut"),
    ("f8", "language"),
)
"""The keys that the line shows, the most needed first; each is a button."""
LEAST = 3
"""Keys that are shown before the deal is."""
GAP = "  "


@dataclass(frozen=True, slots=True)
class Standing:
    """What the line says."""

    deal: str = ""
    """Seed, cut and language."""
    problems: int = 0
    errors: int = 0
    is_stale: bool = False
    is_looking: bool = False
    """The rules have not looked yet."""
    words: str = ""
    """Said once, in the place of the keys: what was lost, what is being done."""


class AuthorLine(Static):
    """One line, so that the paper keeps its room."""

    DEFAULT_CSS = """
    AuthorLine {
        height: 1; padding: 0 1; background: $line; color: $text-desk;
        text-wrap: nowrap; text-overflow: clip;
    }
    """
    auto_links = False

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.standing = Standing()

    def say(self, standing: Standing) -> None:
        """Say something else."""
        if standing != self.standing:
            self.standing = standing
            self._draw()

    def on_resize(self, _event: Resize) -> None:
        """Fit the line to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        left, state = Content.assemble(self._state(), GAP, safe(self.standing.deal, "$quiet")), self._state()
        if self.standing.words:
            words = safe(self.standing.words, "$amber")
            line = Content.assemble(self._state(), GAP, words)
            self.update(line.truncate(width, ellipsis=True), layout=False)
            return
        keys = [_button(key, words) for key, words in KEYS]
        if left.cell_length + sum(key.cell_length + 2 for key in keys[:LEAST]) > width:
            left = state
        while keys and left.cell_length + sum(key.cell_length + 2 for key in keys) > width:
            keys.pop()
        right = Content(GAP).join(keys)
        space = max(1, width - left.cell_length - right.cell_length)
        self.update(Content.assemble(left, " " * space, right), layout=False)

    def _state(self) -> Content:
        now = self.standing
        others = now.problems - now.errors
        if now.is_stale:
            return Content.styled(f"{glyphs.SHUT} {_counted(now.problems)}, the desk is as it was", "bold $stamp")
        if now.errors:
            return Content.styled(f"{glyphs.SHUT} {_counted(now.problems)}", "bold $stamp")
        if now.is_looking and not others:
            return Content.styled(f"{glyphs.NONE} the rules look", "$quiet")
        if others:
            return Content.styled(f"{glyphs.OPEN} {others} to look at", "bold $amber")
        return Content.styled(f"{glyphs.DONE} sound", "bold $done")


def _counted(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'}"


def _button(key: str, words: str) -> Content:
    click = Style.from_meta({"@click": f"app.simulate_key({key!r})"})
    return Content.assemble(Content.styled(key, "bold $buff"), " ", words).stylize(click)
