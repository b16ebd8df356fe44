"""Flows of trade as published, and what a file of them covers."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What is known of a number; the absent kinds are different things and none of them is zero."""

    OBSERVED = "observed"
    ZERO = "zero"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    ESTIMATED = "estimated"
    NOT_COLLECTED = "not collected"
    NOT_YET_PUBLISHED = "not yet published"


class ReportBasis(StrEnum):
    """Who says so."""

    IMPORTER = "importer report"
    EXPORTER = "exporter report"
    RECONCILED = "reconciled"


class Valuation(StrEnum):
    """Whether a value includes insurance and freight."""

    CIF = "CIF"
    FOB = "FOB"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """The way of a flow, seen from the reporter."""

    IMPORT = "import"
    EXPORT = "export"
    RE_IMPORT = "re-import"
    RE_EXPORT = "re-export"


class Frequency(StrEnum):
    """Length of a period."""

    ANNUAL = "A"
    MONTHLY = "M"


class Edition(StrEnum):
    """Edition of the customs nomenclature that a code belongs to."""

    HS92 = "HS92"
    HS96 = "HS96"
    HS02 = "HS02"
    HS07 = "HS07"
    HS12 = "HS12"
    HS17 = "HS17"
    HS22 = "HS22"
    NATIONAL = "national"
    AS_REPORTED = "as reported"


class PartnerKind(StrEnum):
    """What stands in the partner column."""

    ECONOMY = "economy"
    GROUP = "group"
    WORLD = "world"
    UNSPECIFIED = "unspecified"


class Role(StrEnum):
    """A published total, or a part of one that is kept but never summed beside it."""

    TOTAL = "total"
    PART = "part"


# The row of the lake: column -> SQL type. The key is every column of `FLOW_KEY`.
FLOW_COLUMNS = {
    "source": "VARCHAR",
    "basis": "VARCHAR",  # ReportBasis
    "valuation": "VARCHAR",  # Valuation
    "vintage": "DATE",  # day of publication
    "freq": "VARCHAR",  # Frequency
    "period": "DATE",  # first day of the period
    "reporter": "VARCHAR",  # ISO 3166 alpha-3
    "partner": "VARCHAR",  # ISO 3166 alpha-3, WLD, UNS, or SYSTEM:CODE for a group
    "partner_kind": "VARCHAR",  # PartnerKind
    "direction": "VARCHAR",  # Direction
    "code": "VARCHAR",  # digits as published
    "edition": "VARCHAR",  # Edition
    "level": "UTINYINT",  # number of digits
    "value": "DOUBLE",
    "currency": "VARCHAR",
    "value_state": "VARCHAR",  # State
    "weight_kg": "DOUBLE",
    "weight_state": "VARCHAR",  # State
    "quantity": "DOUBLE",
    "unit": "VARCHAR",
    "quantity_state": "VARCHAR",  # State
    "role": "VARCHAR",  # Role
    "line": "UBIGINT",  # row in the loaded file
}
# Production, stocks and prices (USGS) are no flows: a table of their own.
PRODUCTION_COLUMNS = {
    "source": "VARCHAR",
    "vintage": "DATE",
    "chapter": "VARCHAR",  # part of the publication
    "section": "VARCHAR",
    "commodity": "VARCHAR",
    "economy": "VARCHAR",  # ISO 3166 alpha-3, WLD, or SYSTEM:CODE for a group
    "economy_kind": "VARCHAR",  # PartnerKind
    "statistic": "VARCHAR",
    "detail": "VARCHAR",
    "unit": "VARCHAR",  # as published
    "first_year": "SMALLINT",
    "year": "SMALLINT",  # the last year of the period
    "value": "DOUBLE",
    "low": "DOUBLE",
    "high": "DOUBLE",
    "bound": "VARCHAR",  # exact, below, above, range, below half a unit, net exporter, in words, not applicable
    "state": "VARCHAR",  # State
    "text": "VARCHAR",  # the value as published
    "note": "VARCHAR",
    "line": "UBIGINT",
}
FLOW_KEY = (
    "source",
    "basis",
    "vintage",
    "freq",
    "period",
    "reporter",
    "partner",
    "direction",
    "code",
    "edition",
    "valuation",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a load covers completely: the product of the sets; None means all there are.

    Inside it an absent row is a zero; outside it an absent row is unknown. `periods` are written 2022 or 2022-07. `cut`
    says in words what even a complete file leaves out (BACI drops small pairs).
    """

    direction: Direction
    freq: Frequency
    edition: Edition
    periods: tuple[str, ...]
    reporters: tuple[str, ...] | None
    partners: tuple[str, ...] | None
    codes: tuple[str, ...] | None
    cut: str | None = None


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check of the data held brings to light.

    `check` names the rule, `where` the source, period, reporter or file, `code` the customs code where there is one.
    """

    severity: Severity
    check: str
    where: str
    code: str | None
    what: str
    remedy: str
