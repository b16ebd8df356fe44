"""Flags of dependence on an alert: customs rows of the importers concerned where they are covered, else shares."""

from collections.abc import Collection, Iterator, Sequence

from haechi.app import stakes
from haechi.app.circumstances import Subject
from haechi.app.dependence import relied
from haechi.app.desk import Desk
from haechi.app.markets import market, years
from haechi.brief.dossier import Flag
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, single_country
from haechi.errors import NotCovered
from haechi.sentence import Said, said

CONCERNED = ("KOR", "NLD")
_RULE = "KR-50"
_ITEMS = 4
_YEARS = 3


def flags(desk: Desk, subject: Subject) -> tuple[Flag, ...]:
    """One or more flags of each importer concerned: that of the alert, or the pair by default; then of the world."""
    importers = (subject.importer,) if subject.importer else CONCERNED
    found = [flag for importer in importers for flag in _of_importer(desk, subject, importer)]
    of_world = (stakes.held(desk, item, WORLD)[:1] for item in subject.items[:_ITEMS])
    return (*found, *(_shares(desk, supply, subject) for supplies in of_world for supply in supplies))


def _of_importer(desk: Desk, subject: Subject, importer: str) -> Iterator[Flag]:
    codes = {code for code, _ in subject.codes}
    rows = [row for row in _customs(desk, importer, codes) if row.code in codes and row.top_share.value is not None]
    if rows:
        yield from (_row(importer, row, subject) for row in rows)
        return
    for item in subject.items[:_ITEMS]:
        yield from (_shares(desk, supply, subject) for supply in stakes.held(desk, item, importer)[:1])


def _customs(desk: Desk, importer: str, codes: Collection[str]) -> Sequence[Reliance]:
    """Rows of the latest year, of the last few, in which the suppliers of any of the codes are covered."""
    if not desk.has_flows:
        return ()
    for year in sorted(years(desk, importer), reverse=True)[:_YEARS]:
        try:
            held = market(desk, importer, year)
        except NotCovered:
            continue
        if any(is_covered and code in codes for code, is_covered in zip(held.codes, held.covered, strict=True)):
            return relied(desk, importer, year=year)
    return ()


def _row(importer: str, row: Reliance, subject: Subject) -> Flag:
    return Flag(
        importer=importer,
        item=None,
        scope=said(
            "{economy} imports {year}, {code} ({source})",
            economy=importer,
            year=row.year,
            code=row.code,
            source=row.source,
        ),
        top_economy=row.top_partner,
        top_share=row.top_share,
        exporter_share=row.top_share if row.top_partner == subject.exporter else None,
        hhi=row.hhi,
        rules={verdict.preset: verdict.met for verdict in row.presets if verdict.is_applicable},
        sources=(row.source,),
    )


def _shares(desk: Desk, supply: Supply, subject: Subject) -> Flag:
    half = single_country(supply.top_share, thresholds(desk.facts.parameters, _RULE), _RULE)
    return Flag(
        importer=supply.market,
        item=supply.item,
        scope=_scope(supply),
        top_economy=supply.top_economy,
        top_share=supply.top_share,
        exporter_share=supply.share_of(subject.exporter) if subject.exporter else None,
        hhi=supply.hhi,
        rules={verdict.preset: verdict.met for verdict in (half, supply.verdict)},
        sources=supply.sources,
    )


def _scope(supply: Supply) -> Said:
    return said(
        "{market} {measure} {period} ({basis})",
        market=said("world") if supply.market == WORLD else supply.market,
        measure=said(supply.measure.value if supply.measure else "presence"),
        period=supply.period or "",
        basis=said(supply.basis.value),
    )
