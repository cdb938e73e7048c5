"""Commands off the loop: no frame waits for a key derivation, a file or a search."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from casefile.desk.safe import safe
from casefile.errors import Refusal

T = TypeVar("T")


def background(
    screen: Screen[Any],
    command: Callable[[], T],
    then: Callable[[T], object] | None = None,
    *,
    refused: Callable[[Refusal], object] | None = None,
    group: str = "commands",
    exclusive: bool = False,
) -> None:
    """Run a command in a thread and take its result back to the loop.

    Args:
        screen: Whose command it is; when it closes, the result is dropped.
        command: What to run. It touches no widget.
        then: Called on the loop with what the command returned.
        refused: Called on the loop with the refusal; without it the sentence is shown as a notification.
        group: Workers of one group may be exclusive.
        exclusive: A newer command of the group makes the result of an older one worthless (searching as one types).
    """

    def deliver(receive: Callable[[Any], object] | None, value: object) -> None:
        if receive is not None and screen.is_attached:
            receive(value)

    def run() -> None:
        worker = get_current_worker()
        try:
            value = command()
        except Refusal as refusal:
            screen.app.call_from_thread(deliver, refused or tell, refusal)
            return
        if not worker.is_cancelled:
            screen.app.call_from_thread(deliver, then, value)

    def tell(refusal: Refusal) -> None:
        screen.app.notify(safe(refusal.sentence).plain, severity="warning", markup=False)

    screen.run_worker(run, group=group, thread=True, exclusive=exclusive, exit_on_error=True)
