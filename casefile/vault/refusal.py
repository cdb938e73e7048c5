"""The vault's ways of saying no."""

from casefile.errors import Refusal


class PackRefusal(Refusal):
    """A pack that will not be opened, read or written.

    Codes: `pack-missing`, `pack-unreadable`, `pack-not-a-pack`, `pack-version`, `pack-damaged`, `pack-limit`,
    `pack-kdf`, `pack-hosted`, `pack-author`, `pack-closed`, `pack-wrong-key`; while sealing `seal-key`, `seal-answer`,
    `seal-gate`, `seal-limit`, `seal-node`, `seal-pepper`; and `sheet-key` for a sheet that a key does not open.
    """


class WrongKey(PackRefusal):
    """A key that opens nothing in this pack: invented, damaged, or from another pack or revision."""

    def __init__(self) -> None:
        super().__init__("pack-wrong-key", "This key opens nothing in this pack.")


def damaged(what: str) -> PackRefusal:
    """Say that a pack is damaged, and where."""
    return PackRefusal("pack-damaged", f"The pack is damaged: {what}. Get a fresh copy of it.")
