"""The author's cache of stretched answers: an unchanged lock costs nothing at the next seal."""

import threading
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault.lock import ZERO
from casefile.vault.private_file import write_private
from casefile.vault.sealkey import SealKey

_MAGIC = b"casefile-seal-cache/1\n"
_NAME = 16
_ENTRY = _NAME + 32 + 16
ENTRIES_MAX = 50_000


class StretchCache:
    """Stretched answers, each sealed under a key that only the seal key and the answer together give.

    An entry encrypts one value that never changes, so its nonce may be nought. An entry that was tampered with
    does not open and counts as missing. May be used from several threads.
    """

    def __init__(self, path: Path, key: SealKey) -> None:
        """Read the cache of a seal key from a file; what cannot be read is an empty cache."""
        self._path = path
        self._key = key
        self._lock = threading.Lock()
        self._entries = _read(path)

    def get_or_make(self, context: bytes, make: Callable[[], bytes]) -> bytes:
        """Look a stretched answer up, or make and keep it.

        Args:
            context: Everything that the value depends on.
            make: Computes it.
        """
        name, key = self._key.cache_keys(context)
        cipher = ChaCha20Poly1305(key)
        with self._lock:
            sealed = self._entries.pop(name, None)
        value = _open_entry(cipher, name, sealed) or make()
        with self._lock:
            self._entries[name] = cipher.encrypt(ZERO, value, name)  # at the end: the newest are kept
        return value

    def save(self) -> None:
        """Write the newest entries to the file, readable by its owner only."""
        with self._lock:
            newest = list(self._entries.items())[-ENTRIES_MAX:]
        write_private(self._path, _MAGIC + b"".join(name + sealed for name, sealed in newest))


def _open_entry(cipher: ChaCha20Poly1305, name: bytes, sealed: bytes | None) -> bytes | None:
    if sealed is None:
        return None
    try:
        return cipher.decrypt(ZERO, sealed, name)
    except InvalidTag:
        return None


def _read(path: Path) -> dict[bytes, bytes]:
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    body = data.removeprefix(_MAGIC)
    if body is data or len(body) == len(data) or len(body) % _ENTRY or len(body) > ENTRIES_MAX * _ENTRY:
        return {}
    return {body[at : at + _NAME]: body[at + _NAME : at + _ENTRY] for at in range(0, len(body), _ENTRY)}
