"""Items of the chain and customs codes that a text names.

Of names that overlap the longest counts. Words that stand for many items (chip, equipment, wafer) name none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from haechi.model.chain import Item
from haechi.model.news import Passage
from haechi.news.item_words import CALLED, GENERAL

_TOO_WIDE = {
    "test",
    "filters",
    "sensors",
    "lenses",
    "mirrors",
    "gold",
    "solder",
    "machines",
    "optical elements",
    "displays",
    "servers",
    "parts",
    "bonders",
    "lasers",
    "robots",
    "devices",
    "others",
    "tin",
    "boron",
    "arsenic",
    "phosphorus",
    "chlorine",
    "fluorine",
}
_STILL_NAMED = {"tin", "boron", "arsenic", "phosphorus", "chlorine", "fluorine", "displays", "servers", "solder"}
_BEFORE_VERB = re.compile(
    r"\b(?:to|will|would|shall|should|can(?:not)?|could|may|might|must|not|who|it|he|she|we|they|you|still)\s+$",
    re.IGNORECASE,
)
_CODE = re.compile(r"\bHS ?(?:code |heading |subheading )?(\d{4}(?:\.?\d{2}){0,3})\b|\b(\d{4}\.\d{2}(?:\.\d{2})?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An item or a code in a text."""

    name: str
    passage: Passage
    rule: str


@dataclass(frozen=True)
class Items:
    """Items to look for."""

    items: tuple[Item, ...]

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        """Name in the singular and lower case -> items; none for general words."""
        found: dict[str, tuple[str, ...]] = {_key(word): () for word in GENERAL}
        for item in self.items:
            for name in CALLED.get(item.id, ()):
                found[_key(name)] = (*found.get(_key(name), ()), item.id)
        for item in self.items:
            for name in _parts(item.names.en):
                if _key(name) not in {_key(wide) for wide in _TOO_WIDE - _STILL_NAMED}:
                    found.setdefault(_key(name), (item.id,))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._names, key=len, reverse=True)
        words = (re.escape(name).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+") for name in names)
        ends = (f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}(?:s|es)?" for word in words)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(ends)})(?!\w|-(?!based|grade|free|related))", re.IGNORECASE)

    def find(self, text: str) -> list[Named]:
        """Every item that a text names, each where it stands first, in the order of the text."""
        found: dict[str, Named] = {}
        for match in self._pattern.finditer(text):
            if match[0] == "led" or _in_name(text, match) or _is_verb(text, match):
                continue
            passage = Passage(start=match.start(), end=match.end(), text=match[0])
            for item in self._names.get(_key(match[0]), ()):
                found.setdefault(item, Named(name=item, passage=passage, rule="name of an item"))
        return list(found.values())


def codes(text: str) -> Iterator[Named]:
    """Customs codes in a text, as digits."""
    for match in _CODE.finditer(text):
        digits = (match[1] or match[2]).replace(".", "")
        passage = Passage(start=match.start(), end=match.end(), text=match[0])
        yield Named(name=digits, passage=passage, rule="customs code")


def _parts(name: str) -> Iterable[str]:
    """A name without what is in brackets, and what is in them where that is an abbreviation."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    yield bare.split(" and other ")[0]
    for inside in re.findall(r"\(([^)]*)\)", name):
        if re.fullmatch(r"[A-Z][A-Za-z0-9]+", inside) and len(inside) > 2:
            yield inside


def _key(name: str) -> str:
    words = re.split(r"[\s-]+", name.casefold())
    last = words[-1]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("lenses", "lens"), ("s", "")):
        if last.endswith(ending) and (len(last) > 3 or last == "ics") and not last.endswith("ss"):
            last = last.removesuffix(ending) + instead
            break
    return " ".join([*words[:-1], last])


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a name, as in Advanced Packaging Institute or Samsung Display."""
    if not match[0][0].isupper() or match.start() == 0:
        return False
    is_begun = match[0] in ("Memory", "Display") and re.search(r"[A-Z][a-z]+ $", text[: match.start()])
    return bool(is_begun) or re.match(r" [A-Z][a-z]+", text[match.end() :]) is not None


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether resist is what somebody does, and no photoresist."""
    return match[0].lower() in ("resist", "resists") and _BEFORE_VERB.search(text[: match.start()]) is not None
