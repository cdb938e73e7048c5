"""A play that is gone on with: keys are checked, revisions are offered, an edited save opens nothing."""

from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from tests.packs import Draft, draft, fixture, forged
from tests.session.conftest import Clock
from tests.session.test_answers import to_the_board


def edited(store: MemoryStore, change: Any) -> MemoryStore:
    """A copy of a save in which somebody has changed the events."""
    other = MemoryStore()
    for event in store.read("play"):
        bare = {key: value for key, value in event.items() if key not in {"seq", "cmd"}}
        other.append("play", event["seq"] - 1, event["cmd"], [change(bare)])
    return other


def held(session: Session) -> set[str]:
    return {row.id for folder in session.folders() for row in folder.papers}


def test_a_play_goes_on_where_it_was(session: Session, pack: Pack, store: MemoryStore) -> None:
    to_the_board(session)
    session.note("remember")
    session.leave()
    again = Session.resume(pack, store, player="Ann")
    assert (again.folders(), again.locks(), again.notes()) == (session.folders(), session.locks(), session.notes())
    assert again.status().notices == ()


def test_coming_back_tells_what_happened_last(session: Session, pack: Pack, store: MemoryStore) -> None:
    assert session.previously() == ()
    session.answer("p01", ["nine minutes"])
    session.read("log")
    session.answer("p02", ["alder street", "2148"])
    session.leave()
    told = Session.resume(pack, store, player="Ann").previously()
    assert told[0].startswith("You last sat here on ")
    assert told[1:] == (
        "You opened Nine Minutes of Static.",
        "You tried alder street · 2148 at The p02, and it did not open.",
        "Still shut: The p02, The p03 and The p04.",
        "Not yet read: Letter and P01 paper.",
    )


@pytest.mark.parametrize("key", ["00" * 32, "zz", "", "ab" * 31])
def test_a_save_with_an_invented_key_opens_nothing_and_says_so(
    session: Session, pack: Pack, store: MemoryStore, key: str
) -> None:
    session.answer("p01", ["nine minutes"])
    tampered = edited(store, lambda event: event | {"key": key} if event["kind"] == "solved" else event)
    again = Session.resume(pack, tampered, player="Ann")
    assert held(again) == {"log", "letter"}
    assert not again.lock("p01").solved
    assert again.status().notices == (
        "One key in this save opened nothing and was dropped: Nine Minutes of Static. It can be answered again.",
    )
    assert again.answer("p01", ["nine minutes"]).kind == "solved"


def test_a_key_that_was_won_elsewhere_does_not_solve_another_lock(
    session: Session, pack: Pack, store: MemoryStore
) -> None:
    session.answer("p01", ["nine minutes"])
    tampered = edited(store, lambda event: event | {"lock": "p03"} if event["kind"] == "solved" else event)
    again = Session.resume(pack, tampered, player="Ann")
    assert not again.lock("p03").solved
    assert held(again) == {"log", "letter"}
    assert len(again.status().notices) == 1


def test_claims_of_an_edited_save_open_nothing(pack: Pack, store: MemoryStore, session: Session) -> None:
    session.leave()
    claims: list[dict[str, Any]] = [
        {"kind": "decided", "at": 1.0, "by": "x", "decision": "d1", "option": "hide"},
        {"kind": "read", "at": 1.0, "by": "x", "paper": "coat"},
        {"kind": "used", "at": 1.0, "by": "x", "tool": "enigma"},
        {"kind": "hinted", "at": 1.0, "by": "x", "lock": "m2", "step": "x", "rung": 1},
        {"kind": "hinted", "at": 1.0, "by": "x", "lock": "p01", "step": "count", "rung": -3},
        {"kind": "nudged", "at": 1.0, "by": "x", "message": "harry"},
        {"kind": "undone", "at": 1.0, "by": "x", "undoes": -5},
        {"kind": "marked", "at": 1.0, "by": "x", "question": "x", "choice": "y", "mark": "z"},
        {"kind": "unnoted", "at": 1e18, "by": "x", "note": 99},
    ]
    store.append("play", len(store.read("play")), "edit", claims)
    again = Session.resume(pack, store, player="Ann")
    assert held(again) == {"log", "letter"}
    assert again.tools() == {"morse"}
    assert again.messages() == ()
    assert len(again.log()) == len(claims) + 3
    assert any("was edited" in notice for notice in again.status().notices)
    again.previously()


def test_terminal_commands_in_an_edited_save_are_inert(pack: Pack, store: MemoryStore, session: Session) -> None:
    event = {"kind": "noted", "at": 1.0, "by": "\x1b]0;x\x07", "text": "a\n\x1b[2Jb"}
    store.append("play", 1, "edit", [event])
    again = Session.resume(pack, store, player="Ann")
    assert "\x1b" not in f"{again.notes()}{again.log()}"
    assert again.notes()[0].text == "a\n\ufffd[2Jb"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"kind": "teleported", "at": 1.0, "by": "x"}, "save-version"),
        ({"kind": "began", "at": 1.0, "by": "x", "language": "en", "v": 99}, "save-version"),
        ({"kind": "solved", "at": 1.0, "by": "x", "lock": "p01", "fields": ["a"]}, "save-damaged"),
        ({"kind": "solved", "at": 1.0, "by": "x", "lock": "p01", "fields": "a", "node": "", "key": ""}, "save-damaged"),
        ({"kind": "read", "at": "noon", "by": "x", "paper": "log"}, "save-damaged"),
        ({"at": 1.0, "by": "x"}, "save-damaged"),
        ({"kind": "read", "at": 1.0, "by": None, "paper": "log"}, "save-damaged"),
        ({"kind": ["read"], "at": 1.0, "by": "x", "paper": "log"}, "save-damaged"),
    ],
)
def test_what_is_no_event_is_refused(
    pack: Pack, store: MemoryStore, session: Session, event: dict[str, Any], code: str
) -> None:
    store.append("play", 1, "edit", [event])
    with pytest.raises(Refusal) as refused:
        Session.resume(pack, store, player="Ann")
    assert refused.value.code == code


def test_a_higher_revision_is_adopted_with_the_old_keys(session: Session, store: MemoryStore) -> None:
    to_the_board(session)
    session.leave()
    again = Session.resume(fixture(rev=2), store, player="Ann")
    assert again.page("log").text == "Goes to Birch and nobody else (corrected)."
    assert (again.folders(), again.locks()) == (session.folders(), session.locks())
    assert "revision 2" in again.status().notices[0]
    assert store.facts("play")["rev"] == 2


def test_a_lower_revision_is_refused(store: MemoryStore) -> None:
    Session.begin(fixture(rev=2), store, name="n", player="Ann").leave()
    with pytest.raises(Refusal, match="newer revision"):
        Session.resume(fixture(rev=1), store, player="Ann")


def test_another_pack_is_refused(session: Session, store: MemoryStore) -> None:
    other = Draft(seed=b"8")
    other.node("start", "start")
    with pytest.raises(Refusal) as refused:
        Session.resume(Pack.open(other.seal(), allow_test=True), store, player="Ann")
    assert refused.value.code == "save-other-pack"


def test_a_revision_by_another_author_is_refused_with_both_fingerprints(
    session: Session, pack: Pack, store: MemoryStore
) -> None:
    theirs = Pack.open(forged(), allow_test=True)
    assert theirs.id == pack.id
    with pytest.raises(Refusal) as refused:
        Session.resume(theirs, store, player="Ann")
    assert refused.value.code == "save-other-author"
    assert all(one.fingerprint in refused.value.sentence for one in (pack, theirs))
    assert store.facts("play")["rev"] == 1


def test_a_save_from_before_authors_were_kept_takes_the_first_and_holds_to_him(
    session: Session, pack: Pack, store: MemoryStore
) -> None:
    old = edited(store, lambda event: event | {"facts": {**event["facts"], "author": ""}})
    Session.resume(pack, old, player="Ann")
    assert old.facts("play")["author"] == pack.author.hex()
    with pytest.raises(Refusal) as refused:
        Session.resume(Pack.open(forged(), allow_test=True), old, player="Ann")
    assert refused.value.code == "save-other-author"


@pytest.mark.parametrize("claimed", ["zz", "ab", 7, ["x"]])
def test_an_author_that_is_no_key_is_nobody_and_opens_nothing(
    session: Session, pack: Pack, store: MemoryStore, claimed: object
) -> None:
    tampered = edited(store, lambda event: event | {"facts": {**event["facts"], "author": claimed}})
    with pytest.raises(Refusal, match="sealed by somebody else"):
        Session.resume(pack, tampered, player="Ann")


def test_a_revision_that_changes_an_answer_keeps_what_was_opened(session: Session, store: MemoryStore) -> None:
    session.answer("p03", ["four"])
    session.answer("p03", ["held"])
    changed = draft(rev=2)
    for name, parts, _ in changed.nodes:
        if name == "p03/shown":
            (lock,) = parts["locks"]
            parts["locks"] = [changed.lock("p03", "p03/shown", lock.fields, {("five",): "p03/solved"})]
    again = Session.resume(Pack.open(changed.seal(), allow_test=True), store, player="Ann")
    assert again.lock("p03").solved
    assert "p03-paper" in held(again)


def test_a_revision_that_drops_a_node_drops_its_key_and_says_so(session: Session, store: MemoryStore) -> None:
    to_the_board(session)
    changed = draft(rev=2)
    changed.nodes = [node for node in changed.nodes if node[0] != "p03/solved"]
    again = Session.resume(Pack.open(changed.seal(), allow_test=True), store, player="Ann")
    assert not again.lock("p03").solved
    assert "The p03" in again.status().notices[1]
    assert "m1-paper" in held(again)


def test_going_back_makes_a_new_save_and_leaves_the_old_one(session: Session, store: MemoryStore) -> None:
    session.answer("p01", ["nine minutes"])
    session.answer("p03", ["four"])
    other = MemoryStore()
    back = session.back_to(session.snapshots()[1].seq, other, name="Again")
    assert (back.lock("p01").solved, back.lock("p03").solved) == (True, False)
    assert session.lock("p03").solved
    assert other.facts("play")["name"] == "Again"
    assert [row.kind for row in back.log()][-2:] == ["returned", "resumed"]
    with pytest.raises(Refusal):
        session.back_to(99, MemoryStore())
    with pytest.raises(Refusal):
        session.back_to(1, other)


def test_snapshots_are_the_beginning_the_opened_locks_and_the_decisions(session: Session) -> None:
    to_the_board(session)
    session.decide("d1", "log")
    assert [snapshot.words.split(":")[0] for snapshot in session.snapshots()] == [
        "Sat down at the desk.",
        "Opened Nine Minutes of Static",
        "Opened The p03",
        "Opened The m1",
        "Decided Report it?",
    ]


def test_a_save_takes_one_play(session: Session, pack: Pack, store: MemoryStore) -> None:
    with pytest.raises(Refusal) as refused:
        Session.begin(pack, store, name="n", player="Ann")
    assert refused.value.code == "save-taken"
    with pytest.raises(Refusal) as empty:
        Session.resume(pack, MemoryStore(), player="Ann")
    assert empty.value.code == "save-empty"


def test_names_are_cleaned_cut_and_needed(pack: Pack) -> None:
    store = MemoryStore()
    play = Session.begin(pack, store, name="\x1b[2J" + "x" * 500, player="Ann\u202e\nOther")
    assert play.player == "Ann\ufffd Other"
    assert store.facts("play")["name"] == "\ufffd[2J" + "x" * 56
    with pytest.raises(Refusal, match="name is needed"):
        Session.begin(pack, MemoryStore(), name=" ", player="Ann")


def test_a_failed_write_changes_nothing(session: Session, store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise Refusal("save-full", "The disk is full.")

    attempt = session.prepare("p01", ["nine minutes"])
    before = session.state
    with monkeypatch.context() as broken:
        broken.setattr(store, "append", full)
        with pytest.raises(Refusal):
            session.submit(attempt)
        with pytest.raises(Refusal):
            session.note("x")
    assert session.state is before
    assert session.submit(attempt).kind == "solved"


def test_circles_among_nodes_end(store: MemoryStore, clock: Clock) -> None:
    case = Draft()
    case.node("start", "start", grants=["a"])
    case.node("a", "node", {"a-paper": "A"}, grants=["b", "start"], gates=[case.gate("c", 1, ["b", "c"])])
    case.node("b", "node", grants=["a", "b"])
    case.node("c", "node", {"c-paper": "C"}, gates=[case.gate("a", 2, ["b", "c"]), case.gate("gone", 1, ["c"])])
    play = Session.begin(Pack.open(case.seal(), allow_test=True), store, name="n", player="Ann", clock=clock)
    assert held(play) == {"a-paper", "c-paper"}
