"""Where an economy's supplies come from, one number for each economy: for a map and its table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.report import Report
from haechi.app.world_map import Look, WorldMap, world_map
from haechi.charts.places import Place, Words
from haechi.model.estimate import Estimate
from haechi.sentence import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """An economy and the part of the rows of which it is the largest supplier; `items` are those rows by name."""

    economy: str
    name: str
    part: Estimate
    items: tuple[str, ...]


def largest_suppliers(desk: Desk, report: Report, *, language: str) -> tuple[Supplier, ...]:
    """Who is how often the largest supplier in the rows of `depend`, the most frequent first."""
    known = [row for row in report.rows if row["top_partner"] and row["item"]]
    naming = Naming(facts=desk.facts, language=language)
    counts = Counter(str(row["top_partner"]) for row in known)
    return tuple(
        Supplier(
            economy=economy,
            name=naming.economy(economy),
            part=Estimate(value=count / len(known), reason=said("{count} of {total}", count=count, total=len(known))),
            items=tuple(dict.fromkeys(naming.item(str(row["item"])) for row in known if row["top_partner"] == economy)),
        )
        for economy, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def drawn(desk: Desk, found: Sequence[Supplier], words: Words, *, buyer: str, language: str, look: Look) -> WorldMap:
    """The suppliers on a map, the buyer marked."""
    rows = [Place(economy=row.economy, name=row.name, number=row.part, is_marked=row.economy == buyer) for row in found]
    if not any(row.is_marked for row in rows):
        own = Estimate(value=None, reason="the buyer itself")
        name = Naming(facts=desk.facts, language=language).economy(buyer)
        rows.append(Place(economy=buyer, name=name, number=own, is_marked=True))
    return world_map(desk, rows, words, look)
