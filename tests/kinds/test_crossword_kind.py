"""The crossword: words that cross, one filling by every combination of the list, marks that spell the keyword."""

import random
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.kinds.crossword_grid import lay
from tests.kinds.conftest import deals
from tests.kinds.samples_documents import CROSSWORD, crossword_papers

LISTED = [word["word"].upper() for word in CROSSWORD["words"]]


def cells(values: Mapping[str, Any]) -> list[list[str]]:
    return [line[1:-1].split("│") for line in values["grid"].splitlines() if line.startswith("│")]


def begun(values: Mapping[str, Any]) -> dict[int, tuple[int, int]]:
    """Where each number stands in the drawing."""
    rows = enumerate(cells(values))
    return {
        int(cell[:2]): (row, at) for row, line in rows for at, cell in enumerate(line) if cell[:2].strip().isdigit()
    }


def filled(values: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """The letters of the solution, square by square; a square that two words share must agree."""
    letters: dict[tuple[int, int], str] = {}
    for way, (by_row, by_column) in (("across", (0, 1)), ("down", (1, 0))):
        for entry in values["solution"][way]:
            row, column = begun(values)[entry["no"]]
            for at, letter in enumerate(entry["word"]):
                square = (row + by_row * at, column + by_column * at)
                assert letters.setdefault(square, letter) == letter
    return letters


def test_the_words_cross_and_fill_exactly_the_open_squares() -> None:
    for riddle in deals("crossword"):
        letters = filled(riddle.values)
        opened = {
            (row, at)
            for row, line in enumerate(cells(riddle.values))
            for at, cell in enumerate(line)
            if "█" not in cell
        }
        assert set(letters) == opened
        total = sum(entry["length"] for way in ("across", "down") for entry in riddle.values[way])
        entries = len(riddle.values["across"]) + len(riddle.values["down"])
        assert 4 * (total - len(letters)) >= 3 * entries
        assert {entry["word"] for way in ("across", "down") for entry in riddle.values["solution"][way]} <= set(LISTED)


def test_no_two_letters_stand_side_by_side_without_a_word() -> None:
    for riddle in deals("crossword"):
        grid = cells(riddle.values)
        runs = []
        for lines in (grid, [list(line) for line in zip(*grid, strict=True)]):
            for line in lines:
                text = "".join(" " if "█" in cell else "x" for cell in line)
                runs += [len(run) for run in text.split() if len(run) > 1]
        lengths = [entry["length"] for way in ("across", "down") for entry in riddle.values[way]]
        assert sorted(runs) == sorted(lengths)


def test_the_marked_squares_spell_the_keyword_and_not_in_reading_order() -> None:
    for riddle in deals("crossword"):
        letters = filled(riddle.values)
        marks = {
            cell[2]: (row, at)
            for row, line in enumerate(cells(riddle.values))
            for at, cell in enumerate(line)
            if cell[2].islower()
        }
        assert "".join(letters[marks[mark]] for mark in sorted(marks)) == riddle.answers[0][0]
        assert [near.why for near in riddle.near] == ["grid-order"]
        assert riddle.near[0].answer[0] == "".join(letters[square] for square in sorted(marks.values()))


def test_no_other_choice_of_words_fits_a_small_grid() -> None:
    """By brute force: every combination of the list's words, place by place."""
    params = {**CROSSWORD, "size": 5, "entries": [4, 4], "keywords": ["tile", "sore", "lane", "rate"]}
    for seed in range(2):
        values = KINDS["crossword"].generate(params, {}, random.Random(seed)).values
        places = [(way, entry) for way in ("across", "down") for entry in values["solution"][way]]
        fitting = [[word for word in LISTED if len(word) == entry["length"]] for _, entry in places]
        found = 0
        for words in product(*fitting):
            letters: dict[tuple[int, int], str] = {}
            fits = len(set(words)) == len(words)
            for (way, entry), word in zip(places, words, strict=True):
                row, column = begun(values)[entry["no"]]
                for at, letter in enumerate(word):
                    square = (row, column + at) if way == "across" else (row + at, column)
                    fits = fits and letters.setdefault(square, letter) == letter
                if not fits:
                    break
            found += fits
        assert found == 1


def test_the_drawing_and_its_words_lead_to_the_same_keyword() -> None:
    public = KINDS["crossword"].public(CROSSWORD)
    for riddle in deals("crossword"):
        drawn = riddle.values["grid"]
        assert KINDS["crossword"].solve({"drawn": drawn}, public) == riddle.answers[0]
        assert KINDS["crossword"].solve({"said": riddle.values["grid_alt"]}, public) == riddle.answers[0]


def test_another_paper_may_hold_the_grid_of_another_puzzle() -> None:
    public = KINDS["crossword"].public(CROSSWORD)
    riddle, other = deals("crossword")[0], deals("logic-grid")[0].values["grid"]
    for one in (riddle.values["grid"], riddle.values["grid_alt"]):
        assert KINDS["crossword"].solve({"before": other, "page": one, "after": other}, public) == riddle.answers[0]


def test_a_grid_begins_in_its_corner() -> None:
    for seed in range(30):
        squares = {square for entry in lay(LISTED, 8, 8, random.Random(seed)) for square in entry.squares}
        assert min(row for row, _ in squares) == min(column for _, column in squares) == 0
        assert max(max(square) for square in squares) < 8


def test_the_clues_stand_under_their_numbers_with_their_lengths() -> None:
    riddle = deals("crossword")[0]
    clue = riddle.values["across"][0]
    assert clue["text"] == f"{clue['no']}. {clue['clue']} ({clue['length']})"
    assert "word" not in clue
    assert clue["text"] in crossword_papers(riddle.values)["page"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"size": 4}, "5 to 9 squares"),
        ({"words": CROSSWORD["words"][:8]}, "12 different words"),
        ({"words": [*CROSSWORD["words"], {"word": "two words", "clue": "x"}]}, "“two words” is no word"),
        ({"words": [*CROSSWORD["words"], {"word": "hut", "clue": " "}]}, "no clue"),
        ({"words": [*CROSSWORD["words"], {"word": "lanterns", "clue": "x"}]}, "stands in “lanterns”"),
        ({"keywords": ["lantern"]}, "several different"),
        ({"keywords": ["lantern", "law"]}, "stands in “law”"),
        ({"entries": [9, 6]}, "least first"),
        ({"keywords": ["zzzz", "yyyy"]}, "not all the letters of “zzzz”"),
    ],
)
def test_a_crossword_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["crossword"].generate({**CROSSWORD, **change}, {}, random.Random(1))
