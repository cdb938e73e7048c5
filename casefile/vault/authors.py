"""Whom a machine knows as the author of a case: trusted at first sight, and held to it."""

import re
from collections.abc import Mapping
from pathlib import Path

from casefile.vault import strict
from casefile.vault.header import NAME
from casefile.vault.pack import Pack, fingerprint
from casefile.vault.private_file import write_private
from casefile.vault.refusal import PackRefusal


class KnownAuthors:
    """The authors of foreign cases, in one small file. Built-in packs are trusted with the program instead."""

    def __init__(self, path: Path, *, built_in: Mapping[str, bytes] | None = None) -> None:
        """Use the list in a file.

        Args:
            path: It need not exist yet.
            built_in: Case to author, of the packs that came with the program. Nobody else may seal these cases, and
                they never enter the list: another program may bring another author.
        """
        self._path = path
        self._built_in = {case: author.hex() for case, author in (built_in or {}).items()}

    def meet(self, pack: Pack) -> bool:
        """Compare a pack's author with the one who is known for its case, and remember a first one.

        Returns:
            True at the first sight of this case: the one moment at which a person should compare fingerprints.

        Raises:
            PackRefusal: `pack-author`: somebody else is known for this case, or the list cannot be read.
        """
        listed = self._read()
        author = (listed | self._built_in).get(pack.case)
        if author is None:
            self._write({**listed, pack.case: pack.author.hex()})
            return True
        if author != pack.author.hex():
            raise PackRefusal(
                "pack-author",
                f"{pack.case} is known to be sealed by {fingerprint(bytes.fromhex(author))}; this pack is sealed by "
                f"{pack.fingerprint}. Ask whoever gave it to you.",
            )
        return False

    def forget(self, case: str) -> None:
        """Let the next author of a case be met anew."""
        self._write({name: author for name, author in self._read().items() if name != case})

    def _read(self) -> dict[str, str]:
        try:
            found = strict.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            found = None
        if not isinstance(found, dict) or not all(
            re.fullmatch(NAME, case) and isinstance(author, str) and re.fullmatch("[0-9a-f]{64}", author)
            for case, author in found.items()
        ):
            raise PackRefusal("pack-author", f"The list of authors, {self._path.name}, cannot be read. Move it away.")
        return found

    def _write(self, known: dict[str, str]) -> None:
        try:
            write_private(self._path, strict.dumps(known))
        except OSError as error:
            sentence = f"The list of authors, {self._path.name}, cannot be written: {error.strerror}."
            raise PackRefusal("pack-author", sentence) from None
