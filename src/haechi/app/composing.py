"""What forms ask of a stress: a scenario of the library with its settings, or the TOML that a user could write."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from haechi.app.asked import Parameters
from haechi.app.entering import band
from haechi.app.tasks import MOST_TEXT
from haechi.errors import InputError
from haechi.sentence import said

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTS = ("depth", "share")
_DAYS = ("duration_days", "recovery_days", "arriving_days", "rush_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in the form, as it was typed; empty where nothing was.

    Parameters
    ----------
    title : what the scenario is, in words
    items, buyers, economies : ids or names with commas between; who loses the supply, and whose lines are looked at
    exporter : who supplies; empty: everybody
    depth, share : per cent, a figure or a band such as 60..90
    start, end : first day of the loss, and of its end; empty: open
    duration_days, recovery_days, arriving_days, rush_days : days, a figure or a band
    recovery, spread : words of the scenario's table
    horizon_days : days to look at
    """

    title: str = ""
    items: str = ""
    exporter: str = ""
    buyers: str = ""
    economies: str = ""
    depth: str = ""
    share: str = ""
    start: str = ""
    end: str = ""
    duration_days: str = ""
    recovery: str = ""
    recovery_days: str = ""
    arriving_days: str = ""
    rush_days: str = ""
    spread: str = ""
    horizon_days: str = ""


def composed(fields: Fields) -> str:
    """The scenario as TOML; names and numbers are checked by who reads it.

    Raises
    ------
    InputError
        If a field that is needed is empty, or a figure, a band or a day cannot be read.
    """
    items = _names(fields.items)
    economies = _names(fields.economies) or _names(fields.buyers)
    needed = {"item": items, "economies whose lines are looked at": economies, "part lost": fields.depth.strip()}
    for name, value in needed.items():
        if not value:
            raise InputError(said("the field {field} is empty; a scenario needs it", field=name))
    title = fields.title.strip() or f"{', '.join(items)} from {fields.exporter.strip() or 'everybody'}"
    horizon = _whole("horizon_days", fields.horizon_days)
    head = {"id": _named(title), "title": title, "kind": "what if", "economies": economies, "horizon_days": horizon}
    lines = [f"{key} = {_written(value)}" for key, value in head.items() if value is not None]
    for item in items:
        shock = {"item": item, **dict(_shock(fields))}
        lines += ["", "[[shocks]]", *(f"{key} = {_written(value)}" for key, value in shock.items())]
    return "\n".join(lines) + "\n"


def chosen(typed: Mapping[str, str]) -> Parameters:
    """Parameters of a stress from `scenario`, `economies`, `start`, `horizon_days`, `draws` and `seed` as typed.

    Raises
    ------
    InputError
        If a number cannot be read.
    """
    return {
        "scenario": typed["scenario"].strip(),
        "economies": _names(typed["economies"]),
        "start": typed["start"].strip(),
        **{name: _whole(name, typed[name]) for name in ("horizon_days", "draws", "seed")},
    }


def decoded(content: bytes, name: str) -> str:
    """The text of a file that somebody handed in; raise `InputError` where it is none or too long."""
    if len(content) > 4 * MOST_TEXT:
        raise InputError(
            said(
                "the file {file} is longer than a scenario can be; give {most:,} characters at most",
                file=repr(name),
                most=MOST_TEXT,
            )
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            said("the file {file} is no text in UTF-8; give a scenario as TOML", file=repr(name))
        ) from error


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, which TOML writes without quotes."""

    text: str


def _whole(name: str, text: str) -> int | None:
    text = text.strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InputError(
            said(
                "{field} {text} is no whole number; write digits only, such as 180",
                field=name.replace("_", " "),
                text=repr(text),
            )
        )
    return int(text) if text else None


def _shock(fields: Fields) -> Iterator[tuple[str, object]]:
    """Keys and values of a shock, those that were filled in; a start that was not is missed by who reads it."""
    if buyers := _names(fields.buyers):
        yield "buyers", buyers
    for name, key in (("exporter", "economy"), ("recovery", "recovery"), ("spread", "spread")):
        if text := getattr(fields, name).strip():
            yield key, text
    for name in ("start", "end"):
        if text := getattr(fields, name).strip():
            yield name, _day(text, name)
    for name in (*_PARTS, *_DAYS):
        if text := getattr(fields, name).strip():
            yield name, _band(name, text)


def _band(name: str, text: str) -> list[float]:
    if name in _PARTS:
        return [end / 100 for end in band(text.replace("%", ""), f"{name} in per cent")]
    return list(band(text, name.replace("_", " ")))


def _day(text: str, what: str) -> _Day:
    if not _DAY.fullmatch(text):
        raise InputError(said("{field} {text} is no day; write it as 2027-01-04", field=what, text=repr(text)))
    return _Day(text)


def _named(title: str) -> str:
    """An id that tells scenarios of one's own apart, from what each is.

    >>> _named("Neon from UKR: worst case")
    'own-neon-from-ukr-worst-case'
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    return f"own-{words[:60]}".strip("-")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _written(value: object) -> str:
    """A value of TOML; strings of JSON are strings of TOML but for one character."""
    if isinstance(value, _Day):
        return value.text
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
