"""How much hangs on a node: its reach in the chain x the share of its exporter x how soon the first line stops.

Three parts that stand beside their product, none of them a forecast. What is not known counts as the worst that it can
be, and is marked.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from haechi.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Product of three parts, 0..1.

    Parameters
    ----------
    value : reach x exposure x cover
    reach : devices that a stop takes whole over all devices, as far as the least that an item or a code counts
    exposure : share of the exporter in what the importer, or the world, gets
    is_bound : whether the exposure is not known and counts as the most it can be
    cover : 1 where the first line stops with the loss or nothing is known of it; 1/2 where it stops after `cover_days`
    first_stop_days : earliest stop with lean stocks and latest with ample ones, days after the loss; None in place of
        an end: none within the horizon; None: no item of the chain is known
    bound_days : day of the bound without stock, goods under way and replacement, that of the loss
    """

    value: float
    reach: float
    exposure: float
    is_bound: bool
    cover: float
    first_stop_days: tuple[float | None, float | None] | None
    bound_days: float = 0.0

    @property
    def parts(self) -> dict[str, object]:
        """What the value is the product of, by name."""
        return {
            "reach": self.reach,
            "exposure": self.exposure,
            "is_bound": self.is_bound,
            "cover": self.cover,
            "first_stop_days": None if self.first_stop_days is None else list(self.first_stop_days),
            "bound_days": self.bound_days,
        }


def consequence(
    *,
    reach: float | None,
    exposure: float | None,
    first_stop: tuple[float, float] | None,
    limits: Mapping[str, float],
    horizon_days: float,
    is_bound: bool = False,
) -> Consequence:
    """Consequence of a stop.

    Parameters
    ----------
    reach : devices at stake over all devices; None for a code of no item of the chain
    exposure : share of the exporter; None where it is not known
    first_stop : earliest and latest first stop of a line, days after the loss, infinite for none within the horizon;
        None where nothing is known of it
    limits : the preset WATCH: `least_reach`, `reach_of_no_item`, `cover_days`
    horizon_days : days that were looked at; no stop counts as one on their last
    is_bound : whether the share that is given is the upper end of an interval only

    Raises
    ------
    InputError
        If a part is outside 0..1, or the first stop is before the loss or its ends are upside down.

    Examples
    --------
    >>> limits = {"least_reach": 0.1, "reach_of_no_item": 0.05, "cover_days": 30}
    >>> found = consequence(reach=0.5, exposure=0.8, first_stop=(30, math.inf), limits=limits, horizon_days=180)
    >>> found.value, found.reach, found.exposure, found.cover, found.first_stop_days
    (0.2, 0.5, 0.8, 0.5, (30, None))
    """
    for name, part in (("reach", reach), ("exposure", exposure)):
        if part is not None and not 0 <= part <= 1:
            raise InputError(f"{name} {part} is not a part of a whole; give a number from 0 to 1")
    if first_stop is not None and not 0 <= first_stop[0] <= first_stop[1]:
        raise InputError(f"a first stop from day {first_stop[0]} to {first_stop[1]} is no band; give numbers from 0 up")
    counted = limits["reach_of_no_item"] if reach is None else max(reach, limits["least_reach"])
    share = 1.0 if exposure is None else exposure
    early = 0.0 if first_stop is None else min(first_stop[0], horizon_days)
    cover = limits["cover_days"] / (limits["cover_days"] + early)
    return Consequence(
        value=counted * share * cover,
        reach=counted,
        exposure=share,
        is_bound=is_bound or exposure is None,
        cover=cover,
        first_stop_days=None if first_stop is None else (_within(first_stop[0]), _within(first_stop[1])),
    )


def _within(day: float) -> float | None:
    return day if math.isfinite(day) else None
