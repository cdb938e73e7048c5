"""The doors of the house: who may load whom."""

import subprocess
import sys

import pytest

AUTHOR_ROOMS = (
    "casefile.source",
    "casefile.world",
    "casefile.kinds",
    "casefile.workshop",
    "pydantic",
    "jinja2",
    "polib",
)
SCREENS = ("textual", "rich")


def loaded_by(module: str) -> set[str]:
    """Names of everything that a fresh interpreter has loaded after `import module`."""
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "room",
    [
        *("vault", "session", "store", "store.tinydb", "store.shelf", "source", "world", "kinds", "tools"),
        *("workshop.seal", "workshop.dealing", "host.deal.folder"),
    ],
)
def test_importing_a_room_of_the_core_loads_no_screen(room: str) -> None:
    assert not loaded_by(f"casefile.{room}").intersection(SCREENS)


@pytest.mark.parametrize(
    "room",
    [
        *("session", "store.shelf", "tools", "host.deal.folder"),
        *("desk.plain.mode", "desk.app", "desk.desk", "desk.registry.screen", "host.service"),
    ],
)
def test_the_players_path_never_meets_the_authors_rooms(room: str) -> None:
    assert not loaded_by(f"casefile.{room}").intersection(AUTHOR_ROOMS)


def test_the_line_mode_loads_no_screen() -> None:
    assert not loaded_by("casefile.desk.plain.mode").intersection(SCREENS)


def test_importing_casefile_itself_loads_nothing_heavy() -> None:
    heavy = {"cryptography", "textual", "tinydb", "pydantic", "asyncio"}
    assert not loaded_by("casefile").intersection(heavy)
