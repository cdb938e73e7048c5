"""Chance, drawn so that adding one thing to a case reshuffles nothing else."""

import hashlib
import hmac
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NAMES: ContextVar[Mapping[tuple[str, str], str]] = ContextVar("_NAMES", default=MappingProxyType({}))
"""What a path's last part is called in its stream, where that is not its name: see `under_other_names`."""


def seed_bytes(seed: str | bytes) -> bytes:
    """A seed as bytes; a text and its UTF-8 bytes are one seed."""
    return seed.encode() if isinstance(seed, str) else seed


def stream(seed: str | bytes, *path: str) -> random.Random:
    """The stream of random numbers of one node of a case.

    Args:
        seed: The deal's seed.
        path: What is drawn, from the general to the particular, such as `"clue", "C1", "rows"`.

    Returns:
        A generator that depends on the seed and the path and on nothing else.
    """
    if path and _NAMES.get():
        path = (*path[:-1], _NAMES.get().get((path[0], path[-1]), path[-1]))
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in path)
    digest = hmac.digest(seed_bytes(seed), message, hashlib.sha256)
    return random.Random(int.from_bytes(digest, "big"))  # noqa: S311  a deal is repeatable; secrecy is the seal's work


@contextmanager
def under_other_names(names: Mapping[tuple[str, str], str]) -> Iterator[None]:
    """Draw some things as if they were called otherwise: as they were called before, say.

    Args:
        names: What is drawn, such as `"puzzle"`, and its name, to the name that its stream bears.
    """
    token = _NAMES.set(names)
    try:
        yield
    finally:
        _NAMES.reset(token)
