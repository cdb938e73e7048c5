"""An event from packs that came sealed: everybody plays, nobody looks anything up."""

from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.host.deal.built_in import lay_out
from casefile.host.hall.hall import Hall
from casefile.workshop.seal import seal_case
from tests.host.test_rooms import Chair
from tests.sealed import dealt, folder


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("packs")
    (root / "one.case").write_bytes(seal_case(folder(), seed="story", kdf="light"))
    return [root / "one.case"] * 2


def test_each_team_gets_a_pack_whose_answers_open_and_whose_sheet_says_nothing(
    packs: list[Path], tmp_path: Path
) -> None:
    event = lay_out(packs, tmp_path / "event", 2, minutes=30)
    assert len({team.code for team in event.teams}) == 2
    assert event.sheet(event.teams[0]).locks == {}
    hall = Hall(event, minutes=event.about.minutes)
    session = hall.room("t02").sit("Ann", Chair())
    lock = next(lock.name for lock in session.locks() if lock.form == "answer")
    assert session.answer(lock, dealt().solutions[lock].answers[0]).kind == "solved"
    hall.close("")


@pytest.mark.parametrize("teams", [0, 3, -1])
def test_there_are_as_many_teams_as_deals_at_most(packs: list[Path], tmp_path: Path, teams: int) -> None:
    with pytest.raises(Refusal) as caught:
        lay_out(packs, tmp_path / "event", teams, minutes=0)
    assert caught.value.code == "host-packs"
    assert not (tmp_path / "event").exists()
