"""The primitives beneath us, against the published examples and against forgeries."""

import hmac

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from casefile.vault.labels import SIGNATURE, Purpose, lp


def raw(*digits: str) -> bytes:
    return bytes.fromhex("".join(digits))


# RFC 8439, section 2.8.2.
SUNSCREEN = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you "
    b"only one tip for the future, sunscreen would be it."
)
AEAD_KEY = bytes(range(0x80, 0xA0))
AEAD_NONCE = raw("070000004041424344454647")
AEAD_AAD = raw("50515253c0c1c2c3c4c5c6c7")
AEAD_SEALED = raw(
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6",
    "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36",
    "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc",
    "3ff4def08e4b7a9de576d26586cec64b6116",
    "1ae10b594f09e26a7e902ecbd0600691",
)

# RFC 5869, appendix A: input, salt, info, output.
HKDF_EXAMPLES = [
    (
        raw("0b" * 22),
        bytes(range(13)),
        bytes(range(0xF0, 0xFA)),
        raw("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
    ),
    (
        bytes(range(0x50)),
        bytes(range(0x60, 0xB0)),
        bytes(range(0xB0, 0x100)),
        raw(
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
            "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71",
            "cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
    ),
    (
        raw("0b" * 22),
        b"",
        b"",
        raw("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
    ),
]

# RFC 8032, section 7.1: secret, public, message, signature.
SIGNATURES = [
    (
        raw("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
        raw("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
        b"",
        raw(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
    ),
    (
        raw("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
        raw("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
        raw("72"),
        raw(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ),
    (
        raw("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"),
        raw("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"),
        raw("af82"),
        raw(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ),
]
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def test_chacha20_poly1305_seals_as_rfc_8439_says() -> None:
    cipher = ChaCha20Poly1305(AEAD_KEY)
    assert cipher.encrypt(AEAD_NONCE, SUNSCREEN, AEAD_AAD) == AEAD_SEALED
    assert cipher.decrypt(AEAD_NONCE, AEAD_SEALED, AEAD_AAD) == SUNSCREEN


@pytest.mark.parametrize("bit", [0, 7, 8 * 113 + 3, 8 * 114, 8 * 114 + 63, 8 * 114 + 127])
def test_chacha20_poly1305_refuses_one_changed_bit(bit: int) -> None:
    changed = bytearray(AEAD_SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(InvalidTag):
        ChaCha20Poly1305(AEAD_KEY).decrypt(AEAD_NONCE, bytes(changed), AEAD_AAD)


@pytest.mark.parametrize("length", [0, 15, 16, len(AEAD_SEALED) - 1])
def test_chacha20_poly1305_refuses_a_shortened_text(length: int) -> None:
    with pytest.raises(InvalidTag):
        ChaCha20Poly1305(AEAD_KEY).decrypt(AEAD_NONCE, AEAD_SEALED[:length], AEAD_AAD)


@pytest.mark.parametrize(("material", "salt", "info", "output"), HKDF_EXAMPLES)
def test_hkdf_derives_as_rfc_5869_says(material: bytes, salt: bytes, info: bytes, output: bytes) -> None:
    assert HKDF(hashes.SHA256(), len(output), salt, info).derive(material) == output
    extracted = extract(salt, material)
    assert HKDFExpand(hashes.SHA256(), len(output), info).derive(extracted) == output


def extract(salt: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), material, "sha256")


@pytest.mark.parametrize(("secret", "public", "message", "signature"), SIGNATURES)
def test_ed25519_signs_as_rfc_8032_says(secret: bytes, public: bytes, message: bytes, signature: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    assert key.public_key().public_bytes_raw() == public
    assert key.sign(message) == signature
    Ed25519PublicKey.from_public_bytes(public).verify(signature, message)


def test_ed25519_refuses_the_same_signature_written_in_another_way() -> None:
    _, public, message, signature = SIGNATURES[2]
    scalar = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    twin = signature[:32] + scalar.to_bytes(32, "little")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(twin, message)


@pytest.mark.parametrize("length", [0, 32, 63])
def test_ed25519_refuses_a_shortened_signature(length: int) -> None:
    _, public, message, signature = SIGNATURES[1]
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(signature[:length], message)


def test_argon2id_derives_as_rfc_9106_says() -> None:
    # Section 5.3. It has four lanes, which is safe from one thread; packs have one.
    argon = Argon2id(
        salt=raw("02" * 16), length=32, iterations=3, lanes=4, memory_cost=32, ad=raw("04" * 12), secret=raw("03" * 8)
    )
    assert argon.derive(raw("01" * 32)) == raw("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")


def test_no_two_purposes_share_a_label() -> None:
    labels = [*(purpose.value for purpose in Purpose), SIGNATURE.decode().rstrip("\0")]
    assert len({*labels}) == len(Purpose) + 1
    assert all(label.startswith("casefile/v1/") for label in labels)


def test_no_two_lists_have_one_encoding() -> None:
    assert lp("ab", "c") != lp("a", "bc") != lp("abc") != lp("abc", "")
    assert lp("é") == b"\0\0\0\2\xc3\xa9"
