"""What a game master sees at once: a row a team, and what nobody has complained about yet."""

from dataclasses import replace

from casefile.host.console.alarms import Alarm, Sharing, alarms
from casefile.host.console.overview import Overview, Standing, TeamRow, ordered
from casefile.host.console.table import detail
from casefile.host.hall.sheets import Sheets
from tests.host.small_event import SmallEvent
from tests.host.test_rooms import Chair


def standings(row: TeamRow) -> dict[str, str]:
    return {puzzle.lock: puzzle.standing for puzzle in row.puzzles}


def kinds(event: SmallEvent) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.team) for alarm in alarms(tuple(event.rows().values()), event.now)]


def shared(event: SmallEvent, sharing: Sharing) -> tuple[Alarm, ...]:
    return sharing.read(tuple(event.rows().values()))


def test_looking_at_a_room_that_nobody_has_touched_does_not_start_its_clock(small: SmallEvent) -> None:
    small.begin("t01")
    rows = small.rows()
    assert (rows["t01"].has_begun, rows["t02"].has_begun) == (True, False)
    assert not small.hall.room("t02").has_begun


def test_a_row_says_who_is_there_what_is_open_and_what_it_cost(small: SmallEvent) -> None:
    ann = small.begin("t01", "Ann")
    small.sit("t01", "Ben")
    small.solve(ann, "t01", "a")
    ann.answer("b", ["nothing of the kind"])
    ann.hint("b", ann.steps("b")[0].step)
    ann.ask("what is a ribbon?", "b")
    row = small.rows()["t01"]
    assert row.present == ("Ann", "Ben")
    assert list(standings(row)) == ["a", "b", "c", "t0", "m", "e", "extra", "accuse", "f"]  # the case's own order
    assert (standings(row)["a"], standings(row)["b"], standings(row)["f"]) == ("solved", "open", "shut")
    assert (row.solved, row.hints, row.wrong) == (2, 1, 1)
    assert [(one.by, one.text, one.lock) for one in row.waiting] == [("Ann", "what is a ribbon?", "b")]


def test_of_a_team_that_has_come_to_an_end_it_is_said_to_which_and_nothing_is_open(small: SmallEvent) -> None:
    small.begin("t01")
    row = small.rows()["t01"]
    assert " Open: " in detail(row, small.now)
    assert detail(replace(row, ended="Quiet Hands"), small.now).endswith("minutes. Ended: Quiet Hands.")


def test_an_answer_that_was_freed_is_not_told_as_solved(small: SmallEvent) -> None:
    small.begin("t01")
    sheet = small.hall.folder.sheet(small.hall.folder.team("t01")).locks["a"]
    master = small.hall.room("t01").master("Will")
    master.free("a", sheet.node, sheet.key, "they had it on paper")
    master.leave()
    row = small.rows()["t01"]
    assert standings(row)["a"] == Standing.FREED
    assert row.solved == 2


def test_idle_time_runs_from_the_last_progress_and_stands_while_the_clock_is_held(small: SmallEvent) -> None:
    ann = small.begin("t01")
    small.go(4)
    small.solve(ann, "t01", "a")
    small.go(2)
    row = small.rows()["t01"]
    assert (row.idle_by(small.now), row.expected, row.plight(small.now)) == (120, 3, "")
    assert row.plight(small.now + 90) == "slow"
    assert row.plight(small.now + 300) == "stuck"
    master = small.hall.room("t01").master("Will")
    master.hold("fire alarm")
    small.go(30)
    row = small.rows()["t01"]
    assert (row.idle_by(small.now), row.idle_by(small.now + 600)) == (120, 120)
    assert (row.clock.spent_by(small.now + 600), row.clock.is_held) == (360, True)
    master.release()
    small.go(1)
    assert small.rows()["t01"].idle_by(small.now) == 180
    master.leave()


def test_whoever_is_stuck_comes_first_and_who_has_not_begun_last(small: SmallEvent) -> None:
    ann, cat = small.begin("t01"), small.begin("t02", "Cat")
    small.go(5)
    small.solve(ann, "t01", "a")
    rows = tuple(small.rows().values())
    assert [row.id for row in ordered(rows, small.now)] == ["t02", "t01"]
    small.solve(cat, "t02", "a")
    small.go(1)
    small.solve(cat, "t02", "b")
    assert [row.id for row in ordered(tuple(small.rows().values()), small.now)] == ["t01", "t02"]


def test_without_the_game_masters_key_there_is_all_but_expectations(small: SmallEvent) -> None:
    small.begin("t01")
    (small.hall.folder.path / "gm.key").unlink()
    small.go(20)
    row = small.rows()["t01"]
    assert (row.expected, row.plight(small.now)) == (0, "")
    assert {puzzle.minutes for puzzle in row.puzzles} == {0}
    assert standings(row) == {"t0": "solved", "a": "open", "b": "open"}
    assert row.strain(small.now) > 0


def test_a_team_is_looked_at_again_only_when_something_has_changed(small: SmallEvent) -> None:
    ann = small.begin("t01")
    small.begin("t02", "Cat")
    overview = Overview(small.hall, Sheets(small.hall))
    first = {row.id: row for row in overview.read()}
    assert not overview.is_changed
    ann.note("four minutes fast")
    assert overview.is_changed
    again = {row.id: row for row in overview.read()}
    assert again["t02"] is first["t02"]
    assert again["t01"] is not first["t01"]
    small.sit("t02", "Dan")
    assert overview.is_changed
    assert {row.id: row.present for row in overview.read()}["t02"] == ("Cat", "Dan")
    overview.close()
    ann.note("or five")
    assert not overview.is_changed


def test_a_room_that_cannot_be_opened_is_told_and_the_others_are_shown(small: SmallEvent) -> None:
    small.begin("t01")
    room = small.hall.room("t02")
    (small.hall.saves / "t02.save").write_bytes(b"no save")
    rows = small.rows()
    assert rows["t02"].trouble
    assert rows["t01"].has_begun
    assert ("trouble", "t02") in kinds(small)
    assert room.has_begun


def test_an_answer_that_is_right_at_another_table_is_noticed_however_it_is_typed(small: SmallEvent) -> None:
    ann, cat = small.begin("t01"), small.begin("t02", "Cat")
    sharing = Sharing(small.hall, Sheets(small.hall))
    ann.answer("a", ["anything else"])
    assert shared(small, sharing) == ()
    typed = f"  {small.right('t02', 'a')[0].upper()}! "
    ann.answer("a", [typed])
    found = shared(small, sharing)
    assert [(alarm.kind, alarm.team) for alarm in found] == [("shared", "t01")]
    assert "Ann of Team 1 gave Team 2's answer to The First Word" in found[0].words
    assert "have not solved it" in found[0].words
    small.solve(cat, "t02", "a")
    assert shared(small, sharing) == found  # told once


def test_a_room_that_nobody_touches_is_an_alarm_only_when_the_others_are_well_on(small: SmallEvent) -> None:
    small.sit("t01")
    assert kinds(small) == []
    small.go(6)
    assert ("untouched", "t02") in kinds(small)


def test_a_request_that_waits_is_an_alarm_until_it_is_answered(small: SmallEvent) -> None:
    ann = small.begin("t01")
    request = ann.ask("help").id
    assert kinds(small) == []
    small.go(4)
    assert ("waiting", "t01") in kinds(small)
    master = small.hall.room("t01").master("Will")
    master.reply(request, "read the letter again")
    master.leave()
    assert ("waiting", "t01") not in kinds(small)


def test_a_clock_that_runs_at_an_empty_table_is_an_alarm(small: SmallEvent) -> None:
    chair = Chair()
    small.begin("t01", "Ann", chair)
    small.hall.room("t01").rise("Ann", chair)
    small.go(2)
    assert ("empty", "t01") not in kinds(small)
    small.go(4)
    assert ("empty", "t01") in kinds(small)


def test_a_team_that_will_run_out_of_time_is_told_while_there_is_time(small: SmallEvent) -> None:
    ann = small.begin("t01")
    small.go(10)
    small.solve(ann, "t01", "a")
    assert ("time", "t01") not in kinds(small)  # a sixth of the time is too little to say anything
    small.go(25)
    assert ("time", "t01") in kinds(small)
    master = small.hall.room("t01").master("Will")
    master.extend(120, "the lights went out")
    master.leave()
    assert ("time", "t01") not in kinds(small)
