"""The printed furniture of papers: heads, stamps, reference lines, feet. One function a part."""

from collections.abc import Callable
from dataclasses import dataclass

from casefile.desk.paper.kinds import Print
from casefile.desk.paper.wrap import wrap
from casefile.desk.spans import Span, cells, cut

Lines = list[list[Span]]


@dataclass(frozen=True, slots=True)
class Head:
    """What a head is made of."""

    titles: tuple[str, ...]
    """The paper's own printed head, or its title."""
    own: bool
    """`titles` are the paper's own."""
    title: str
    ref: str
    date: str
    marking: str


Part = Callable[[Head, Print, int], Lines]


def _centre(span: Span, width: int) -> list[Span]:
    return [Span(" " * max(0, (width - span.cells) // 2)), span]


def _spaced(text: str, width: int) -> str:
    """Capitals set wide, where there is room for that."""
    wide = " ".join(text.upper())
    return wide if Span(wide).cells <= width else text.upper()


def _across(left: Span, middle: Span, right: Span, width: int) -> list[Span]:
    gap = width - left.cells - middle.cells - right.cells
    if gap < 2:
        return cut([left, Span("  "), right], width)
    first = max(1, (width - middle.cells) // 2 - left.cells) if middle.text else 0
    first = min(first, gap - 1)
    return [left, Span(" " * first), middle, Span(" " * (gap - first)), right]


def _titles(head: Head, look: Print, width: int) -> Lines:
    lines: Lines = []
    for title in head.titles:
        lines += wrap([Span(title, look.accent, bold=True)], width)
    return lines


def title(head: Head, look: Print, width: int) -> Lines:
    """The title, bold, at the left."""
    return _titles(head, look, width)


def stamped(head: Head, look: Print, width: int) -> Lines:
    """The title in capitals, and the marking in a stamped box at the right."""
    if not head.marking:
        return [[span._replace(text=span.text.upper()) for span in line] for line in _titles(head, look, width)]
    inner = len(head.marking) + 6
    bar = "─" * inner
    box = [f"┌{bar}┐", f"│{head.marking.upper():^{inner}}│", f"└{bar}┘"]
    room = width - inner - 4
    upper = [Span(text.upper(), look.accent, bold=True) for text in head.titles]
    left = [line for span in upper for line in wrap([span], max(12, room))]
    lines = []
    for row in range(max(3, len(left))):
        text = left[row] if row < len(left) else []
        stamp = [Span(box[row], "paper-red", bold=row == 1)] if row < len(box) else []
        gap = width - cells(text) - cells(stamp)
        lines.append([*text, Span(" " * max(1, gap)), *stamp])
    return lines


def caption(head: Head, look: Print, width: int) -> Lines:
    """The title in wide capitals, centred."""
    lines: Lines = []
    for text in head.titles:
        wide = _spaced(text, width)
        if Span(wide).cells <= width:
            lines.append(_centre(Span(wide, look.accent, bold=True), width))
        else:
            lines += [_centre(line[0], width) for line in wrap([Span(wide, look.accent, bold=True)], width) if line]
    return lines


def strip(head: Head, look: Print, width: int) -> Lines:
    """The title in a dark strip across the sheet."""
    text = "  ".join(head.titles).upper()
    label = cut([Span(f" {text}", look.tint, bold=True, ground=look.accent)], width)
    rest = width - cells(label)
    return [[*label, Span(" " * rest, look.tint, ground=look.accent)]]


def wire(head: Head, look: Print, width: int) -> Lines:
    """One typed line, as a teleprinter writes it, then the title."""
    lead = _across(
        Span(head.ref, "pencil"), Span(head.marking.upper(), "paper-red", bold=True), Span(head.date, "pencil"), width
    )
    return [lead, *[[Span(text.upper(), look.accent, bold=True)] for text in head.titles]]


def masthead(head: Head, _look: Print, width: int) -> Lines:
    """What the cutter wrote on the margin of the cutting."""
    words = " · ".join(word for word in (head.title, head.date, head.ref) if word)
    return [cut([Span(words, "carbon", italic=True)], width), []]


def letterhead(head: Head, _look: Print, width: int) -> Lines:
    """The writer's own address, if the letter has one, at the right."""
    if not head.own:
        return []
    return [[Span(" " * max(0, width - len(text))), Span(text, "pencil")] for text in head.titles]


def dated(head: Head, look: Print, width: int) -> Lines:
    """The date alone at the right, the registry's reference small at the left."""
    gap = max(1, width - len(head.ref) - len(head.date))
    return [[Span(head.ref, "pencil"), Span(" " * gap), Span(head.date, look.ink)], []]


def boxes(head: Head, look: Print, width: int) -> Lines:
    """Reference, date and marking in boxes of a form."""
    cellar = [text for text in (head.ref, head.date, head.marking) if text]
    if not cellar:
        return []
    size = (width - 1) // len(cellar)
    last = width - 1 - size * (len(cellar) - 1)
    widths = [size] * (len(cellar) - 1) + [last]
    mid = [Span("│", look.ink)]
    for text, wide in zip(cellar, widths, strict=True):
        ink = "paper-red" if text == head.marking else "ink"
        mid += [Span(f" {text[: wide - 2]:<{wide - 2}}", ink, bold=ink == "paper-red"), Span("│", look.ink)]
    joints = [("─" * (wide - 1)) for wide in widths]
    return [mid, [Span("└" + "┴".join(joints) + "┘", look.ink)]]


def refs(head: Head, look: Print, width: int) -> Lines:
    """Reference, date, marking, in pencil."""
    stamped_already = "stamped" in look.head or "marking" in look.head
    marking = Span("" if stamped_already else head.marking, "paper-red", bold=True)
    if not (head.ref or head.date or marking.text):
        return []
    ref = f"Ref {head.ref}" if head.ref else ""
    if marking.text:
        return [_across(Span(ref, "pencil"), marking, Span(head.date, "pencil"), width)]
    return [_across(Span(ref, "pencil"), Span(""), Span(head.date, "pencil"), width)]


def marking(head: Head, _look: Print, width: int) -> Lines:
    """The marking in wide capitals, top and bottom, as on anything that is circulated."""
    if not head.marking:
        return []
    return [_centre(Span(_spaced(head.marking, width), "paper-red", bold=True), width)]


def circulated(head: Head, look: Print, width: int) -> Lines:
    """The marking once more, at the foot."""
    return [[], *marking(head, look, width)]


def ghost(head: Head, look: Print, width: int) -> Lines:
    """A head that has slipped under the carbon paper: struck twice, out of line."""
    lines: Lines = []
    for text in head.titles:
        lines += wrap([Span(text.upper(), look.accent, bold=True)], width)
    return [[Span("CARBON COPY".rjust(width), "pencil")], *lines]


def caption_hand(head: Head, _look: Print, width: int) -> Lines:
    """What is written on the border of a photograph."""
    words = " · ".join(word for word in (head.title, head.date, head.ref) if word)
    return [[], *[_centre(line[0], width) for line in wrap([Span(words, "carbon", italic=True)], width) if line]]


def folio(head: Head, _look: Print, width: int) -> Lines:
    """The reference again at the foot."""
    return [[], [Span(head.ref.rjust(width), "pencil")]] if head.ref else []


def _rule(glyph: str, ink: str) -> Part:
    return lambda _head, _look, width: [[Span(glyph * width, ink)]]


PARTS: dict[str, Part] = {
    "title": title,
    "stamped": stamped,
    "caption": caption,
    "strip": strip,
    "wire": wire,
    "masthead": masthead,
    "letterhead": letterhead,
    "dated": dated,
    "boxes": boxes,
    "refs": refs,
    "marking": marking,
    "circulated": circulated,
    "ghost": ghost,
    "caption-hand": caption_hand,
    "folio": folio,
    "rule": _rule("─", "pencil"),
    "thin": _rule("╌", "pencil"),
    "double": _rule("═", "pencil"),
    "heavy": _rule("━", "ink"),
    "blank": lambda _head, _look, _width: [[]],
}
"""The parts by the names that `casefile.desk.paper.kinds` uses."""
