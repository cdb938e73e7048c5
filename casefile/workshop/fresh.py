"""Fresh deals for a host, proved and sealed, on all cores."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeGuard

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.loader import load
from casefile.source.problems import Unsound
from casefile.source.template import Templates
from casefile.vault import SealKey
from casefile.workshop.deal import deal_case
from casefile.workshop.finished import SEAL_KEY
from casefile.workshop.memory import Memory
from casefile.workshop.proving import faults_of
from casefile.workshop.seal import seal_hosted
from casefile.workshop.sheets import sheet_of
from casefile.workshop.spread import Pair
from casefile.world import mole_and_decoy

IN_A_ROW = 16
"""Deals that may fail the proofs, one after the other, before their case is said to be at fault."""


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a process of the pool must know to deal."""

    source: Path
    profile: str
    is_checked: bool
    """Whether a deal is proved before it is sealed."""
    passphrase: str = ""
    """Of the seal key, where it has one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A deal, ready for a team."""

    pair: Pair
    pack: bytes
    pepper: bytes
    sheet: bytes
    """For no team yet, and not sealed."""


def seeds_for(case: Case, pair: Pair, word: str, place: int) -> Iterator[str]:
    """Seeds of deals in which it is this one, and that one looks like it.

    Args:
        case: Its suspects are drawn first, which costs nothing.
        pair: Mole and decoy.
        word: What the seeds follow from; without one nobody can know them.
        place: Of the team among all; of no matter without a word.
    """
    number = 0
    while True:
        number += 1
        said = f"casefile deal\0{word}\0{place}\0{number}".encode()
        seed = hashlib.sha256(said).hexdigest()[:32] if word else secrets.token_hex(16)
        if case.world is None or mole_and_decoy(case.world, seed) == pair:
            yield seed


def deal_fresh(case: Case, bench: Bench, wanted: Mapping[int, Pair], word: str) -> Iterator[tuple[int, Made]]:
    """Deal for several places, each as soon as it is done.

    Raises:
        Refusal: `deal-unfair`: too many deals in a row failed the proofs; `deal-ended`: a process is gone.
    """
    seeds = {place: seeds_for(case, pair, word, place) for place, pair in wanted.items()}
    workers = min(os.cpu_count() or 1, len(wanted))
    if workers <= 1:
        _furnish(bench)
        yield from _one_by_one(seeds)
        return
    # A fresh interpreter each: whoever calls this may have threads, which a fork would break.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _furnish, (bench,))
    try:
        yield from _in_parallel(pool, seeds)
    except BrokenProcessPool:
        raise Refusal("deal-ended", "A process that dealt was ended: is there memory enough? Deal again.") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_parallel(pool: ProcessPoolExecutor, seeds: Mapping[int, Iterator[str]]) -> Iterator[tuple[int, Made]]:
    waiting = {pool.submit(make, next(own)): place for place, own in seeds.items()}
    patience = _Patience()
    while waiting:
        done: set[Future[Made | str]] = wait(waiting, return_when=FIRST_COMPLETED).done
        for future in done:
            place, made = waiting.pop(future), future.result()
            if patience.judge(made):
                yield place, made
            else:
                waiting[pool.submit(make, next(seeds[place]))] = place


def _one_by_one(seeds: Mapping[int, Iterator[str]]) -> Iterator[tuple[int, Made]]:
    patience = _Patience()
    for place, own in seeds.items():
        made = make(next(own))
        while not patience.judge(made):
            made = make(next(own))
        yield place, made


@dataclass
class _Patience:
    """Counts how many deals in a row were unfair."""

    refused: int = 0

    def judge(self, made: Made | str) -> TypeGuard[Made]:
        """Whether this is a deal; refuse when there have been too many that are none."""
        if isinstance(made, Made):
            self.refused = 0
            return True
        self.refused += 1
        if self.refused >= IN_A_ROW:
            words = f"Not dealt: {IN_A_ROW} deals in a row are unfair. Mend this, or deal as it is with `--unchecked`."
            raise Refusal("deal-unfair", f"{made}\n{words}")
        return False


_bench: tuple[Bench, Case, SealKey, Templates]
"""What one process of the pool works with."""


def _furnish(bench: Bench) -> None:
    global _bench  # noqa: PLW0603  a pool's process has no other place
    key = SealKey.load(bench.source / SEAL_KEY, lambda: bench.passphrase)
    _bench = bench, load(bench.source), key, Templates()


def make(seed: str) -> Made | str:
    """Deal, prove and seal one seed; or say what is wrong with it."""
    bench, case, key, templates = _bench
    try:
        dealt = deal_case(case, seed=seed, profile=bench.profile, memory=Memory(templates=templates))
        if bench.is_checked and (faults := faults_of(bench.source, dealt)):
            return "\n".join(map(str, faults))
        pepper = secrets.token_bytes(32)
        pack, nodes = seal_hosted(dealt, key, pepper)
    except Unsound as unsound:
        return unsound.sentence
    pair = (dealt.world.mole, dealt.world.decoy) if dealt.world else ("", "")
    return Made(pair, pack, pepper, sheet_of(bench.source, dealt, key, [node.manifest.name for node in nodes]))
