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

    Inside it an absent row is a zero; outside it an absent row is unknown. `cut` says in words what even a complete
    file leaves out (BACI drops small pairs).
    """

    direction: Direction
    freq: Frequency
    periods: tuple[str, ...]
    reporters: tuple[str, ...] | None
    partners: tuple[str, ...] | None
    codes: tuple[str, ...] | None
    cut: str | None = None
