"""Parameters with one thing wrong at a time: a key that is missing, a value of a wrong type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[Any, ...]
"""Keys and indices that lead to a place."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """An author's parameters with one slip in them."""

    what: str
    params: Mapping[str, Any]
    may_do: bool
    """A kind may deal from them all the same: the missing key may have a default."""


def spoil(params: Mapping[str, Any]) -> Iterator[Spoilt]:
    """Every slip in turn; of a list only its first entry is spoilt."""
    for path in _paths(params):
        place = ".".join(map(str, ("params", *path)))
        around, there = _at(params, path[:-1]), _at(params, path)
        if isinstance(around, Mapping):
            rest = {key: value for key, value in around.items() if key != path[-1]}
            yield Spoilt(f"without {place}", _changed(params, path[:-1], rest), may_do=True)
        wrong = 7 if isinstance(there, Mapping) else {"wrong": ["type"]}
        yield Spoilt(f"with {place} of a wrong type", _changed(params, path, wrong), may_do=False)


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    entries = list(value.items()) if isinstance(value, Mapping) else list(enumerate(value))[:1]
    for key, entry in entries:
        yield (*path, key)
        if isinstance(entry, Mapping | list | tuple):
            yield from _paths(entry, (*path, key))


def _at(value: Any, path: Path) -> Any:
    return _at(value[path[0]], path[1:]) if path else value


def _changed(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    changed = _changed(value[path[0]], path[1:], new)
    if isinstance(value, Mapping):
        return {**value, path[0]: changed}
    return [*value[: path[0]], changed, *value[path[0] + 1 :]]
