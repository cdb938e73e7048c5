"""What all screens beside the Desk have in common: a session, notes and search at hand, a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from casefile.desk.goto import Goto
from casefile.desk.left_once import LeftOnce

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.session.play import Session


class SessionScreen(LeftOnce, Screen[Goto | None]):
    """A screen of a play. It is dismissed with the place in a paper that the player wants to see, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="screen.leave", tooltip="Back to where you came from"),
        Binding("ctrl+n", "notes", "notes", show=False, id="screen.notes", tooltip="Your notes, to read and to write"),
        Binding(
            "ctrl+f", "search", "search", show=False, id="screen.search", tooltip="Search all papers you have opened"
        ),
    ]

    def __init__(self, session: Session, preferences: Preferences, paper: str = "") -> None:
        """Make the screen.

        Args:
            session: The play.
            preferences: How the player likes it.
            paper: The paper that is open at the desk; notes and marks made here remember it.
        """
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.paper = paper

    def on_mount(self) -> None:
        """Fit the terminal before the first frame."""
        self.fit(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the terminal again."""
        self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Less air on a small terminal, two things side by side on a large one."""
        self.set_class(size.height < 30 or size.width < 100, "-small")
        self.set_class(size.width >= 160, "-large")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_notes(self) -> None:
        """Lay the notes over this screen."""
        from casefile.desk.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.session, self.preferences, self.paper), self.follow)

    def action_search(self) -> None:
        """Lay the search over this screen."""
        from casefile.desk.search import SearchScreen

        self.app.push_screen(SearchScreen(self.session, self.preferences), self.follow)

    def follow(self, place: Goto | None) -> None:
        """Go where a screen that lay over this one was dismissed to."""
        if place is not None:
            self.dismiss(place)
