"""Who decides: posts of governments, never persons."""

from dataclasses import dataclass
from enum import StrEnum

from haechi.model.chain import Names
from haechi.model.citation import Citation


class Duty(StrEnum):
    """What a post decides or does."""

    EXPORT_CONTROL = "export control"
    SUPPLY_CHAIN_POLICY = "supply chain policy"
    EARLY_WARNING = "early warning"
    STOCKPILE = "stockpile"
    BILATERAL_DIALOGUE = "bilateral dialogue"
    INDUSTRY_SUPPORT = "industry support"
    CUSTOMS_DATA = "customs data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office and its duty towards the chain."""

    id: str
    economy: str
    names: Names
    duty: Duty
    citation: Citation
