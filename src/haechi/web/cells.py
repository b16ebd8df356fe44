"""How values are written in the cells of pages."""

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from haechi.app.naming import names, publications
from haechi.app.report import plain
from haechi.brief.messages import Messages
from haechi.web.labels import HASHES, NAMED, SHARES

_SHORT = 16  # characters that a cell holds in one line


def shown(value: object, say: Messages, column: str = "") -> str:
    """A value: nothing is a dash, a list its parts, a share in percent, a moment to the minute, a known word said."""
    value = plain(value)
    if value is None or value in ("", [], {}):
        return "–"
    if column in SHARES and isinstance(value, float):
        return f"{value:.1%}"
    if column == "at" and isinstance(value, str):
        return value[: len("2019-07-01T03:00")].replace("T", " ")
    if isinstance(value, bool):
        return say.known("yes" if value else "no")
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, list):
        return ", ".join(shown(part, say) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(part, say)}" for key, part in value.items())
    return say.known(str(value))


def span(value: object, say: Messages) -> str:
    """An interval; a dash where there is none."""
    ends = plain(value)
    if not isinstance(ends, list) or None in ends:
        return "–"
    return " – ".join(dict.fromkeys(shown(end, say) for end in ends))


def named(value: object, say: Messages) -> str:
    """Names of the items and stages whose ids stand in a cell; what is no id stays as it is."""
    known, value = names(say.language), plain(value)
    if isinstance(value, list):
        return ", ".join(named(part, say) for part in value) or shown(value, say)
    return known.get(value, value) if isinstance(value, str) else shown(value, say)


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
    text = named(value, say) if column in NAMED else shown(value, say, column)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return text, "number"
    return text, "hash" if column in HASHES else "whole" if len(text) <= _SHORT else ""
