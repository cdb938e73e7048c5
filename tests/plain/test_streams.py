"""The line mode as a process: pipes, encodings, a terminal, what it loads."""

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packs import sealed

AUTHOR_ROOMS = {"casefile.source", "casefile.world", "casefile.kinds", "casefile.workshop", "pydantic", "jinja2"}
SCREENS = {"textual", "rich"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fixture.case").write_bytes(sealed())
    return tmp_path


def words(*more: str) -> list[str]:
    return [sys.executable, "-m", "casefile", "play", *more, "--plain", "--allow-test", "--saves", "saves"]


def play(folder: Path, typed: str, *more: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        words(*more), input=typed.encode(), capture_output=True, cwd=folder, env={**os.environ, **env}, check=False
    )


def test_playing_in_lines_loads_no_screen_and_none_of_the_authors_rooms(folder: Path) -> None:
    code = (
        "import sys; from casefile import cli; "
        "code = cli.main(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *words("fixture.case")[3:]],
        input="open\nguess p01 nine minutes\ntool morse sos\n",
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    assert "Filed: nine minutes." in run.stdout
    assert not (SCREENS | AUTHOR_ROOMS).intersection(run.stderr.split())


def test_a_pipe_gets_no_escape_sequence_and_no_prompt(folder: Path) -> None:
    run = play(folder, "ls\nopen\nhelp\n", "fixture.case", TERM="xterm-256color", COLORTERM="truecolor")
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"\x1b" not in run.stdout
    assert b"> " not in run.stdout


def test_what_was_done_is_there_when_somebody_comes_back(folder: Path) -> None:
    play(folder, "guess p01 nine minutes\nboard\n", "fixture.case", "--name", "Tuesday")
    assert b"Previously:" in play(folder, "", "tuesday").stdout
    assert b"p04" in play(folder, "ls locks\n").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_without_unicode_gets_a_stand_in_for_each_sign(folder: Path, encoding: str) -> None:
    run = play(folder, "ls\n", "fixture.case", PYTHONIOENCODING=encoding)
    assert run.returncode == 0
    assert b"# shut" in run.stdout
    assert b"?" not in run.stdout.replace(b"Who is the mole?", b"").replace(b"Where?", b"")


def test_input_that_is_no_text_is_a_wrong_answer_and_no_end(folder: Path) -> None:
    run = subprocess.run(
        words("fixture.case"), input=b"guess p01 \xff\xfe\x00\nstatus\n", capture_output=True, cwd=folder, check=True
    )
    assert b"Player:" in run.stdout


def test_the_end_of_the_input_leaves_the_desk_and_keeps_everything(folder: Path) -> None:
    assert play(folder, "guess p01 nine minutes", "fixture.case").returncode == 0
    assert b"done    p01" in play(folder, "ls locks\n").stdout


def test_nobody_reading_on_is_no_error(folder: Path) -> None:
    command = " ".join(words("fixture.case"))
    run = subprocess.run(
        f"yes help | {command} | head -1", shell=True, capture_output=True, cwd=folder, check=True, timeout=30
    )
    assert run.stderr == b""


def test_a_save_that_is_open_elsewhere_is_refused_in_one_sentence(folder: Path) -> None:
    with subprocess.Popen(words("fixture.case"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as first:
        assert first.stdout
        first.stdout.readline()
        second = play(folder, "ls\n", "fixture")
        first.communicate(b"quit\n")
    assert second.returncode == 2
    assert second.stderr.count(b"\n") == 1


class Terminal:
    """A pseudo-terminal with the line mode on it."""

    def __init__(self, folder: Path) -> None:
        self.end, other = pty.openpty()
        env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            words("fixture.case"),
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=folder,
            env=env,
            start_new_session=True,
            # a shell's background job ignores interrupts, and its children inherit that; a terminal's program does not
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  no thread runs yet
        )
        os.close(other)

    def until(self, wanted: str) -> str:
        seen = b""
        deadline = time.monotonic() + 20
        while wanted.encode() not in seen:
            assert time.monotonic() < deadline, seen.decode(errors="replace")
            if select.select([self.end], [], [], 0.1)[0]:
                seen += os.read(self.end, 4096)
        return seen.decode()

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def interrupt(self) -> int:
        """Press ctrl+c; again, as a person would, if it fell between the prompt and the reading of a line."""
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.process.wait(timeout=2)
        raise AssertionError("it cannot be interrupted")


def test_on_a_terminal_there_is_a_prompt_and_an_interrupt_leaves_cleanly(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.until("> ")
    terminal.type("guess p01 nine minutes\n")
    terminal.until("Filed: nine minutes.")
    terminal.until("> ")
    assert terminal.interrupt() == 130
    os.close(terminal.end)
    assert b"done    p01" in play(folder, "ls locks\n").stdout
