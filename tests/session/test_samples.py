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

EVENTS = Path(__file__).parent / "samples" / "events-1.json"
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


def test_events_of_the_first_version_open() -> None:
    store = MemoryStore()
    for event in json.loads(EVENTS.read_text()):
        seq, cmd = event.pop("seq"), event.pop("cmd")
        store.append(ONE, seq - 1, f"{cmd} {seq}", [event])
    check(store)


def test_a_save_of_the_first_version_opens(tmp_path: Path) -> None:
    shutil.copy(SAVE, tmp_path / "a.save")
    store = TinyStore(tmp_path / "a.save")
    assert store.facts(ONE)["name"] == "Renamed"
    assert check(store).view() == {"desk": {"paper": "log", "line": 3}}
    store.close()


def test_the_sample_holds_every_kind_of_event() -> None:
    kinds = {event["kind"] for event in json.loads(EVENTS.read_text())}
    assert kinds == {kind.__name__.lower() for kind in typing.get_args(Event)}
