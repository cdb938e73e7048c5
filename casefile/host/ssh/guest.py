"""A player's terminal at a host: from the join code to the desk, and away again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from casefile.desk.background import background
from casefile.desk.desk import DeskScreen
from casefile.desk.registry.form import Field, FormScreen
from casefile.desk.safe import safe
from casefile.errors import Refusal
from casefile.host.apps.polite_loop import NEWCOMER
from casefile.host.apps.remote_app import RemoteApp
from casefile.host.hall.company import RoomCompany
from casefile.host.hall.door import TRIES, UNKNOWN, Place, penalty, unknown
from casefile.session.ledger import person

if TYPE_CHECKING:
    from casefile.desk.preferences import Preferences
    from casefile.host.apps.driver import Line
    from casefile.host.apps.isolation import Terminal
    from casefile.host.hall.hall import Hall
    from casefile.host.hall.room import Room
    from casefile.session.play import Session

SETTLING = 2.0
"""Seconds after which whoever has sat down has his desk before him."""
PATIENCE = 15 * 60.0
"""Seconds that somebody may stand at the door without a code."""
LIKES = "likes"
"""A player's preferences in the view record, beside the desk's own part."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of whoever comes in."""

    fingerprint: str = ""
    """Of the key that the client showed."""
    code: str = ""
    """A join code that was given on the way in."""
    place: Place | None = None
    """Where this key sat before."""


class Lobby(Screen[None]):
    """What lies under the form; also what is shown when the desk cannot be opened."""

    DEFAULT_CSS = """
    Lobby { background: $desk; align: center middle; }
    Lobby Static { width: auto; max-width: 70; color: $text-desk; text-align: center; }
    """
    TOPIC: ClassVar[tuple[str, str]] = (
        "The door",
        "The host has given your team a join code, on a slip of paper. Write it down here, and the name by which the "
        "others know you.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "join", id="lobby.ask", tooltip="Write down the code"),
        Binding("escape", "app.leave", "leave", id="lobby.leave", tooltip="Hang up"),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(safe(f"{self._title}\n\nEnter to join, Escape to hang up."), id="lobby")

    def on_mount(self) -> None:
        """Ask at once, and not for ever."""
        self.call_after_refresh(self.action_ask)
        self.set_timer(PATIENCE, self._lose_patience)

    def _lose_patience(self) -> None:
        app = self.app
        if isinstance(app, HostedApp) and app.room is None:
            app.hang_up("Nobody has given a code here for a quarter of an hour.")

    def action_ask(self) -> None:
        """Lay the form over it."""
        app = self.app
        if isinstance(app, HostedApp):
            app.ask()


class DoorForm(FormScreen):
    """Asks for the join code. Whoever guesses waits for the word on it, and can do nothing else meanwhile.

    He waits by a timer: a thread that slept would be one of the few that write the saves.
    """

    _is_waiting = False

    def action_sign(self) -> None:
        """Hand in the code, once."""
        if not self._is_waiting:
            self._is_waiting = True
            super().action_sign()

    def _refuse(self, refusal: Refusal) -> None:
        app = self.app
        if refusal.code == UNKNOWN and isinstance(app, HostedApp):
            app.wrong += 1
            self.set_timer(penalty(app.wrong), lambda: self._told(refusal))
        else:
            self._told(refusal)

    def _told(self, refusal: Refusal) -> None:
        self._is_waiting = False
        super()._refuse(refusal)
        app = self.app
        if isinstance(app, HostedApp) and app.wrong >= TRIES:
            app.hang_up("Too many wrong codes. Ask the host for yours.")

    def action_tear(self) -> None:
        """Put the form away; a new one would be a new try."""
        if not self._is_waiting:
            super().action_tear()


class HostedApp(RemoteApp):
    """One terminal of one player."""

    def __init__(self, hall: Hall, line: Line, terminal: Terminal, arrival: Arrival) -> None:
        """Make the application.

        Args:
            hall: Where the rooms are.
            line: The way to the terminal.
            terminal: What the terminal can do.
            arrival: Who comes.
        """
        super().__init__(self._open, line, terminal)
        self._keep = self._keep_likes
        self.hall, self.arrival = hall, arrival
        self.room: Room | None = None
        self.session: Session | None = None
        self.player = ""
        self.wrong = 0
        """Codes that were no team's."""

    # The door

    def _open(self) -> Screen[Any]:
        return Lobby(self.hall.title)

    def ask(self) -> None:
        """Ask for what is not known; a code that came with the line is not asked for again."""
        if self.arrival.place is not None:
            place = self.arrival.place
            self.arrival = replace(self.arrival, place=None)
            self._sit(self.hall.room(place.team), place.player)
            return
        team = self.hall.door.team_of(self.arrival.code)
        fields = [Field("Your name", placeholder="as the others call you")]
        words = "Whoever joins by this code sits at the same desk."
        if team is None:
            fields.insert(0, Field("Join code", placeholder="KESTREL-4821"))
        form = DoorForm(team.name if team else self.hall.title, words, fields, self._admit)
        self.push_screen(form, self._admitted)

    def _admit(self, values: tuple[str, ...]) -> tuple[str, str]:
        code, name = values if len(values) == 2 else (self.arrival.code, values[0])
        team = self.hall.door.team_of(code)
        if team is None:
            raise unknown()
        return team.id, person(name)

    def _admitted(self, seat: object) -> None:
        if not isinstance(seat, tuple):
            return
        team, player = seat
        self._sit(self.hall.room(team), player)

    def _sit(self, room: Room, player: str) -> None:
        def seated(session: Session) -> None:
            self.room, self.session, self.player = room, session, player
            kept = session.view().get(LIKES)
            if isinstance(kept, dict):
                self._keep = None  # what was read need not be written again
                self.take_preferences(self.preferences.taking(kept))
                self._keep = self._keep_likes
            self.push_screen(DeskScreen(session, self.preferences, RoomCompany(room, player)))
            if newcomer := NEWCOMER.get():
                self.set_timer(SETTLING, newcomer.settle)
            background(self.screen, lambda: self.hall.remember(self.arrival.fingerprint, Place(room.team.id, player)))

        background(self.screen, lambda: room.sit(player, self), seated, refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.notify(safe(refusal.sentence).plain, severity="error", markup=False)

    def _keep_likes(self, likes: Preferences) -> None:
        if self.session is not None:
            self.session.keep_view({**self.session.view(), LIKES: asdict(likes)})

    # What the room says

    def point(self, who: str, paper: str, block: int) -> None:
        """See `room.Terminal`."""
        self.send(lambda app: app.show_pointer(who, paper, block))

    def show_pointer(self, who: str, paper: str, block: int) -> None:
        """A team-mate points at a place; the desk knows what to make of it."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.post_message(DeskScreen.Pointed(who, paper, block))

    # Getting up

    def on_desk_screen_left(self, _message: DeskScreen.Left) -> None:
        """There is no registry here: whoever leaves the desk goes."""
        self.hang_up("Everything is kept. Come back the same way.")

    def rise(self) -> None:
        """Give the place at the table free; called once, when the line is gone. May wait for the disk."""
        if self.room is not None:
            room, self.room = self.room, None
            room.rise(self.player, self)
