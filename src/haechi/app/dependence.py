"""`haechi depend`: whom an economy relies on for every code, or for every item with a published share."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from haechi.app import mirroring, published
from haechi.app.consequence import device_types_at_stake, devices_at_stake
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.markets import UNION, market, years, years_ever
from haechi.app.published import interval
from haechi.app.report import Report, Row
from haechi.dependency.mirror import Mirror
from haechi.dependency.reliance import Reliance, rank, reliance
from haechi.errors import NotCovered
from haechi.model.chain import ItemCode
from haechi.model.market import Market
from haechi.sentence import said

YEARS = 5  # window of persistence
SEED = 20191  # of the bootstrap over months; any fixed number does


@kept(most=16)
def depend(
    desk: Desk, economy: str, *, year: int | None = None, month: int | None = None, source: str | None = None
) -> Report:
    """Rows of all codes of the importer in the lake; by published shares where no customs file is loaded.

    Without a year it is the latest whose suppliers are covered. With a month, rows speak of that month, and
    persistence of the same month of the years before.

    Raises
    ------
    UnknownName
        If there is no such economy.
    NotCovered
        If the data held do not cover the economy or the year.
    """
    importer = desk.importer(economy)
    if not desk.has_flows:
        return published.depend(desk, importer)
    held = markets(desk, importer, year=year, month=month, source=source)
    now = held[-1]
    if year is None and month is None and source is None and not now.covered.any():
        told = said(
            "The customs data that are loaded ({source} {year}) do not say who supplies {economy}",
            source=now.source,
            year=now.year,
            economy=importer,
        )
        instead = published.depend(desk, importer)
        return replace(
            instead,
            notes=(said("{told}: published shares stand here instead.", told=told), *remarks(now), *instead.notes),
        )
    found = rank(relied(desk, importer, year=now.year, month=month, source=source))
    opinions = mirroring.second_opinion(desk, now, month)
    return Report(
        command="depend",
        as_of=desk.as_of,
        rows=[_row(desk, row, opinions.get(row.code)) for row in found],
        notes=(*remarks(now), *mirroring.note(opinions)),
        parameters={
            "importer": importer,
            "year": now.year,
            "month": month,
            "source": now.source,
            "basis": now.basis,
            "years": YEARS,
            "seed": SEED,
        },
        sources=(now.source,),
        vintages=(now.vintage,),
    )


@kept(most=64)
def relied(
    desk: Desk, importer: str, *, year: int, month: int | None = None, source: str | None = None, window: int = YEARS
) -> tuple[Reliance, ...]:
    """Indicators of every code of an importer in a year, those before for persistence as far as the window reaches.

    Raises
    ------
    NotCovered
        If no source has rows on the importer and the year.
    """
    return relied_on(desk, markets(desk, importer, year=year, month=month, source=source, window=window))


def year_of(desk: Desk, importer: str, *, year: int | None, source: str | None) -> tuple[Reliance, ...]:
    """Indicators of every code of an importer in one year, the latest covered where none is named: no persistence.

    Raises
    ------
    NotCovered
        If no source has rows on the importer and the year.
    """
    (held,) = markets(desk, importer, year=year, source=source, window=1)
    return relied(desk, importer, year=held.year, source=source, window=1)


def relied_on(desk: Desk, held: Sequence[Market]) -> tuple[Reliance, ...]:
    """Indicators of every code in the last of an importer's markets, those before for persistence."""
    return reliance(
        held,
        year=held[-1].year,
        parameters=desk.facts.parameters,
        members=lambda when: desk.facts.members(UNION, when),
        lineage=desk.facts.lineage,
        generator=np.random.default_rng(SEED),
    )


def remarks(held: Market) -> tuple[str, ...]:
    """What a reader of a market's numbers must know, and what even complete data leave out."""
    return (
        (*held.remarks, said("{source} {year}: {cut}.", source=held.source, year=held.year, cut=held.cut))
        if held.cut
        else held.remarks
    )


def markets(
    desk: Desk,
    importer: str,
    *,
    year: int | None = None,
    month: int | None = None,
    source: str | None = None,
    window: int = YEARS,
) -> tuple[Market, ...]:
    """Markets of an importer up to a year from one source, the oldest first, as many as the window of years holds.

    Raises
    ------
    NotCovered
        If no source has rows on the importer and the year.
    """
    known = years(desk, *_buyers(desk, importer))
    if not known or (year is not None and year not in known):
        raise NotCovered(_not_covered(desk, importer, year, known))
    newest = (
        market(desk, importer, year, month=month, source=source)
        if year
        else _latest_covered(desk, importer, known, month, source)
    )
    same = f"{newest.source}:{newest.basis.split()[0]}"
    found = [newest]
    for when in sorted((when for when in known if newest.year - window < when < newest.year), reverse=True):
        try:
            found.append(market(desk, importer, when, month=month, source=same))
        except NotCovered:  # another source holds that year; sources are never blended
            continue
    return tuple(reversed(found))


def latest(desk: Desk, importer: str) -> Market:
    """The latest market of an importer in which suppliers of some code are covered, else the latest there is.

    Raises
    ------
    NotCovered
        If no source has rows on the importer.
    """
    return _latest_covered(desk, importer, years(desk, *_buyers(desk, importer)), None, None)


def _latest_covered(desk: Desk, importer: str, known: Sequence[int], month: int | None, source: str | None) -> Market:
    """The latest market in which suppliers of some code are covered; else the latest there is, which says why not."""
    latest = None
    for year in sorted(known, reverse=True):
        try:
            found = market(desk, importer, year, month=month, source=source)
        except NotCovered:
            continue
        latest = latest or found
        if found.covered.any():
            return found
    if latest is None:
        raise NotCovered(_not_covered(desk, importer, None, tuple(known)))
    return latest


def _buyers(desk: Desk, importer: str) -> set[str]:
    """An economy, or all that ever were members of a union."""
    return {row.economy for row in desk.facts.memberships if row.union == importer} or {importer}


def items_of(desk: Desk, row: Reliance) -> tuple[ItemCode, ...]:
    """Items that the code of a row stands for, the clearest signal first."""
    return desk.facts.items_of(row.code, row.edition)


def _not_covered(desk: Desk, importer: str, year: int | None, known: tuple[int, ...]) -> str:
    asked = f"{year} " if year is not None else ""
    later = years_ever(desk, *_buyers(desk, importer))
    if year in later or (year is None and later):
        return said(
            "imports of {economy} {asked}were published after {day}: give a later day by --as-of, or load the "
            "file into a new workspace with --vintage DATE or --release-lag DAYS",
            economy=importer,
            asked=asked,
            day=desk.as_of,
        )
    held = f"years {', '.join(map(str, known))}" if known else "no year"
    return said(
        "imports of {economy} {asked}are not covered: the lake covers {held}; load a file that covers them "
        "(`haechi loads` shows what is held)",
        economy=importer,
        asked=asked,
        held=held,
    )


def _row(desk: Desk, row: Reliance, opinion: Mirror | None) -> Row:
    """A row of the payload; where nothing else bounds the index, the range of two sources does."""
    hhi = opinion.hhi if opinion is not None and row.hhi.low is None else row.hhi
    codes = items_of(desk, row)
    first = codes[0] if codes else None
    return {
        "item": first.item if first else None,
        "items": [code.item for code in codes],
        "name": desk.facts.item_by_id[first.item].names.en if first else None,
        "signal": first.signal if first else None,
        "code": row.code,
        "edition": row.edition,
        "value_usd": row.value_usd,
        "hhi": row.hhi.value,
        "hhi_interval": interval(hhi),
        "hhi_interval_reason": hhi.reason,
        "normalised_hhi": row.normalised.value,
        "effective_suppliers": row.effective_suppliers.value,
        "effective_suppliers_interval": interval(row.effective_suppliers),
        "top_partner": row.top_partner,
        "top_share": row.top_share.value,
        "top_share_interval": interval(row.top_share),
        "interval_reason": row.top_share.reason,
        "mirror": mirroring.row(opinion),
        "cr3": row.cr3.value,
        "cr3_interval": interval(row.cr3),
        "theil": row.theil.value,
        "entropy_number": row.entropy_number.value,
        **_core(row),
        "partners": row.partners,
        "presets": {verdict.preset: verdict.met for verdict in row.presets},
        "not_applicable": [verdict.preset for verdict in row.presets if not verdict.is_applicable],
        "grades": {verdict.preset: verdict.grade for verdict in row.presets if verdict.grade},
        "preset_reasons": {verdict.preset: verdict.reason for verdict in row.presets},
        "persistence": {
            verdict.preset: str(verdict.persistence) if verdict.persistence else None for verdict in row.presets
        },
        "same_top_partner": str(row.same_top_partner),
        "devices_at_stake": list(devices_at_stake(first.item)) if first else [],
        "device_types_at_stake": list(device_types_at_stake(first.item)) if first else [],
        "denominator": row.denominator,
        "unspecified_usd": row.unspecified_usd,
        "has_missing": row.has_missing,
        "year": row.year,
        "basis": row.basis,
        "vintage": row.vintage,
        "sources": [row.source],
    }


def _core(row: Reliance) -> Row:
    """The core dependency indicators as numbers, None where they cannot be evaluated or do not apply."""
    parts = {part.name: part.estimate.value for verdict in row.presets for part in verdict.parts}
    return {name: parts.get(name) for name in ("cdi1", "cdi2", "cdi3")}
