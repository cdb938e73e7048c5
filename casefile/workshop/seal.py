"""From a case's folder to a sealed pack."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.source import names
from casefile.source.hints import RUNGS
from casefile.source.wiring import START
from casefile.vault import Ask, Keyhole, Node, Sealing, SealKey, StretchCache
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.draft import Crypto
from casefile.workshop.finished import SEAL_KEY, FinishedPack
from casefile.workshop.gates import gates_of
from casefile.workshop.locks import answers_of, fields_of
from casefile.workshop.nodes import build_nodes
from casefile.workshop.variants import measure

Progress = Callable[[int, int, str], None]
"""Told how many answers of how many are stretched, and the lock that was done last; from any thread, one at a time."""


def seal_case(  # noqa: PLR0913  each is a word of the command
    folder: Path,
    *,
    seed: str | bytes | None = None,
    profile: str = "full",
    kdf: str = "standard",
    progress: Progress | None = None,
    cache: Path | None = None,
    answers: bool = True,
    ask: Ask | None = None,
    approve: Callable[[], None] | None = None,
) -> bytes:
    """Deal a case and seal it.

    Args:
        folder: The case's folder; its `seal.key` is made on first use.
        seed: What the case is dealt from; without one its story seed.
        profile: Id of one of its profiles.
        kdf: What a guess costs: `standard`, `light` or `test`.
        progress: Told how far it is.
        cache: Private file that spares the work for what has not changed; the latest pack of each profile is kept
            beside it.
        answers: Whether hints have their fourth rung.
        ask: Asks for the passphrase of a seal key that has one.
        approve: Called before the work begins, and not for a case that was sealed so before; may refuse.

    Returns:
        The pack's bytes.

    Raises:
        Unsound: With every problem of the case.
        Refusal: It has no such profile, or a lock, a gate or the whole is beyond what a pack can hold.
    """
    wish = _Wish(folder, kdf, cache, answers, progress, ask)
    if cache is None:
        if approve:
            approve()
        return _seal(wish, deal_case(folder, seed=seed, profile=profile))
    finished = FinishedPack(cache.with_name(f"{cache.name}.{profile}.pack"), folder, seed, profile, kdf, answers)
    pack = finished.load()
    if pack is None:
        if approve:
            approve()
        pack = _seal(wish, deal_case(folder, seed=seed, profile=profile))
        finished.save(pack)
    return pack


@dataclass(frozen=True, slots=True)
class _Wish:
    """How somebody wants a case sealed."""

    folder: Path
    kdf: str
    cache: Path | None
    answers: bool
    progress: Progress | None
    ask: Ask | None


def _seal(wish: _Wish, dealt: Dealt) -> bytes:
    key = SealKey.load_or_make(wish.folder / SEAL_KEY, wish.ask)
    keys = key.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
    stretches = StretchCache(wish.cache, key) if wish.cache else None
    sealing = Sealing(key, keys, kdf=wish.kdf, cache=stretches)
    nodes = _nodes(dealt, sealing, RUNGS if wish.answers else RUNGS - 1, wish.progress)
    if stretches:
        stretches.save()
    return _write(dealt, sealing, nodes)


def seal_hosted(dealt: Dealt, key: SealKey, pepper: bytes) -> tuple[bytes, Sequence[Node]]:
    """Seal a deal for a host.

    Args:
        dealt: The deal.
        key: The case's.
        pepper: 32 random bytes, without which none of its answers can be tried.

    Returns:
        The pack's bytes, and its nodes.

    Raises:
        Unsound: A text of the case cannot be rendered.
        Refusal: A lock, a gate or the whole is beyond what a pack can hold.
    """
    keys = key.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
    sealing = Sealing(key, keys, kdf="hosted", pepper=pepper)
    nodes = _nodes(dealt, sealing, RUNGS, None)
    return _write(dealt, sealing, nodes), nodes


def _nodes(dealt: Dealt, sealing: Sealing, rungs: int, progress: Progress | None) -> list[Node]:
    crypto = Crypto(sealing.deal, {}, gates_of(dealt, sealing.deal, sealing.make_gate), rungs)
    sizes = measure(dealt, crypto)  # renders every text, so that a slip is told before the long work
    crypto = replace(crypto, holes=_locks(dealt, sealing, progress))
    return [sizes.pad(node) for node in build_nodes(dealt, crypto)]


def _write(dealt: Dealt, sealing: Sealing, nodes: Sequence[Node]) -> bytes:
    title = dealt.rendering.text("case", dealt.case.file.title, dealt.rendering.at("case.toml", "title"))
    languages = list(dealt.rendering.facts)
    return sealing.write(
        nodes, title=title, languages=languages, rev=dealt.case.file.rev, start=sealing.deal.ref(START)
    )


def _locks(dealt: Dealt, sealing: Sealing, progress: Progress | None) -> dict[str, Keyhole]:
    rows = {lock: answers_of(dealt, lock, sealing.deal) for lock in dealt.solutions}
    fields = {lock: fields_of(dealt, lock) for lock in rows}
    total, done, turn = sum(map(len, rows.values())), 0, threading.Lock()

    def make(lock: str) -> Keyhole:
        nonlocal done
        prior = sealing.deal.ref(names.part_of(lock, names.SHOWN))
        hole = sealing.make_lock(lock, fields[lock], rows[lock], prior)
        with turn:
            done += len(rows[lock])
            if progress:
                progress(done, total, lock)
        return hole

    # One lane a stretch, so as many threads as cores; more would only take memory.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return dict(zip(rows, pool.map(make, rows), strict=True))
