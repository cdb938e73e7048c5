"""Where the desk's keys lead: other screens, loaded when somebody goes there."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.screen import Screen

from casefile.desk.preferences import Preferences

if TYPE_CHECKING:
    from casefile.session.play import Session

Make = Callable[[Any, "Session", Preferences, dict[str, str]], Screen[Any]]

PLACES: dict[str, tuple[str, str, Make]] = {
    "workbench": (
        "bench.workbench",
        "WorkbenchScreen",
        lambda make, session, likes, now: make(session, likes, now["paper"], text=now["passage"]),
    ),
    "suspects": (
        "suspects.screen",
        "SuspectsScreen",
        lambda make, session, likes, now: make(session, likes, now["paper"]),
    ),
    "map": ("map", "MapScreen", lambda make, session, likes, now: make(session, likes, now["paper"])),
    "log": ("log", "LogScreen", lambda make, session, likes, now: make(session, likes, now["paper"])),
    "search": ("search", "SearchScreen", lambda make, session, likes, _: make(session, likes)),
    "notes": ("notes", "NotesScreen", lambda make, session, likes, now: make(session, likes, now["paper"])),
}
"""Name to module, class, and how it is made."""


def place(name: str, session: "Session", preferences: Preferences, now: dict[str, str]) -> Screen[Any]:
    """Make the screen of a place."""
    module, klass, make = PLACES[name]
    return make(getattr(import_module(f"casefile.desk.{module}"), klass), session, preferences, now)


DISPLAYS = {"slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "comma": ","}


def _key(key: str, action: str, words: str, tooltip: str, *, show: bool = True) -> Binding:
    name = action.split("(", maxsplit=1)[0]
    name = action.split("'")[1] if name == "elsewhere" else name
    return Binding(key, action, words, id=f"desk.{name}", tooltip=tooltip, show=show, key_display=DISPLAYS.get(key))


BINDINGS = [
    _key("c", "countersign", "countersign", "Look at what lies before the team, to sign it or not"),
    _key("g", "follow", "go there", "Go where a team-mate points"),
    _key("a", "answer", "answer", "Answer the question in hand"),
    _key("o", "unread", "next new", "Open the next paper that you have not read"),
    _key("f", "file", "file", "To the file"),
    _key("q", "questions", "questions", "To the questions of the case"),
    _key("h", "hint", "hint", "Help with the question in hand"),
    _key("n", "elsewhere('notes')", "note", "Write a note, read your notes"),
    _key("w", "elsewhere('workbench')", "workbench", "To the workbench, with the marked passage"),
    _key("s", "elsewhere('suspects')", "suspects", "Mark who it can still be"),
    _key("m", "elsewhere('map')", "map", "Look at the map"),
    _key("slash", "elsewhere('search')", "search", "Search everything you have opened"),
    _key("d", "decision", "decide", "A decision waits"),
    _key("r", "archive", "archive", "Archive: a request slip for a paper, by its reference"),
    _key("i", "messages", "messages", "Messages: what people have sent to the Desk"),
    _key("t", "ask", "ask the host", "Ask the game master"),
    _key("p", "point", "point", "Point: show the others where you read"),
    _key("l", "elsewhere('log')", "log", "What happened, and going back to it", show=False),
    _key("l", "register", "log", "What happened", show=False),
    _key("b", "beside", "beside", "Lay the paper before beside this one", show=False),
    _key("z", "spread", "spread", "Give the paper the whole desk, or not", show=False),
    _key("left_square_bracket", "turn(-1)", "paper before", "The paper before in the file", show=False),
    _key("right_square_bracket", "turn(1)", "paper after", "The next paper in the file", show=False),
    _key("u", "undo", "undo", "Take back your last mark or note", show=False),
    _key("comma", "settings", "settings", "How the desk looks and moves", show=False),
    _key("ctrl+w", "registry", "registry", "Back to the registry; everything is kept", show=False),
    _key("ctrl+w", "rise", "leave", "Leave the table; everything is kept", show=False),
]
"""The desk's keys, the most needed first. Some of them there are at a host's table only."""
