"""The vault's promises: what a guess costs, and how fast a large pack opens."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from bench.table import Row, median_ms
from casefile.vault import Answer, Deal, Node, Pack, Sealing, SealKey, derive, stretch
from casefile.vault.manifest import Field, Lock, Manifest, Paper

PAPERS = 1000
PAPER = "At 21.47 control gave me a left that is not on the card. I queried it.\n\n" * 80
GUESSES = 20


def _big_pack(deal: Deal, sealing: Sealing) -> bytes:
    start = deal.ref("start")
    papers = [Paper(id=f"p{n}", title={"en": f"Paper {n}"}, kind="log") for n in range(PAPERS)]
    manifest = Manifest(kind="start", name="start", papers=papers)
    node = Node(start, manifest, {paper.id: {"en": PAPER} for paper in papers})
    return sealing.write([node], title={"en": "Big"}, languages=["en"], rev=1, start=start)


def opening() -> Row:
    """A pack of 1,000 documents is opened and one of them read."""
    key = SealKey(bytes(32))
    deal = key.deal("big", b"seed", "full")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.case")
        path.write_bytes(_big_pack(deal, Sealing(key, deal, kdf="test")))

        def run() -> None:
            pack = Pack.open(path, allow_test=True)
            pack.paper(pack.start, "p500", "en")
            pack.close()

        spent = median_ms(run, 50)
    return Row(f"open a pack of {PAPERS} documents and read one", f"{spent:.2f} ms", "", "<= 3 ms", spent <= 3)


def _lock(rows: int) -> tuple[Pack, Lock, bytes]:
    """A pack with a lock of so many answers, half of them near misses; sealed cheaply, guessed at full cost."""
    key = SealKey(bytes(32))
    deal = key.deal("locks", b"seed", "full")
    sealing = Sealing(key, deal, kdf="standard")
    target, start, fields = deal.ref("open"), deal.ref("start"), [Field(id="word", label={"en": "word"})]
    answers = [Answer((f"answer {n}",), target, near=n % 2 == 1) for n in range(rows)]
    with mock.patch("casefile.vault.sealing.stretch", lambda form, *_: form[0].encode().ljust(32, b".")):
        hole = sealing.make_lock("lock", fields, answers, start)
    lock = Lock(
        id=hole.id, name="lock", title={"en": "Lock"}, prompt={"en": "?"}, fields=fields, salt=hole.salt, rows=hole.rows
    )
    node = Node(start, Manifest(kind="start", name="start", locks=[lock]))
    data = sealing.write([node], title={"en": "Locks"}, languages=["en"], rev=1, start=start)
    return Pack.open(data), lock, start.key


def guesses() -> Iterator[Row]:
    """A guess is one Argon2id and next to nothing beside it, however many answers there are."""
    for rows in (1, 200):
        pack, lock, prior = _lock(rows)
        calls: list[float] = []
        real = stretch.stretch

        def counted(*args: object, calls: list[float] = calls, real: object = real) -> bytes:
            began = time.thread_time()
            result: bytes = real(*args)  # type: ignore[operator]
            calls.append(time.thread_time() - began)
            return result

        beside = []
        with mock.patch("casefile.vault.lock.stretch", counted):
            for number in range(GUESSES):
                before, began = len(calls), time.thread_time()
                derive(pack, lock, [f"nothing {number}"], prior)
                beside.append((time.thread_time() - began - sum(calls[before:])) * 1000)
        worst, each = max(beside), len(calls) / GUESSES
        yield Row(
            f"a guess at a lock of {rows} answers",
            f"{each:g} Argon2id, {worst:.2f} ms CPU beside",
            "",
            "1; <= 2 ms",
            each == 1 and worst <= 2,
        )
