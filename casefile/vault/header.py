"""The header of a pack: what stands in clear, signed."""

import re
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from casefile.vault import strict
from casefile.vault.directory import Columns
from casefile.vault.labels import SIGNATURE
from casefile.vault.limits import LANGUAGES_MAX, NAME_MAX
from casefile.vault.refusal import PackRefusal, damaged
from casefile.vault.stretch import COSTS, HOSTED

MAGIC = b"casefile-pack/1\n"
FAMILY = b"casefile-pack/"
VERSION = 1
LENGTH = 4
SIGNATURE_LENGTH = 64
LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
NAME = rf"[a-z0-9][a-z0-9._-]{{0,{NAME_MAX - 1}}}"
_REVISION_MAX = (1 << 31) - 1


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The node that everyone may open."""

    node: str
    key: str


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every key is required and no other is known; `docs/pack-format.md` says what each means."""

    v: int
    min_reader: int
    pack: str
    case: str
    profile: str
    rev: int
    title: dict[str, str]
    languages: list[str]
    author: str
    kdf: str
    unidata: str
    table_salt: str
    start: Start
    dir: Columns


def digest(header: bytes) -> bytes:
    """What the author signs: the header's bytes as they stand."""
    sha = hashes.Hash(hashes.SHA512())
    sha.update(header)
    return SIGNATURE + sha.finalize()


def read_header(data: bytes, signature: bytes, *, allow_test: bool, allow_hosted: bool) -> Header:
    """Read a header, verify its signature and check everything in it but its directory.

    Args:
        data: The header's bytes.
        signature: 64 bytes.
        allow_test: Whether the profile `test`, which protects nothing, is let through.
        allow_hosted: Whether there is a pepper, without which no answer of a hosted pack can be tried.

    Raises:
        PackRefusal: Anything about it is not as it must be.
    """
    try:
        raw = strict.loads(data)
    except ValueError:
        raise damaged("its header cannot be read") from None
    _refuse_other_versions(raw)
    _refuse_other_costs(raw, allow_test=allow_test, allow_hosted=allow_hosted)
    try:
        header = msgspec.convert(raw, Header)
    except msgspec.ValidationError:
        raise damaged("its header has not the right shape") from None
    _check_names(header)
    _verify(header, data, signature)
    return header


def _refuse_other_versions(raw: Any) -> None:
    if not isinstance(raw, dict):
        raise damaged("its header has not the right shape")
    if raw.get("v") != VERSION or raw.get("min_reader") != VERSION:
        raise PackRefusal("pack-version", "The pack was made for a newer casefile. Update casefile to open it.")


def _refuse_other_costs(raw: dict[str, Any], *, allow_test: bool, allow_hosted: bool) -> None:
    name = raw.get("kdf")
    if name == HOSTED:
        if not allow_hosted:
            raise PackRefusal(
                "pack-hosted", "The pack is a host's: its answers can be tried at the host only. Join it."
            )
        return
    if not isinstance(name, str) or name not in COSTS:
        raise PackRefusal("pack-kdf", "The pack asks for a way of trying answers that casefile does not take.")
    if name == "test" and not allow_test:
        raise PackRefusal("pack-kdf", "The pack is sealed for tests only: its locks protect nothing.")


def _check_names(header: Header) -> None:
    languages = header.languages
    sound = (
        all(_is_hex(value, 16) for value in (header.pack, header.start.node))
        and all(_is_hex(value, 32) for value in (header.author, header.table_salt, header.start.key))
        and all(re.fullmatch(NAME, value) for value in (header.case, header.profile))
        and 1 <= header.rev <= _REVISION_MAX
        and 1 <= len(languages) <= LANGUAGES_MAX
        and len(set(languages)) == len(languages)
        and all(re.fullmatch(LANGUAGE, tag) for tag in [*languages, *header.title])
        and 1 <= len(header.title) <= LANGUAGES_MAX
        and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){2}", header.unidata)
    )
    if not sound:
        raise damaged("its header says something that no header says")


def _is_hex(value: str, size: int) -> bool:
    return re.fullmatch(rf"[0-9a-f]{{{2 * size}}}", value) is not None


def _verify(header: Header, data: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(header.author)).verify(signature, digest(data))
    except (InvalidSignature, ValueError):
        raise damaged("its author's signature does not fit") from None
