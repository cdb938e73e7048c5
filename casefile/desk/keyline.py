"""The bottom line: the keys that matter now, each of them a button for the mouse."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from casefile.desk.safe import safe

_LAST = ("leave", "help", "command_palette")
"""Actions that stand at the end, in this order, and are never the ones to be left out."""

MOMENT = 3.0
"""Seconds that something said stands in place of the keys."""

_CALLED = {"\N{RETURN SYMBOL}": "enter", "\N{ERASE TO THE LEFT}": "bksp"}


class KeyLine(Static):
    """One widget for what a Footer needs a dozen for."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; padding: 0 1; background: $panel; color: $quiet;
        text-wrap: nowrap; text-overflow: clip;
    }
    """
    auto_links = False
    """The keys are buttons without looking like links of a web page."""

    _told = ""
    _until: Timer | None = None
    _drawn: tuple[object, ...] = ()

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _screen: Screen[object]) -> None:
        if self.is_attached and self.screen is self.app.screen:
            self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the keys to the new width."""
        self._draw()

    def tell(self, words: str, seconds: float = 0.0) -> None:
        """Say something in place of the keys, for a moment."""
        if self._until:
            self._until.stop()
        self._told = words
        self._until = self.set_timer(seconds or MOMENT, lambda: self.tell("")) if words else None
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        shown = [] if self._told else self._shown()
        drawn = width, self._told, *shown
        if drawn != self._drawn:  # bindings are published twice for every key; most of the time the line stays
            self._drawn = drawn
            told = safe(self._told, "$text-desk").truncate(width, ellipsis=True)
            self.update(told if self._told else self._line(shown, width), layout=False)

    def _shown(self) -> list[Binding]:
        by_action: dict[str, Binding] = {}
        focused = self.screen.focused
        alone = getattr(focused, "shows_own_keys_only", False)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not (binding.show and binding.description and active.enabled) or _is_written(binding, focused):
                continue
            if not alone or active.node is focused or _is_last(binding):
                by_action.setdefault(binding.action, binding)
        return sorted(by_action.values(), key=lambda binding: _LAST.index(_bare(binding)) if _is_last(binding) else -1)

    def _line(self, shown: list[Binding], width: int) -> Content:
        keys = [self._key(binding) for binding in shown]
        last = sum(map(_is_last, shown))
        gap = 3 if sum(key.cell_length + 3 for key in keys) - 3 <= width else 2
        while len(keys) > last + 1 and sum(key.cell_length + gap for key in keys) - gap > width:
            del keys[-last - 1]
        return Content(" " * gap).join(keys)

    def _key(self, binding: Binding) -> Content:
        button = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        name = Content.styled(_in_words(self.app.get_key_display(binding)), "bold $buff")
        return Content.assemble(name, " ", binding.description).stylize(button)


def tell(where: Widget, words: str, seconds: float = 0.0) -> None:
    """Say something small on the bottom line: a slip in a corner would lie on what one reads."""
    for line in where.screen.query(KeyLine):
        line.tell(words, seconds)


def _bare(binding: Binding) -> str:
    return binding.action.removeprefix("app.")


def _is_last(binding: Binding) -> bool:
    return _bare(binding) in _LAST


def _is_written(binding: Binding, focused: Widget | None) -> bool:
    """A key that is a letter to whoever is writing is no command there."""
    if focused is None or binding.priority:
        return False
    return focused.check_consume_key(binding.key, key_to_character(binding.key))


def _in_words(key: str) -> str:
    """A key as it is called; not every terminal's font has the signs."""
    return _CALLED.get(key, key)
