"""The machine of three wheels, against published letters and against a machine of pencil and strips."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.tools import TOOLS, rotor
from casefile.tools.letters import ALPHABET
from casefile.tools.rotor_machine import Wheels, clashes, encipher, is_reflector, places, starts, turned

CARD = """        ABCDEFGHIJKLMNOPQRSTUVWXYZ
I       EKMFLGDQVZNTOWYHXUSPAIBRCJ
II      AJDKSIRUXBLHWTMCQGZNPYFVOE
III     BDFHJLCPRTXVZNYEIWGAKMUSQO
mirror  YRUHQSLDPXNGOKMIEBFZCWVJAT"""
I_II_III = Wheels(*(row.split()[-1] for row in CARD.splitlines()[1:]))
CLEAR = "FORHERONTHEWEATHERCONTINUESFAIRANDDRYTHEATLASLEAVESBYTHEMILKTRAIN"
CIPHER = encipher(CLEAR, I_II_III, "QZY")
TEXTS = st.text(ALPHABET, min_size=1, max_size=80)
WINDOWS = st.text(ALPHABET, min_size=3, max_size=3)


def ran(**args: str) -> str:
    return TOOLS["rotor"].run({"text": CIPHER, "wheels": CARD, **args})


def by_hand(text: str, windows: str) -> str:
    """Every wheel as a disc that is turned: what stands on it is looked up, nothing is reckoned."""
    discs = [ALPHABET.index(char) for char in windows]
    out = ""
    for char in text:
        for disc in (2, 1, 0):
            discs[disc] = (discs[disc] + 1) % 26
            if discs[disc]:
                break
        rims = [ALPHABET[disc:] + ALPHABET[:disc] for disc in discs]
        ways = list(zip(rims, I_II_III[:3], strict=True))
        said = char
        for rim, wiring in ways[::-1]:
            said = ALPHABET[rim.index(wiring[ALPHABET.index(rim[ALPHABET.index(said)])])]
        said = I_II_III.reflector[ALPHABET.index(said)]
        for rim, wiring in ways:
            said = ALPHABET[rim.index(ALPHABET[wiring.index(rim[ALPHABET.index(said)])])]
        out += said
    return out


def test_the_letters_that_everybody_tries_an_enigma_with() -> None:
    """Wheels I II III with reflector B and rings at A make BDZGO of AAAAA; no wheel but the right turns in it."""
    assert encipher("AAAAA", I_II_III, "AAA") == "BDZGO"


@settings(deadline=None)
@given(TEXTS, WINDOWS)
def test_the_machine_does_what_its_discs_do_by_hand(text: str, windows: str) -> None:
    assert encipher(text, I_II_III, windows) == by_hand(text, windows)


@settings(deadline=None)
@given(TEXTS, WINDOWS)
def test_it_undoes_what_it_did_and_no_letter_ever_stands_for_itself(text: str, windows: str) -> None:
    made = encipher(text, I_II_III, windows)
    assert encipher(made, I_II_III, windows) == text
    assert not clashes(text, made)


def test_the_windows_count_like_an_odometer_without_a_double_step() -> None:
    assert [turned("ADX", letters) for letters in range(5)] == ["ADX", "ADY", "ADZ", "AEA", "AEB"]
    assert (turned("AZZ", 1), turned("ZZZ", 1), turned("BAA", -1)) == ("BAA", "AAA", "AZZ")


@pytest.mark.parametrize("windows", ["AAA", "QZY", "ZZW", "ZZZ"])
@pytest.mark.parametrize("at", [0, 3, 8, 26])
def test_a_crib_finds_the_windows_at_the_start_wherever_it_stands(windows: str, at: int) -> None:
    text = encipher(CLEAR, I_II_III, windows)
    assert starts(CLEAR[at : at + 12], text, at, I_II_III) == [windows]


def test_a_crib_comes_out_at_all_the_windows_that_are_found_and_at_no_others() -> None:
    found = starts("HER", CIPHER, 3, I_II_III)
    every = (a + b + c for a in ALPHABET for b in ALPHABET for c in ALPHABET)
    assert sorted(found) == [windows for windows in every if encipher(CIPHER[:6], I_II_III, windows)[3:] == "HER"]


def test_a_crib_can_stand_where_none_of_its_letters_meets_itself() -> None:
    assert places("TEAPOT", "TQEXANBOIP") == [4]
    assert places("TEAPOT", "TQEXA") == []


def test_an_order_that_is_not_known_is_found_with_the_windows() -> None:
    said = ran(set="any", crib="the weather continues @9")
    assert "1 of 105,456 settings" in said
    assert "I II III, windows QZY at the start of the message (RAG right before the crib)" in " ".join(said.split())
    assert CLEAR[:40] in said


def test_a_crib_without_a_place_says_where_it_can_stand() -> None:
    at = ", ".join(str(place + 1) for place in places("THEWEATHERCONTINUES", CIPHER)).replace(",", "")
    assert at in " ".join(ran(crib="the weather continues").split())
    assert "can stand nowhere" in ran(crib="AB", text="AB")
    at_all = ran(text="TQEXANBOIP", crib="TEAPOT @1")
    assert "its letter 1 would be T for T" in at_all
    assert "has 10 letters" in ran(text="TQEXANBOIP", crib="TEAPOT @6")


def test_with_the_windows_that_are_set_it_reads() -> None:
    assert ran(set="I II III QZY").replace("\n", "").startswith(CLEAR)
    assert ran(wheels=f"{CARD}\nset II I III ABC\nset QZY").replace("\n", "").startswith(CLEAR)


@pytest.mark.parametrize(
    "card",
    [
        "\n".join(f"|{row.split()[0]}|{row.split()[-1]}|" for row in CARD.splitlines()[1:]),
        "\n".join(f"- Wheel: {row.split()[0]}; Wiring: {row.split()[-1]}." for row in CARD.splitlines()[1:]),
        "the heads are A to Z; " + "; ".join(": ".join(row.split()) for row in CARD.splitlines()[1:]) + ".",
    ],
    ids=["table", "list", "words"],
)
def test_a_card_is_read_however_it_is_printed(card: str) -> None:
    machine = rotor.read_machine(card, "III I II ABC")
    assert list(machine.wirings.items()) == [tuple(row.split()) for row in CARD.splitlines()[1:4]]
    assert (machine.reflector, machine.order) == (I_II_III.reflector, ("III", "I", "II"))


def test_three_letters_are_windows_even_where_a_wheel_is_called_so() -> None:
    assert rotor.read_machine(CARD, "III").windows == "III"
    assert rotor.read_machine(CARD, "III II I III").windows == "III"


def test_what_is_no_wiring_is_no_wheel() -> None:
    other = "".join(random.Random(1).sample(ALPHABET, 26))
    assert not is_reflector(other)
    assert list(rotor.read_machine(f"{CARD}\nIV {other}\nV {'A' * 26}").wirings) == ["I", "II", "III", "IV"]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"text": ""}, "tool-rotor-empty"),
        ({"wheels": "I II III"}, "tool-rotor-wheels"),
        ({"wheels": CARD.rpartition("\n")[0]}, "tool-rotor-wheels"),
        ({"set": "I II IV AAA"}, "tool-rotor-set"),
        ({"set": "I I II AAA"}, "tool-rotor-set"),
        ({"set": "any I II III AAA"}, "tool-rotor-set"),
        ({"set": "any"}, "tool-rotor-order"),
    ],
)
def test_what_the_machine_cannot_use_it_refuses(args: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        ran(**args)
    assert caught.value.code == code
