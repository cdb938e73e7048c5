"""What must hold in a manifest before anybody works with it."""

from collections.abc import Iterator
from itertools import pairwise
from math import comb

from casefile.vault.limits import FIELDS_MAX, ROWS_MAX, ROWS_MIN, WRAPS_MAX
from casefile.vault.manifest import Gate, Lock, Manifest, Ref
from casefile.vault.refusal import PackRefusal, damaged

ROW_TAG = 32
ROW = ROW_TAG + 64 + 16
WRAP = 32 + 16


def check_manifest(manifest: Manifest) -> None:
    """Check the cryptographic parts of a manifest.

    Raises:
        PackRefusal: `pack-damaged` or `pack-limit`.
    """
    for ref in _refs(manifest):
        if len(ref.node) != 16 or len(ref.key) != 32:
            raise damaged("a manifest holds a key of the wrong size")
    for lock in manifest.locks:
        _check_lock(lock)
    for gate in manifest.gates:
        _check_gate(gate)


def _refs(manifest: Manifest) -> Iterator[Ref]:
    yield from manifest.grants
    yield from (hint.first for hint in manifest.hints)
    yield from (option.ref for decision in manifest.decisions for option in decision.options)
    yield from (ref for ref in (manifest.next, *(ending.ref for ending in manifest.endings)) if ref is not None)


def _check_lock(lock: Lock) -> None:
    count, rest = divmod(len(lock.rows), ROW)
    if count > ROWS_MAX or len(lock.fields) > FIELDS_MAX:
        raise PackRefusal("pack-limit", "The pack holds a lock that is too large.")
    if len(lock.id) != 16 or len(lock.salt) != 16 or not lock.fields or rest:
        raise damaged("a lock has not the right shape")
    tags = [lock.rows[at : at + ROW_TAG] for at in range(0, len(lock.rows), ROW)]
    ascending = all(first < second for first, second in pairwise(tags))
    if count < ROWS_MIN or count & (count - 1) or not ascending:
        raise damaged("a lock has not the right shape")


def _check_gate(gate: Gate) -> None:
    inputs = len(gate.inputs)
    if inputs > WRAPS_MAX or len(gate.wraps) > WRAPS_MAX * WRAP:
        raise PackRefusal("pack-limit", "The pack holds a gate that is too large.")
    sizes = {len(gate.id), len(gate.target), *map(len, gate.inputs)}
    distinct = len(set(gate.inputs)) == inputs
    # The size of `wraps` bounds `comb` only after it was computed, so k is bounded first.
    if sizes != {16} or not distinct or not 1 <= gate.k <= inputs or len(gate.wraps) != WRAP * comb(inputs, gate.k):
        raise damaged("a gate has not the right shape")
