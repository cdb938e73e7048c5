"""The logic grid: marks, what follows from them, and how it is drawn."""

import random
from itertools import permutations

import pytest

from casefile.errors import Refusal
from casefile.tools.grid import Cell, Grid, Mark

CATEGORIES = [("Clerk", ["Ann", "Bob", "Cay"]), ("Room", ["attic", "cellar", "yard"]), ("Day", ["Mon", "Tue", "Wed"])]


@pytest.fixture
def grid() -> Grid:
    return Grid.blank(CATEGORIES)


def tick(grid: Grid, a: str, b: str) -> Grid:
    return grid.put(grid.find(a), grid.find(b), Mark.TICK)


def cross(grid: Grid, a: str, b: str) -> Grid:
    return grid.put(grid.find(a), grid.find(b), Mark.CROSS)


def mark(grid: Grid, a: str, b: str) -> Mark:
    return grid.at(grid.find(a), grid.find(b))


def test_a_tick_crosses_its_row_and_its_column(grid: Grid) -> None:
    followed = tick(grid, "Ann", "attic").follow()
    assert mark(followed, "Ann", "yard") is Mark.CROSS
    assert mark(followed, "Bob", "attic") is Mark.CROSS
    assert mark(followed, "Bob", "yard") is Mark.BLANK


def test_the_last_box_that_is_left_is_ticked(grid: Grid) -> None:
    followed = cross(cross(grid, "Ann", "attic"), "Ann", "cellar").follow()
    assert mark(followed, "Ann", "yard") is Mark.TICK


def test_what_holds_of_one_holds_of_all_that_it_is_tied_to(grid: Grid) -> None:
    followed = cross(tick(tick(grid, "Ann", "attic"), "attic", "Mon"), "Bob", "Tue").follow()
    assert mark(followed, "Ann", "Mon") is Mark.TICK
    assert mark(followed, "Bob", "Wed") is Mark.TICK
    assert mark(followed, "Cay", "Tue") is Mark.TICK


def test_two_that_have_nothing_left_in_common_are_apart(grid: Grid) -> None:
    followed = cross(cross(cross(grid, "Ann", "Mon"), "attic", "Tue"), "attic", "Wed").follow()
    assert mark(followed, "Ann", "attic") is Mark.CROSS


def test_own_marks_and_what_follows_are_told_apart_and_putting_forgets_the_latter(grid: Grid) -> None:
    followed = tick(grid, "Ann", "attic").follow()
    a, b = followed.find("Bob"), followed.find("attic")
    assert followed.own(a, b) is Mark.BLANK
    assert followed.own(b, followed.find("Ann")) is Mark.TICK
    wiped = followed.put(followed.find("attic"), followed.find("Ann"), Mark.BLANK)
    assert wiped.at(a, b) is Mark.BLANK
    assert wiped == Grid.blank(CATEGORIES)


def test_marks_that_cannot_all_hold_are_told_in_a_sentence(grid: Grid) -> None:
    assert not tick(grid, "Ann", "attic").clash()
    assert "two ticks under Room" in tick(tick(grid, "Ann", "attic"), "Ann", "yard").clash()
    none = cross(cross(cross(grid, "Ann", "attic"), "Ann", "cellar"), "Ann", "yard")
    assert "Nothing is left for Ann under Room" in none.clash()


def test_following_never_says_what_is_not_so_in_some_filling_that_fits() -> None:
    stream = random.Random(3)
    orders = list(permutations(range(3)))
    for _ in range(150):
        rooms, days = stream.choice(orders), stream.choice(orders)
        cells: list[list[Cell]] = [[(0, who), (1, rooms[who]), (2, days[who])] for who in range(3)]
        grid = Grid.blank(CATEGORIES)
        for _ in range(stream.randint(1, 5)):
            one, other = stream.sample(range(3), 2)
            left, right = stream.sample(range(3), 2)
            together = stream.random() < 0.3
            a, b = cells[one][left], cells[one if together else other][right]
            grid = grid.put(a, b, Mark.TICK if together else Mark.CROSS)
        followed = grid.follow()
        assert not followed.clash()
        for (a, b), said in followed.followed.items():
            assert (said is Mark.TICK) == any(a in row and b in row for row in cells)


def test_the_picture_has_every_name_and_fits_the_paper() -> None:
    for size, count in ((3, 2), (4, 4), (8, 5)):
        wide = Grid.blank(
            [(f"Category {n}", [f"item {n}-{i} of some length" for i in range(size)]) for n in range(count)]
        )
        for ascii_only in (False, True):
            drawn = wide.render(ascii_only=ascii_only)
            assert max(map(len, drawn.splitlines())) <= 76
            assert not ascii_only or drawn.isascii() or "…" in drawn
    drawn = tick(Grid.blank(CATEGORIES), "Ann", "attic").follow().render()
    assert all(name in drawn for _, items in CATEGORIES for name in items)
    assert drawn.count("✓") == 1
    assert drawn.count("✗") == 4


def test_marks_are_kept_as_text_and_come_back(grid: Grid) -> None:
    marked = cross(tick(grid, "Ann", "attic"), "Tue", "yard")
    assert Grid.load(marked.dump()) == marked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Clerk: Ann, Bob", "tool-grid-shape"),
        ("Clerk: Ann, Bob\nRoom: attic, cellar, yard", "tool-grid-shape"),
        ("Clerk: Ann, ann\nRoom: attic, cellar", "tool-grid-twice"),
        ("Clerk: Ann, Bob\nRoom: attic, cellar\n@0.0 0.1 +", "tool-grid-box"),
        ("Clerk: Ann, Bob\nRoom: attic, cellar\n@0.0 1.7 +", "tool-grid-box"),
        ("Clerk: Ann, Bob\nRoom: attic, cellar\n@nonsense", "tool-grid-dump"),
    ],
)
def test_a_grid_that_is_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        Grid.load(text)
    assert caught.value.code == code


def test_a_name_that_stands_nowhere_or_twice_is_refused(grid: Grid) -> None:
    with pytest.raises(Refusal, match="There is no “Zoe”"):
        grid.find("Zoe")
    with pytest.raises(Refusal, match="more than one “may”"):
        Grid.blank([("Clerk", ["May", "Ann"]), ("Month", ["May", "June"])]).find("may")


def test_every_two_categories_meet_in_one_square(grid: Grid) -> None:
    squares = [frozenset((block.rows, block.columns)) for row in grid.blocks() for block in row]
    assert sorted(map(sorted, squares)) == [[0, 1], [0, 2], [1, 2]]
