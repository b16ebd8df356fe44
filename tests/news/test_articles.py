import pytest

from haechi.errors import FileRefused, InputError
from haechi.news.articles import day, parse

HTML = b"""<html><head><title>Dialogue opens</title><meta property="article:published_time" content="2024-02-21T09:00">
<script>var a = "hidden";</script></head><body><nav>Menu</nav>
<p>It was held on Monday.</p><p>Both agreed.</p></body></html>"""


def test_a_page_is_read_without_scripts_and_menus() -> None:
    text = parse(HTML, "a.html")
    assert (text.title, text.body) == ("Dialogue opens", "It was held on Monday.\n\nBoth agreed.")
    assert str(text.released) == "2024-02-21"


@pytest.mark.parametrize(
    "line", ["Released: 21 February 2024", "Published on 2024-02-21", "SEOUL, Feb. 21, 2024 - It met."]
)
def test_the_day_of_release_is_read_where_the_text_gives_it(line: str) -> None:
    assert str(parse(f"A title\n{line}\n\nIt met.".encode(), "a.txt").released) == "2024-02-21"


def test_a_date_in_a_sentence_is_no_day_of_release() -> None:
    assert parse(b"They met on 19 February 2024 in Eindhoven.", "a.txt").released is None


def test_blanks_and_case_make_no_other_text() -> None:
    assert parse(b"They  met\r\ntoday.", "a").digest == parse(b"they met today.", "b").digest


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.txt is empty"),
        (b" \n ", "a.txt is empty"),
        (b"\x89PNG\r\n\0\0", "not a text but a binary file"),
        (b"%PDF-1.7", "not a text but a binary file"),
        ("한국과 네덜란드가 반도체 대화를 열었다.".encode(), "not in English"),
        ("韩国与荷兰举行半导体对话".encode(), "not in English"),
        (b"Het overleg vond plaats te Eindhoven; men sprak er over chips " * 9, "not in English"),
        (b"a word of it " * 800_000, "has more than 4 MB and an article at most"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        parse(content, "a.txt")


def test_a_month_is_no_day_of_release() -> None:
    with pytest.raises(InputError, match="--released 2024-02 is no day"):
        day("2024-02")
