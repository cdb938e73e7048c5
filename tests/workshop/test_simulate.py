"""How long a case takes, by dice."""

import json
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.source.loader import load
from casefile.workshop.course import Course, course
from casefile.workshop.simulate import Pace, forecast
from tests.check.fault import SOUND

CERTAIN = Pace(spread=0.0, words=10**9)


@pytest.fixture(scope="module")
def road() -> Course:
    case = load(SOUND)
    return course(case, case.profile("full"))


def test_the_same_dice_give_the_same_numbers(road: Course) -> None:
    assert forecast(road, 2, 20) == forecast(road, 2, 20)
    assert forecast(road, 2, 20) != forecast(road, 2, 20, seed=2)


def test_one_player_without_chance_needs_the_minutes_of_what_is_solved(road: Course) -> None:
    seen = forecast(road, 1, 40, pace=CERTAIN)
    longest, boards = sum(road.minutes.values()), sum(road.minutes[name] for name in road.boards)
    assert boards < seen.p10 <= seen.p90 <= longest + 1e-6


def test_who_shares_a_puzzle_is_faster_and_not_twice_as_fast(road: Course) -> None:
    spans = [forecast(road, count, 60, pace=CERTAIN).median for count in (1, 2, 6)]
    assert spans == sorted(spans, reverse=True)
    assert spans[2] > spans[0] / 6


def test_reading_takes_its_time(road: Course) -> None:
    slow, quick = (forecast(road, 1, 20, pace=Pace(spread=0.0, words=words)).median for words in (20, 10**9))
    assert slow > quick + 1


def test_a_released_puzzle_is_left(road: Course) -> None:
    """With two of three feeders a board opens; who takes it first never solves the third."""
    shortest = min(forecast(road, 1, 60, seed=seed, pace=CERTAIN).p10 for seed in range(3))
    assert shortest < sum(road.minutes.values()) - 1


def test_shares_of_time_are_shares(road: Course) -> None:
    seen = forecast(road, 2, 40)
    assert 0 <= seen.alone <= 1 - seen.choice <= 1
    assert seen.mean_open >= 1


def test_the_command_says_whether_each_profile_keeps_its_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["simulate", str(SOUND), "--runs", "40", "--players", "2"]) == 0
    told = capsys.readouterr().out
    assert "full fits: of 2 players" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_profile_that_is_too_long_is_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", str(SOUND), "--runs", "20", "--players", "1", "--words", "1", "--json"]
    assert main(words) == 1
    profiles = json.loads(capsys.readouterr().out)["profiles"]
    assert [one["fits"] for one in profiles] == [False, False]
