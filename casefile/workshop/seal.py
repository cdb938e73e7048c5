"""From a case's folder to a sealed pack."""

import os
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from casefile.source import names
from casefile.source.hints import RUNGS
from casefile.source.loader import load
from casefile.source.wiring import START
from casefile.vault import Keyhole, Sealing, SealKey, StretchCache
from casefile.vault.manifest import Gate
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.locks import answers_of, fields_of
from casefile.workshop.nodes import Crypto, build_nodes
from casefile.workshop.variants import SizeCache, Sizes, measure

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
) -> bytes:
    """Deal a case and seal it.

    Args:
        folder: The case's folder; its `seal.key` is made on first use.
        seed: What the case is dealt from; without one its story seed.
        profile: Id of one of its profiles.
        kdf: What a guess costs: `standard`, `light` or `test`.
        progress: Told how far it is.
        cache: Private file that spares the work for what has not changed; a second file is kept beside it.
        answers: Whether hints have their fourth rung.

    Returns:
        The pack's bytes.

    Raises:
        Unsound: With every problem of the case.
        Refusal: It has no such profile, or a lock, a gate or the whole is beyond what a pack can hold.
    """
    case = load(folder)
    dealt = deal_case(case, seed=seed, profile=profile)
    key = SealKey.load_or_make(folder / "seal.key")
    keys = key.deal(case.file.id, dealt.seed, profile)
    stretches = StretchCache(cache, key) if cache else None
    sealing = Sealing(key, keys, kdf=kdf, cache=stretches)
    crypto = Crypto(keys, {}, _gates(dealt, sealing), RUNGS if answers else RUNGS - 1)
    sizes = _sizes(dealt, crypto, cache)  # renders every text, so that a slip is told before the long work
    crypto = replace(crypto, holes=_locks(dealt, sealing, progress))
    if stretches:
        stretches.save()
    nodes = [sizes.pad(node) for node in build_nodes(dealt, crypto)]
    languages = list(dealt.rendering.facts)
    title = dealt.rendering.text("case", case.file.title, dealt.rendering.at("case.toml", "title"))
    return sealing.write(nodes, title=title, languages=languages, rev=case.file.rev, start=keys.ref(START))


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


def _gates(dealt: Dealt, sealing: Sealing) -> dict[str, list[Gate]]:
    gates: defaultdict[str, list[Gate]] = defaultdict(list)
    wiring, ref = dealt.wiring, sealing.deal.ref
    for number, (gate, home) in enumerate(zip(wiring.gates, wiring.homes, strict=True)):
        earlier = [other.target for other in wiring.gates[:number]].count(gate.target)
        name = f"{gate.target}/gate/{earlier + 1}"
        inputs = [ref(node) for node in gate.inputs]
        gates[home].append(sealing.make_gate(name, gate.k, inputs, ref(gate.target)))
    return gates


def _sizes(dealt: Dealt, crypto: Crypto, cache: Path | None) -> Sizes:
    kept = SizeCache(cache.with_name(cache.name + ".sizes"), dealt, crypto) if cache else None
    known = kept.load() if kept else None
    if known is not None:
        return known
    sizes = measure(dealt, crypto)
    if kept:
        kept.save(sizes)
    return sizes
