"""A case's folder that a test may spoil."""

from pathlib import Path

import pytest

from tests.spoilt import Folder


@pytest.fixture
def case(tmp_path: Path) -> Folder:
    return Folder.copy(tmp_path / "case")
