"""What of a page stays English in another language, and is not marked as English."""

import re
from functools import cache
from html.parser import HTMLParser

from starlette.testclient import TestClient

from haechi.app.naming import quotations
from haechi.reference.facts import load

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_UNREAD = frozenset({"code", "pre", "script", "style", "textarea"})
_MARK = "span in English"
_SAID = ("alt", "aria-label", "placeholder", "title")
_ENGLISH = re.compile(r"\b(the|are|and|not|to|by|no|for|from|with|which)\b", re.IGNORECASE)  # no word of these is Dutch


class _Texts(HTMLParser):
    """Texts of a page but for references; those marked as English stand apart, those of other languages out."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.marked: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_marked = bool(given.get("lang")) and tag != "html"
        is_left = self._is_left() or is_marked or tag in _UNREAD or given.get("class") == "references"
        if not is_left:
            self.read += [str(given[name]) for name in _SAID if given.get(name)]
        if tag not in _VOID:
            name = _MARK if (tag, given.get("lang")) == ("span", "en") else tag
            self._open.append((name, is_left))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0].split()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and self._open and self._open[-1][0] == _MARK:
            self.marked.append(text)
        elif text and not self._is_left():
            self.read.append(text)

    def _is_left(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def _texts(client: TestClient, path: str, language: str) -> _Texts:
    found = _Texts()
    found.feed(client.get(path, headers={"accept-language": language}).text)
    return found


def texts(client: TestClient, path: str, language: str) -> list[str]:
    """Texts of a page in a language, and of its attributes that are read out."""
    return _texts(client, path, language).read


def english(client: TestClient, path: str, language: str) -> list[str]:
    """What a page in another language has in common with the English page, and what is marked and of no table."""
    same, found = set(texts(client, path, "en")) - _titles(), _texts(client, path, language)
    left = [text for text in found.read if text in same and _ENGLISH.search(text)]
    return list(dict.fromkeys([*left, *(text for text in found.marked if text not in _quoted())]))


@cache
def _quoted() -> frozenset[str]:
    """English texts of the tables as they stand on a page."""
    names = (row.names.en for row in load().items)
    return frozenset(" ".join(text.split()) for text in (*quotations(), *names))


@cache
def _titles() -> frozenset[str]:
    """Titles of publications and who published them, which stay as they are, and their addresses."""
    said = ((row.title, f"{row.title} – Haechi", row.publisher, row.url) for row in load().sources)
    return frozenset(text for row in said for text in row if text)
