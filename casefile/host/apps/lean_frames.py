"""Frames that paint what has changed, and of that what can be seen.

For a change of one line, Textual's compositor takes every line of every widget that is on the screen, cuts it where
any two widgets meet, and then sends the one line. With a hundred desks in one process that is the greatest part of the
work of a key. Here a widget is asked for those of its lines only that lie within what has changed and that no widget in
front of it has covered; the cells that are sent are the same.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Chops = list[dict[int, Strip | None]]
"""For each line of the screen what is painted from each column on at which a widget begins or ends."""


def _paint(compositor: Compositor, changed: Iterable[tuple[int, int, int]]) -> Chops:
    """Paint the cells from one column to before another, for (line, column, column)."""
    cuts = compositor.cuts
    chops: Chops = [dict.fromkeys(line[:-1]) for line in cuts]
    bare: dict[int, set[int]] = {}
    for y, x1, x2 in changed:
        bare.setdefault(y, set()).update(at for at, end in pairwise(cuts[y]) if at < x2 and end > x1)
    for widget, (region, clip) in compositor.visible_widgets.items():
        shown = region.intersection(clip)
        first, last = shown.column_span
        rows = [y for y in shown.line_range if y in bare and any(first <= at < last for at in bare[y])]
        if not rows:
            continue
        top = rows[0]
        strips = widget.render_lines(Region(shown.x - region.x, top - region.y, shown.width, rows[-1] - top + 1))
        for y in rows:
            within = [at for at in cuts[y] if first <= at <= last]
            line = chops[y]
            for at, strip in zip(within, strips[y - top].divide([at - first for at in within[1:]]), strict=False):
                if line[at] is None:
                    line[at] = strip
            bare[y].difference_update(within[:-1])
            if not bare[y]:
                del bare[y]
    return chops


def _change(self: Compositor) -> ChopsUpdate | None:
    regions = self._dirty_regions.copy()
    self._dirty_regions.clear()
    spans = list(self._regions_to_spans(regions))
    if not spans:
        return None
    return ChopsUpdate(_paint(self, spans), spans, [line[1:] for line in self.cuts])


def _all(self: Compositor, crop: Region, is_rendered_line: Callable[[int], bool]) -> Chops:
    return _paint(self, ((y, crop.x, crop.right) for y in crop.line_range if is_rendered_line(y)))


_size_updated = Widget._size_updated


def _is_told_its_size(self: Widget, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002  Textual's signature
    """Take a size from a layout. Textual lays out once more and paints all containers, for the sake of what scrolls."""
    return _size_updated(self, size, virtual_size, container_size, layout and self.show_vertical_scrollbar)


def spare() -> None:
    """Have all apps of this process paint so from now on."""
    Compositor.render_partial_update = _change  # type: ignore[method-assign]
    Compositor._render_chops = _all  # type: ignore[method-assign,assignment]
    Widget._size_updated = _is_told_its_size  # type: ignore[method-assign]
