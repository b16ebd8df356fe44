"""How values are written in the cells of pages."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from haechi.app.naming import names, publications, quotations, terms
from haechi.app.report import plain
from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.sentence import Said
from haechi.web.labels import ENGLISH, HASHES, NAMED, SHARES, TOLD

_OF = re.compile(r"(\d+) of (\d+)")  # of years, as persistence is written
_LETTERS = re.compile(r"[A-Za-z]{2}")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHORT = 16  # characters that a cell holds in one line


def shown(value: object, say: Messages, column: str = "") -> str:
    """A value as it is written; a text of the bundled tables that stays English is marked as English."""
    text = written(value, say, column)
    return english(text, say) if text in quotations() else text


def _figures(value: float) -> str:
    """Three figures, or all before the point; a tiny number in powers of ten."""
    if abs(value) >= 999.5:
        return f"{value:,.0f}"
    digits, _, power = f"{value:.3g}".partition("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}" if power else digits


def written(value: object, say: Messages, column: str = "") -> str:
    """A value: nothing is a dash, a list its parts, a share in percent, a moment to the minute, a known word said."""
    value = plain(value)
    if value is None or value in ("", [], {}):
        return "–"
    if column in SHARES and isinstance(value, float):
        return say.number(f"{value:.1%}")
    if column == "at" and isinstance(value, str):
        return value[: len("2019-07-01T03:00")].replace("T", " ")
    if isinstance(value, bool):
        return say.known("yes" if value else "no")
    if isinstance(value, float):
        return say.number(_figures(value))
    if isinstance(value, list):
        return ", ".join(written(part, say) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {written(part, say)}" for key, part in value.items())
    if isinstance(value, Said):
        return retold.sentence(value, say, terms(say.language))
    found = _OF.fullmatch(str(value))
    return say("{count} of {total}", count=found[1], total=found[2]) if found else say.known(str(value))


def span(value: object, say: Messages) -> str:
    """An interval; a dash where there is none."""
    ends = plain(value)
    if not isinstance(ends, list) or None in ends:
        return "–"
    return " – ".join(dict.fromkeys(written(end, say) for end in ends))


def named(value: object, say: Messages) -> str:
    """Names of the items and stages whose ids stand in a cell; what is no id stays as it is."""
    known, value = names(say.language), plain(value)
    if isinstance(value, list):
        return ", ".join(named(part, say) for part in value) or written(value, say)
    return known.get(value, value) if isinstance(value, str) else written(value, say)


def told(text: object, say: Messages) -> str:
    """A sentence of a result in the language of the page; one that stays English is marked as English."""
    given = text if isinstance(text, str) else str(plain(text) or "")
    if say.language == "en" and isinstance(given, Said):
        return given
    known = terms(say.language)
    found = known.get(given) or say.known(given) if given in quotations() else retold.sentence(given, say, known)
    is_said = say.speaks(given.message) if isinstance(given, Said) else found != given
    return found if is_said else english(found, say)


def quoted(text: str, say: Messages) -> str:
    """A text of a document; one of the bundled tables that stays English is marked as English."""
    return english(text, say) if text in quotations() else text


def english(text: str, say: Messages) -> str:
    """A text on a page of another language, marked as English for who has it read out (WCAG 3.1.2)."""
    if say.language == "en" or not _LETTERS.search(text):
        return text
    return Markup('<span lang="en">{}</span>').format(text)


def cited(value: object, link: Callable[..., str]) -> Markup:
    """The sources of a row: a publication leads to its page; loaded data and what people say are text."""
    value = plain(value)
    every = value if isinstance(value, list) else [value] if value else []
    return Markup(", ").join(_source(str(name), link) for name in every) or Markup("–")


def _source(name: str, link: Callable[..., str]) -> Markup:
    source, colon, place = name.partition(":")
    if source not in publications():
        return escape(name)
    return Markup('<a href="{}">{}</a>{}').format(link(f"/sources/{source}"), source, colon + place)


def cell(value: object, column: str, say: Messages) -> tuple[str, str]:
    """The text of a cell and its class: a number, a hash, or short enough to stand in one line."""
    text = named(value, say) if column in NAMED else written(value, say, column)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return text, "number"
    if column in TOLD:
        text = told(value, say) or text
    form = "hash" if column in HASHES else "whole" if len(text) <= _SHORT else ""
    is_english = text in quotations() or column in ENGLISH
    return (english(text, say) if is_english else text), form
