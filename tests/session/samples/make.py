"""Plays the fixture and prints its events, for `events-1.json`: `python -m tests.session.samples.make`.

A sample, once released, is never made anew: it stands for the saves that people have.
"""

import sys

import msgspec

from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from tests.packs import fixture
from tests.session.conftest import Clock
from tests.session.test_answers import to_the_board


def play() -> bytes:
    """The events of a play in which every kind of event occurs."""
    store, clock = MemoryStore(), Clock()
    pack = fixture()
    session = Session.begin(pack, store, name="Sample", player="Ann", clock=clock)
    session.tick(20)
    session.hint("p01")
    session.answer("p01", ["eight minutes"])
    session.answer("p02", ["alder street", "2148"])
    to_the_board(session)
    session.answer("archive", ["ra/12"])
    session.note("keep")
    session.unnote(session.note("throw away").id)
    session.mark("mole", "ash", "out", "signed out", "log")
    session.mark("mole", "birch", "sure")
    session.undo()
    session.use("morse")
    session.speak("de")
    session.decide("d1", "hide")
    session.pause()
    other = MemoryStore()
    session.back_to(session.snapshots()[-1].seq, other, name="Sample")
    last = Session.resume(fixture(rev=2), other, player="Ann", clock=clock)
    renamed = {"kind": "renamed", "at": clock.now, "by": "Ann", "facts": {"name": "Renamed"}}
    other.append("play", last.state.seq, "rename", [renamed])
    last.pause()
    return msgspec.json.format(msgspec.json.encode(other.read("play")), indent=1)


if __name__ == "__main__":
    sys.stdout.buffer.write(play() + b"\n")
