"""Names of economies, offices, organisations, firms and places, in the languages that press reports come from."""

from dataclasses import dataclass
from enum import StrEnum

from haechi.model.citation import Citation


class Bearer(StrEnum):
    """Who or what bears a name."""

    ECONOMY = "economy"
    SEAT = "seat of government"
    PERSON = "person"
    HEAD = "head of a firm"
    OFFICE = "office of government"
    ORGANISATION = "organisation"
    FIRM = "firm"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Names of one bearer, borne out by one source; several rows may tell of the same bearer.

    `name` is the true name in English, `also` other Latin spellings; `economy` is its own, ISO 3166 alpha-3.
    Persons are holders of public office; heads of firms stand for their firms, not for their economy.
    """

    name: str
    kind: Bearer
    economy: str
    also: tuple[str, ...]
    zh: tuple[str, ...]
    ko: tuple[str, ...]
    ja: tuple[str, ...]
    citation: Citation
