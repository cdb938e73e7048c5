"""From the registry to a desk and back: who sits at which play, and what is closed when they get up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from casefile.desk.app import CaseApp
from casefile.desk.background import background
from casefile.desk.preferences import Preferences
from casefile.errors import Refusal

if TYPE_CHECKING:
    from casefile.desk.cases import Offer
    from casefile.desk.desk import DeskScreen
    from casefile.desk.log import LogScreen
    from casefile.desk.registry.screen import RegistryScreen
    from casefile.session.sitting import Sitting
    from casefile.store.shelf import Shelf


class PlayApp(CaseApp):
    """The player's own terminal: the registry, and at most one desk."""

    def __init__(
        self, shelf: Shelf, offers: Sequence[Offer], preferences: Preferences, file: Path, sitting: Sitting | None
    ) -> None:
        """Make the application.

        Args:
            shelf: Where the saves are.
            offers: The cases that can be played here.
            preferences: How the player likes it.
            file: Where changed preferences go.
            sitting: A play to open at once; without one the registry is first.
        """
        super().__init__(
            self._make_desk if sitting else self._make_registry, preferences, keep=lambda likes: likes.keep(file)
        )
        self._shelf, self._offers = shelf, offers
        self.sitting = sitting

    def _make_registry(self) -> Screen[Any]:
        from casefile.desk.cases import make
        from casefile.desk.registry.screen import RegistryScreen

        return RegistryScreen(self._shelf, self._offers, self.preferences, make)

    def _make_desk(self) -> Screen[Any]:
        if self.sitting is None:
            return self._make_registry()
        from casefile.desk.desk import DeskScreen  # not before the registry's first frame

        return DeskScreen(self.sitting.session, self.preferences)

    def on_registry_screen_begun(self, message: RegistryScreen.Begun) -> None:
        """A case was drawn: a new save, and its desk."""
        from casefile.session.sitting import sit_down

        self.take_preferences(self.preferences.having("player", message.player))
        self._sit(
            message.screen,
            lambda: sit_down(
                self._shelf, message.pack, name=message.name, player=message.player, language=message.language
            ),
        )

    def on_registry_screen_resumed(self, message: RegistryScreen.Resumed) -> None:
        """A save was chosen: its desk, as it was left."""
        from casefile.session.sitting import sit_again

        self._sit(message.screen, lambda: sit_again(self._shelf, message.save.id, pack=message.pack))

    def _sit(self, screen: RegistryScreen, command: Callable[[], Sitting]) -> None:
        def seated(sitting: Sitting) -> None:
            self.sitting = sitting
            self.push_screen(self._make_desk())

        background(screen, command, seated, refused=lambda refusal: screen.say(refusal.sentence))

    def on_log_screen_went_back(self, message: LogScreen.WentBack) -> None:
        """A new save that begins where this one stood once, and its desk instead of this one."""
        from casefile.session.sitting import go_back

        sitting = self.sitting
        if sitting is None:
            return

        def moved(fresh: Sitting) -> None:
            self.sitting = fresh
            message.screen.dismiss(None)
            self._instead(self._make_desk)
            background(self.screen, sitting.close)

        background(message.screen, lambda: go_back(sitting, self._shelf, message.seq, name=message.name), moved)

    def on_desk_screen_left(self, _message: DeskScreen.Left) -> None:
        """Somebody got up: the save is closed, the registry is there again."""
        sitting, self.sitting = self.sitting, None
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self._instead(self._make_registry)
        if sitting:
            background(self.screen, sitting.close)

    def _instead(self, make: Callable[[], Screen[Any]]) -> None:
        """Put another screen in the place of the open desk."""
        if len(self.screen_stack) > 1:
            self.switch_screen(make())
            return
        # Textual cannot switch the first screen of a mode, so the mode goes with it.
        old = self.current_mode
        self.add_mode(f"{old}+", make)
        self.switch_mode(f"{old}+")
        self.call_later(self.remove_mode, old)

    def get_up(self) -> str:
        """Close what is open; returns what went wrong, in one sentence."""
        try:
            if self.sitting:
                self.sitting.close()
        except Refusal as refusal:
            return refusal.sentence
        return ""


def run(  # noqa: PLR0913  each is named in the call
    shelf: Shelf,
    offers: Sequence[Offer],
    *,
    preferences_file: Path,
    sitting: Sitting | None = None,
    player: str = "",
    language: str = "",
) -> int:
    """Play in the terminal.

    Args:
        shelf: Where the saves are.
        offers: The cases that can be played here.
        preferences_file: Where preferences are kept.
        sitting: What the command line named; None begins at the registry.
        player: The name that the command line gave.
        language: The language that the command line gave.

    Returns:
        The exit code.
    """
    preferences = Preferences.load(preferences_file)
    for name, value in (("player", player), ("language", language)):
        preferences = preferences.having(name, value) if value else preferences
    app = PlayApp(shelf, offers, preferences, preferences_file, sitting)
    try:
        app.run()
    finally:
        wrong = app.get_up()
    if wrong:
        print(wrong)  # noqa: T201  the screen is gone; this is the last word
    return 1 if wrong else app.return_code or 0
