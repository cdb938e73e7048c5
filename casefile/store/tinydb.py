"""Events in a TinyDB file: one file a save, with a storage of our own under it.

TinyDB's JSONStorage writes in place: two writers, a full disk or a kill at the wrong moment lose the whole file.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import filelock
import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from casefile.errors import Refusal
from casefile.store import safefile
from casefile.store.eventstore import ONE, Conflict, Record
from casefile.store.safefile import Generation, beside

EVENTS = "events"
VIEWS = "views"
_LEAF = 100
"""Events in one TinyDB document. TinyDB copies a table's index twice for each change, so documents are kept few."""
_MAX_SEQ = 10_000_000
_UNREADABLE = "This save cannot be read, and neither can its previous generation. Both files were left as they are."
_OPEN = "This save is open in another window. Close it there first."
_RECOVERED = "This save was damaged. Its previous generation was opened; at most the last thing done is missing."


class _View(msgspec.Struct, forbid_unknown_fields=True):
    player: str
    record: dict[str, Any]


class _Leaf(msgspec.Struct, forbid_unknown_fields=True):
    events: list[dict[str, Any]]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    """The shape that a save must have before TinyDB may see it."""

    events: dict[str, _Leaf] = {}
    views: dict[str, _View] = {}


_body_of = msgspec.json.Decoder(_Body)


class SafeStorage(Storage):
    """A TinyDB storage that loses nothing. It holds the file's lock until it is closed.

    Attributes:
        facts: What a shelf shows without reading the body; written with the next generation.
        recovered: The file was damaged, and its previous generation was opened.
    """

    def __init__(self, path: Path) -> None:
        self.facts: Record = {}
        self.recovered = False
        self._path = path
        self._gen = 0
        self._leaves: dict[str, bytes] = {}
        self._lock = locked(path)
        try:
            safefile.clear(path)
            self._data = self._load()
        except BaseException:
            self._lock.release()
            raise

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, copied as deep as TinyDB changes them in place: a write that fails must leave no trace."""
        if self._data is None:
            return None
        return {name: {key: dict(row) for key, row in table.items()} for name, table in self._data.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Bring the tables to disk.

        Raises:
            Refusal: As `safefile.write`; the tables are then as they were.
        """
        if not self._lock.is_locked:  # somebody else may have the file by now
            raise Refusal("save-closed", "This save was closed. Open it again.")
        facts = msgspec.json.encode(self.facts)
        try:
            safefile.write(self._path, self._gen + 1, [facts, b"\n", *self._encoded(data)])
        except Refusal:
            self._leaves.clear()
            self._data = self._load()  # the rename may have happened: the disk knows
            raise
        self._gen, self._data = self._gen + 1, data

    def _encoded(self, data: dict[str, dict[str, Any]]) -> Iterator[bytes]:
        """The tables as JSON, in pieces. A leaf that another one follows is full and for good: it is encoded once."""
        leaves = data.get(EVENTS, {})
        last = next(reversed(leaves), "")
        yield b'{"events":{'
        for key, leaf in leaves.items():
            if key not in self._leaves or key == last:
                self._leaves[key] = b'"%s":%s' % (key.encode(), msgspec.json.encode(leaf))
            yield self._leaves[key] if key == last else self._leaves[key] + b","
        yield b'},"views":%s}' % msgspec.json.encode(data.get(VIEWS, {}))

    def close(self) -> None:
        """Let go of the file."""
        self._lock.release()

    def _load(self) -> dict[str, dict[str, Any]] | None:
        """Read the file or, where it is damaged, its previous generation; the damaged file is set aside."""
        previous = beside(self._path, ".bak")
        if not os.path.lexists(self._path) and not previous.exists():
            return None
        tables = self._read(self._path)
        if tables is None:
            tables = self._read(previous)
            if tables is None:
                raise Refusal("save-damaged", _UNREADABLE)
            self.recovered = True
            _set_aside(self._path)
        return tables

    def _read(self, path: Path) -> dict[str, dict[str, Any]] | None:
        try:
            generation = safefile.read(path)
        except FileNotFoundError:
            return None
        body = _validated(generation.body) if generation else None
        if generation is None or body is None:
            return None
        self._gen = generation.gen
        tables: dict[str, dict[str, Any]] = msgspec.to_builtins(body)
        return tables


class TinyStore:
    """An `EventStore` that keeps one session in one file, which nobody else can open meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open a save, or get ready to write a new one: no file is made before the first event.

        Raises:
            Refusal: `save-open` (another window has it), `save-damaged`, `save-version`, `save-unreadable`,
                `save-read-only`.
        """
        self.path = path
        self._busy = threading.RLock()
        self._db = TinyDB(path, storage=SafeStorage)
        self._tells: list[Callable[[], None]] = []
        self._events: list[Record] = []
        self._commands: set[str] = set()
        self._facts: Record = {}
        self._take_in()

    @property
    def _storage(self) -> SafeStorage:
        storage = self._db.storage
        if not isinstance(storage, SafeStorage):  # for the type checker; it is ours
            raise TypeError
        return storage

    @property
    def notices(self) -> tuple[str, ...]:
        """What to tell the player about the file."""
        return (_RECOVERED,) if self._storage.recovered else ()

    def append(self, session: str, expected_seq: int, cmd_id: str, events: Sequence[Mapping[str, Any]]) -> int:
        """See `EventStore.append`."""
        _check(session)
        with self._busy:
            if cmd_id in self._commands:
                return self._head
            if expected_seq != self._head:
                raise Conflict(self._head)
            if not events:
                return self._head
            numbered = [{**event, "seq": self._head + n, "cmd": cmd_id} for n, event in enumerate(events, 1)]
            self._add([_copy(event) for event in numbered])
            head, tells = self._head, list(self._tells)
        for tell in tells:
            tell()
        return head

    def _add(self, events: list[Record]) -> None:
        facts = dict(self._facts)
        for event in events:
            facts |= event.get("facts", {})
        self._storage.facts = {**facts, "events": self._head + len(events)}
        try:
            self._write(events)
        except Refusal:
            self._take_in()
            raise
        self._events += events
        self._commands |= {event["cmd"] for event in events}
        self._facts = facts

    def _write(self, events: list[Record]) -> None:
        """One command is one change of one document, so it is on disk whole or not at all."""
        table = self._db.table(EVENTS)
        leaves = table.all()
        if leaves and len(leaves[-1]["events"]) < _LEAF:
            table.update({"events": [*leaves[-1]["events"], *events]}, doc_ids=[leaves[-1].doc_id])
        else:
            table.insert(Document({"events": events}, doc_id=len(leaves) + 1))

    def _take_in(self) -> None:
        """Read everything from TinyDB's tables: after opening, and after a write that failed."""
        self._events = [event for leaf in self._db.table(EVENTS).all() for event in leaf["events"]]
        self._commands = {event["cmd"] for event in self._events}
        self._facts = {}
        for event in self._events:
            self._facts |= event.get("facts", {})
        self._storage.facts = {**self._facts, "events": self._head}

    @property
    def _head(self) -> int:
        return int(self._events[-1]["seq"]) if self._events else 0

    def read(self, session: str, after: int = 0) -> list[Record]:
        """See `EventStore.read`."""
        _check(session)
        with self._busy:
            found = []
            for event in reversed(self._events):
                if event["seq"] <= after:
                    break
                found.append(_copy(event))
        return found[::-1]

    def subscribe(self, session: str, tell: Callable[[], None]) -> Callable[[], None]:
        """See `EventStore.subscribe`."""
        _check(session)
        with self._busy:
            self._tells.append(tell)

        def end() -> None:
            with self._busy:
                self._tells = [other for other in self._tells if other is not tell]

        return end

    def view(self, session: str, player: str) -> Record | None:
        """See `EventStore.view`."""
        _check(session)
        with self._busy:
            rows = self._db.table(VIEWS).all()
        return next((_copy(row["record"]) for row in rows if row["player"] == player), None)

    def keep_view(self, session: str, player: str, record: Mapping[str, Any]) -> None:
        """See `EventStore.keep_view`."""
        _check(session)
        with self._busy:
            table = self._db.table(VIEWS)
            rows = table.all()
            place = next((row.doc_id for row in rows if row["player"] == player), len(rows) + 1)
            table.upsert(Document({"player": player, "record": _copy(record)}, doc_id=place))

    def facts(self, session: str) -> Record:
        """See `EventStore.facts`."""
        _check(session)
        with self._busy:
            return _copy(self._facts)

    def close(self) -> None:
        """Let go of the file."""
        with self._busy:
            self._db.close()


def _check(session: str) -> None:
    if session != ONE:
        raise Refusal("save-one", "A save file holds one play.")


def locked(path: Path) -> filelock.BaseFileLock:
    """Take the lock of a save; the kernel takes it back from whoever is killed.

    Raises:
        Refusal: `save-open`, or the folder cannot be written to.
    """
    lock = filelock.FileLock(beside(path, ".lock"), timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Refusal("save-open", _OPEN) from None
    except OSError as error:
        raise safefile.refusal(error) from None
    return lock


def is_sound(generation: Generation) -> bool:
    """Whether a file that came from somewhere has the shape of a save."""
    return _validated(generation.body) is not None


def _validated(data: bytes) -> _Body | None:
    """Check a body's shape; TinyDB itself fails deep inside on anything unforeseen."""
    try:
        body = _body_of.decode(data)
    except safefile.UNDECODABLE:
        return None
    events = [event for leaf in body.events.values() for event in leaf.events]
    is_filed = all(list(table) == [str(n) for n in range(1, len(table) + 1)] for table in (body.events, body.views))
    is_shaped = all(isinstance(event.get("cmd"), str) and isinstance(event.get("facts", {}), dict) for event in events)
    return body if is_filed and is_shaped and _is_ordered([event.get("seq") for event in events]) else None


def _is_ordered(numbers: list[object]) -> bool:
    """Numbers must rise. A gap is left to the session, which says that the save was edited."""
    last = 0
    for number in numbers:
        if type(number) is not int or not last < number <= _MAX_SEQ:
            return False
        last = number
    return True


def _set_aside(path: Path) -> None:
    """Keep a damaged file out of the way of the next generation."""
    if os.path.lexists(path):
        path.replace(beside(path, ".damaged"))


def _copy(record: Mapping[str, Any]) -> Record:
    copied: Record = msgspec.json.decode(msgspec.json.encode(record))
    return copied
