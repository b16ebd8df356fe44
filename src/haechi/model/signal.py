"""Signals: surprises in data on a node of the chain, with what they rest on."""

from dataclasses import dataclass, field
from enum import StrEnum

from haechi.errors import InputError


class Movement(StrEnum):
    """Which way a node moved."""

    DROP = "drop"
    SURGE = "surge"
    PRICE = "price"
    SUPPLIER = "supplier"
    SHARE = "share"


class AlertLevel(StrEnum):
    """How far a signal has come: noticed, past false-discovery control, corroborated."""

    WATCH = "watch"
    WARNING = "warning"
    ALERT = "alert"


class Level(StrEnum):
    """Which flows a node adds up, the coarsest last."""

    PAIR = "pair"
    EXPORTER_ITEM = "exporter x item"
    IMPORTER_ITEM = "importer x item"
    ITEM = "item"
    STAGE = "stage"
    EXPORTER = "exporter"


class Reading(StrEnum):
    """What the shape of a movement says of its cause."""

    PAIR = "one pair"
    SUPPLIER_SIDE = "supplier-side"
    BUYER_SIDE = "buyer-side"
    ITEM_WIDE = "item-wide"
    STAGE_WIDE = "stage-wide"
    REPORTER_ARTEFACT = "reporter artefact"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Node:
    """A sum of flows that is watched as one.

    `code` with `edition` names what is traded below the level of stages; `stage` above. None stands for all: a node of
    level exporter x item has no importer.
    """

    level: Level
    code: str | None = None
    edition: str | None = None
    stage: str | None = None
    exporter: str | None = None
    importer: str | None = None

    @property
    def id(self) -> str:
        """A short name that stays the same from release to release: `pair/250410/HS22/CHN/KOR`."""
        parts = (self.code or self.stage, self.edition, self.exporter, self.importer)
        return "/".join((self.level.name.lower().replace("_", "-"), *(part or "-" for part in parts)))

    @classmethod
    def named(cls, name: str) -> "Node":
        """The node of an id, or of the id of a signal on it.

        Examples
        --------
        >>> Node.named("pair/250410/HS22/CHN/KOR/drop").id
        'pair/250410/HS22/CHN/KOR'
        """
        level, what, edition, exporter, importer = (None if part == "-" else part for part in name.split("/")[:5])
        return cls(
            level=Level[str(level).upper().replace("-", "_")],
            code=what if edition else None,
            edition=edition,
            stage=None if edition else what,
            exporter=exporter,
            importer=importer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statistic of one node in one month: its score in units of its usual spread, and how rare that is."""

    name: str
    score: float
    p_value: float
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A node that moved in a month.

    Parameters
    ----------
    period : the month, 2023-11
    p_value : conformal, of the statistics of the movement together
    q_value : false-discovery rate at which the signal would just be kept, among the nodes of its level
    probability : that the movement is no chance, 0..1: one less the q-value
    expected, low, high : value that the past led to expect and its band, USD; None where there is no such thing
    value_usd, weight_kg : what was seen; None where it is not known
    stratum : the series whose past scores it was held against
    explains : ids of finer nodes that this one stands for
    reasons : sentences
    """

    node: Node
    period: str
    movement: Movement
    level: AlertLevel
    reading: Reading
    p_value: float
    q_value: float
    probability: float
    expected: float | None
    low: float | None
    high: float | None
    value_usd: float | None
    weight_kg: float | None
    stratum: str
    evidence: tuple[Evidence, ...]
    explains: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not 0 <= self.p_value <= 1 or not 0 <= self.probability <= 1:
            raise InputError(f"signal of {self.node.id}: p-value {self.p_value} or probability is outside 0..1")

    @property
    def id(self) -> str:
        """The node and the movement: what an alert is about."""
        return f"{self.node.id}/{self.movement}"
