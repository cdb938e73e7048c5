"""The blacked minute: what either copy shows, and that both and the index are needed."""

import random
import re
from collections.abc import Mapping
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from tests.kinds.conftest import deals
from tests.kinds.samples import REDACTION

BLACK = re.compile(r"(\w?)\[\[black (\d+)\]\]")


def strokes(values: Mapping[str, Any], copy: str) -> list[tuple[str, int]]:
    text = " ".join(row["text"] for row in values[copy])
    return [(initial, int(width)) for initial, width in BLACK.findall(text)]


def test_copy_a_shows_true_widths_and_copy_b_first_letters() -> None:
    for riddle in deals("redaction"):
        words = riddle.answers[0]
        assert [width for initial, width in strokes(riddle.values, "copy_a")].count(9) >= 2
        left = [initial for initial, _ in strokes(riddle.values, "copy_b") if initial]
        assert left == [word[0] for word in words]
        assert not [initial for initial, _ in strokes(riddle.values, "copy_a") if initial]


def test_width_alone_and_letter_alone_leave_several_words_and_both_leave_one() -> None:
    for riddle in deals("redaction"):
        index = {row["no"]: row["words"] for row in riddle.values["index"]}
        for word, number in zip(riddle.answers[0], (2, 3, 4), strict=True):
            wide = {other for other in index[number] if len(other) == len(word)}
            alike = {other for other in index[number] if other[0] == word[0]}
            assert len(wide) >= 2
            assert len(alike) >= 2
            assert wide & alike == {word}


def test_a_name_has_one_width_in_both_copies_whoever_it_is() -> None:
    for name in ("Mr Vole", "Mrs Featherstonehaugh"):
        paragraphs = [text.replace("Mr Vole", name) for text in REDACTION["paragraphs"]]
        values = KINDS["redaction"].generate({**REDACTION, "paragraphs": paragraphs}, {}, random.Random(1)).values
        for copy in ("copy_a", "copy_b"):
            assert "[[black 9]] was in the chair" in values[copy][0]["text"]
            assert name not in str(values[copy])


def test_every_stroke_of_the_pen_is_equally_long() -> None:
    for riddle in deals("redaction")[:50]:
        assert {width for _, width in strokes(riddle.values, "copy_b")} == {8, 9}


def test_the_three_words_stand_in_neither_copy() -> None:
    for riddle in deals("redaction"):
        for copy in ("copy_a", "copy_b"):
            text = " ".join(row["text"] for row in riddle.values[copy])
            assert not [word for word in riddle.answers[0] if re.search(rf"\b{word}\b", text)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"paragraphs": ["No slot at all."]}, "each slot stands in one paragraph"),
        ({"paragraphs": [*REDACTION["paragraphs"], "The {fourth}."]}, "unknown slot"),
        ({"paragraphs": ["The {first} {second} {third} {a:x} {b:y}."]}, "two slots"),
        (
            {"slots": [{"id": name, "pool": ["lamp", "lard"]} for name in ("first", "second", "third")]},
            "never leaves exactly one word",
        ),
        ({"slots": [{"id": name, "pool": ["Lamp"]} for name in ("first", "second", "third")]}, "small letters"),
    ],
)
def test_a_minute_that_cannot_be_made_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        KINDS["redaction"].generate({**REDACTION, **change}, {}, random.Random(1))
