"""Where the keys of a TOML text stand."""

import pytest

from casefile.source.lines import Lines, Place

TEXT = '''# a remark with key = 1
id = "x"   # another
"quoted key" = 1
many = [
  { id = "a", of = [1, 2] }, # { id = "no" }
  { id = "b",
    of = [
      3,
      4,
    ] },
]
text = """
not = "a key"
"""
raw = \'\'\'
[not.a.table]
\'\'\'
dotted.key = true

[table]
inner = "has = and [ and { in it"

[table.sub]
deep = 1

[[list]]
name = "one"
[list.more]
x = 1

[[list]]
name = "two"
[[list.items]]
y = 1
[[list.items]]
y = 2
'''

PLACES: dict[Place, int] = {
    ("id",): 2,
    ("quoted key",): 3,
    ("many",): 4,
    ("many", 0): 5,
    ("many", 0, "of"): 5,
    ("many", 1, "id"): 6,
    ("many", 1, "of"): 7,
    ("many", 1, "of", 1): 9,
    ("text",): 12,
    ("raw",): 15,
    ("dotted", "key"): 18,
    ("table",): 20,
    ("table", "inner"): 21,
    ("table", "sub", "deep"): 24,
    ("list", 0, "name"): 27,
    ("list", 0, "more", "x"): 29,
    ("list", 1, "name"): 32,
    ("list", 1, "items", 0, "y"): 34,
    ("list", 1, "items", 1, "y"): 36,
}


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_key_is_found_on_its_line(place: Place) -> None:
    assert Lines(TEXT).of(place) == PLACES[place]


def test_what_is_not_there_is_told_at_what_is_around_it() -> None:
    lines = Lines(TEXT)
    assert lines.of(("many", 1, "nothing", 3)) == PLACES["many", 1, "id"]
    assert lines.of(("list", 1, "missing")) == 31
    assert lines.of(("nowhere",)) == 1


def test_front_matter_counts_from_its_place_in_the_file() -> None:
    assert Lines('id = "x"\nref = "y"', first=2).of(("ref",)) == 3
