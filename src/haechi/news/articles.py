"""An article out of what was handed in: text from plain text, Markdown or HTML, its title, and its day of release."""

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from haechi.errors import FileRefused, InputError
from haechi.model.dates import PartialDate, Precision
from haechi.news import dates

MOST_CHARACTERS = 1_000_000
LARGEST = 4 * MOST_CHARACTERS  # bytes of that many characters
_LEAST_LATIN = 0.6  # share of letters that are Latin in a text that can be read
_HIDDEN = ("script", "style", "nav", "noscript", "template", "svg", "footer", "aside", "form")
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "article", "section", "header", "blockquote")
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "pubdate",
    "publishdate",
    "og:published_time",
)
_LABELLED = re.compile(
    r"^\W*(?:released|published|publication date|date|posted|updated|input|release)\b\W{0,4}(.{4,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(r"^[A-Z][A-Za-z .,/()-]{1,40}[,(] ?(\w+\.? \d{1,2},? \d{4}|\d{1,2} \w+ \d{4})", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Title, words and, where the file tells it, the day of release of an article."""

    title: str
    body: str
    released: dt.date | None
    digest: str


def parse(content: bytes, name: str) -> Text:
    """Read the content of a file.

    Raises
    ------
    FileRefused
        If it is empty, binary, too long, or in a language that is not read.
    """
    if len(content) > LARGEST:
        raise FileRefused(f"{name} has more than 4 MB and an article at most 1 million characters; cut it")
    text = _decoded(content, name)
    is_html = re.search(r"<(?:html|body|article|p|div)\b", text[:5000], re.IGNORECASE) is not None
    page = _Page()
    if is_html:
        page.feed(text)
        page.close()
        text = page.text
    body = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\xa0]+", " ", text.replace("\r\n", "\n"))).strip()
    if not any(letter.isalpha() for letter in body):
        raise FileRefused(f"{name} is empty; hand in the text of an article")
    if len(body) > MOST_CHARACTERS:
        raise FileRefused(f"{name} has {len(body):,} characters and an article at most {MOST_CHARACTERS:,}; cut it")
    _check_language(body, name)
    first = next(line.strip("#* ").strip() for line in body.splitlines() if any(map(str.isalpha, line)))
    words = " ".join(unicodedata.normalize("NFKC", body).casefold().split())
    return Text(
        title=(page.title.strip() or first)[:200],
        body=body,
        released=_released(body, page.dates),
        digest=hashlib.sha256(words.encode()).hexdigest(),
    )


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content[:4096] or content[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG"):
        raise FileRefused(f"{name} is not a text but a binary file; hand in txt, md or html")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if text.count("\ufffd") > len(text) / 100:
        raise FileRefused(f"{name} is not readable as text; save it as UTF-8")
    return text


def _check_language(body: str, name: str) -> None:
    letters = [letter for letter in body[:20_000] if letter.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if latin < _LEAST_LATIN * len(letters):
        raise FileRefused(f"{name} is not in English; hand in a translation, a machine's will do")
    words = re.findall(r"[a-z]+", body[:20_000].lower())
    if len(words) > 40 and sum(word in ("the", "of", "and", "in", "to", "a") for word in words) < len(words) / 25:
        raise FileRefused(f"{name} is not in English; hand in a translation, a machine's will do")


def _released(body: str, found: list[str]) -> dt.date | None:
    """The day that the page, a line such as "Released: 21 February 2024", or the dateline gives, if any."""
    head = body[:1500]
    lines = [
        *found,
        *(match[1] for match in _LABELLED.finditer(head)),
        *(match[1] for match in _DATELINE.finditer(head)),
    ]
    for line in lines:
        for dated in dates.find(line[:60], dt.date(1970, 1, 1)):
            if dated.rule == "full date" and dated.value is not None:
                return dated.value.first
    return None


def day(text: str) -> dt.date:
    """A day of release as given; raise `InputError` for a month or a year."""
    date = PartialDate.parse(text)
    if date.precision is not Precision.DAY:
        raise InputError(f"--released {text} is no day; write 2024-02-21")
    return date.first


class _Page(HTMLParser):
    """The words of a page without its scripts and menus."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.dates: list[str] = []
        self._parts: list[str] = []
        self._hidden = 0
        self._in_title = False

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.lower(): value or "" for name, value in attrs}
        named = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if tag == "meta" and named in _DATE_NAMES:
            self.dates.append(given.get("content", ""))
        elif tag == "time":
            self.dates.append(given.get("datetime", ""))
        self._in_title = tag == "title" or (self._in_title and tag != "body")
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCKS:
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._parts.append(data if data.strip() else " ")
