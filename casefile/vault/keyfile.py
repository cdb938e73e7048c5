"""The file that a seal key lies in: as it is, or locked with a passphrase."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.vault.private_file import write_private
from casefile.vault.refusal import PackRefusal
from casefile.vault.stretch import COSTS, LANES

Ask = Callable[[], str]
"""Asks whoever is there for the passphrase."""

SECRET = 32
_OPEN, _LOCKED = "casefile-seal-key/1", "casefile-seal-key/1 locked"
_OPEN_FILE = re.compile(rf"{_OPEN}\n([0-9a-f]{{{2 * SECRET}}})\n?")
_LOCKED_FILE = re.compile(rf"{_LOCKED}\n([0-9a-f]{{32}})\n([0-9a-f]{{{2 * (SECRET + 16)}}})\n?")


def make_secret(path: Path) -> bytes:
    """Draw a secret and write it where no file is yet, for its owner only.

    Raises:
        FileExistsError: There is one.
    """
    secret = secrets.token_bytes(SECRET)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{_OPEN}\n{secret.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return secret


def read_secret(path: Path, ask: Ask | None = None) -> bytes:
    """Read the secret; `ask` is called only where it is locked.

    Raises:
        PackRefusal: `seal-key`: this is no seal key, or it cannot be read; `seal-passphrase`.
    """
    try:
        text = path.read_text("latin-1")
    except OSError as error:
        raise PackRefusal("seal-key", f"The seal key {path.name} cannot be used: {error.strerror}.") from None
    if found := _OPEN_FILE.fullmatch(text):
        return bytes.fromhex(found[1])
    if found := _LOCKED_FILE.fullmatch(text):
        if ask is None:
            raise PackRefusal("seal-passphrase", f"{path.name} is locked: its passphrase is needed.")
        return _unlock(bytes.fromhex(found[1]), bytes.fromhex(found[2]), ask(), path)
    raise PackRefusal("seal-key", f"{path.name} is not a seal key. Restore it, or move it away.")


def is_locked(path: Path) -> bool:
    """Whether a passphrase is needed."""
    with contextlib.suppress(OSError):
        return path.read_text("latin-1").startswith(_LOCKED)
    return False


def write_secret(path: Path, secret: bytes, passphrase: str = "") -> None:
    """Replace the file, whole or not at all; without a passphrase the secret lies open in it.

    Raises:
        PackRefusal: `seal-key`: it cannot be written; the file is as it was.
    """
    if passphrase:
        salt = secrets.token_bytes(16)
        # The salt makes this key new every time, so its nonce may be nought.
        sealed = ChaCha20Poly1305(_key(passphrase, salt)).encrypt(bytes(12), secret, _LOCKED.encode())
        text = f"{_LOCKED}\n{salt.hex()}\n{sealed.hex()}\n"
    else:
        text = f"{_OPEN}\n{secret.hex()}\n"
    try:
        write_private(path, text.encode())
    except OSError as error:
        raise PackRefusal("seal-key", f"The seal key {path.name} cannot be written: {error.strerror}.") from None


def _unlock(salt: bytes, sealed: bytes, passphrase: str, path: Path) -> bytes:
    try:
        return ChaCha20Poly1305(_key(passphrase, salt)).decrypt(bytes(12), sealed, _LOCKED.encode())
    except InvalidTag:
        raise PackRefusal("seal-passphrase", f"That is not the passphrase of {path.name}.") from None


def _key(passphrase: str, salt: bytes) -> bytes:
    """Stretch a passphrase as the format stretches an answer (RFC 9106, second recommended option, one lane)."""
    cost = COSTS["standard"]
    argon = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=LANES, memory_cost=cost.memory)
    return argon.derive(passphrase.encode())
