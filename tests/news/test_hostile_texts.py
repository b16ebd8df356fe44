"""Texts that are meant to be slow to read: the time that one takes grows as its length, and not as its square."""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from tests.news.reading import taught

from haechi.news import amounts
from haechi.news.proposals import propose
from haechi.news.sentences import sentences, unread

DAY = dt.date(2024, 2, 21)
LONG = 200_000
SEEDS = (
    "1,",
    "A",
    "2019-",
    "$1 ",
    "of the ",
    "Abc Def ",
    '"',
    "(A) ",
    "[",
    "U.S. ",
    "a. ",
    ".x",
    "。",
    "a。",
    "\n ",
    "A" * 190 + " ",
    "1," * 90 + " ",
    "2019-" * 35 + " ",
    "Samsung ",
    "minister Abc, ",
)


def hostile(seed: str, length: int) -> str:
    return (seed * (length // len(seed) + 1))[:length]


def growth(work: Callable[[str], object], seed: str, length: int) -> float:
    """How many times as long a text of fourfold length takes; 4 where the time grows as the length, 16 as its square.

    What takes no time to speak of counts as a hundredth of a second.
    """

    def taken(text: str) -> float:
        begun = time.process_time()
        work(text)
        return time.process_time() - begun

    short, long = (min(taken(hostile(seed, size)) for _ in range(2)) for size in (length, 4 * length))
    return long / max(short, 0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_time_of_a_hostile_text_grows_as_its_length(seed: str) -> None:
    lexicon = taught()
    propose("Korea met the Netherlands on Monday.", DAY, lexicon)
    assert growth(lambda text: propose(text, DAY, lexicon), seed, 1_000) < 9


@pytest.mark.parametrize("seed", ["1,", "1.", "1", "1,000", "12.5,"])
def test_the_time_of_numbers_without_end_grows_as_their_length(seed: str) -> None:
    assert growth(amounts.find, seed, 2_000) < 9


@pytest.mark.parametrize("seed", SEEDS)
def test_no_piece_that_is_read_is_long(seed: str) -> None:
    text = hostile(seed, LONG)
    pieces = list(sentences(text))
    assert all(len(one.text) <= 1_000 for one in pieces)
    assert all(len(word) <= 200 for one in pieces for word in one.text.split())
    assert all(text[one.start : one.end] == one.text for one in pieces)


@pytest.mark.parametrize("seed", ["1,", "A", "2019-", "1,2", "a-"])
def test_a_run_without_a_space_is_not_read_and_is_told(seed: str) -> None:
    found = propose(f"Korea met the Netherlands on Monday. {hostile(seed, LONG)} It went on.", DAY, taught())
    assert len(found.drafts) == 1
    assert [len(one.text) for one in found.unread] == [LONG]


def test_a_long_sentence_is_read_in_pieces_that_leave_nothing_out() -> None:
    text = "word " * 1_000 + "end."
    assert " ".join(one.text for one in sentences(text)) == text
    assert list(unread(text)) == []


def test_a_sentence_of_a_thousand_characters_stays_whole() -> None:
    text = "abcd " * 199 + "ends."
    assert [one.text for one in sentences(text)] == [text]
