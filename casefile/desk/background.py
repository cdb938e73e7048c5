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
    latest: str = "",
) -> None:
    """Run a command in a thread and take its result back to the loop.

    Args:
        screen: Whose command it is; when it closes, the result is dropped.
        command: What to run. It touches no widget.
        then: Called on the loop with what the command returned.
        refused: Called on the loop with the refusal; without it the sentence is shown as a notification.
        latest: Only the newest command of this name matters (searching as one types): results of older ones are lost.
    """

    def tell(refusal: Refusal) -> None:
        screen.notify(safe(refusal.sentence).plain, severity="warning", markup=False)

    def deliver(receive: Callable[[Any], object], value: object) -> None:
        # whatever it returns (an awaitable dismissal, say) is not for the message loop to wait for
        receive(value)

    def run() -> None:
        worker = get_current_worker()
        try:
            value = command()
        except Refusal as refusal:
            # call_later only posts: a thread must not wait for a screen that is closing
            screen.call_later(deliver, refused or tell, refusal)
            return
        if then is not None and not worker.is_cancelled:
            screen.call_later(deliver, then, value)

    screen.run_worker(run, group=latest or "commands", thread=True, exclusive=bool(latest))
