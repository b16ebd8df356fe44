"""What happened and what was decided: dated interruptions with their outcome, and policies."""

from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import FactError
from haechi.model.citation import Citation
from haechi.model.dates import PartialDate


class Cause(StrEnum):
    """What brought an event about."""

    EXPORT_CONTROL = "export control"
    EXPORT_BAN = "export ban"
    INSPECTION = "inspection"
    WAR = "war"
    ACCIDENT = "accident"
    NATURAL_DISASTER = "natural disaster"
    PANDEMIC = "pandemic"
    POWER_SHORTAGE = "power shortage"
    REGULATION = "regulation"
    BLOCKADE = "blockade"


class Outcome(StrEnum):
    """What became of the flow."""

    INTERRUPTION = "interruption"
    PARTIAL_INTERRUPTION = "partial interruption"
    SURGE_THEN_INTERRUPTION = "surge then interruption"
    SURGE_WITHOUT_STOP = "surge without stop"
    SHORT_STOP = "short stop without effect downstream"
    CONTROL_WITHOUT_INTERRUPTION = "control without interruption"
    PRICE_SHOCK = "price shock without fall in volume"
    NEVER_IN_FORCE = "announced and never in force"
    NO_INTERRUPTION = "no interruption"
    NOT_VERIFIED = "flows not verified"


class Visibility(StrEnum):
    """Whether monthly HS6 data show the event."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An interruption, a measure or a negative control.

    `importers` may hold WLD. `eased` is the first relief. `effective` may be None for a measure that never took
    effect; dates stand in order announced <= effective <= eased as far as their precision tells, but for events that
    were eased (suspended) before they took effect.
    """

    id: str
    title: str
    items: tuple[str, ...]
    codes: tuple[str, ...]
    exporter: str
    importers: tuple[str, ...]
    cause: Cause
    outcome: Outcome
    announced: PartialDate | None
    effective: PartialDate | None
    eased: PartialDate | None
    summary: str
    visibility: Visibility
    second_source: str | None
    citation: Citation

    def __post_init__(self) -> None:
        for earlier, later in ((self.announced, self.effective), (self.effective, self.eased)):
            if earlier and later and later.last < earlier.first and self.outcome is not Outcome.NEVER_IN_FORCE:
                raise FactError(f"event {self.id!r}: {later} comes before {earlier}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rule, fund or agreement that touches items or stages; None in `end` means open-ended.

    Of a rule that controls exports the first economy decides and the others are those it addresses; with one economy
    it addresses all. An instrument `relief` suspends such a rule.
    """

    id: str
    title: str
    economies: tuple[str, ...]
    instrument: str
    items: tuple[str, ...]
    stages: tuple[str, ...]
    budget: float | None
    budget_unit: str | None
    start: PartialDate
    end: PartialDate | None
    summary: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A threshold of a method, in a named preset."""

    preset: str
    name: str
    value: float
    unit: str
    relation: str
    meaning: str
    citation: Citation
