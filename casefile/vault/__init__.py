"""All cryptography: from answers to keys, gates, the pack format. Nothing else imports `cryptography`."""

from casefile.vault.authors import KnownAuthors
from casefile.vault.cache import StretchCache
from casefile.vault.gate import open_gate
from casefile.vault.keyfile import Ask, is_locked
from casefile.vault.lock import Hit, derive, normal_answer, normal_fields
from casefile.vault.normal import normalise
from casefile.vault.pack import Pack, fingerprint
from casefile.vault.refusal import PackRefusal, WrongKey
from casefile.vault.sealing import Answer, Keyhole, Node, Sealing
from casefile.vault.sealkey import Deal, SealKey
from casefile.vault.sheet import open_sheet, seal_sheet

__all__ = [
    "Answer",
    "Ask",
    "Deal",
    "Hit",
    "Keyhole",
    "KnownAuthors",
    "Node",
    "Pack",
    "PackRefusal",
    "SealKey",
    "Sealing",
    "StretchCache",
    "WrongKey",
    "derive",
    "fingerprint",
    "is_locked",
    "normal_answer",
    "normal_fields",
    "normalise",
    "open_gate",
    "open_sheet",
    "seal_sheet",
]
