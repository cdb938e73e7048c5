import pytest

from casefile.errors import Refusal
from casefile.session import answering
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from casefile.vault import Hit, Pack
from casefile.vault.manifest import Act, Field, Paper
from tests.packs import Draft, en


def test_a_right_answer_opens_its_papers_the_next_lock_and_says_what_the_case_says(session: Session) -> None:
    outcome = session.answer("p01", ["  nine   MINUTES! "])
    assert (outcome.kind, outcome.words) == ("solved", "Filed: nine minutes.")
    assert (outcome.papers, outcome.locks, outcome.lifted) == (("p01-paper",), ("p04",), (("log", "who"),))
    assert [message.text for message in outcome.messages] == ["Well done."]
    assert session.lock("p01").solved
    assert session.lock("p01").answer == ("nine   MINUTES!",)
    assert session.status().clock == "Tue 6 May  19:05"


def test_a_wrong_answer_leaves_the_lock_shut_and_says_how_many_tries_were_made(session: Session) -> None:
    outcomes = [session.answer("p01", [guess]) for guess in ("one", "two", "three")]
    assert [outcome.words for outcome in outcomes][1:] == [
        "That does not open it. Two wrong answers so far.",
        "That does not open it. Three wrong answers so far.",
    ]
    assert not session.lock("p01").solved
    assert session.lock("p01").tried == (("one",), ("two",), ("three",))
    assert session.status().tries == 3


def test_wrong_answers_are_counted_in_words_as_far_as_ten(session: Session) -> None:
    said = [session.answer("p01", [f"guess {n}"]).words for n in range(11)]
    assert said[0] == "That does not open it. One wrong answer so far."
    assert said[9].endswith("Ten wrong answers so far.")
    assert said[10].endswith("11 wrong answers so far.")


def test_a_repeated_answer_is_free_and_costs_no_derivation(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.answer("p01", ["one"])
    monkeypatch.setattr(answering, "derive", None)
    outcome = session.answer("p01", [" ONE. "])
    assert (outcome.kind, outcome.tries) == ("again", 1)
    assert session.lock("p01").tries == 1


def test_a_guess_costs_one_derivation(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def counted(*args: object) -> Hit | None:
        calls.append(args)
        return None

    monkeypatch.setattr(answering, "derive", counted)
    session.answer("p01", ["one"])
    assert len(calls) == 1


def test_a_near_miss_is_told_and_not_counted(session: Session) -> None:
    outcome = session.answer("p01", ["eight minutes"])
    assert (outcome.kind, outcome.words, outcome.tries) == ("near", "Count again.", 0)
    assert session.answer("p01", ["Eight Minutes"]).kind == "again"
    assert not session.lock("p01").solved


def test_an_open_lock_says_so(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    assert session.answer("p01", ["anything"]).kind == "held"
    assert session.status().solved == 1


def test_all_fields_of_a_tuple_must_be_right_together(session: Session) -> None:
    assert session.answer("p02", ["Alder Street", "2148"]).kind == "wrong"
    assert session.answer("p02", ["Alder Street", "2149"]).kind == "solved"


@pytest.mark.parametrize(
    ("lock", "fields", "code"),
    [
        ("p01", [""], "answer-empty"),
        ("p01", ["..."], "answer-empty"),
        ("p01", ["x" * 300], "answer-long"),
        ("p01", ["a\u0378"], "answer-unassigned"),
        ("p01", ["one", "two"], "answer-count"),
        ("p04", ["terms"], "lock-unknown"),
        ("nowhere", ["x"], "lock-unknown"),
    ],
)
def test_what_cannot_be_tried_is_refused_and_changes_nothing(
    session: Session, store: MemoryStore, lock: str, fields: list[str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        session.answer(lock, fields)
    assert refused.value.code == code
    assert len(store.read("play")) == 1


def test_any_of_two_opens_and_two_of_three_open_and_all_of_three_open(session: Session) -> None:
    def shown() -> set[str]:
        return {lock.name for lock in session.locks()}

    session.answer("p03", ["four"])
    assert "p04" not in shown()
    session.answer("p02", ["alder street", "2149"])
    assert {"p04", "m1"} <= shown()
    session.answer("p01", ["nine minutes"])
    assert "all-paper" in {row.id for folder in session.folders() for row in folder.papers}


def test_a_board_takes_only_cards_that_reading_has_brought(session: Session) -> None:
    session.answer("p01", ["nine minutes"])
    session.answer("p03", ["four"])
    assert [card.label for card in session.cards("m1")] == ["Nobody"]
    with pytest.raises(Refusal, match="not in your index"):
        session.answer("m1", ["ash", "birch"])
    session.read("log")
    session.read("p03-paper")
    assert [(card.label, card.papers) for card in session.cards("m1")] == [
        ("Mr Ash", ("log",)),
        ("Ms Birch", ("p03-paper",)),
        ("Nobody", ()),
    ]
    assert session.answer("m1", ["birch", "ash"]).words.startswith("It comes back unsigned")
    assert session.answer("m1", ["ash", "birch"]).kind == "solved"
    assert session.lock("m1").answer == ("Mr Ash", "Ms Birch")


def test_a_board_hands_out_what_was_skipped_and_its_lock_can_still_be_answered(session: Session) -> None:
    to_the_board(session)
    skipped = session.lock("p02")
    assert (skipped.released, skipped.solved) == (True, False)
    assert "p02-paper" in {row.id for folder in session.folders() for row in folder.papers}
    assert session.status().solved == 3
    session.answer("p02", ["alder street", "2149"])
    assert session.lock("p02").solved
    assert not session.lock("p02").released


def test_a_drawing_is_called_by_the_reference_that_stands_on_the_paper() -> None:
    case = Draft(languages=["en"])
    case.node("start", "start", acts=[Act(id="act", title=en("Act"))], grants=["archive"])
    field = Field(id="ref", label=en("ref"), normal="code")
    lock = case.lock("archive", "archive", [field], {("RA/12",): "drawn"}, form="request")
    case.node("archive", "shown", locks=[lock])
    paper = Paper(id="cutting", title=en("Cutting"), kind="cutting", ref="RA/12", folder="act")
    case.node("drawn", "node", {"cutting": "A cutting."}, papers=[paper])
    pack = Pack.open(case.seal(), allow_test=True)
    session = Session.begin(pack, MemoryStore(), name="Tuesday", player="Ann")
    session.answer("archive", ["ra 12"])
    assert session.lock("archive").drawn == (("RA/12",),)
    assert session.log()[-1].words == "Drew RA/12 from the archive."


@pytest.fixture
def two_slips() -> Session:
    case = Draft(languages=["en"])
    sheet = Paper(id="list", title=en("A list"), kind="list", ref="RA/1", folder="act")
    case.node(
        "start", "start", {"list": "A list."}, papers=[sheet], acts=[Act(id="act", title=en("Act"))], grants=["a", "b"]
    )
    for name, ref in (("a", "RA/12"), ("b", "RB/7")):
        field = Field(id="ref", label=en("ref"), normal="code")
        lock = case.lock(name, name, [field], {(ref,): f"drawn-{name}"}, form="request")
        case.node(name, "shown", locks=[lock])
        paper = Paper(id=f"paper-{name}", title=en(ref), kind="cutting", ref=ref, folder="act")
        case.node(f"drawn-{name}", "node", {paper.id: "A cutting."}, papers=[paper])
    return Session.begin(Pack.open(case.seal(), allow_test=True), MemoryStore(), name="Tuesday", player="Ann")


def test_the_archive_is_one_however_many_slips_there_are(two_slips: Session) -> None:
    outcome = two_slips.answer("b", ["ra 12"])
    assert (outcome.kind, outcome.lock, outcome.papers) == ("solved", "a", ("paper-a",))
    assert two_slips.answer("b", ["RA/12"]).words == "That was drawn before. It is in the file."
    assert two_slips.answer("a", ["RB/7"]).papers == ("paper-b",)
    assert two_slips.answer("a", ["RC/3"]).words == "The archive has nothing under that reference."
    assert [two_slips.lock(name).tries for name in ("a", "b")] == [1, 0]


def test_a_paper_that_lies_in_the_file_is_not_sent_up_again(two_slips: Session) -> None:
    outcome = two_slips.answer("b", ["ra-1"])
    assert (outcome.kind, outcome.words) == ("held", "That need not be drawn: it lies in the file, as A list.")
    assert two_slips.lock("b").tries == 0


def test_the_archive_stays_open_and_each_reference_is_a_drawing_of_its_own(session: Session) -> None:
    assert session.answer("archive", ["ra 12"]).words == "RA/12 has come up."
    assert session.answer("archive", ["RA-13"]).words == "Drawn from the archive."
    assert session.answer("archive", ["ra/12"]).kind == "held"
    assert session.answer("archive", ["RA/14"]).words == "The archive has nothing under that reference."
    archive = session.lock("archive")
    assert (archive.solved, archive.drawn) == (False, (("ra 12",), ("RA-13",)))
    assert {"ra-12", "ra-13"} <= {row.id for row in session.folders()[0].papers}
    assert session.status().solved == 0


def test_nothing_of_what_is_hidden_is_counted_or_named(session: Session) -> None:
    (folder,) = session.folders()
    assert folder.shut == 3
    assert {lock.name for lock in session.locks()} == {"p01", "p02", "p03", "archive"}
    everything = f"{session.folders()}{session.locks()}{session.questions()}{session.decisions()}{session.status()}"
    for hidden in ("DEAD MAN", "Accusation", "coat", "p04", "m1", "Quiet Hands", "bridge at ten"):
        assert hidden not in everything


def test_an_attempt_prepared_before_a_team_mate_solved_the_lock_is_not_filed_twice(session: Session) -> None:
    mate = Session.resume(session.pack, session._store, player="Ben")
    attempt = session.prepare("p01", ["nine minutes"])
    mate.answer("p01", ["nine minutes"])
    assert session.submit(attempt).kind == "held"
    assert sum(row.kind == "solved" for row in session.log()) == 1


def test_what_was_typed_is_kept_clean(session: Session) -> None:
    session.answer("p01", ["\x1b[2Jone\u202e"])
    assert session.lock("p01").tried == (("\ufffd[2Jone\ufffd",),)


def to_the_board(session: Session) -> None:
    """Solve p01 and p03, read what the board needs, solve the board; p02 is skipped."""
    session.answer("p01", ["nine minutes"])
    session.answer("p03", ["four"])
    for paper in ("log", "letter"):
        session.read(paper)
    session.answer("m1", ["ash", "birch"])
