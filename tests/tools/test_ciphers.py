"""The cipher tools, against published examples and against an independent implementation."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from secretpy import ColumnarTransposition, Playfair, Vic, Vigenere  # type: ignore[import-untyped]
from secretpy import alphabets as al

from casefile.errors import Refusal
from casefile.tools import TOOLS, checkerboard, columnar, playfair, vigenere

LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=120)
KEYS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=12)
ROWS = st.tuples(st.permutations("ETAOINSHRDLU"), st.sets(st.integers(0, 9), min_size=2, max_size=2))


def test_the_vigenere_example_of_wikipedia() -> None:
    """Wikipedia, “Vigenère cipher”, Description."""
    assert vigenere.encipher("ATTACKATDAWN", "LEMON") == "LXFOPVEFRNHR"
    assert vigenere.decipher("LXFOPVEFRNHR", "LEMON") == "ATTACKATDAWN"


def test_the_playfair_example_of_wikipedia() -> None:
    """Wikipedia, “Playfair cipher”, Example."""
    made = playfair.encipher("HIDETHEGOLDINTHETREESTUMP", "PLAYFAIREXAMPLE")
    assert made == "BMODZBXDNABEKUDMUIXMMOUVIF"
    assert playfair.decipher(made, "PLAYFAIREXAMPLE") == "HIDETHEGOLDINTHETREXESTUMP"


def test_the_square_and_the_pairs_that_playfair_showed_at_granvilles_dinner() -> None:
    """Kahn, The Codebreakers, chapter 6."""
    assert playfair.square("PALMERSTON") == "PALMERSTONBCDFGHIKQUVWXYZ"
    assert playfair.pairs("BALLOON") == ["BA", "LX", "LO", "ON"]
    assert [playfair.encipher(pair, "PALMERSTON") for pair in ("AM", "HI", "OS")] == ["LE", "IK", "NT"]


@pytest.mark.parametrize(
    ("plain", "keyword", "made"),
    [
        # Wikipedia, “Transposition cipher”, Columnar transposition: the irregular case, then the regular one.
        ("WEAREDISCOVEREDFLEEATONCE", "ZEBRAS", "EVLNACDTESEAROFODEECWIREE"),
        ("WEAREDISCOVEREDFLEEATONCEQKJEU", "ZEBRAS", "EVLNEACDTKESEAQROFOJDEECUWIREE"),
        # Tanenbaum, Computer Networks, the transposition cipher; here from ZOJ Monthly, December 2005, problem 1007.
        (
            "PLEASETRANSFERONEMILLIONDOLLARSTOMYSWISSBANKACCOUNTSIXTWOTWO",
            "MEGABUCK",
            "AFLLSKSOSELAWAITOOSSCTLNMOMANTESILYNTWRNNTSOWPAEDOBUOERIRICX",
        ),
    ],
)
def test_published_columns(plain: str, keyword: str, made: str) -> None:
    order = columnar.order(keyword)
    assert columnar.encipher(plain, order) == made
    assert columnar.decipher(made, order) == plain


def test_a_published_checkerboard_where_it_has_the_same_cells_as_ours() -> None:
    """CodinGame, “Straddling checkerboard cryptography”: IAM/1BR; theirs has the shift at 62, before the U."""
    board = checkerboard.board("ET_AON_RIS")
    assert checkerboard.encipher("IAM1BR", board).replace(board.codes["/"], "62") == "8329621207"
    assert checkerboard.decipher(checkerboard.encipher("AT10.", board), board) == "AT10."


@given(LETTERS, KEYS)
def test_vigenere_is_what_secretpy_makes(text: str, key: str) -> None:
    assert vigenere.encipher(text, key) == Vigenere().encrypt(text.lower(), key.lower(), al.ENGLISH).upper()


@given(LETTERS, KEYS)
def test_columns_are_what_secretpy_makes(text: str, key: str) -> None:
    theirs = ColumnarTransposition().encrypt(text.lower(), key.lower(), al.ENGLISH).upper()
    assert columnar.encipher(text, columnar.order(key)) == theirs


@given(LETTERS, KEYS)
def test_playfair_is_what_secretpy_makes_of_the_same_pairs(text: str, key: str) -> None:
    pairs = "".join(playfair.pairs(text))
    theirs = Playfair().encrypt(pairs.lower(), key.lower(), al.ENGLISH_SQUARE_IJ).upper()
    assert playfair.encipher(text, key) == theirs
    assert playfair.decipher(theirs, key) == pairs


@given(LETTERS, ROWS, st.text("0123456789", min_size=1, max_size=6))
def test_the_board_is_the_one_in_secretpys_vic(text: str, row: tuple[list[str], set[int]], key: str) -> None:
    letters = iter(row[0])
    top = ["" if column in row[1] else next(letters) for column in range(10)]
    board = checkerboard.board("".join(char or "_" for char in top))
    figures = checkerboard.encipher(text, board)
    added = "".join(str((int(a) + int(b)) % 10) for a, b in zip(figures, cycle(key), strict=False))
    rest = sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(top))
    theirs = Vic().encrypt(text, key, [*top, *rest, "/", "."])
    # a shift makes the figure behind it stand for itself, which secretpy's board does not know
    if "/" not in theirs:
        assert checkerboard.decipher(added, board).rstrip("?") == theirs


@given(LETTERS, KEYS)
def test_what_was_written_is_read_again(text: str, key: str) -> None:
    order = columnar.order(key)
    assert vigenere.decipher(vigenere.encipher(text, key), key) == text
    assert columnar.decipher(columnar.encipher(text, order), order) == text
    assert playfair.decipher(playfair.encipher(text, key), key) == "".join(playfair.pairs(text))


@pytest.mark.parametrize(
    ("tool", "text", "key", "shows"),
    [
        ("vigenere", "lxfop vefrn hr", "Lemon", "ATTACKATDAWN"),
        ("vigenere", "attack at dawn", "write lemon", "LXFOP VEFRN HR"),
        ("playfair", "Hide the gold in the tree stump", "write playfair example", "BM OD ZB XD NA BE"),
        ("columnar", "EVLNA CDTES EAROF ODEEC WIREE", "6 3 2 4 1 5", "WEAREDISCOVEREDFLEEATONCE"),
        ("checkerboard", "gr8.", "CODE_G_LFA", "54968 869"),
        ("checkerboard", "54968 869", "code g lfa", "GR8."),
        ("counter", "3. Ann sat. Bob ran home.\n\n7. No tea.", "3.2.3 7.1.2", "home tea"),
        ("counter", "Ann sat. Bob ran home.", "-1", "sat home"),
    ],
)
def test_a_tool_reads_and_writes(tool: str, text: str, key: str, shows: str) -> None:
    first, second = (parameter.id for parameter in TOOLS[tool].parameters)
    assert shows in TOOLS[tool].run({first: text, second: key})


@pytest.mark.parametrize(
    ("tool", "text", "key", "words"),
    [
        ("vigenere", "ABC", "", "keyword"),
        ("playfair", "LL AB", "KEY", "Two equal letters"),
        ("columnar", "ABCDEF", "3 1 1", "each number once"),
        ("columnar", "ABCDEF", "A", "2 to 24"),
        ("checkerboard", "123", "ATONESIR", "eight different letters and two gaps"),
        ("counter", "One. Two.", "", "which word"),
    ],
)
def test_a_tool_says_what_it_lacks(tool: str, text: str, key: str, words: str) -> None:
    first, second = (parameter.id for parameter in TOOLS[tool].parameters)
    with pytest.raises(Refusal, match=words):
        TOOLS[tool].run({first: text, second: key})
