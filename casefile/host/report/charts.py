"""A report's charts, drawn as SVG that lies within the page and takes its colours from it."""

from collections.abc import Iterator

from casefile.host.report.data import Hand, Puzzle, TeamPlay
from casefile.host.report.words import minutes, safe, short

WIDTH = 860
_LABEL, _NUMBERS, _ROW, _HEAD = 236, 92, 26, 30
_LANE, _EDGE = 17, 8
_LETTER = 6.4
"""Width of a letter of the charts' text, on average."""
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1440)


def times(puzzles: tuple[Puzzle, ...], names: dict[str, str]) -> str:
    """How long each puzzle took: every team a dot, the middle half a box, the median a bar, the author's a diamond.

    Args:
        puzzles: In the order in which they stand in the case.
        names: Of the teams, by id.
    """
    most = max(
        (max(float(one.expected), *(value for _, value in one.minutes)) for one in puzzles if one.minutes), default=0
    )
    most = max(5.0, most * 1.04)
    scale = (WIDTH - _LABEL - _NUMBERS) / most
    height = _HEAD + _ROW * len(puzzles) + 6
    rows = (
        line
        for number, puzzle in enumerate(puzzles)
        for line in _times_row(puzzle, names, _HEAD + _ROW * number + _ROW / 2, scale)
    )
    said = "; ".join(_times_words(puzzle) for puzzle in puzzles)
    head = f'<text class="small" x="{WIDTH - 6}" y="14" text-anchor="end">median / author</text>'
    return _svg(
        height,
        "Minutes for each puzzle",
        said,
        [*_grid(most, scale, _LABEL, height, WIDTH - _NUMBERS - 8), head, *rows],
    )


def _times_words(puzzle: Puzzle) -> str:
    if puzzle.quartiles is None:
        return f"{puzzle.title}: nobody"
    return f"{puzzle.title}: median {puzzle.quartiles[1]:.0f}, the author's {puzzle.expected or 'unknown'}"


def _times_row(puzzle: Puzzle, names: dict[str, str], y: float, scale: float) -> Iterator[str]:
    def x(value: float) -> float:
        return round(_LABEL + value * scale, 1)

    yield f'<text class="name" x="{_LABEL - 10}" y="{y + 4}" text-anchor="end">{safe(short(puzzle.title, 34))}</text>'
    median = "–"
    if puzzle.quartiles is not None:
        low, middle, high = puzzle.quartiles
        yield f'<path class="whisker" d="M{x(puzzle.minutes[0][1])} {y}H{x(puzzle.minutes[-1][1])}"/>'
        if high > low:
            yield f'<rect class="box" x="{x(low)}" y="{y - 6}" width="{round((high - low) * scale, 1)}" height="12"/>'
        for team, value in puzzle.minutes:
            told = safe(f"{names.get(team, team)}: {value:.1f} min")
            yield f'<circle class="dot" cx="{x(value)}" cy="{y}" r="2.8"><title>{told}</title></circle>'
        yield f'<path class="median" d="M{x(middle)} {y - 9}v18"/>'
        median = f"{middle:.0f}"
    if puzzle.expected:
        at = x(puzzle.expected)
        told = f"the author: {puzzle.expected} min"
        yield f'<path class="author" d="M{at} {y - 7}l5 7l-5 7l-5 -7z"><title>{told}</title></path>'
    told = f"{median} / {puzzle.expected or '–'}"
    yield f'<text class="number" x="{WIDTH - 6}" y="{y + 4}" text-anchor="end">{told}</text>'


def strip(team: TeamPlay, most: float) -> str:
    """When a team was shown each puzzle and when it opened it, along its clock.

    Args:
        team: Whose.
        most: Seconds that the clock's axis holds; the same for every team.
    """
    scale = (WIDTH - 2 * _EDGE) / (most / 60)
    hands = sorted(team.hands, key=lambda hand: (hand.shown, hand.opened is None, hand.opened or 0.0))
    height = _HEAD + _LANE * len(hands) + 6
    drawn = list(_grid(most / 60, scale, _EDGE, height, WIDTH))
    end = _EDGE + team.played / 60 * scale
    drawn.append(f'<path class="end" d="M{end:.1f} {_HEAD - 6}V{height}"><title>here the team stopped</title></path>')
    for number, hand in enumerate(hands):
        drawn += _bar(hand, team.played, _HEAD + _LANE * number, scale)
    said = "; ".join(_hand_words(hand) for hand in hands)
    return _svg(height, f"{team.name}: when each puzzle was shown and opened", said, drawn)


def _hand_words(hand: Hand) -> str:
    if hand.opened is None:
        return f"{hand.title} from {minutes(hand.shown)}, stayed shut"
    return f"{hand.title} {minutes(hand.shown)} to {minutes(hand.opened)}{', freed' if hand.freed else ''}"


def _bar(hand: Hand, played: float, top: float, scale: float) -> Iterator[str]:
    def x(seconds: float) -> float:
        return round(_EDGE + seconds / 60 * scale, 1)

    until = played if hand.opened is None else hand.opened
    left, right = x(hand.shown), max(x(until), x(hand.shown) + 3)
    kind = "shut" if hand.opened is None else "freed" if hand.freed else "opened"
    middle = top + _LANE / 2
    yield f"<g><title>{safe(_hand_words(hand))}</title>"
    yield f'<rect class="{kind}" x="{left}" y="{top + 3}" width="{round(right - left, 1)}" height="{_LANE - 6}"/>'
    for at in hand.wrong:
        yield f'<path class="wrong" d="M{x(at) - 2.5} {middle - 2.5}l5 5m0 -5l-5 5"/>'
    for at in hand.hints:
        yield f'<circle class="hint" cx="{x(at)}" cy="{middle}" r="2.6"/>'
    yield f"{_beside(f'{hand.order}. {hand.title}' if hand.order else hand.title, left, right, middle)}</g>"


def _beside(title: str, left: float, right: float, middle: float) -> str:
    """A bar's name: after it, or before it where there is no room, or within it."""
    label = short(title, 44)
    wide = len(label) * _LETTER
    if right + wide + 6 <= WIDTH:
        x, anchor = right + 5, "start"
    elif left - wide - 6 >= 0:
        x, anchor = left - 5, "end"
    else:
        x, anchor = left + 5, "start"
    return f'<text class="label" x="{x:.1f}" y="{middle + 4:.1f}" text-anchor="{anchor}">{safe(label)}</text>'


def _grid(most: float, scale: float, left: float, height: float, room: float) -> Iterator[str]:
    """Lines for round minutes, far enough apart to be read; their numbers as far as there is room."""
    step = next((step for step in _STEPS if step * scale >= 56), _STEPS[-1])
    for at in range(0, min(int(most), 200 * step) + 1, step):
        x = round(left + at * scale, 1)
        anchor = "start" if at == 0 else "middle" if x < WIDTH - 20 else "end"
        yield f'<path class="grid" d="M{x} {_HEAD - 6}V{height}"/>'
        if x <= room:
            yield f'<text class="small" x="{x}" y="14" text-anchor="{anchor}">{at}{" min" if at == 0 else ""}</text>'


def _svg(height: float, title: str, said: str, drawn: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img">'
        f"<title>{safe(title)}</title><desc>{safe(said)}</desc>{''.join(drawn)}</svg>"
    )
