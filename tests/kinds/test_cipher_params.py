"""What cannot be hidden fairly, and how its author is told."""

import random
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from tests.kinds.samples import SAMPLES
from tests.kinds.samples_ciphers import MANUAL


def deal(kind: str, **change: Any) -> Riddle:
    return KINDS[kind].generate({**SAMPLES[kind].params, **change}, {}, random.Random(1))


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("vigenere", {"messages": ["Too short {colour} {place}."]}, "letters only; with this key it wants 60"),
        ("vigenere", {"messages": ["Room 12, {colour} {place}."]}, "write figures out"),
        ("vigenere", {"answer": ["{place} {colour}"]}, "does not stand in"),
        ("vigenere", {"words": {"colour": ["RED"], "place": []}}, "“place” is missing"),
        ("vigenere", {"messages": ["{colour} {place} " * 100]}, "1000 signs at most"),
        ("book", {"book": ["He is late. " * 5000]}, "50000 characters"),
        ("vigenere", {"keywords": []}, "give `keywords`"),
        ("vigenere", {"keywords": ["AAAA"]}, "three of them different"),
        (
            "playfair",
            {"messages": ["Meet me at the {colour} {place} when the clock strikes ten and bring the dog."]},
            "79",
        ),
        ("columnar", {"keywords": ["ABCD"]}, "not in their order"),
        ("columnar", {"keywords": ["WEIGHBRIDGE"]}, "4 to 8 letters"),
        ("checkerboard", {"keywords": ["SENATOR"]}, "eight letters, all different"),
        ("checkerboard", {"keywords": ["NOTARIES"], "gaps": [3, 3]}, "two different columns"),
        ("book", {"book": [*MANUAL, "Ask Mr. Vole."]}, "abbreviation"),
        ("book", {"book": [*MANUAL, "No *stars* here."]}, "markup"),
        ("book", {"messages": ["{colour} {thing} the {side} stair, and zebras."]}, "no word ZEBRAS"),
        ("null", {"nth": 13}, "twelfth"),
        ("null", {"bank": [["Two. Sentences here."]]}, "must be one sentence"),
        ("null", {"bank": [["My apples rot."]]}, "no sentence of the bank gives the letter"),
        ("null", {"bank": [["Alone."]]}, "no second word"),
        (
            "null",
            {"words": {"who": ["Tut tut tut tut tut", "Tut tut tut tut tut tut"]}},
            "more sentences of each topic",
        ),
    ],
)
def test_what_cannot_be_hidden_fairly_is_refused(kind: str, change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        deal(kind, **change)


def test_a_letter_that_says_two_things_is_not_dealt() -> None:
    # the first words say TEA, the second ones EAT
    bank = [["Tea eases."], ["Egg and ale."], ["Ale too."]]
    with pytest.raises(Refusal, match="in this way and no other"):
        deal("null", messages=["tea"], words={"more": ["eat"]}, answer=["tea"], nth=1, bank=bank, space=9)
