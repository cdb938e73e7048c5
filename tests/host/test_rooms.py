"""A team's table: who sits there, who is let in, and what is left when it is closed."""

from dataclasses import dataclass, field

import pytest

from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.door import Place
from casefile.host.hall.hall import Hall
from casefile.host.hall.room import SEATS


@dataclass
class Chair:
    """A terminal of which only what it was told is seen."""

    closed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pointed: list[tuple[str, str, int]] = field(default_factory=list)

    def close(self, sentence: str) -> None:
        self.closed.append(sentence)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def point(self, who: str, paper: str, block: int) -> None:
        self.pointed.append((who, paper, block))


def test_two_players_of_a_team_sit_at_one_play_and_another_team_at_its_own(hall: Hall) -> None:
    ours, theirs = hall.room("t01"), hall.room("t02")
    ann, ben = ours.sit("Ann", Chair()), ours.sit("Ben", Chair())
    ann.note("the clock is four minutes fast")
    assert [note.text for note in ben.notes()] == ["the clock is four minutes fast"]
    assert theirs.sit("Cat", Chair()).notes() == ()
    assert [seat.player for seat in ours.seats] == ["Ann", "Ben"]


def test_the_clock_of_a_room_runs_from_the_first_who_sits_down(hall: Hall) -> None:
    room = hall.room("t01")
    assert not room.has_begun
    clock = room.sit("Ann", Chair()).clock()
    assert clock is not None
    assert clock.limit == 3600


def test_where_all_begin_at_once_a_clock_stands_until_it_is_let_go(event: DealFolder) -> None:
    for _ in range(2):  # and a host that was opened again holds nobody a second time
        hall = Hall(event, minutes=60, waits=True)
        clock = hall.room("t01").sit("Ann", Chair()).clock()
        assert clock is not None
        assert clock.is_held is (_ == 0)
        hall.room("t01").master("GM").release()
        hall.close("")


def test_the_same_name_at_another_terminal_is_the_same_person(hall: Hall) -> None:
    first, second = Chair(), Chair()
    room = hall.room("t01")
    room.sit("Ann", first)
    room.sit("Ann", second)
    assert len(first.closed) == 1
    assert [seat.player for seat in room.seats] == ["Ann"]
    room.rise("Ann", first)  # the old line ends late
    assert [seat.terminal for seat in room.seats] == [second]


def test_a_table_has_so_many_chairs(hall: Hall) -> None:
    room = hall.room("t01")
    for number in range(SEATS):
        room.sit(f"player {number}", Chair())
    with pytest.raises(Refusal) as caught:
        room.sit("one more", Chair())
    assert caught.value.code == "room-full"


def test_who_points_is_seen_by_the_others_alone(hall: Hall) -> None:
    ann, ben = Chair(), Chair()
    room = hall.room("t01")
    room.sit("Ann", ann)
    room.sit("Ben", ben)
    room.point("Ann", "letter", 3)
    assert (ann.pointed, ben.pointed) == ([], [("Ann", "letter", 3)])


def test_a_hall_that_is_opened_again_goes_on_where_every_team_was(hall: Hall, event: DealFolder) -> None:
    chair = Chair()
    hall.room("t01").sit("Ann", chair).note("before")
    hall.close("Good night.")
    assert chair.closed == ["Good night."]
    again = Hall(event, minutes=60)
    assert [note.text for note in again.room("t01").sit("Ben", Chair()).notes()] == ["before"]
    assert not again.room("t02").has_begun
    again.close("")


def test_a_second_host_of_one_folder_is_refused_the_team_that_is_at_play(hall: Hall, event: DealFolder) -> None:
    hall.room("t01").sit("Ann", Chair())
    other = Hall(event)
    with pytest.raises(Refusal) as caught:
        other.room("t01").sit("Ann", Chair())
    assert caught.value.code == "save-open"


def test_a_team_is_known_by_its_code_however_it_is_typed(hall: Hall, event: DealFolder) -> None:
    team = event.teams[0]
    for typed in (team.code, team.code.lower(), team.code.replace("-", " "), f" {team.code}\n"):
        assert hall.door.team_of(typed) == team
    for typed in ("", "-", team.code[:-1], team.code + "1", "x" * 1_000_000):
        assert hall.door.team_of(typed) is None


def test_a_key_is_remembered_beyond_the_night_and_moves_with_its_player(hall: Hall, event: DealFolder) -> None:
    hall.remember("SHA256:abc", Place("t01", "Ann"))
    assert Hall(event).door.known("SHA256:abc") == Place("t01", "Ann")
    assert Hall(event).door.known("SHA256:abd") is None
    hall.door.move(Place("t01", "Ann"), Place("t02", "Ann"))
    assert Hall(event).door.known("SHA256:abc") == Place("t02", "Ann")


def test_a_players_file_that_is_spoilt_is_told_and_left(event: DealFolder) -> None:
    event.saves.mkdir()
    spoilt = event.saves / "players.json"
    for data in (b"{", b"[]", b'{"x": {"team": "t01"}}', b"\xff"):
        spoilt.write_bytes(data)
        with pytest.raises(Refusal) as caught:
            Hall(event)
        assert caught.value.code == "players-unreadable"
        assert spoilt.read_bytes() == data
