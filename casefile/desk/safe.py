"""Foreign text on its way to a widget: never markup, never a control character."""

from textual.content import Content

_CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}
_DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None)


def safe(text: str, style: str = "") -> Content:
    """A text that somebody else wrote as content that a widget may show.

    Args:
        text: Anything.
        style: A style of ours, such as `bold $buff`.
    """
    return Content.styled(text.translate(_CONTROLS | _DIRECTIONS), style)
