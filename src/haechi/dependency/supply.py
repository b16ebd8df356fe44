"""Who supplies an item, from published shares: concentration and single-country rule with what is not known.

Shares of another basis (headquarters, site, customs origin), measure, market, period or source are never mixed. The
part that no source attributes may be many small economies or one: it is an interval, never zero.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from haechi.dependency.presets import Thresholds, is_met
from haechi.errors import HaechiError
from haechi.model.chain import Basis, Measure, Provision
from haechi.model.dates import Span
from haechi.model.estimate import Estimate, Part, Persistence, Verdict

WORLD = "WLD"
SIZE_UNKNOWN = "present, size unknown"
UNKNOWN_SHARES = "shares that no source gives: from many small suppliers to a single one"
# Published shares are rounded: a sum up to this much above one is no contradiction.
_ROUNDING = 0.02
# Shares are stored to five digits: a remainder below this is their rounding, not an unknown supplier.
_SMALLEST = 1e-4
# More bounded shares than this are not worth all their combinations; the outer bound is used instead.
_MOST_COMBINED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Bounds of one economy's share; `value` where the source gives a number."""

    economy: str
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Supply of an item to a market (WLD or an importer) by one basis, measure, period and source.

    `shares` are named with a number or bounds, largest first; `present` are named without. `remainder` is the greatest
    part that nobody named with a number holds. `top_economy` is the largest named one; `is_top_certain` tells whether
    nobody else can be larger. `verdict` answers the single-country rule; `persistence` counts the periods of this
    item, market, basis and measure in which it held. `measure` and `period` None: presence only.
    """

    item: str
    market: str
    basis: Basis
    measure: Measure | None
    period: Span | None
    sources: tuple[str, ...]
    shares: tuple[Share, ...]
    present: tuple[str, ...]
    remainder: float
    hhi: Estimate
    top_economy: str | None
    is_top_certain: bool
    top_share: Estimate
    verdict: Verdict

    def names(self, economy: str) -> bool:
        """Whether the economy is named as a supplier, with or without a number."""
        return economy in self.present or any(share.economy == economy for share in self.shares)

    def share_of(self, economy: str) -> Estimate:
        """Share of an economy: its bounds, or for one without a number anything up to the remainder."""
        for share in self.shares:
            if share.economy == economy:
                return Estimate(value=share.value, low=share.low, high=share.high, reason=f"{self.basis} share")
        if self.remainder == 0:
            return Estimate(value=0.0, low=0.0, high=0.0, reason="the named shares leave nothing")
        reason = SIZE_UNKNOWN if economy in self.present else "not named; the named shares leave a remainder"
        return Estimate(value=None, low=0.0, high=self.remainder, reason=reason)


def supplies(provisions: Iterable[Provision], limits: Thresholds, *, preset: str = "CHAIN-65") -> tuple[Supply, ...]:
    """Every supply that provisions describe, by item, market, basis, measure, then newest period first.

    Parameters
    ----------
    provisions : rows of published shares and of presence
    limits : thresholds of `preset`; its `top_share` is the single-country rule

    Raises
    ------
    HaechiError
        If an economy stands twice in one group or the shares of a group sum to more than one.
    """
    numbered: defaultdict[tuple[str, str, Basis, Measure, str, str], list[Provision]] = defaultdict(list)
    present: defaultdict[tuple[str, str, Basis], list[Provision]] = defaultdict(list)
    for row in provisions:
        if row.share is None and row.low is None and row.high is None:
            present[row.item, row.market, row.basis].append(row)
        else:
            key = (row.item, row.market, row.basis, row.measure, str(row.period), row.citation.source)
            numbered[key].append(row)
    found = [
        _supply(rows, present.get((rows[0].item, rows[0].market, rows[0].basis), ()), limits, preset)
        for rows in numbered.values()
    ]
    described = {(supply.item, supply.market, supply.basis) for supply in found}
    found += [_presence(rows, limits, preset) for key, rows in present.items() if key not in described]
    return _with_persistence(sorted(found, key=_order))


def _order(supply: Supply) -> tuple[str, str, str, str, int, tuple[str, ...]]:
    return (supply.item, supply.market, supply.basis, supply.measure or "", -_end(supply), supply.sources)


def _supply(rows: Sequence[Provision], others: Sequence[Provision], limits: Thresholds, preset: str) -> Supply:
    first = rows[0]
    where = f"{first.item!r} to {first.market} by {first.basis}, {first.measure}, {first.period}"
    economies = [row.economy for row in rows]
    if len(set(economies)) < len(economies):
        raise HaechiError(f"shares of {where} name an economy twice in {economies}; keep one row of each")
    shares = _bounds(rows)
    known = sum(share.low for share in shares)
    if known > 1 + _ROUNDING:
        raise HaechiError(f"shares of {where} sum to {known:.3f}, which is more than one; correct the rows")
    remainder = 1 - known if known < 1 - _SMALLEST else 0.0
    present = tuple(sorted({row.economy for row in others} - set(economies)))
    top_share, is_certain = _top(shares, remainder)
    return Supply(
        item=first.item,
        market=first.market,
        basis=first.basis,
        measure=first.measure,
        period=first.period,
        sources=tuple(sorted({row.citation.source for row in rows})),
        shares=shares,
        present=present,
        remainder=remainder,
        hhi=_herfindahl(shares, remainder),
        top_economy=shares[0].economy,
        is_top_certain=is_certain,
        top_share=top_share,
        verdict=single_country(top_share, limits, preset),
    )


def _bounds(rows: Iterable[Provision]) -> tuple[Share, ...]:
    """Shares with their bounds, largest first; a share without bounds is exact, a bound that is not given is 0 or 1."""
    shares = []
    for row in rows:
        low, high = row.low, row.high
        if low is None and high is None:
            low = high = row.share
        shares.append(
            Share(
                economy=row.economy,
                value=row.share,
                low=0.0 if low is None else low,
                high=1.0 if high is None else high,
            )
        )
    return tuple(sorted(shares, key=lambda share: (-(share.value or share.low), share.economy)))


def _top(shares: Sequence[Share], remainder: float) -> tuple[Estimate, bool]:
    """Share of the largest supplier and whether the first of `shares` is certainly that one."""
    reach = [min(share.high, share.low + remainder) for share in shares]
    low = max(share.low for share in shares)
    high = min(1.0, max(*reach, remainder))
    others = max([*reach[1:], remainder if remainder > _ROUNDING else 0.0])
    top = shares[0]
    is_certain = top.low >= others
    value = top.value if is_certain and top.value is not None else None
    reason = "" if high == low else UNKNOWN_SHARES
    if value is not None:
        return Estimate(value=value, low=top.low, high=max(value, reach[0]), reason=reason), True
    return Estimate(value=None, low=low, high=max(low, high), reason=UNKNOWN_SHARES), is_certain


def _herfindahl(shares: Sequence[Share], remainder: float) -> Estimate:
    """Herfindahl index of the shares with the remainder spread thin (low) or in one hand (high)."""
    low = sum(share.low**2 for share in shares)
    high = max(low, min(1.0, _greatest(shares, remainder)))
    if remainder == 0:
        return Estimate(value=min(1.0, low), low=min(1.0, low), high=min(1.0, low), reason="all shares are known")
    return Estimate(value=None, low=low, high=high, reason=UNKNOWN_SHARES)


def _greatest(shares: Sequence[Share], remainder: float) -> float:
    """Greatest sum of squares: a convex function is greatest at a corner, where all shares but one stand at an end.

    The one that does not takes what is left: an economy nobody named, or a bounded one.
    """
    free = [share for share in shares if share.high > share.low]
    fixed = sum(share.low**2 for share in shares if share.high <= share.low)
    budget = remainder + sum(share.low for share in free)
    if len(free) > _MOST_COMBINED:
        return fixed + sum(share.high**2 for share in free) + remainder**2
    best = 0.0
    for corner in itertools.product(*((share.low, share.high) for share in free)):
        squares, rest = sum(end**2 for end in corner), budget - sum(corner)
        if rest >= 0:
            best = max(best, squares + rest**2)
        for share, end in zip(free, corner, strict=True):
            if share.low <= end + rest <= share.high:
                best = max(best, squares - end**2 + (end + rest) ** 2)
    return fixed + best


def single_country(top_share: Estimate, limits: Thresholds, preset: str) -> Verdict:
    """Whether one economy holds the share that a preset asks for; undecided where unknown shares could tip it."""
    limit = limits["top_share"]
    met = is_met(top_share, limit.relation, limit.value)
    part = Part(name="top_share", estimate=top_share, relation=limit.relation, threshold=limit.value, met=met)
    low = 0.0 if top_share.low is None else top_share.low
    high = 1.0 if top_share.high is None else top_share.high
    span = f"{low:.3g}" if high == low else f"{low:.3g}..{high:.3g}"
    answer = {True: "yes", False: "no", None: "undecided, the unknown part could tip it"}[met]
    reason = f"largest single economy {span} {limit.relation} {limit.value:g}: {answer}"
    return Verdict(preset=preset, met=met, reason=reason, parts=(part,))


def newest(found: Iterable[Supply]) -> tuple[Supply, ...]:
    """Of each item, market, basis and measure the supplies of the latest period; presence without a period is kept."""
    rows = tuple(found)
    latest: dict[tuple[object, ...], int] = {}
    for row in rows:
        latest[_subject(row)] = max(latest.get(_subject(row), 0), _end(row))
    return tuple(row for row in rows if _end(row) == latest[_subject(row)])


def latest_first(found: Iterable[Supply]) -> tuple[Supply, ...]:
    """Supplies by the end of their period, the latest first; at the same time what was made or sold before capacity."""
    return tuple(sorted(found, key=lambda row: (-_end(row), row.measure is Measure.CAPACITY)))


def _end(supply: Supply) -> int:
    return supply.period.end.last.toordinal() if supply.period else 0


def depends_on(supply: Supply, economy: str, limits: Thresholds) -> bool | None:
    """Whether the share of one named economy meets the single-supplier rule of `limits`; None where undecided."""
    limit = limits["top_share"]
    return is_met(supply.share_of(economy), limit.relation, limit.value)


def _presence(rows: Sequence[Provision], limits: Thresholds, preset: str) -> Supply:
    """A supply of which only names are known: everything about it is between nothing and all."""
    nothing_known = Estimate(value=None, low=0.0, high=1.0, reason=SIZE_UNKNOWN)
    return Supply(
        item=rows[0].item,
        market=rows[0].market,
        basis=rows[0].basis,
        measure=None,
        period=None,
        sources=tuple(sorted({row.citation.source for row in rows})),
        shares=(),
        present=tuple(sorted({row.economy for row in rows})),
        remainder=1.0,
        hhi=nothing_known,
        top_economy=None,
        is_top_certain=False,
        top_share=nothing_known,
        verdict=single_country(nothing_known, limits, preset),
    )


def _with_persistence(found: Sequence[Supply]) -> tuple[Supply, ...]:
    """Each supply with the periods of its item, market, basis and measure in which the rule held, of those decided.

    A period that several sources describe holds where all that decide it agree.
    """
    answers: defaultdict[tuple[object, ...], dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for supply in found:
        if supply.verdict.met is not None:
            answers[_subject(supply)][str(supply.period)].append(supply.verdict.met)
    return tuple(
        replace(supply, verdict=replace(supply.verdict, persistence=_count(answers[_subject(supply)].values())))
        for supply in found
    )


def _subject(supply: Supply) -> tuple[object, ...]:
    return (supply.item, supply.market, supply.basis, supply.measure)


def _count(periods: Iterable[Sequence[bool]]) -> Persistence:
    held = [all(answers) for answers in periods]
    return Persistence(times=held.count(True), of=len(held))
