"""A phrase is known again however plainly it is hidden."""

import base64
import codecs

import pytest

from casefile.workshop.check.disguises import disguises

PHRASE = "Tin Heron"
HIDDEN = {
    "backwards": "nor ehn it",
    "turned": codecs.encode("tin heron", "rot13"),
    "hex": f"00{PHRASE.encode().hex()}ff",
    "hex in capitals": PHRASE.upper().encode().hex().upper(),
    **{f"base64, {at} in": base64.b64encode(b"x" * at + PHRASE.lower().encode() + b"yz").decode() for at in range(4)},
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_phrase_is_found(text: str) -> None:
    bare = "".join(char for char in text.casefold() if char.isalnum())
    assert any(hidden in (bare if is_bare else text) for _, hidden, is_bare in disguises(PHRASE))


def test_a_text_that_says_something_else_is_let_be() -> None:
    text = "tin herons are seldom seen; heron tin, never"
    bare = "".join(char for char in text if char.isalnum())
    assert not any(hidden in (bare if is_bare else text) for _, hidden, is_bare in disguises(PHRASE))


def test_what_reads_alike_both_ways_is_not_hidden_by_turning_it_round() -> None:
    assert "written backwards" not in {how for how, _, _ in disguises("Anna")}


def test_a_run_of_the_alphabet_stands_in_every_alphabet_and_is_not_looked_for_moved_along() -> None:
    assert not any("moved on" in how for how, _, _ in disguises("EFGHIJK"))
    assert any("moved on" in how for how, _, _ in disguises("EFGHIJL"))
