"""Saves that people have must open for ever. Samples are committed and never made anew."""

import json
import shutil
import typing
from pathlib import Path

from casefile.session.events import Event
from casefile.session.play import Session
from casefile.store.eventstore import ONE, EventStore
from casefile.store.memory import MemoryStore
from casefile.store.tinydb import TinyStore
from tests.packs import fixture

SAMPLES = Path(__file__).parent / "samples"
EVENTS, HOSTED = SAMPLES / "events-1.json", SAMPLES / "hosted-1.json"
SAVE = Path(__file__).parents[1] / "store" / "samples" / "play-1.save"


def check(store: EventStore) -> Session:
    play = Session.resume(fixture(rev=2), store, player="Ann")
    assert play.status().notices == ()
    assert [lock.name for lock in play.locks() if lock.solved] == ["p01", "p03", "m1"]
    assert [decision.chosen for decision in play.decisions()] == ["hide"]
    assert [note.text for note in play.notes()] == ["keep"]
    assert [choice.mark for choice in play.questions()[0].choices] == ["out", "", ""]
    assert play.lock("archive").drawn == (("ra/12",),)
    assert (play.status().language, play.status().rungs, play.status().tries) == ("de", 1, 1)
    return play


def kept(sample: Path) -> EventStore:
    store = MemoryStore()
    for event in json.loads(sample.read_text()):
        seq, cmd = event.pop("seq"), event.pop("cmd")
        store.append(ONE, seq - 1, f"{cmd} {seq}", [event])
    return store


def test_events_of_the_first_version_open() -> None:
    check(kept(EVENTS))


def test_events_of_the_first_hosted_version_open() -> None:
    store = kept(HOSTED)
    last = store.read(ONE)[-1]["at"]
    play = Session.resume(fixture(), store, player="Ann", clock=lambda: last)
    assert play.status().notices == ()
    assert [(lock.name, lock.freed) for lock in play.locks() if lock.solved] == [
        ("p01", True),
        ("p03", False),
        ("m1", False),
    ]
    clock = play.clock()
    assert clock is not None
    assert (clock.limit, clock.spent, clock.is_held) == (5_700, 480, False)
    assert [message.text for message in play.messages()] == ["Tea at four.", "No.", "Well done."]
    assert [(view.text, view.is_closed) for view in play.requests()] == [
        ("Is this broken?", True),
        ("And this?", False),
    ]
    assert play.page("log").blocks[0].text == "Correction: Read 21.49."
    assert [decision.chosen for decision in play.decisions()] == ["hide"]
    assert play.state.hosting.players == ("Ann", "Ben")
    assert (play.status().tries, play.status().freed, play.proposal()) == (2, 1, None)


def test_a_save_of_the_first_version_opens(tmp_path: Path) -> None:
    shutil.copy(SAVE, tmp_path / "a.save")
    store = TinyStore(tmp_path / "a.save")
    assert store.facts(ONE)["name"] == "Renamed"
    assert check(store).view() == {"desk": {"paper": "log", "line": 3}}
    store.close()


def test_the_samples_hold_every_kind_of_event() -> None:
    kinds = {event["kind"] for sample in (EVENTS, HOSTED) for event in json.loads(sample.read_text())}
    assert kinds == {kind.__name__.lower() for kind in typing.get_args(Event)}
