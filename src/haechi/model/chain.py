"""The value chain: stages, items and their customs codes, links, buffers, provisions, economies."""

from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import FactError
from haechi.model.citation import Citation
from haechi.model.dates import PartialDate, Span
from haechi.model.trade import Edition, PartnerKind


class Kind(StrEnum):
    """What an item is."""

    MINERAL = "mineral"
    METAL = "metal"
    ELEMENT = "element"
    CHEMICAL = "chemical"
    DESIGN_TOOL = "design tool"
    PROCESS_GAS = "process gas"
    WET_CHEMICAL = "wet chemical"
    LITHOGRAPHY_MATERIAL = "lithography material"
    DEPOSITION_MATERIAL = "deposition material"
    POLISHING_MATERIAL = "polishing material"
    WAFER = "wafer"
    MASK_MATERIAL = "mask material"
    MASK = "mask"
    PART = "part"
    EQUIPMENT = "equipment"
    PROCESS = "process"
    PACKAGING_MATERIAL = "packaging material"
    DEVICE = "device"
    PRODUCT = "product"
    USE = "use"


class DeviceType(StrEnum):
    """Device types after the OECD semiconductor taxonomy; `ALL` where a link holds for every type."""

    ALL = "all"
    LOGIC = "logic"
    MEMORY = "memory"
    ANALOG = "analog"
    OTHER = "other"


class Signal(StrEnum):
    """How well a customs code shows its item."""

    IS_ITEM = "A"
    PROXY = "B"
    MIXED = "C"
    INVISIBLE = "D"


class Confidence(StrEnum):
    """How sure it is that an item is declared under a code."""

    RULING = "ruling"  # a customs ruling, government list or tariff line names the item
    TEXT = "text"  # follows from the text of the nomenclature
    UNCONFIRMED = "unconfirmed"


class Essentiality(StrEnum):
    """What a customer loses without an input (Pichler et al. 2022); ESRI's 2, 1 and 0."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    NON_CRITICAL = "non-critical"


class Basis(StrEnum):
    """By what a share is attributed to an economy: three different things, never added or compared."""

    HEADQUARTERS = "headquarters"
    SITE = "site"
    CUSTOMS_ORIGIN = "customs origin"


class Measure(StrEnum):
    """What a share is a share of."""

    MINE_PRODUCTION = "mine production"
    REFINERY_PRODUCTION = "refinery production"
    PRODUCTION = "production"
    CAPACITY = "capacity"
    SALES = "sales"
    VALUE_ADDED = "value added"
    IMPORTS = "imports"
    EXPORTS = "exports"


class Activity(StrEnum):
    """What a published figure counts."""

    TRADE = "trade"
    SALES = "sales"
    SPENDING = "spending"
    PRODUCTION = "production"
    CAPACITY = "capacity"


class BufferKind(StrEnum):
    """What holds a stop back."""

    STOCK = "stock days"
    REQUALIFICATION = "requalification months"
    REPLACEMENT = "replacement months"  # from the order to use: delivery and qualification in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A name in the languages of the partners."""

    en: str
    ko: str
    nl: str

    def of(self, language: str) -> str:
        """The name in a language; English where there is none."""
        return {"ko": self.ko, "nl": self.nl}.get(language, self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """An economy by ISO 3166 alpha-3, or a group that a source publishes beside economies."""

    iso3: str
    iso2: str | None
    names: Names
    kind: PartnerKind
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomyCode:
    """What one source calls an economy in a span of years."""

    economy: str
    system: str
    code: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An economy in a union, from a day to a day (None: still)."""

    union: str
    economy: str
    start: PartialDate
    end: PartialDate | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the chain; `position` runs from raw materials downstream."""

    id: str
    position: int
    names: Names
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing the chain needs.

    `parent` names the family that published figures pool the item into, `is_key` whether it stands on the list of
    key items, `use` what the chain needs it for, `grade` the quality that the chain needs.
    """

    id: str
    names: Names
    kind: Kind
    stage: str
    parent: str | None
    is_key: bool
    use: str
    grade: str | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCode:
    """A customs code that an item is declared under; `jurisdiction` is WCO for HS, else the economy of a split."""

    item: str
    code: str
    edition: Edition
    jurisdiction: str
    signal: Signal
    reason: str
    confidence: Confidence
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange:
    """What became of a code from one edition to the next."""

    old_edition: Edition
    old_code: str
    new_edition: Edition
    new_code: str
    is_whole: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An item needed by another item or process."""

    supplier: str
    customer: str
    essentiality: Essentiality
    device_type: DeviceType
    reason: str
    citation: Citation

    def __post_init__(self) -> None:
        if self.supplier == self.customer:
            raise FactError(f"link of {self.supplier!r} to itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Buffer:
    """Usual stock of an item in days, or months to qualify or to get a replacement; `customer` None: any customer."""

    item: str
    customer: str | None
    kind: BufferKind
    low: float
    high: float
    citation: Citation

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise FactError(f"buffer of {self.item!r}: {self.low}..{self.high} is not a range from 0 up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Who supplies an item to a market (WLD or an importer) in a period.

    `share` is in 0..1; None means "present, size unknown". `low` and `high` bound it where the source gives bounds.
    """

    item: str
    market: str
    economy: str
    share: float | None
    low: float | None
    high: float | None
    basis: Basis
    measure: Measure
    period: Span
    firms: str | None
    citation: Citation

    def __post_init__(self) -> None:
        known = [x for x in (self.low, self.share, self.high) if x is not None]
        if known != sorted(known) or not all(0 <= x <= 1 for x in known):
            raise FactError(
                f"provision of {self.item!r} by {self.economy}: {known} is not low <= share <= high in 0..1"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure of what an economy buys, sells or makes; WLD stands for all partners.

    Trade goes from `exporter` to `importer`, and so do sales (from the seller's economy) and spending (to the buyer's).
    Production and capacity have an `exporter` only: the economy that makes.
    """

    id: str
    activity: Activity
    exporter: str
    importer: str | None
    item: str | None
    code: str | None
    period: Span
    value: float
    unit: str
    basis: Basis
    note: str | None
    citation: Citation

    def __post_init__(self) -> None:
        makes = self.activity in (Activity.PRODUCTION, Activity.CAPACITY)
        if makes == (self.importer is not None):
            raise FactError(f"figure {self.id!r}: {self.activity} with importer {self.importer!r}")
        if not (self.item or self.code):
            raise FactError(f"figure {self.id!r}: neither an item nor a code")
