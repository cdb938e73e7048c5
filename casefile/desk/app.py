"""The application: themes, glyphs, motion, help, palette. It knows screens, no session and no shelf."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter, Monochrome
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from casefile.desk.ascii import Ascii
from casefile.desk.key_by_key import KeyByKey
from casefile.desk.preferences import Preferences
from casefile.desk.signs import speaks_utf8
from casefile.desk.themes import COLOURS, REGISTRY, THEMES

SMALLEST = (60, 16)


class TooSmall(ModalScreen[None]):
    """Lies over everything while the terminal is too small."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $desk; }
    TooSmall Static { width: auto; max-width: 100%; color: $text-desk; text-align: center; }
    """

    def compose(self) -> Iterable[Static]:
        """One sentence."""
        wide, high = SMALLEST
        yield Static(f"The desk needs {wide} columns and {high} rows. Please make the window larger.", markup=False)


def _palette() -> type[Provider]:
    from casefile.desk.palette import Everything

    return Everything


class CaseApp(KeyByKey):
    """A terminal full of paper."""

    TITLE = "casefile"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    DEFAULT_MODE = "opening"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[Any] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "help", id="app.help", tooltip="Help for where you are"),
        Binding("ctrl+p", "command_palette", "all", id="app.palette", tooltip="Everything you can do now"),
        # Before all else: from under a form, too, there is a way out.
        Binding("ctrl+q", "leave", "quit", id="app.quit", show=False, priority=True, tooltip="Save and leave"),
    ]

    def __init__(
        self,
        opening: Callable[[], Screen[Any]],
        preferences: Preferences,
        *,
        keep: Callable[[Preferences], None] | None = None,
        **options: Any,
    ) -> None:
        """Make the application.

        Args:
            opening: Makes the first screen.
            preferences: How the player likes it.
            keep: Stores preferences that were changed.
            options: Textual's own, such as `driver_class`.
        """
        super().__init__(**options)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (160, "-broad")]
        # A mode's first screen gets its stylesheet; Textual's default screen does not.
        self.add_mode(self.DEFAULT_MODE, opening)
        self._keep = keep
        self.preferences = preferences
        for theme in THEMES:
            self.register_theme(theme)
        # Not by `self.theme`: its watcher has every stylesheet parsed twice more before the first frame.
        self.set_reactive(App.theme, self._prefer(preferences))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours exist under every theme, or a stylesheet would not load."""
        return REGISTRY

    def _prefer(self, preferences: Preferences) -> str:
        """Take preferences; returns the theme's name."""
        self.preferences = preferences
        self.animation_level = "none" if preferences.reduced_motion else "full"
        plain = preferences.ascii or not self.speaks_utf8()
        self._ours: list[LineFilter] = [Monochrome(preferences.colour == "none"), Ascii(plain)]
        return preferences.theme if preferences.theme in COLOURS else "registry"

    def speaks_utf8(self) -> bool:
        """Whether this terminal shows more than ASCII."""
        return speaks_utf8()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then ours: without colour, without Unicode."""
        return [*super().get_line_filters(), *(one for one in self._ours if one.enabled)]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002  Textual's signature
        """None of Textual's own: what can be done stands in our palette."""
        return ()

    @on(events.Resize)
    def _cover(self, event: events.Resize) -> None:
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covered = isinstance(self.screen, TooSmall)
        if small and not covered:
            self.push_screen(TooSmall())
        elif covered and not small:
            self.pop_screen()

    def notify(self, *message: Any, **options: Any) -> None:
        """Say something in a corner."""
        from textual.widgets._toast import Toast

        Toast.ALLOW_SELECT = False  # or Textual falls over a message that goes while it is clicked
        super().notify(*message, **options)

    def action_command_palette(self) -> None:
        """Open the palette, unless it lies under something already: there is one of it."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            super().action_command_palette()

    def action_help(self) -> None:
        """Explain what the keys go to now."""
        from casefile.desk.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            return
        topics = [node.TOPIC for node in self._path() if hasattr(node, "TOPIC")]
        keys: dict[str, str] = {}
        for active in self.screen.active_bindings.values():
            if active.enabled and active.binding.tooltip:
                keys.setdefault(active.binding.tooltip, self.get_key_display(active.binding))
        rows = tuple((key, words) for words, key in keys.items())
        self.push_screen(HelpScreen(tuple(topics), rows))

    def _path(self) -> list[Any]:
        return list(self.focused.ancestors_with_self) if self.focused else [self.screen]

    def action_leave(self) -> None:
        """Quit, after the screens have kept what is theirs."""
        for screen in reversed(self.screen_stack):
            if leave := getattr(screen, "leave", None):
                leave()
        self.exit()

    def take_preferences(self, preferences: Preferences) -> None:
        """Look as the player likes it from now on, and keep that."""
        self.theme = self._prefer(preferences)
        self.refresh_css()
        self.screen.refresh(layout=True)
        if keep := self._keep:
            self.run_worker(lambda: keep(preferences), group="preferences", thread=True)

    def on_settings_screen_changed(self, message: Any) -> None:
        """The settings were changed: at once, so that the player sees what it does."""
        self.take_preferences(message.preferences)
