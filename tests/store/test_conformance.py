"""What every store of events must do."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.store.eventstore import ONE, Conflict, EventStore
from casefile.store.memory import MemoryStore
from casefile.store.tinydb import TinyStore

MAKERS: dict[str, Callable[[Path], Any]] = {
    "memory": lambda _: MemoryStore(),
    "tinydb": lambda folder: TinyStore(folder / "a.save"),
}


@pytest.fixture(params=MAKERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    made = MAKERS[request.param](tmp_path)
    yield made
    if hasattr(made, "close"):
        made.close()


def event(number: int, **values: Any) -> dict[str, Any]:
    return {"kind": "noted", "at": float(number), "by": "Ann", "text": f"note {number}", **values}


def texts(store: EventStore, after: int = 0) -> list[str]:
    return [row["text"] for row in store.read(ONE, after)]


def test_a_new_session_is_empty(store: EventStore) -> None:
    assert store.read(ONE) == []
    assert store.facts(ONE) == {}
    assert store.view(ONE, "Ann") is None


def test_events_are_numbered_from_one_and_named_after_their_command(store: EventStore) -> None:
    assert store.append(ONE, 0, "c1", [event(1)]) == 1
    assert store.append(ONE, 1, "c2", [event(2), event(3)]) == 3
    rows = store.read(ONE)
    assert [(row["seq"], row["cmd"], row["text"]) for row in rows] == [
        (1, "c1", "note 1"),
        (2, "c2", "note 2"),
        (3, "c2", "note 3"),
    ]
    assert texts(store, after=2) == ["note 3"]
    assert texts(store, after=3) == []


@pytest.mark.parametrize("expected", [0, 1, 3, 99])
def test_whoever_believes_in_another_head_conflicts_and_changes_nothing(store: EventStore, expected: int) -> None:
    store.append(ONE, 0, "c1", [event(1), event(2)])
    with pytest.raises(Conflict) as conflict:
        store.append(ONE, expected, "c2", [event(3), event(4)])
    assert conflict.value.head == 2
    assert texts(store) == ["note 1", "note 2"]


def test_a_command_counts_once_whatever_its_second_copy_says(store: EventStore) -> None:
    store.append(ONE, 0, "c1", [event(1), event(2)])
    assert store.append(ONE, 0, "c1", [event(1), event(2)]) == 2
    assert store.append(ONE, 2, "c1", [event(7)]) == 2
    store.append(ONE, 2, "c2", [event(3)])
    assert store.append(ONE, 0, "c1", [event(1)]) == 3
    assert texts(store) == ["note 1", "note 2", "note 3"]


def test_a_command_without_events_changes_nothing(store: EventStore) -> None:
    assert store.append(ONE, 0, "c1", []) == 0
    store.append(ONE, 0, "c2", [event(1)])
    assert store.append(ONE, 1, "c3", []) == 1
    assert texts(store) == ["note 1"]


def test_facts_are_the_union_of_what_the_events_carry(store: EventStore) -> None:
    store.append(ONE, 0, "c1", [event(1, facts={"name": "a", "rev": 1}), event(2)])
    store.append(ONE, 2, "c2", [event(3, facts={"rev": 2})])
    assert store.facts(ONE) == {"name": "a", "rev": 2}


def test_a_view_record_is_replaced_and_belongs_to_one_player(store: EventStore) -> None:
    store.append(ONE, 0, "c1", [event(1)])
    store.keep_view(ONE, "Ann", {"line": 1, "old": True})
    store.keep_view(ONE, "Ben", {"line": 9})
    store.keep_view(ONE, "Ann", {"line": 2})
    assert store.view(ONE, "Ann") == {"line": 2}
    assert store.view(ONE, "Ben") == {"line": 9}
    assert texts(store) == ["note 1"]


def test_what_is_given_and_what_is_returned_are_copies(store: EventStore) -> None:
    given, view = event(1, facts={"a": [1]}), {"at": {"x": 1}}
    store.append(ONE, 0, "c1", [given])
    store.keep_view(ONE, "Ann", view)
    given["facts"]["a"].append(2)
    view["at"]["x"] = 2
    store.read(ONE)[0]["text"] = "changed"
    store.facts(ONE)["a"].append(3)
    (store.view(ONE, "Ann") or {})["at"]["x"] = 3
    assert store.read(ONE)[0]["facts"] == {"a": [1]}
    assert (texts(store), store.facts(ONE), store.view(ONE, "Ann")) == (["note 1"], {"a": [1]}, {"at": {"x": 1}})


def test_subscribers_are_told_after_the_events_are_there_until_they_leave(store: EventStore) -> None:
    told: list[int] = []
    end = store.subscribe(ONE, lambda: told.append(len(store.read(ONE))))
    store.append(ONE, 0, "c1", [event(1), event(2)])
    store.append(ONE, 0, "c1", [event(1), event(2)])
    with pytest.raises(Conflict):
        store.append(ONE, 0, "c2", [event(3)])
    assert told == [2]
    end()
    store.append(ONE, 2, "c3", [event(3)])
    assert told == [2]


def test_text_of_every_kind_comes_back_as_it_was(store: EventStore) -> None:
    odd = '\x00\x1b[2J "quoted" \\ \u2028 émigré 日本 🂡\n'
    store.append(ONE, 0, "c1", [event(1, text=odd)])
    assert texts(store) == [odd]


def test_many_writers_at_once_lose_nothing_and_leave_no_gap(store: EventStore) -> None:
    def write(name: str) -> None:
        for number in range(10):
            while True:
                try:
                    store.append(ONE, len(store.read(ONE)), f"{name}{number}", [event(number), event(number)])
                    break
                except Conflict:
                    continue

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    rows = store.read(ONE)
    assert [row["seq"] for row in rows] == list(range(1, 81))
    assert len({row["cmd"] for row in rows}) == 40
    assert all(rows[n]["cmd"] == rows[n + 1]["cmd"] for n in range(0, 80, 2))


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_any_number_of_events_comes_back_in_order(store: EventStore, count: int) -> None:
    store.append(ONE, 0, "first", [event(n) for n in range(count)])
    store.append(ONE, count, "second", [event(count), event(count + 1)])
    assert [row["at"] for row in store.read(ONE)] == list(map(float, range(count + 2)))


def test_a_file_holds_after_closing_what_it_held_before(tmp_path: Path) -> None:
    store = TinyStore(tmp_path / "a.save")
    for number in range(130):
        store.append(ONE, number, f"c{number}", [event(number, facts={"last": number})])
    store.keep_view(ONE, "Ann", {"line": 1})
    store.keep_view(ONE, "Ben", {"line": 2})
    before = store.read(ONE)
    store.close()
    again = TinyStore(tmp_path / "a.save")
    assert again.read(ONE) == before
    assert (again.facts(ONE), again.view(ONE, "Ben")) == ({"last": 129}, {"line": 2})
    assert again.append(ONE, 0, "c7", [event(7)]) == 130
    again.close()
