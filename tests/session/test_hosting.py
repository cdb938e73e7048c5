"""What else a host does: lines, errata, requests, freed locks; and how it is seen."""

import pytest

from casefile.errors import Refusal
from casefile.session.mastery import Mastery
from casefile.session.play import Session
from casefile.session.views import Shape
from tests.session.team import WHY, Team, key_of


def test_a_line_from_the_host_stands_among_the_messages(team: Team) -> None:
    told: list[str] = []
    team.ann.watch(lambda: told.append(team.ann.messages()[-1].text))
    team.grace.announce("Tea at four.\nIn the hall.", sender="The Registry")
    team.grace.announce("And cake.")
    assert [(message.sender, message.text) for message in team.ben.messages()] == [
        ("The Registry", "Tea at four.\nIn the hall."),
        ("Grace", "And cake."),
    ]
    assert told == ["Tea at four.\nIn the hall.", "And cake."]
    assert len({message.id for message in team.ben.messages()}) == 2


def test_a_request_is_asked_seen_to_answered_and_closed(team: Team) -> None:
    request = team.ann.ask("Is the radio broken?", "p01")
    assert (request.by, request.title, request.is_closed) == ("Ann", "Nine Minutes of Static", False)
    team.grace.claim(request.id)
    team.grace.reply(request.id, "No. Listen again.")
    team.grace.refund(request.id, "our fault")
    team.grace.close(request.id)
    (view,) = team.ben.requests()
    assert (view.claimed, view.is_refunded, view.is_closed) == ("Grace", True, True)
    assert [reply.text for reply in view.replies] == ["No. Listen again."]
    assert [message.text for message in team.ben.messages()] == ["No. Listen again."]
    assert team.ann.status().asked == 0
    with pytest.raises(Refusal) as refused:
        team.grace.reply(request.id, "And again.")
    assert refused.value.code == "request-closed"


def test_two_hosts_do_not_see_to_the_same_request(team: Team) -> None:
    request = team.ann.ask("Help!")
    harriet = Mastery(team.table, player="Harriet")
    team.grace.claim(request.id)
    team.grace.claim(request.id)
    with pytest.raises(Refusal, match="Grace sees to that already"):
        harriet.claim(request.id)
    assert team.ann.status().asked == 1


def test_a_team_asks_so_much_at_once_and_no_more(team: Team) -> None:
    requests = [team.ann.ask(f"Question {n}?") for n in range(3)]
    with pytest.raises(Refusal) as refused:
        team.ben.ask("One more?")
    assert refused.value.code == "ask-many"
    team.grace.reply(requests[0].id, "Yes.")
    team.ben.ask("One more?")
    for text, lock, code in ((" ", "", "ask-empty"), ("x" * 2_000, "", "ask-long"), ("x", "m2", "lock-unknown")):
        with pytest.raises(Refusal) as refused:
            team.ann.ask(text, lock)
        assert refused.value.code == code


def test_an_erratum_stands_at_the_head_of_its_paper_and_the_paper_is_changed_until_it_is_read(team: Team) -> None:
    def is_changed() -> bool:
        return next(row for folder in team.ann.folders() for row in folder.papers if row.id == "log").is_changed

    team.ann.read("log")
    assert team.grace.correct("log", "The time is *21.49*,\nnot [[player]].\n\nSorry.", "a misprint")
    first, second = team.ann.page("log").blocks[:2]
    assert (first.shape, first.text) == (Shape.ASIDE, "Correction: The time is *21.49*, not [[player]].")
    assert second.text == "Sorry."
    assert is_changed()
    assert team.ann.search("21.49")[0].paper == "log"
    team.ben.read("log")
    assert not is_changed()
    assert team.ann.log()[-2].words == "Corrected Log: a misprint."


def test_nothing_is_said_of_an_erratum_to_a_paper_that_the_team_has_not_got(team: Team) -> None:
    assert not team.grace.correct("p01-paper", "The second line is missing.", "a misprint")
    shown = f"{team.ann.log()}{team.ann.messages()}{team.ann.folders()}{team.ann.previously()}"
    assert "p01" not in shown.replace("p01_", "").replace("'p01'", "")
    assert "misprint" not in shown
    assert team.grace.log()[-1].words == "Corrected p01-paper: a misprint."
    with pytest.raises(Refusal):
        team.ann.page("p01-paper")
    team.ann.answer("p01", ["nine minutes"])
    assert team.ann.page("p01-paper").blocks[0].text == "Correction: The second line is missing."
    assert "Corrected P01 paper: a misprint." in [row.words for row in team.ann.log()]


def test_a_freed_lock_opens_as_if_it_were_solved_and_stands_in_the_log_as_freed(team: Team) -> None:
    team.grace.free("p01", *key_of("p01"), "the tape was torn")
    lock = team.ann.lock("p01")
    assert (lock.solved, lock.freed, lock.answer) == (True, True, ())
    assert "p04" in {lock.name for lock in team.ann.locks()}
    assert "p01-paper" in {row.id for folder in team.ann.folders() for row in folder.papers}
    status = team.ann.status()
    assert (status.solved, status.freed, status.clock) == (1, 1, "Tue 6 May  19:05")
    assert team.ann.log()[-1].words == "Freed Nine Minutes of Static: the tape was torn."
    assert team.ann.answer("p01", ["nine minutes"]).kind == "held"
    assert team.ann.summary().route[0].freed
    assert team.ann.snapshots()[-1].words.startswith("Freed")


@pytest.mark.parametrize(
    ("lock", "key", "code"),
    [
        ("p02", key_of("p01"), "free-wrong"),
        ("p01", ("zz", "zz"), "free-wrong"),
        ("p01", ("", ""), "free-wrong"),
        ("p01", ("00" * 16, "00" * 32), "free-wrong"),
        ("m1", key_of("m1"), "lock-unknown"),
    ],
)
def test_a_key_that_is_not_the_locks_frees_nothing(team: Team, lock: str, key: tuple[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        team.grace.free(lock, *key, WHY)
    assert refused.value.code == code
    assert team.ann.status().solved == 0


def test_a_freed_lock_with_an_invented_key_opens_nothing(team: Team) -> None:
    event = {"kind": "freed", "at": 1.0, "by": "x", "lock": "p01", "node": "00" * 16, "key": "00" * 32, "why": "x"}
    team.store.append("play", team.ann.state.seq, "edit", [event])
    again = Session.resume(team.table.pack, team.store, player="Ann")
    assert (again.lock("p01").solved, again.lock("p01").freed) == (False, False)
    assert "opened nothing" in again.status().notices[0]


def test_what_is_done_with_a_players_keys_is_told_with_the_name_of_who_had_them(team: Team) -> None:
    team.ann.note("mine")
    team.grace.seize(WHY, "Ann")
    team.ann.note("not mine")
    team.ben.note("nor this")
    team.grace.yield_()
    team.ann.note("mine again")
    told = [row.words for row in team.ben.log() if row.kind == "noted"]
    assert told == ["Noted: mine", "Noted: not mine (Grace had the keys.)", "Noted: nor this", "Noted: mine again"]


def test_a_host_at_a_players_terminal_is_seen(team: Team) -> None:
    team.grace.seize("Ann's keyboard is broken", "Ann")
    assert team.ben.status().seized == "Grace"
    team.grace.yield_()
    team.grace.yield_()
    assert team.ben.status().seized == ""
    assert [row.words for row in team.ben.log()][-2:] == [
        "Took over the terminal of Ann: Ann's keyboard is broken.",
        "Gave the terminal back.",
    ]


def test_players_join_once_come_back_and_are_moved(team: Team) -> None:
    team.ann.leave()
    team.ann = team.join("Ann")
    team.grace.move("Ben", "Team 2", "too many here")
    team.grace.rename("The Herons")
    assert team.ann.state.hosting.players == ("Ann",)
    assert team.store.facts("play")["name"] == "The Herons"
    assert [(row.by, row.words) for row in team.ann.log() if row.kind not in ("began", "timed")] == [
        ("Ann", "Sat down with the team."),
        ("Ben", "Sat down with the team."),
        ("Ann", "Left the desk."),
        ("Ann", "Came back to the desk."),
        ("Grace", "Sent Ben to Team 2: too many here."),
        ("Grace", "Renamed this save: The Herons."),
    ]
    with pytest.raises(Refusal) as refused:
        team.grace.move("Ben", "Team 2", WHY)
    assert refused.value.code == "player-unknown"


def test_coming_back_to_a_team_tells_what_happened_since_one_sat_down_oneself(team: Team) -> None:
    assert team.ben.previously() == ()
    team.ann.answer("p01", ["nine minutes"])
    team.join("Cleo")
    assert team.join("Cleo").previously()[1].startswith("Still shut")
    assert team.join("Ann").previously()[1] == "You opened Nine Minutes of Static."


def test_each_who_leaves_a_team_leaves_once(team: Team) -> None:
    for player in (team.ann, team.ben):
        player.pause()
        player.leave()
    assert [row.by for row in team.grace.log() if row.kind == "paused"] == ["Ann", "Ben"]


def test_terminal_commands_in_what_people_say_are_inert(team: Team) -> None:
    bad = "\x1b[2J\u202eboo"
    request = team.ann.ask(bad)
    team.grace.announce(bad, bad, sender=bad)
    team.grace.reply(request.id, bad)
    team.grace.correct("log", bad, bad)
    team.grace.hold(bad)
    team.grace.seize(bad, bad)
    everything = f"{team.ann.messages()}{team.ann.log()}{team.ann.requests()}{team.ann.page('log')}"
    assert "\x1b" not in everything
    assert "\u202e" not in f"{team.ann.clock()}{team.ann.log()}"
    with pytest.raises(Refusal) as refused:
        team.ann.answer("p01", ["x"])
    assert "\x1b" not in refused.value.sentence


def test_claims_of_an_edited_save_change_nothing_and_break_nothing(team: Team) -> None:
    claims: list[dict[str, object]] = [
        {"kind": "timed", "minutes": -5, "tries": -1, "every": 0},
        {"kind": "extended", "minutes": 1e308},
        {"kind": "rewound", "minutes": -1e308},
        {"kind": "replied", "request": 999, "text": "x"},
        {"kind": "claimed", "request": -1},
        {"kind": "closed", "request": 0},
        {"kind": "proposed", "what": "decision", "name": "d1", "fields": []},
        {"kind": "proposed", "what": "song", "name": "m1", "fields": ["x"]},
        {"kind": "withdrawn", "proposal": 1},
        {"kind": "corrected", "paper": "nowhere", "text": ""},
        {"kind": "moved", "player": "Nobody", "to": "x"},
        {"kind": "asked", "text": "", "lock": "nowhere"},
        {"kind": "yielded"},
        {"kind": "released"},
    ]
    events = [{"at": team.clock.now, "by": "x", **claim} for claim in claims]
    team.store.append("play", team.ann.state.seq, "edit", events)
    ann = Session.resume(team.table.pack, team.store, player="Ann", clock=team.clock)
    for query in (ann.status, ann.clock, ann.requests, ann.proposal, ann.log, ann.messages, ann.summary, ann.locks):
        query()
    assert ann.messages() == ()
    assert ann.answer("p01", ["nine minutes"]).kind == "solved"
