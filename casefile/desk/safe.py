"""Foreign text on its way to a widget: never markup, never a control character."""

from textual.content import Content

from casefile.text import clean


def safe(text: str, style: str = "") -> Content:
    """A text that somebody else wrote as content that a widget may show.

    Args:
        text: Anything.
        style: A style of ours, such as `bold $buff`.
    """
    return Content.styled(clean(text, lines=True), style)
