"""How much hangs on a node: its reach in the chain x the share of its exporter x what no stock covers.

A placeholder until losses are computed from the production network: three parts that stand beside their product, none
of them a forecast. What is not known counts as the worst that it can be, and is marked.
"""

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
    cover : 1 where no stock is known; 1/2 where the stock lasts as long as `cover_days`
    stock_days : low end of the stock; None where none is known
    """

    value: float
    reach: float
    exposure: float
    is_bound: bool
    cover: float
    stock_days: float | None

    @property
    def parts(self) -> dict[str, float | bool | None]:
        """What the value is the product of, by name."""
        return {
            "reach": self.reach,
            "exposure": self.exposure,
            "is_bound": self.is_bound,
            "cover": self.cover,
            "stock_days": self.stock_days,
        }


def consequence(
    *,
    reach: float | None,
    exposure: float | None,
    stock_days: float | None,
    limits: Mapping[str, float],
    is_bound: bool = False,
) -> Consequence:
    """Consequence of a stop.

    Parameters
    ----------
    reach : devices at stake over all devices; None for a code of no item of the chain
    exposure : share of the exporter; None where it is not known
    stock_days : low end of the stock; None where none is known
    limits : the preset WATCH: `least_reach`, `reach_of_no_item`, `cover_days`
    is_bound : whether the share that is given is the upper end of an interval only

    Raises
    ------
    InputError
        If a part is outside 0..1 or the stock is below zero.

    Examples
    --------
    >>> limits = {"least_reach": 0.1, "reach_of_no_item": 0.05, "cover_days": 30}
    >>> found = consequence(reach=0.5, exposure=0.8, stock_days=30, limits=limits)
    >>> found.value, found.reach, found.exposure, found.cover
    (0.2, 0.5, 0.8, 0.5)
    """
    for name, part in (("reach", reach), ("exposure", exposure)):
        if part is not None and not 0 <= part <= 1:
            raise InputError(f"{name} {part} is not a part of a whole; give a number from 0 to 1")
    if stock_days is not None and stock_days < 0:
        raise InputError(f"a stock of {stock_days} days is below nothing; give a number from 0 up")
    counted = limits["reach_of_no_item"] if reach is None else max(reach, limits["least_reach"])
    share = 1.0 if exposure is None else exposure
    cover = 1.0 if stock_days is None else limits["cover_days"] / (limits["cover_days"] + stock_days)
    return Consequence(
        value=counted * share * cover,
        reach=counted,
        exposure=share,
        is_bound=is_bound or exposure is None,
        cover=cover,
        stock_days=stock_days,
    )
