"""Chance, drawn so that adding one thing to a case reshuffles nothing else."""

import hashlib
import hmac
import random


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
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in path)
    digest = hmac.digest(seed_bytes(seed), message, hashlib.sha256)
    return random.Random(int.from_bytes(digest, "big"))  # noqa: S311  a deal is repeatable; secrecy is the seal's work
