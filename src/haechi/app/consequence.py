"""What the stop of an item would reach, in the words of reports."""

from functools import cache

from haechi.dependency.paths import Reach, reach
from haechi.dependency.presets import thresholds
from haechi.model.chain import DeviceType, Kind
from haechi.reference.facts import Facts, load

_TYPES = {"ic_logic": DeviceType.LOGIC, "ic_memory": DeviceType.MEMORY, "ic_analog": DeviceType.ANALOG}


def reached(facts: Facts, item: str) -> tuple[Reach, ...]:
    """Everything downstream of an item, nearest first, before stocks and substitutes."""
    limits = thresholds(facts.parameters, "PICHLER-2022")
    return reach(item, links=facts.links, items=facts.items, limits=limits)


@cache
def devices_at_stake(item: str) -> tuple[str, ...]:
    """Devices that a stop of the item takes whole, before stocks and substitutes, in the order of the items table."""
    facts = load()
    critical = {row.item for row in reached(facts, item) if row.share_lost.low == 1}
    return tuple(row.id for row in facts.items if row.kind is Kind.DEVICE and row.id in critical)


def device_types_at_stake(item: str) -> tuple[DeviceType, ...]:
    """Device types (OECD taxonomy) of the devices at stake."""
    facts = load()
    types = {type_of(facts, device) for device in devices_at_stake(item)}
    return tuple(kind for kind in DeviceType if kind in types)


def type_of(facts: Facts, device: str) -> DeviceType:
    """The type of a device: that of its family where it has one; what is no integrated circuit is other."""
    family = facts.item_by_id[device].parent
    if family is not None:
        return type_of(facts, family)
    return _TYPES.get(device, DeviceType.OTHER)
