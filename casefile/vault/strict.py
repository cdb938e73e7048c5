"""Strict JSON: what Python's reader lets through is refused here."""

import json
import re
from typing import Any, NoReturn

_SURROGATE = re.compile(r"\\u[dD]")


def loads(data: bytes) -> Any:
    """Read UTF-8 JSON without duplicate keys, floats, constants, lone surrogates or a byte order mark.

    Raises:
        ValueError: It is not that.
    """
    try:
        text = data.decode()
        value = json.loads(text, object_pairs_hook=_distinct, parse_float=_refuse, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    # Decoded UTF-8 holds no surrogate, so one can only have come from an escape; most texts have none at all.
    if "\\" in text and _SURROGATE.search(text):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def dumps(value: Any) -> bytes:
    """Write the one form in which we write: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word[:20]} is not allowed")
