"""The directory of a pack: which locator's blob lies where."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from casefile.vault.blob import sealed_size
from casefile.vault.limits import BLOB_MAX, BLOBS_MAX
from casefile.vault.refusal import PackRefusal, damaged

LOCATOR = 16
DIGEST = 32


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The directory as the header has it: three columns of one height.

    In columns because reading it is most of the work of opening a pack; a list for each blob takes three times as
    long. There are no offsets: blobs lie end to end, so gaps and overlaps cannot even be written down.

    Attributes:
        locators: All locators, ascending, as one hexadecimal string.
        lengths: Bytes of each blob.
        digests: SHA-256 of each blob, as one hexadecimal string.
    """

    locators: str
    lengths: list[int]
    digests: str


class Lies(NamedTuple):
    """Where a blob lies, and what it must be.

    Attributes:
        offset: In the blob area.
        length: In bytes.
        digest: SHA-256.
    """

    offset: int
    length: int
    digest: bytes


class Directory:
    """Where each blob lies."""

    def __init__(self, columns: Columns, area: int) -> None:
        """Check the columns.

        Args:
            columns: From the header.
            area: Size of the blob area, which the blobs must fill exactly.

        Raises:
            PackRefusal: `pack-damaged` or `pack-limit`.
        """
        lengths = columns.lengths
        if len(lengths) > BLOBS_MAX:
            raise PackRefusal("pack-limit", f"The pack holds more than {BLOBS_MAX} papers.")
        if not lengths:
            raise damaged("its directory is empty")
        if max(lengths) > BLOB_MAX:
            raise PackRefusal("pack-limit", f"The pack holds a paper of more than {BLOB_MAX >> 20} MiB.")
        if min(lengths) < sealed_size(0) or sum(lengths) != area:
            raise damaged("its length is not what its directory says")
        locators = _column(columns.locators, LOCATOR, len(lengths))
        self._digests = _column(columns.digests, DIGEST, len(lengths))
        self._ends = list(accumulate(lengths, initial=0))
        self._rows = {locators[at : at + LOCATOR]: at // LOCATOR for at in range(0, len(locators), LOCATOR)}
        # Ascending and distinct: and as locators are pseudorandom, the order of the blobs tells nothing.
        if len(self._rows) != len(lengths) or list(self._rows) != sorted(self._rows):
            raise damaged("its directory is not in order")

    def find(self, locator: bytes) -> Lies | None:
        """Look up where a locator's blob lies."""
        row = self._rows.get(locator)
        return None if row is None else self._lies(row)

    def __iter__(self) -> Iterator[Lies]:
        return map(self._lies, range(len(self._rows)))

    def _lies(self, row: int) -> Lies:
        start, end = self._ends[row], self._ends[row + 1]
        return Lies(start, end - start, self._digests[row * DIGEST : (row + 1) * DIGEST])


def columns_of(blobs: Sequence[tuple[bytes, bytes]]) -> Columns:
    """Make the directory of blobs, each with its locator, in the order in which they will lie."""
    return Columns(
        locators=b"".join(locator for locator, _ in blobs).hex(),
        lengths=[len(blob) for _, blob in blobs],
        digests=b"".join(hashlib.sha256(blob).digest() for _, blob in blobs).hex(),
    )


def _column(digits: str, size: int, rows: int) -> bytes:
    try:
        column = bytes.fromhex(digits)
    except ValueError:
        raise damaged("its directory cannot be read") from None
    # `fromhex` takes capitals and spaces too; there is one way to write a pack.
    if len(column) != size * rows or column.hex() != digits:
        raise damaged("its directory cannot be read")
    return column
