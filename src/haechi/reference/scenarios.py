"""The library of scenarios, and scenarios that users write: TOML files checked against the bundled tables."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from haechi.errors import HaechiError, InputError, UnknownName
from haechi.model.scenario import BANDS, Band, Recovery, Scenario, ScenarioKind, Shock, Spread, Stock
from haechi.reference.facts import Facts, load
from haechi.sentence import said

_FOLDER = resources.files("haechi.reference") / "scenarios"
_DIGITS = 15
_LISTS = ("economies", "events", "sources", "remarks")
_SHOCK_KEYS = (*(field.name for field in fields(Shock)), "end")


@cache
def library() -> tuple[Scenario, ...]:
    """The scenarios of the package, what happened before what would, each in the order of time and name."""
    files = (entry for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
    found = (parse(entry.read_text(encoding="utf-8"), entry.name, load()) for entry in files)
    return tuple(sorted(found, key=lambda scenario: (scenario.kind, scenario.start, scenario.id)))


def find(name: str, facts: Facts) -> Scenario:
    """A scenario of the library by its id, or the one in a file that ends in `.toml`.

    Raises
    ------
    UnknownName
        If the library has no such scenario.
    InputError
        If the file cannot be read or understood.
    """
    if name.endswith(".toml"):
        return read(Path(name), facts)
    for scenario in library():
        if scenario.id == name:
            return scenario
    known = ", ".join(scenario.id for scenario in library())
    raise UnknownName(
        said("{name} is not a scenario; use one of {known}, or a file that ends in .toml", name=repr(name), known=known)
    )


def read(path: Path, facts: Facts) -> Scenario:
    """Read a scenario that a user wrote; raise `InputError` where it cannot be read or understood."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the scenario {path} cannot be read ({error}); give a TOML file in UTF-8") from error
    return parse(text, path.name, facts)


def parse(text: str, name: str, facts: Facts) -> Scenario:
    """Read a scenario from TOML.

    Parameters
    ----------
    text : the file
    name : its name, for errors
    facts : tables that its economies, items, stages and events must be in

    Raises
    ------
    InputError
        If the text is no TOML, or a key or value is not understood; file, key and value are named.

    Examples
    --------
    >>> scenario = parse('''
    ... id = "neon-again"
    ... title = "Half of the neon of Ukraine"
    ... kind = "what if"
    ... economies = ["KOR"]
    ... [[shocks]]
    ... economy = "UKR"
    ... item = "neon"
    ... depth = 0.5
    ... start = 2027-01-04
    ... duration_days = [30, 90]
    ... ''', "my.toml", load())
    >>> scenario.shocks[0].target, scenario.shocks[0].duration_days.high
    ('neon of UKR', 90.0)
    """
    where = f"scenario {name}"
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where} is no valid TOML: {error}") from error
    except ValueError as error:  # of a number of thousands of digits
        raise InputError(f"{where} holds a number that is too long; write {_DIGITS} digits at most") from error
    except RecursionError as error:
        raise InputError(f"{where} is nested too deeply; a scenario needs two levels") from error
    if not _is_short(table):
        raise InputError(f"{where} holds a number that is too long; write {_DIGITS} digits at most")
    _known(table, [field.name for field in fields(Scenario)], where)
    values = {key: _value(key, value, where) for key, value in table.items() if key not in ("shocks", "stocks")}
    for name, made in (("shocks", _shock), ("stocks", _stock)):
        rows = table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InputError(f"{where}: {name} is no list of tables; write [[{name}]] before each")
        values[name] = tuple(made(row, f"{where}, {name} {number}", facts) for number, row in enumerate(rows, 1))
    values["economies"] = tuple(_named(facts, "economies", value, where) for value in values.get("economies", ()))
    known = {event.id for event in facts.events}
    if unknown := sorted(set(values.get("events", ())) - known):
        raise InputError(f"{where}: events {unknown[0]!r} is in no table; take ids of the events table")
    return _made(Scenario, values, where)  # type: ignore[no-any-return]


def _stock(row: Mapping[str, Any], where: str, facts: Facts) -> Stock:
    return _made(Stock, _values(row, [field.name for field in fields(Stock)], where, facts), where)  # type: ignore[no-any-return]


def _shock(row: Mapping[str, Any], where: str, facts: Facts) -> Shock:
    values = _values(row, _SHOCK_KEYS, where, facts)
    values["buyers"] = tuple(_named(facts, "buyers", value, where) for value in values.get("buyers", ()))
    if (end := values.pop("end", None)) is not None:
        values["duration_days"] = _until(end, values, where)
    return _made(Shock, values, where)  # type: ignore[no-any-return]


def _values(row: Mapping[str, Any], keys: Iterable[str], where: str, facts: Facts) -> dict[str, Any]:
    """The values of a table inside the file; items, stages and economies by their ids."""
    _known(row, keys, where)
    values = {key: _value(key, value, where) for key, value in row.items()}
    for key in ("item", "economy", "stage"):
        if key in values:
            values[key] = _named(facts, key, values[key], where)
    return values


def _until(end: dt.date, values: Mapping[str, Any], where: str) -> Band:
    """Days from the start to an end that the file names."""
    if "duration_days" in values:
        raise InputError(f"{where}: both duration_days and end {end} are given; write one of them")
    start = values.get("start")
    if start is None or end < start:
        raise InputError(f"{where}: end {end} comes before start {start}; write a later day")
    days = float((end - start).days)
    return Band(low=days, high=days, ground="from start to end")


def _is_short(value: Any) -> bool:
    """Whether every whole number of a file has as few digits as can be reckoned with and shown."""
    if isinstance(value, (dict, list)):
        return all(map(_is_short, value.values() if isinstance(value, dict) else value))
    return not isinstance(value, int) or abs(value) < 10**_DIGITS


def _known(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    if unknown := sorted(set(table) - set(keys)):
        raise InputError(f"{where} has the unknown key {unknown[0]!r}; it may hold {', '.join(sorted(keys))}")


def _value(key: str, value: Any, where: str) -> Any:
    """A value in the type of its key."""
    if key in (*BANDS, "days"):
        return _band(value, f"{where}: {key}")
    if key in _WORDS:
        return _word(_WORDS[key], value, f"{where}: {key}")
    if key in (*_LISTS, "buyers"):
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise InputError(f"{where}: {key} {value!r} is no list of texts; write {key} = ['...']")
        return tuple(value)
    kind = {"start": dt.date, "end": dt.date, "horizon_days": int}.get(key, str)
    if type(value) is not kind:
        form = {dt.date: "a day such as 2019-07-04", int: "a whole number"}.get(kind, "text in quotes")
        raise InputError(f"{where}: {key} {value!r} is not understood; write {form}")
    return value


_WORDS: Mapping[str, type[StrEnum]] = {"kind": ScenarioKind, "recovery": Recovery, "spread": Spread}


def _word(kind: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"{where} {value!r} is not known; use one of {', '.join(kind)}") from None


def _band(value: Any, where: str) -> Band:
    """A number, a list of two, or a table that says where they come from."""
    pair = value if isinstance(value, list) and len(value) == 2 else [value, value]
    table = value if isinstance(value, dict) else {"low": pair[0], "high": pair[1]}
    _known(table, ("low", "high", "source", "place", "assumed"), where)
    low, high = (table.get(end) for end in ("low", "high"))
    if type(low) not in (int, float) or type(high) not in (int, float):
        raise InputError(
            f"{where} {value!r} is no number or band; write 0.5, [0.4, 0.6] or {{ low = 0.4, high = 0.6 }}"
        )
    if ("source" in table) != ("place" in table) or ("source" in table and "assumed" in table):
        raise InputError(f"{where} stands on no clear ground; write source and place, or assumed, or neither")
    texts = {key: table[key] for key in ("source", "place", "assumed") if key in table}
    if not all(isinstance(text, str) and text for text in texts.values()):
        raise InputError(f"{where} has a ground that is no text; write the key of a source, its place, or a reason")
    ground = texts.get("place", texts.get("assumed", "as given in the file"))
    made = {"low": float(low), "high": float(high), "source": texts.get("source"), "ground": ground}  # type: ignore[arg-type]
    return _made(Band, made, where)  # type: ignore[no-any-return]


def _named(facts: Facts, key: str, value: str, where: str) -> str:
    """The id of what a file names by id or name."""
    try:
        if key == "item":
            return facts.item(value).id
        return _stage(facts, value) if key == "stage" else facts.economy(value).iso3
    except UnknownName as error:
        raise InputError(f"{where}: {key} {error}") from error


def _stage(facts: Facts, name: str) -> str:
    known = [stage.id for stage in facts.stages]
    if name not in known:
        raise UnknownName(said("{name} is not a stage; use one of {known}", name=repr(name), known=", ".join(known)))
    return name


def _made(kind: type, values: Mapping[str, Any], where: str) -> Any:
    try:
        return kind(**values)
    except HaechiError as error:
        raise InputError(f"{where}: {error}") from error
    except TypeError as error:
        missing = [field.name for field in fields(kind) if field.name not in values and _is_needed(field)]
        raise InputError(f"{where} lacks {missing[0]!r}; it must hold {', '.join(missing)}") from error


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
