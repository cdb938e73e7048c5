"""Asking the game master: one line of text, about the question in hand or in general."""

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from casefile.desk.keyline import tell
from casefile.session.views import LockView

if TYPE_CHECKING:
    from casefile.session.play import Session

ASK = "Ask the game master"


def ask(screen: Screen[Any], session: "Session", lock: LockView | None) -> None:
    """Lay the form for a request over a screen.

    Args:
        screen: Where the player is; its bottom line says that it was sent.
        session: The play.
        lock: The question in hand, which it may be about.
    """
    from casefile.desk.registry.form import Field, FormScreen

    fields = [Field("What you want to know")]
    if lock:
        fields.append(Field("about", lock.name, choices=((lock.name, lock.title), ("", "something else"))))

    def sign(values: tuple[str, ...]) -> str:
        session.ask(values[0], values[1] if len(values) > 1 else "")
        return values[0]

    def sent(text: object) -> None:
        if text:
            tell(screen, "The game master has your request. The answer comes among the messages.")

    words = "Whoever hosts reads this and answers among your messages. Your team sees both."
    screen.app.push_screen(FormScreen(ASK.upper(), words, fields, sign), sent)
