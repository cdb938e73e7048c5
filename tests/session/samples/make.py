"""Plays the fixture and prints its events, for `events-1.json`: `python -m tests.session.samples.make`.

With `hosted` behind it, a hosted play's, for `hosted-1.json`.

A sample, once released, is never made anew: it stands for the saves that people have.
"""

import sys

import msgspec

from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from tests.packs import fixture
from tests.session.conftest import Clock
from tests.session.team import Team, key_of
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


def hosted() -> bytes:
    """The events of a play in which a host and a team do everything that they can."""
    team = Team(minutes=90)
    team.grace.hold("the fire alarm")
    team.clock.go(60)
    team.grace.release()
    team.grace.extend(5, "the fire alarm")
    team.clock.go(600)
    team.grace.rewind(2, "a late start")
    team.grace.announce("Tea at four.", sender="The Registry")
    team.grace.correct("log", "Read 21.49.", "a misprint")
    request = team.ann.ask("Is this broken?", "p01").id
    team.grace.claim(request)
    team.grace.reply(request, "No.")
    team.grace.refund(request, "our fault")
    team.grace.close(request)
    team.grace.free("p01", *key_of("p01"), "the tape was torn")
    team.grace.seize("no keyboard", "Ann")
    team.grace.yield_()
    team.ann.answer("p03", ["five"])
    team.ann.answer("p03", ["four"])
    for paper in ("log", "letter"):
        team.ann.read(paper)
    for cards in (["birch", "ash"], ["ash", "birch"]):
        team.ann.answer("m1", cards)
        team.ben.confirm(team.ann.state.seq)
    team.ben.decide("d1", "log")
    team.ann.withdraw(team.ann.state.seq)
    team.ben.decide("d1", "hide")
    team.ann.decide("d1", "hide")
    team.join("Cleo").leave()
    team.grace.move("Cleo", "Team 2", "too many here")
    team.ann.ask("And this?")
    team.ann.note("keep")
    return msgspec.json.format(msgspec.json.encode(team.store.read("play")), indent=1)


if __name__ == "__main__":
    sys.stdout.buffer.write((hosted() if "hosted" in sys.argv else play()) + b"\n")
