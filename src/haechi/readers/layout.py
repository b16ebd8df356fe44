"""A layout: which column of a file holds what, written in a small TOML file.

The package brings one for every publisher that it knows; a user writes one for any other table.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from haechi.errors import MappingError
from haechi.model.trade import Direction, Edition, ReportBasis, State, Valuation

Made = TypeVar("Made")
SYSTEMS = ("un-m49", "baci", "comtrade", "comtrade-iso", "iso3", "iso2", "us-schedule-c", "usgs-name")


class Subject(StrEnum):
    """What the rows of a file speak of; only the first two are kept in the lake."""

    FLOWS = "flows"
    PRODUCTION = "production"
    ECONOMIES = "economies"
    PRODUCTS = "products"
    LISTING = "listing"


class PeriodForm(StrEnum):
    """How a period is written."""

    DIGITS = "digits"  # 2022, 202207 or 2022-07
    YEAR_AND_MONTH = "year and month"  # two columns
    ARGUMENT = "argument"  # not in the file: in its name, or given with the command


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Where the period stands."""

    form: PeriodForm = PeriodForm.DIGITS
    column: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The reporter or the partner: a column of codes, or one economy for the whole file.

    `system` lists the systems of codes that are tried in turn.
    """

    column: str = ""
    value: str = ""
    system: tuple[str, ...] = ("iso3",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A column of words from a closed set, or one word for the whole file; `words` turns theirs into ours."""

    column: str = ""
    value: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRule:
    """The edition of the codes: a column, a word, a pattern in the file's name or tell-tale codes, tried in turn.

    `by_period`: where all periods lie in the years of one edition it is that one, otherwise as reported. `tells` names
    codes that stand in one edition only.
    """

    column: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""
    tells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_period: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The column of customs codes; `pad` is the length to which a leading zero that was lost is restored."""

    column: str = ""
    pad: int = 0
    lengths: tuple[int, ...] = (2, 4, 6, 8, 10)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A column of numbers: what to multiply by, and which texts mean what when they are no number.

    `estimated` names a column and the words in it by which the publisher says that it estimated the number. Without a
    column, `absent` says what is known of the number.
    """

    column: str = ""
    factor: float = 1.0
    missing: tuple[str, ...] = ("", "NA", "N/A", "null", "None", "nan", "NaN")
    suppressed: tuple[str, ...] = ()
    zero_is_missing: bool = False
    thousands: str = ""
    decimal: str = "."
    estimated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    absent: str = State.NOT_COLLECTED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """When a file may be taken to cover all reporters, partners or codes: from how many different ones on.

    None: never; only those that stand in the file are covered. `per_reporter` keeps the periods of each reporter apart.
    """

    reporters_from: int | None = None
    partners_from: int | None = None
    codes_from: int | None = None
    per_reporter: bool = True
    cut: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """Where the columns of a table of production stand."""

    economy: Party = field(default_factory=Party)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to read one kind of file.

    Parameters
    ----------
    name, title : short name, and what it is in words
    subject : what the rows speak of
    source : the publisher's data set, the same for all its layouts
    header : columns by which the layout is recognised; `a|b` stands for either name
    content : column -> pattern that (nearly) every value of it matches, by which a shifted header is noticed
    basis : who reports: a `ReportBasis`, or `by direction`
    valuation : direction -> `Valuation`
    direction, code, edition, period, reporter, partner, value, weight, quantity, unit : where each stands
    totals : column -> the words that mark a total there; other rows are parts of one
    repeated_totals : whether a total may stand beside its breakdown under one key
    vintage_column, vintage_pattern : a column (or the file's name) and the pattern of year and month of the edition
    """

    name: str
    title: str
    subject: Subject = Subject.FLOWS
    source: str = ""
    header: tuple[str, ...] = ()
    content: Mapping[str, str] = field(default_factory=dict)
    basis: str = "by direction"
    valuation: Mapping[str, str] = field(default_factory=dict)
    currency: str = "USD"
    direction: Word = field(default_factory=Word)
    code: Code = field(default_factory=Code)
    edition: EditionRule = field(default_factory=EditionRule)
    period: Period = field(default_factory=Period)
    reporter: Party = field(default_factory=Party)
    partner: Party = field(default_factory=Party)
    value: Number = field(default_factory=Number)
    weight: Number = field(default_factory=Number)
    quantity: Number = field(default_factory=Number)
    unit: Word = field(default_factory=Word)
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeated_totals: bool = False
    vintage_column: str = ""
    vintage_pattern: str = ""
    completeness: Completeness = field(default_factory=Completeness)
    production: Production = field(default_factory=Production)

    def __post_init__(self) -> None:
        if self.subject is Subject.FLOWS:
            _check_flows(self)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be in the file."""
        parties = (self.reporter.column, self.partner.column, self.production.economy.column)
        numbers = (self.value.column, self.weight.column, self.quantity.column)
        period = (self.period.column, self.period.month)
        words = (self.direction.column, self.code.column, self.edition.column, self.unit.column, self.vintage_column)
        named = (*self.header, *parties, *numbers, *period, *words, *self.production.columns.values())
        return tuple(dict.fromkeys(name for name in named if name))


def bundled() -> tuple[Layout, ...]:
    """The layouts of the package, by name."""
    folder = resources.files("haechi.readers") / "layouts"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(parse(entry.read_text(encoding="utf-8"), entry.name) for entry in found)


def read(path: Path) -> Layout:
    """Read a layout that a user wrote; raise `MappingError` where it cannot be understood."""
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"the mapping {path} cannot be read ({error}): give a TOML file in UTF-8") from error


def parse(text: str, name: str) -> Layout:
    """Read a layout from TOML.

    Raises
    ------
    MappingError
        If the text is no TOML, names a key that no layout has, or lacks what a table of flows needs.

    Examples
    --------
    >>> layout = parse('''
    ... name = "my-office"
    ... title = "Imports of my office"
    ... source = "my-office"
    ... period = { column = "month" }
    ... reporter = { value = "KOR" }
    ... partner = { column = "from", system = ["iso2"] }
    ... direction = { value = "import" }
    ... code = { column = "hs" }
    ... value = { column = "usd" }
    ... ''', "my.toml")
    >>> layout.partner.system, layout.value.column
    (('iso2',), 'usd')
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"the mapping {name} is no valid TOML: {error}") from error
    return _made(Layout, table, name)


_PARTS: Mapping[str, type] = {
    "period": Period,
    "reporter": Party,
    "partner": Party,
    "economy": Party,
    "direction": Word,
    "unit": Word,
    "code": Code,
    "edition": EditionRule,
    "value": Number,
    "weight": Number,
    "quantity": Number,
    "completeness": Completeness,
    "production": Production,
}


def _made(kind: type[Made], table: Mapping[str, Any], where: str) -> Made:
    known = {entry.name for entry in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise MappingError(
            f"the mapping {where} has the unknown key {unknown[0]!r}; it may hold {', '.join(sorted(known))}"
        )
    values: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict) and name in _PARTS:
            values[name] = _made(_PARTS[name], value, f"{where}, table [{name}],")
        else:
            values[name] = _frozen(value)
    try:
        if "form" in values:
            values["form"] = PeriodForm(values["form"])
        if "subject" in values:
            values["subject"] = Subject(values["subject"])
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise MappingError(f"the mapping {where} is incomplete or wrong: {error}") from error


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return value


def _check_flows(layout: Layout) -> None:
    where = f"the mapping {layout.name!r}"
    if not layout.source:
        raise MappingError(f'{where} names no source; write source = "the publisher\'s data set"')
    for name in ("code", "value"):
        if not getattr(layout, name).column:
            raise MappingError(f"{where} does not say which column holds the {name}; write {name} = {{ column = ... }}")
    for name in ("reporter", "partner", "direction"):
        entry = getattr(layout, name)
        if bool(entry.column) == bool(entry.value):
            raise MappingError(f"{where} must give either column or value for the {name}")
    if layout.period.form is not PeriodForm.ARGUMENT and not layout.period.column:
        raise MappingError(f"{where} does not say which column holds the period; write period = {{ column = ... }}")
    for party in (layout.reporter, layout.partner):
        if unknown := set(party.system) - set(SYSTEMS):
            raise MappingError(f"{where} names the unknown system {min(unknown)!r}; use one of {', '.join(SYSTEMS)}")
    _check_words(where, layout)


def _check_words(where: str, layout: Layout) -> None:
    directions = [*layout.direction.words.values()] or [*filter(None, [layout.direction.value])]
    editions = [*layout.edition.words.values(), *layout.edition.tells, *filter(None, [layout.edition.value])]
    absent = [layout.value.absent, layout.weight.absent, layout.quantity.absent]
    basis = [] if layout.basis == "by direction" else [layout.basis]
    closed: tuple[tuple[str, list[str], type[StrEnum]], ...] = (
        ("direction", directions, Direction),
        ("direction", list(layout.valuation), Direction),
        ("edition", editions, Edition),
        ("basis", basis, ReportBasis),
        ("valuation", list(layout.valuation.values()), Valuation),
        ("state", absent, State),
    )
    for what, words, kind in closed:
        for word in words:
            if word not in [entry.value for entry in kind]:
                raise MappingError(f"{where}: {word!r} is no {what}; use one of {', '.join(kind)}")
