"""Views whose lines depend on their width. They come along with the layout that changes it, not a frame later."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


class Fitted(ScrollView):
    """Fits itself into the room that a layout gives it before that layout is painted.

    A Resize comes only when it has been painted, and what it changes is painted again; and of whatever becomes longer
    Textual lays out the whole screen anew, though nothing but a scrollbar can come of it.
    """

    is_stale = False
    """It was put away when there was something else to show, and has to be fitted when it is laid out again."""

    def fit(self) -> None:
        """Break the lines for another size."""
        raise NotImplementedError

    def hold(self, size: Size) -> None:
        """Have so many cells to scroll in; the screen is laid out again only if a scrollbar comes or goes."""
        if self.styles.auto_dimensions:  # it is as large as what it holds
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Fitted.virtual_size, size)
            self._scroll_update(size)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002  Textual's
        is_new, self.is_stale = self._size != size or self.is_stale, False
        if is_new:  # or what was as wide as another desk had a second scrollbar come and go, each with a layout
            self.set_reactive(Fitted.virtual_size, self.virtual_size.with_width(0))
        told = super()._size_updated(size, virtual_size, container_size, layout)
        if is_new:
            self.fit()
            self._repaint_required = False  # all of it is in the frame that is coming
        return told
