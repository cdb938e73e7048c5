"""Faulty copies of one case have nearly all their texts in common: what was compiled and made once serves them all."""

import pytest

from casefile.workshop.memory import Memory

_MEMORY = Memory()


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.workshop.check.look.Memory", lambda **_: _MEMORY)
