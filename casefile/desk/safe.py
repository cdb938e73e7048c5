"""Foreign text on its way to a widget: never markup, never a control character."""

from textual.content import Content

from casefile.text import clean

_DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""A clean body may hold balanced ones, but a widget breaks its lines anywhere."""


def safe(text: str, style: str = "") -> Content:
    """A text that somebody else wrote as content that a widget may show.

    Args:
        text: Anything.
        style: A style of ours, such as `bold $buff`.
    """
    return Content.styled(clean(text, lines=True).translate(_DIRECTIONS), style)
