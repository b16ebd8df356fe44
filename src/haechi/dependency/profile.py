"""The indicators of one code in one market that the presets compare with their thresholds.

Intervals here hold only what is not known (unspecified partners, missing values), not the spread of months.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from haechi.dependency.concentration import herfindahl
from haechi.dependency.eu import CoreIndicators, core_indicators, is_within, ratio_to_exports
from haechi.dependency.intervals import (
    MISSING_VALUES,
    NO_GROUND,
    UNKNOWN_PARTNERS,
    Denominator,
    denominator,
    herfindahl_bounds,
    top_share_bounds,
)
from haechi.model.estimate import Estimate
from haechi.model.market import Floats, Market

NOT_COVERED = Estimate(value=None, reason="not every supplier is in the data: no share is computed")
NO_IMPORTS = Estimate(value=None, reason="no imports in the year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the presets ask of one code, importer and year; `core` is None outside the EU."""

    importer: str
    year: int
    code: str
    edition: str
    total: float | None
    hhi: Estimate
    top_partner: str | None
    top_share: Estimate
    core: CoreIndicators | None
    world_export_hhi: Estimate
    imports_over_exports: Estimate
    trade_balance: Estimate


def profiles(market: Market, *, members: Collection[str] = ()) -> tuple[Profile, ...]:
    """Profiles of all codes of a market, in its order.

    Parameters
    ----------
    market : imports of an economy or a union in a year
    members : ISO 3166 alpha-3 of the members of the EU in that year
    """
    base = denominator(market)
    hhi = _estimates(market, base, *herfindahl_bounds(market.imports, base.unattributed, base.missing))
    share = _estimates(market, base, *top_share_bounds(market.imports, base.unattributed, base.missing))
    core = core_indicators(market, base, members=members) if is_within(market.importer, members) else None
    world = _world_export_hhi(market)
    return tuple(
        Profile(
            importer=market.importer,
            year=market.year,
            code=code,
            edition=market.editions[row],
            total=total_of(market, base, row),
            hhi=hhi[row],
            top_partner=_top_partner(market, share[row], row),
            top_share=share[row],
            core=core[row] if core else None,
            world_export_hhi=world[row],
            imports_over_exports=_imports_over_exports(market, base, row),
            trade_balance=_trade_balance(market, base, row),
        )
        for row, code in enumerate(market.codes)
    )


def total_of(market: Market, base: Denominator, row: int) -> float | None:
    """Total imports of a code in USD; None where suppliers or values are missing without a total to bound them."""
    return float(base.total[row]) if market.covered[row] and not base.missing[row] else None


def _estimates(market: Market, base: Denominator, low: Floats, high: Floats) -> tuple[Estimate, ...]:
    return tuple(
        bounded(float(low[row]), float(high[row]), is_covered=bool(market.covered[row]), missing=int(base.missing[row]))
        for row in range(len(market.codes))
    )


def bounded(low: float, high: float, *, is_covered: bool, missing: int) -> Estimate:
    """Estimate of a share or an index from its bounds; its value is the low end, where unnamed partners are small."""
    if not is_covered:
        return NOT_COVERED
    if missing:
        unknown = Estimate(value=None, reason=MISSING_VALUES)
        return unknown if np.isnan(low) else replace(unknown, low=low, high=high)
    if np.isnan(low):
        return NO_IMPORTS
    if high > low:
        return Estimate(value=low, low=low, high=high, reason=UNKNOWN_PARTNERS)
    return Estimate(value=low, reason=NO_GROUND)


def _top_partner(market: Market, share: Estimate, row: int) -> str | None:
    """The largest named supplier; None where there is none, or where a missing value might be larger."""
    if share.value is None or share.value == 0:
        return None
    return market.suppliers[int(np.nanargmax(market.imports[row]))]


def _world_export_hhi(market: Market) -> tuple[Estimate, ...]:
    exports = np.column_stack([market.world_exports, market.exports])
    total = exports.sum(axis=1)
    index = herfindahl(exports / np.where(total > 0, total, np.nan)[:, None])
    return tuple(_world_index(float(total[row]), float(index[row])) for row in range(len(total)))


def _world_index(total: float, index: float) -> Estimate:
    if np.isnan(total):
        return Estimate(value=None, reason="exports of some economies are not in the data")
    if total == 0:
        return Estimate(value=None, reason="no exports in the world")
    return Estimate(value=index, reason=NO_GROUND)


def _imports_over_exports(market: Market, base: Denominator, row: int) -> Estimate:
    total = total_of(market, base, row)
    if total is None:
        return Estimate(value=None, reason="total imports are not known")
    if total == 0:
        return NO_IMPORTS
    return ratio_to_exports(total, float(market.exports[row]))


def _trade_balance(market: Market, base: Denominator, row: int) -> Estimate:
    total, exports = total_of(market, base, row), float(market.exports[row])
    if total is None or np.isnan(exports):
        return Estimate(value=None, reason="total imports or exports are not known")
    return Estimate(value=exports - total)
