"""The author's secret, from which all that must survive a correction is derived."""

import contextlib
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefile.vault.header import digest
from casefile.vault.keyfile import SECRET, Ask, make_secret, read_secret, write_secret
from casefile.vault.labels import Purpose, expand
from casefile.vault.manifest import Ref
from casefile.vault.refusal import PackRefusal


class SealKey:
    """The secret in a case's `seal.key`. Whoever has it can open every pack that was sealed with it."""

    def __init__(self, secret: bytes) -> None:
        """Take 32 random bytes."""
        if len(secret) != SECRET:
            raise PackRefusal("seal-key", f"A seal key has {SECRET} bytes, not {len(secret)}.")
        self._secret = secret
        self._sign = Ed25519PrivateKey.from_private_bytes(expand(secret, Purpose.SEAL_SIGN, length=32))

    @classmethod
    def load_or_make(cls, path: Path, ask: Ask | None = None) -> Self:
        """Read a case's seal key; make one, readable by its owner only, where there is none.

        Raises:
            PackRefusal: `seal-key`: the file is there and is not a seal key, or cannot be read or written;
                `seal-passphrase`: it is locked, and nobody knew the passphrase.
        """
        try:
            with contextlib.suppress(FileExistsError):
                return cls(make_secret(path))
        except OSError as error:
            raise PackRefusal("seal-key", f"The seal key {path.name} cannot be used: {error.strerror}.") from None
        return cls.load(path, ask)

    @classmethod
    def load(cls, path: Path, ask: Ask | None = None) -> Self:
        """Read a seal key that is there.

        Raises:
            PackRefusal: `seal-key`, `seal-passphrase`.
        """
        return cls(read_secret(path, ask))

    def save(self, path: Path, passphrase: str = "") -> None:
        """Replace the file of this key, locked with a passphrase or open.

        Raises:
            PackRefusal: `seal-key`: it cannot be written; the file is as it was.
        """
        write_secret(path, self._secret, passphrase)

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

    def reserve_key(self) -> bytes:
        """Key of the sheets of deals that lie ready, 32 bytes."""
        return expand(self._secret, Purpose.SEAL_RESERVE, length=32)

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
        self._refs: dict[str, Ref] = {}

    def ref(self, name: str) -> Ref:
        """Id and key of the node with this name."""
        if name not in self._refs:  # a manifest names most nodes many times
            both = self._draw(Purpose.SEAL_NODE, name, 48)
            self._refs[name] = Ref(node=both[:16], key=both[16:])
        return self._refs[name]

    def lock(self, name: str) -> tuple[bytes, bytes]:
        """Id and salt of the lock with this name, 16 bytes each."""
        both = self._draw(Purpose.SEAL_LOCK, name, 32)
        return both[:16], both[16:]

    def gate_id(self, name: str) -> bytes:
        """Id of the gate with this name, 16 bytes."""
        return self._draw(Purpose.SEAL_GATE, name, 16)

    def _draw(self, purpose: Purpose, name: str, length: int) -> bytes:
        return expand(self._secret, purpose, self.case, self._seed, self.profile, name, length=length)
