"""What comes in from a terminal: all of what somebody types or pastes, and of a flood what there is room for."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.host.apps.inlet import AHEAD, END, MAX_PASTE, PIECE, START, Inlet

PACKET = 32_768
MEGABYTE = 1 << 20

written = st.lists(st.one_of(st.text("ab\x1b[20~", max_size=20), st.just(START), st.just(END)), max_size=20)


def out(inlet: Inlet) -> str:
    pieces: list[str] = []
    while inlet:
        pieces.append(inlet.get())
        assert len(pieces[-1]) <= PIECE
    return "".join(pieces)


def through(inlet: Inlet, packets: Iterable[str]) -> str:
    """What comes out when everything is handed on at once."""
    came = []
    for packet in packets:
        inlet.put(packet)
        came.append(out(inlet))
    return "".join(came)


@given(written, st.data())
def test_what_there_is_room_for_comes_out_as_it_came_however_it_was_cut(texts: list[str], data: st.DataObject) -> None:
    text = "".join([*texts, END])
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    packets = [text[a:b] for a, b in itertools.pairwise([0, *cuts, len(text)])]
    assert through(Inlet(), packets) == text


@pytest.mark.parametrize("size", [1, 7, PACKET])
def test_ten_megabytes_that_are_typed_are_cut_while_they_wait(size: int) -> None:
    inlet = Inlet()
    for _ in range(10 * MEGABYTE // max(size, 100)):
        inlet.put("x" * size)
    assert out(inlet) == "x" * AHEAD
    inlet.put("and goes on")
    assert out(inlet) == "and goes on"


def test_ten_megabytes_that_are_pasted_are_one_paste_of_what_is_read_of_one() -> None:
    inlet = Inlet()
    inlet.put(START)
    for _ in range(10 * MEGABYTE // PACKET):
        inlet.put("x" * PACKET)
    inlet.put(END[:3])
    inlet.put(f"{END[3:]}then typed")
    assert out(inlet) == f"{START}{'x' * MAX_PASTE}{END}then typed"


def test_paste_after_paste_is_not_kept_either() -> None:
    inlet = Inlet()
    for _ in range(200):
        inlet.put(f"{START}{'x' * MAX_PASTE}{END}")
    assert len(out(inlet)) <= 2 * (MAX_PASTE + AHEAD)
    for _ in range(100_000):
        inlet.put(f"{START}{END}")
    assert len(out(inlet)) <= 2 * AHEAD
    inlet.put("and goes on")
    assert out(inlet) == "and goes on"
