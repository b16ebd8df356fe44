"""What the stop of each economy in each item takes of the devices of the chain, with bounds for what is not known."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haechi.model.chain import DeviceType
from haechi.model.estimate import Estimate
from haechi.model.market import Floats
from haechi.stress.chain import build
from haechi.stress.esri import Options, losses
from haechi.stress.network import Network
from haechi.stress.shocks import joint_failures
from haechi.stress.sourcing import Assumption, Producer, Role, Sourcing, Unattributed, world_shares

UNKNOWN = "shares, members of families or needs that no source gives"
_NOBODY = ""
_SETTLED = 1e-12
_ROUNDING = 1e-9  # of sums of shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """The stop of one economy in one item.

    `share` is the part of the item that it makes, `devices_lost` what its stop takes of all devices, each counting the
    same, and `by_device` of each. Values split what no source attributes evenly; intervals run from none of it, and
    nothing lost by important inputs, to all of it in this economy's hands.
    """

    producer: Producer
    share: Estimate
    devices_lost: Estimate
    by_device: Mapping[str, Estimate]


def stakes(sourcing: Sourcing, devices: Mapping[str, DeviceType], *, important_loss: float) -> tuple[Stake, ...]:
    """Every economy that is named for an item, the one whose stop takes most of the devices first.

    Parameters
    ----------
    sourcing : what the network is built from
    devices : device -> the type whose links lead to it
    important_loss : what is lost without an important input, 1; the low ends take it for nothing
    """
    named = [place for place, producer in enumerate(sourcing.producers) if producer.role is Role.NAMED]
    low = Assumption(unattributed=Unattributed.NONE, important_loss=0.0)
    even = Assumption(unattributed=Unattributed.EVEN, important_loss=important_loss)
    lost = {assumption: _lost(sourcing, devices, assumption, named) for assumption in (low, even)}
    by_holder: defaultdict[str, list[int]] = defaultdict(list)
    for place in named:
        by_holder[_holder(sourcing, sourcing.producers[place].economy)].append(place)
    high = np.zeros_like(lost[low])
    for economy, places in by_holder.items():
        whole = Assumption(unattributed=Unattributed.WHOLE, important_loss=important_loss, holder=economy)
        high[np.searchsorted(named, places)] = _lost(sourcing, devices, whole, places)
    found = [
        _stake(sourcing, sourcing.producers[place], tuple(devices), (lost[low][row], lost[even][row], high[row]))
        for row, place in enumerate(named)
    ]
    return tuple(sorted(found, key=_order))


def _holder(sourcing: Sourcing, economy: str) -> str:
    """The economy where it could hold more than is known; else nobody, for all such economies have one network."""
    is_open = any(
        economy in supply.present or any(row.economy == economy and row.value is None for row in supply.shares)
        for supply in sourcing.supplies.values()
    )
    is_in_family = any(
        family in sourcing.supplies and sourcing.supplies[family].names(economy) for family in sourcing.members
    )
    return economy if is_open or is_in_family else _NOBODY


def _lost(
    sourcing: Sourcing, devices: Mapping[str, DeviceType], assumption: Assumption, stopped: Sequence[int]
) -> Floats:
    """What each stop takes of each device: (stop, device), 0 to 1."""
    stops = [sourcing.struck(sourcing.producers[place]) for place in stopped]
    found = np.zeros((len(stopped), len(devices)))
    for kind in dict.fromkeys(devices.values()):
        chain = build(sourcing, kind, assumption)
        lost = _downstream(chain.network, stops)
        for column, (device, of_kind) in enumerate(devices.items()):
            if of_kind is kind:
                found[:, column] = chain.lost_of(device, lost)
    return found


def _downstream(chain: Network, stops: Sequence[tuple[int, ...]]) -> Floats:
    """Loss of every producer by each stop alone, for want of inputs and without replacement: (stop, producer), 0 to 1.

    Items need no item that needs them, so that nothing changes any more after as many updates as the longest path has
    steps. Orders that suppliers lose are left out: without prices they have no unit.
    """
    alone = joint_failures(stops)
    down = replace(alone, up=np.zeros_like(alone.up))
    return losses(chain, down, options=Options(stop=_SETTLED, replaces=False))[1].down


def _stake(
    sourcing: Sourcing, producer: Producer, devices: tuple[str, ...], lost: tuple[Floats, Floats, Floats]
) -> Stake:
    supply = sourcing.supplies[producer.item]
    shares = [
        world_shares(supply, Assumption(unattributed=rule, important_loss=0.0, holder=holder))[producer.economy]
        for rule, holder in (
            (Unattributed.NONE, None),
            (Unattributed.EVEN, None),
            (Unattributed.WHOLE, producer.economy),
        )
    ]
    low, even, high = lost
    return Stake(
        producer=producer,
        share=_between(*shares),
        devices_lost=_between(low.mean(), even.mean(), high.mean()),
        by_device={device: _between(low[n], even[n], high[n]) for n, device in enumerate(devices)},
    )


def _between(low: float, value: float, high: float) -> Estimate:
    """The even value with the span of all three.

    Where purchases are known, buyers differ, and an economy that holds more of an item need not make a stop worse.
    """
    least, most = float(min(low, value, high)), float(max(low, value, high))
    if most - least <= _ROUNDING:
        return Estimate(value=float(value), low=float(value), high=float(value))
    return Estimate(value=float(value), low=least, high=most, reason=UNKNOWN)


def _order(stake: Stake) -> tuple[float, float, float, str]:
    taken = stake.devices_lost
    return (-(taken.value or 0.0), -(taken.low or 0.0), -(taken.high or 0.0), stake.producer.name)
