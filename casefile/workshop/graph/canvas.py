"""A sheet of characters on which boxes and lines are drawn, and lines that meet join."""

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8

_JOINTS = {
    UP | DOWN: "│", LEFT | RIGHT: "─", DOWN | RIGHT: "┌", DOWN | LEFT: "┐", UP | RIGHT: "└", UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├", UP | DOWN | LEFT: "┤", DOWN | LEFT | RIGHT: "┬", UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼", UP: "│", DOWN: "│", LEFT: "─", RIGHT: "─",
}  # fmt: skip
_ASCII = str.maketrans("│─┌┐└┘├┤┬┴┼║═╔╗╚╝╢╟▸·—…", "|-+++++++++H=######>.-.")


class Canvas:
    """Characters by line and column; it grows as it is written on."""

    def __init__(self) -> None:
        self._letters: dict[tuple[int, int], str] = {}
        self._lines: dict[tuple[int, int], int] = {}

    def write(self, y: int, x: int, text: str) -> None:
        """Write over whatever is there."""
        for offset, letter in enumerate(text):
            self._letters[y, x + offset] = letter
            self._lines.pop((y, x + offset), None)

    def across(self, y: int, x1: int, x2: int) -> None:
        """A line from one column to another, both included; it passes under upright lines that it does not meet."""
        for x in range(x1, x2 + 1):
            ways = (LEFT if x > x1 else 0) | (RIGHT if x < x2 else 0)
            if x1 < x < x2 and self._lines.get((y, x)) == UP | DOWN:
                continue
            self._add(y, x, ways)

    def down(self, x: int, y1: int, y2: int) -> None:
        """A line from one row to another, both included."""
        for y in range(y1, y2 + 1):
            self._add(y, x, (UP if y > y1 else 0) | (DOWN if y < y2 else 0))

    def join(self, y: int, x: int, ways: int) -> None:
        """Let a line branch off."""
        self._add(y, x, ways)

    def lines(self, *, ascii_only: bool) -> list[str]:
        """All that was drawn."""
        drawn = {at: _JOINTS[ways] for at, ways in self._lines.items() if ways} | self._letters
        last = max((y for y, _ in drawn), default=-1)
        found = []
        for y in range(last + 1):
            wide = max((x for row, x in drawn if row == y), default=-1)
            found.append("".join(drawn.get((y, x), " ") for x in range(wide + 1)).rstrip())
        return [to_ascii(line) for line in found] if ascii_only else found

    def _add(self, y: int, x: int, ways: int) -> None:
        if (y, x) not in self._letters:
            self._lines[y, x] = self._lines.get((y, x), 0) | ways


def to_ascii(text: str) -> str:
    """The same with nothing but ASCII in the place of what boxes are made of."""
    return text.translate(_ASCII)
