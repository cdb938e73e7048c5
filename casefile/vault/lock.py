"""Locks: from a guess to the key behind it, and how a lock is made."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.errors import Refusal
from casefile.vault.labels import Purpose, expand, lp
from casefile.vault.manifest import Lock, Ref
from casefile.vault.normal import normalise
from casefile.vault.refusal import damaged
from casefile.vault.soundness import ROW, ROW_TAG
from casefile.vault.stretch import Setting, stretch

if TYPE_CHECKING:
    from casefile.vault.pack import Pack

PAYLOAD = 64
# Every row has a key of its own that encrypts nothing else, so its nonce may be nought.
ZERO = bytes(12)
_SOLVED, _NEAR = 1, 2
_NOBODYS = bytes(ROW - ROW_TAG)
"""Stands where a wrong answer has no row: it is unwrapped all the same, so that every answer is equal work."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A guess that opened something.

    Attributes:
        kind: `solved`, or `near` for a near miss, whose node holds the words for it.
        ref: The node behind the answer.
    """

    kind: Literal["solved", "near"]
    ref: Ref


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What an answer gives in its lock.

    Attributes:
        tag: Finds the row.
        key: Opens it.
    """

    tag: bytes
    key: bytes


def derive(pack: "Pack", lock: Lock, answer: Sequence[str], prior: bytes) -> Hit | None:
    """Try an answer: exactly one derivation, however many answers the lock has. Changes nothing; any thread.

    It is a run of Argon2id, or in a hosted pack a host's HMAC. Wrong, near and right answers are equal work here.

    Args:
        pack: The pack that the lock is from.
        lock: As it stands in its manifest.
        answer: What was typed, one raw string for each field of the lock.
        prior: Key of the node whose manifest shows the lock.

    Returns:
        What the answer opened, or None for a wrong answer.

    Raises:
        Refusal: The answer cannot be tried: `answer-empty`, `answer-long`, `answer-unassigned`, `answer-card`,
            `answer-fields`, `answer-memory`.
        PackRefusal: `pack-damaged`: the row is there and does not open.
    """
    setting = Setting(pack.id_bytes, lock.id, lock.salt, prior)
    stretched = stretch(normal_answer(lock, answer), pack.kdf, setting, pack.pepper)
    keys = row_keys(stretched, pack=pack.id_bytes, lock=lock.id, table_salt=pack.table_salt)
    sealed = _find(lock.rows, keys.tag)
    return _open_row(sealed, keys, _binding(pack.id_bytes, lock.id, keys.tag))


def normal_answer(lock: Lock, answer: Sequence[str]) -> tuple[str, ...]:
    """Bring an answer into normal form, field by field.

    Raises:
        Refusal: As `derive`, but for `answer-memory`.
    """
    return normal_fields(tuple(field.normal for field in lock.fields), answer)


def normal_fields(forms: Sequence[str], answer: Sequence[str]) -> tuple[str, ...]:
    """The same by the names of the normal forms alone. Raises: as `normal_answer`."""
    if len(answer) != len(forms):
        raise Refusal("answer-fields", f"This lock takes {len(forms)} answers at once, not {len(answer)}.")
    return tuple(normalise(raw, form) for raw, form in zip(answer, forms, strict=True))


def row_keys(stretched: bytes, *, pack: bytes, lock: bytes, table_salt: bytes) -> RowKeys:
    """Expand a stretched answer into its row's tag and key.

    Both come from one output, so a row opens under one key only.
    """
    both = expand(stretched, Purpose.LOCK, pack, lock, table_salt, length=64)
    return RowKeys(both[:ROW_TAG], both[ROW_TAG:])


def seal_row(keys: RowKeys, target: Ref, *, near: bool, pack: bytes, lock: bytes) -> bytes:
    """Seal one row of a lock's table."""
    payload = bytes([_NEAR if near else _SOLVED]) + target.node + target.key
    sealed = ChaCha20Poly1305(keys.key).encrypt(ZERO, payload.ljust(PAYLOAD, b"\0"), _binding(pack, lock, keys.tag))
    return keys.tag + sealed


def _binding(pack: bytes, lock: bytes, tag: bytes) -> bytes:
    return lp(Purpose.WRAP.value, pack, lock, tag)


def _find(rows: bytes, tag: bytes) -> bytes:
    """The row with this tag; every row is looked at, whichever it is."""
    found = _NOBODYS
    for at in range(0, len(rows), ROW):
        if hmac.compare_digest(rows[at : at + ROW_TAG], tag):
            found = rows[at + ROW_TAG : at + ROW]
    return found


def _open_row(sealed: bytes, keys: RowKeys, binding: bytes) -> Hit | None:
    try:
        payload = ChaCha20Poly1305(keys.key).decrypt(ZERO, sealed, binding)
    except InvalidTag:
        if sealed is _NOBODYS:
            return None
        raise damaged("an answer's row was changed") from None
    kind, node, key, rest = payload[0], payload[1:17], payload[17:49], payload[49:]
    if any(rest) or kind not in (_SOLVED, _NEAR):
        raise damaged("an answer's row cannot be read")
    return Hit("solved" if kind == _SOLVED else "near", Ref(node=node, key=key))
