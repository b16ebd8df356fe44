"""What pictures of the world show: a number for each of some economies, whether as shapes or as tiles."""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import shade
from haechi.model.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An economy by ISO 3166 alpha-3 with its name and number; `is_marked` frames it, as the one that buys."""

    economy: str
    name: str
    number: Estimate
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language."""

    title: str
    subtitle: str


def described(rows: Sequence[Place]) -> str:
    """The picture in words, the largest number first."""
    return shade.sentences([(row.name, row.number) for row in ranked(rows)])


def ranked(rows: Sequence[Place]) -> list[Place]:
    """The places, the largest number first."""
    return sorted(rows, key=lambda row: (-(shade.least(row.number) or 0.0), row.economy))
