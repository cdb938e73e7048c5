"""Join codes: what the players of a team type to get in, read out in a loud room."""

import secrets
from collections.abc import Collection

from casefile.host.deal.code_words import WORDS

_DIGITS = "23456789"
"""Without those that are taken for letters."""


def join_codes(count: int, taken: Collection[str] = ()) -> list[str]:
    """New codes, such as `KESTREL-TEAPOT-4826`: thirty bits each, drawn by the system and by no seed.

    Args:
        count: How many.
        taken: Those that others have.
    """
    found: dict[str, None] = {}
    while len(found) < count:
        words = (secrets.choice(WORDS).upper() for _ in range(2))
        code = "-".join([*words, "".join(secrets.choice(_DIGITS) for _ in range(4))])
        if code not in taken:
            found[code] = None
    return list(found)
