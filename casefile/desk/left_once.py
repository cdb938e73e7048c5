"""A screen is left once, however fast somebody types."""

from typing import Any

from textual.await_complete import AwaitComplete


class LeftOnce:
    """Goes before `Screen` among the bases of whatever is dismissed.

    Two keys that come close behind each other may both mean to leave, and the second one's dismissal would take away
    what lies underneath.
    """

    _is_left = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave, unless this has been left already."""
        if self._is_left:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
            return nothing
        self._is_left = True
        return super().dismiss(result)  # type: ignore[misc,no-any-return]
