"""The author's secret, from which all that must survive a correction is derived."""

import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefile.vault.header import digest
from casefile.vault.labels import Purpose, expand
from casefile.vault.manifest import Ref
from casefile.vault.refusal import PackRefusal

_MAGIC = "casefile-seal-key/1"
_SECRET = 32


class SealKey:
    """The secret in a case's `seal.key`. Whoever has it can open every pack that was sealed with it."""

    def __init__(self, secret: bytes) -> None:
        """Take 32 random bytes."""
        if len(secret) != _SECRET:
            raise PackRefusal("seal-key", f"A seal key has {_SECRET} bytes, not {len(secret)}.")
        self._secret = secret
        self._sign = Ed25519PrivateKey.from_private_bytes(expand(secret, Purpose.SEAL_SIGN, length=32))

    @classmethod
    def load_or_make(cls, path: Path) -> Self:
        """Read a case's seal key; make one, readable by its owner only, where there is none.

        Raises:
            PackRefusal: `seal-key`: the file is there and is not a seal key, or cannot be read or written.
        """
        try:
            with contextlib.suppress(FileExistsError):
                return cls._make(path)
            return cls._load(path)
        except OSError as error:
            raise PackRefusal("seal-key", f"The seal key {path.name} cannot be used: {error.strerror}.") from None

    @classmethod
    def _make(cls, path: Path) -> Self:
        secret = secrets.token_bytes(_SECRET)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{_MAGIC}\n{secret.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        return cls(secret)

    @classmethod
    def _load(cls, path: Path) -> Self:
        found = re.fullmatch(rf"{_MAGIC}\n([0-9a-f]{{{2 * _SECRET}}})\n?", path.read_text("latin-1"))
        if found is None:
            raise PackRefusal("seal-key", f"{path.name} is not a seal key. Restore it, or move it away.")
        return cls(bytes.fromhex(found[1]))

    @property
    def author(self) -> bytes:
        """The public key that packs are verified with, 32 bytes."""
        return self._sign.public_key().public_bytes_raw()

    def sign(self, header: bytes) -> bytes:
        """Sign a header's bytes."""
        return self._sign.sign(digest(header))

    def cache_keys(self, context: bytes) -> tuple[bytes, bytes]:
        """Name (16 bytes) and key (32 bytes) of an entry of the author's cache."""
        both = expand(self._secret, Purpose.SEAL_CACHE, context, length=48)
        return both[:16], both[16:]

    def deal(self, case: str, seed: bytes, profile: str) -> "Deal":
        """Bind the key to one case, seed and profile."""
        return Deal(self._secret, case, seed, profile)


class Deal:
    """Everything of one case, seed and profile that stays the same from revision to revision.

    Attributes:
        case: The case's id.
        profile: The profile's name.
        pack_id: 16 bytes.
    """

    def __init__(self, secret: bytes, case: str, seed: bytes, profile: str) -> None:
        self._secret = secret
        self._seed = seed
        self.case = case
        self.profile = profile
        self.pack_id = self._draw(Purpose.SEAL_PACK, "", 16)

    def ref(self, name: str) -> Ref:
        """Id and key of the node with this name."""
        both = self._draw(Purpose.SEAL_NODE, name, 48)
        return Ref(node=both[:16], key=both[16:])

    def lock(self, name: str) -> tuple[bytes, bytes]:
        """Id and salt of the lock with this name, 16 bytes each."""
        both = self._draw(Purpose.SEAL_LOCK, name, 32)
        return both[:16], both[16:]

    def gate_id(self, name: str) -> bytes:
        """Id of the gate with this name, 16 bytes."""
        return self._draw(Purpose.SEAL_GATE, name, 16)

    def _draw(self, purpose: Purpose, name: str, length: int) -> bytes:
        return expand(self._secret, purpose, self.case, self._seed, self.profile, name, length=length)
