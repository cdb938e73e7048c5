"""Sheets: what only a host and its game master may read, sealed for one place under a key of the deal folder."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.vault.labels import Purpose, expand
from casefile.vault.lock import ZERO
from casefile.vault.refusal import PackRefusal

KEY = 32
_MAGIC = b"casefile-sheet/1\n"
_SALT = 24
_LENGTH = 8
_SMALLEST = 64


def seal_sheet(data: bytes, key: bytes, place: str) -> bytes:
    """Seal data for a place.

    Its size is a power of two, so that no name and no solution shows in how long a sheet is.

    Args:
        data: What to seal.
        key: 32 random bytes.
        place: Where it belongs, such as `sheet:t01`; moved elsewhere it does not open.
    """
    salt = secrets.token_bytes(_SALT)
    size = max(_SMALLEST, 1 << (_LENGTH + len(data) - 1).bit_length())
    plain = (len(data).to_bytes(_LENGTH, "big") + data).ljust(size, b"\0")
    # The salt makes this key new every time, so its nonce may be nought.
    return _MAGIC + salt + ChaCha20Poly1305(_key(key, place, salt)).encrypt(ZERO, plain, _MAGIC)


def open_sheet(sheet: bytes, key: bytes, place: str) -> bytes:
    """Open what was sealed for a place; whole or not at all.

    Raises:
        PackRefusal: `sheet-key`: this key does not open it here, or it was changed.
    """
    head = len(_MAGIC) + _SALT
    wrong = PackRefusal("sheet-key", f"The key does not open {place}: one of the two was changed.")
    if len(key) != KEY or not sheet.startswith(_MAGIC):
        raise wrong
    try:
        plain = ChaCha20Poly1305(_key(key, place, sheet[len(_MAGIC) : head])).decrypt(ZERO, sheet[head:], _MAGIC)
    except InvalidTag:
        raise wrong from None
    return plain[_LENGTH : _LENGTH + int.from_bytes(plain[:_LENGTH], "big")]


def _key(key: bytes, place: str, salt: bytes) -> bytes:
    return expand(key, Purpose.SHEET, place, salt, length=32)
