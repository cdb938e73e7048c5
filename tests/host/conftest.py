"""A small event: the fixture case, dealt to two teams once for all tests that only read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from tests.host.small_event import SmallEvent, small_event
from tests.workshop.dealt_folders import alone, dealt_folder


@pytest.fixture(scope="session")
def dealt_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it was dealt; nobody plays in it."""
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        return dealt_folder(tmp_path_factory.mktemp("event"), teams=2).path


@pytest.fixture
def event(dealt_once: Path, tmp_path: Path) -> DealFolder:
    """A copy to play in."""
    return DealFolder.open(shutil.copytree(dealt_once, tmp_path / "event"))


@pytest.fixture
def hall(event: DealFolder) -> Iterator[Hall]:
    """Its rooms."""
    hall = Hall(event, minutes=60)
    yield hall
    hall.close("")


@pytest.fixture
def small(event: DealFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallEvent]:
    """A hall whose time a test turns on."""
    with small_event(event) as made:
        yield made
