"""Parameters as a program or a form sends them: each read in the type that it must have, or refused in one sentence."""

import datetime as dt
from collections.abc import Iterable, Mapping

from haechi.errors import InputError
from haechi.sentence import said

Parameters = Mapping[str, object]


def only(given: Parameters, names: Iterable[str]) -> None:
    """Refuse parameters that have no meaning here."""
    known = tuple(names)
    if unknown := sorted(set(given) - set(known)):
        raise InputError(f"{unknown[0]!r} is no parameter of this; it takes {', '.join(known)}")


def text(given: Parameters, name: str) -> str | None:
    """A text; None where nothing is given."""
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f"{name} {value!r} is no text; write it in quotes")


def texts(given: Parameters, name: str) -> tuple[str, ...]:
    """A list of texts; empty where nothing is given."""
    value = given.get(name)
    if value is None:
        return ()
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise InputError(f'{name} {value!r} is no list of texts; write it as ["KOR", "NLD"]')


def number(given: Parameters, name: str, otherwise: int, *, least: int, most: int) -> int:
    """A whole number in a range."""
    value = given.get(name)
    if value is None:
        return otherwise
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(
            said(
                "{name} {value} is no whole number from {least:,} to {most:,}",
                name=name,
                value=repr(value),
                least=least,
                most=most,
            )
        )
    return value


def day(given: Parameters, name: str) -> dt.date | None:
    """A day of the calendar; None where nothing is given."""
    value = text(given, name)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise InputError(
            said("{name} {value} is no day; write it as 2027-01-04", name=name, value=repr(value))
        ) from error


def flag(given: Parameters, name: str) -> bool:
    """Whether something is wanted; not where nothing is given."""
    value = given.get(name, False)
    if not isinstance(value, bool):
        raise InputError(f"{name} {value!r} is neither true nor false")
    return value
