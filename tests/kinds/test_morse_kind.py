"""The strip, against the code as the standard prints it."""

import random

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, morse
from casefile.tools.morse import CARD
from tests.kinds.conftest import deals
from tests.kinds.samples import MORSE, morse_papers

# Recommendation ITU-R M.1677-1, 1.1.1 and 1.1.2, typed from the standard's own list.
ITU = """
a . -        b - . . .    c - . - .    d - . .      e .          f . . - .    g - - .      h . . . .
i . .        j . - - -    k - . -      l . - . .    m - -        n - .        o - - -      p . - - .
q - - . -    r . - .      s . . .      t -          u . . -      v . . . -    w . - -      x - . . -
y - . - -    z - - . .
1 . - - - -  2 . . - - -  3 . . . - -  4 . . . . -  5 . . . . .
6 - . . . .  7 - - . . .  8 - - - . .  9 - - - - .  0 - - - - -
"""


def standard() -> dict[str, str]:
    table: dict[str, str] = {}
    sign = ""
    for mark in ITU.split():
        if mark in ".-":
            table[sign] += mark
        else:
            sign = mark.upper()
            table[sign] = ""
    return table


def test_the_card_is_the_code_of_the_standard() -> None:
    assert {sign: CARD[sign] for sign in CARD if sign.isalnum()} == standard()


def test_the_strip_spells_the_phrase_by_the_standard() -> None:
    signs = {code: sign for sign, code in standard().items()}
    for riddle in deals("morse"):
        said = ""
        for line in riddle.values["strip"].splitlines():
            bars = line[14:28].strip()
            if not bars:
                said += " "
            elif set(bars) <= {"▂", "▇"}:
                said += signs[bars.replace("▂", ".").replace("▇", "-")]
        assert said == riddle.values["phrase"] == riddle.answers[0][0]


def test_static_stands_before_and_behind_and_none_of_it_is_morse() -> None:
    for riddle in deals("morse"):
        rows = riddle.values["strip_rows"]
        keyed = [at for at, row in enumerate(rows) if set(row["bars"]) <= {"▂", "▇"}]
        assert 5 <= keyed[0] <= 8
        assert 5 <= len(rows) - 1 - keyed[-1] <= 8
        assert keyed == list(range(keyed[0], keyed[-1] + 1))


def test_the_rows_follow_each_other_in_time_and_take_about_as_long_as_the_author_said() -> None:
    for riddle in deals("morse"):
        clocks = [row["clock"] for row in riddle.values["strip_rows"]]
        assert clocks == sorted(clocks)
        assert len(set(clocks)) == len(clocks)
        assert riddle.values["first"] == "21.43"
        assert riddle.values["last"] in {"21.51", "21.52"}
        assert riddle.values["log_first"] == "21.47"


def test_all_phrases_are_equally_long_work() -> None:
    assert {riddle.values["count"] for riddle in deals("morse")} <= set(range(18, 24))


def test_the_words_of_the_strip_say_as_much_as_its_bars() -> None:
    for riddle in deals("morse")[:20]:
        words = {"strip": riddle.values["strip_alt"], "card": riddle.values["card_alt"]}
        assert KINDS["morse"].solve(words, {}) == riddle.answers[0]


def test_a_strip_in_plain_signs_reads_the_same() -> None:
    for riddle in deals("morse")[:20]:
        rows = [f"  {row['clock']}    {row['ascii']:<14}{row['level']:>6}" for row in riddle.values["strip_rows"]]
        papers = {**morse_papers(riddle.values), "strip": "\n".join(rows)}
        assert KINDS["morse"].solve(papers, {}) == riddle.answers[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"phrase": "{adj} {fish} IS NOT CONTROL"}, "no list of words “fish”"),
        ({"phrase": "WHO IS IT? {adj}", "letters": [5, 30]}, "is not on the card"),
        ({"letters": [3, 4]}, "no phrase has 3 to 4 letters"),
        ({"minutes": 1}, "need more minutes"),
        ({"start": "25.00"}, "no clock"),
    ],
)
def test_a_strip_that_cannot_be_made_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["morse"].generate({**MORSE, **change}, {}, random.Random(1))


def test_the_toy_reads_as_it_says() -> None:
    assert "▂▂▂, then ▇▇▇, then ▂▂▂" in morse._TOY
    assert [standard()[sign] for sign in "SOS"] == ["...", "---", "..."]
