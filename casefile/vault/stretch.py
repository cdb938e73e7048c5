"""The step between a guess and the key of its row that nobody can leave out: slow, or done by a host only."""

import hmac
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.errors import Refusal
from casefile.vault.labels import Purpose, lp
from casefile.vault.refusal import PackRefusal


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs.

    Attributes:
        memory: KiB.
        passes: Argon2's t.
    """

    memory: int
    passes: int


# Names instead of numbers: no pack can ask for a day of work or for all memory.
COSTS = {"standard": Cost(65_536, 3), "light": Cost(19_456, 2), "test": Cost(64, 1)}

# With more than one lane two threads that derive at once can wait for each other for ever.
LANES = 1

HOSTED = "hosted"
"""Stands where a cost stands: only who has the pepper can try an answer, and it costs him nothing."""
PEPPER = 32
"""Bytes of a pepper, random and kept by the host."""


@dataclass(frozen=True, slots=True)
class Setting:
    """All that enters a guess but the answer and its cost.

    Attributes:
        pack: The pack's id, 16 bytes.
        lock: The lock's id, 16 bytes.
        salt: The lock's salt, 16 bytes.
        prior: Key of the node that shows the lock, 32 bytes; without it no guess can be tried.
    """

    pack: bytes
    lock: bytes
    salt: bytes
    prior: bytes


_TURNS = threading.BoundedSemaphore(os.cpu_count() or 1)
"""More at once than there are cores would only take memory, 64 MiB each; a host may have a hundred players."""


def stretch(answer: Sequence[str], kdf: str, setting: Setting, pepper: bytes = b"") -> bytes:
    """Stretch an answer in normal form; about 130 ms and 64 MiB on one core with `standard`.

    Args:
        answer: Normal form of each field.
        kdf: A name in `COSTS`, or `hosted`.
        setting: Where the answer is tried.
        pepper: The host's, for `hosted` only.

    Returns:
        32 bytes, from which the row's tag and key are expanded.

    Source:
        RFC 9106, section 4, second recommended option, with one lane for the reason above.
    """
    if kdf == HOSTED:
        return _peppered(answer, setting, pepper)
    cost = COSTS[kdf]
    argon = Argon2id(
        salt=setting.salt,
        length=32,
        iterations=cost.passes,
        lanes=LANES,
        memory_cost=cost.memory,
        ad=lp(Purpose.ANSWER.value, setting.pack, setting.lock),
        secret=setting.prior,
    )
    try:
        with _TURNS:
            return argon.derive(lp(*answer))
    except MemoryError:
        need = cost.memory // 1024
        raise Refusal("answer-memory", f"Trying an answer needs {need} MiB of free memory. Close something.") from None


def _peppered(answer: Sequence[str], setting: Setting, pepper: bytes) -> bytes:
    """The answer under a key that no pack holds; without all 32 bytes of it, every answer is as good as another."""
    check_pepper(pepper)
    parts = (setting.pack, setting.lock, setting.salt, setting.prior, lp(*answer))
    return hmac.digest(pepper, lp(Purpose.ONLINE.value, *parts), "sha256")


def check_pepper(pepper: bytes) -> None:
    """Refuse what is no pepper.

    Raises:
        PackRefusal: `pack-hosted`.
    """
    if len(pepper) != PEPPER:
        raise PackRefusal("pack-hosted", f"A host's pepper has {PEPPER} bytes, not {len(pepper)}.")
