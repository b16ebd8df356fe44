"""What the stop of an item would reach, in the words of reports."""

from functools import cache

from haechi.dependency.paths import Reach, reach
from haechi.dependency.presets import thresholds
from haechi.model.chain import Kind
from haechi.reference.facts import Facts, load


def reached(facts: Facts, item: str) -> tuple[Reach, ...]:
    """Everything downstream of an item, nearest first, before stocks and substitutes."""
    limits = thresholds(facts.parameters, "PICHLER-2022")
    return reach(item, links=facts.links, items=facts.items, limits=limits)


@cache
def devices_at_stake(item: str) -> tuple[str, ...]:
    """Devices that a stop of the item reaches over critical links only, in the order of the items table."""
    facts = load()
    critical = {row.item for row in reached(facts, item) if row.is_all_critical}
    return tuple(row.id for row in facts.items if row.kind is Kind.DEVICE and row.id in critical)
