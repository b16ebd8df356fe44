"""`haechi brief`: gather what a dependency brief says, and write it as HTML and PDF."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import haechi
from haechi.app import deadlines
from haechi.app.consequence import devices_at_stake
from haechi.app.dependence import relied_on
from haechi.app.desk import Desk
from haechi.app.published import known_share, scope
from haechi.app.report import Report
from haechi.brief import html, pdf
from haechi.brief.dependence import compose
from haechi.brief.findings import Agreement, Change, Exposure, Findings, Reference, Strength
from haechi.brief.messages import Messages
from haechi.dependency.attention import Attention, Ground, Knowledge, Reason, attention
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.shift import Shift, shifts
from haechi.dependency.supply import WORLD, Supply, depends_on, newest, supplies
from haechi.errors import NotCovered
from haechi.model.chain import Item, Signal
from haechi.model.estimate import Estimate
from haechi.model.knowledge import Attribute
from haechi.model.posts import Duty

_EXPOSURES = 10
_STRENGTHS = 5
_ASK_FOR = 3
_DAYS_TO_ASK = 30  # a proposal, marked as one in the brief
_DEFINITIONS = ("KR-50", "GEODEP-2024")
_BY_SHARE = ("KR-50", "CHAIN-65")
_SHIFTS = 3
_WORTH_SAYING = 0.05  # a change of the largest share below five points is not news
_RULE = "KR-50"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What is held on an economy on a day."""

    importer: str
    items: tuple[Item, ...]
    rows: tuple[Reliance, ...]
    rows_of_item: Mapping[str, tuple[Reliance, ...]]
    before: tuple[Reliance, ...]
    supplies: tuple[Supply, ...]
    attention: tuple[Attention, ...]
    remarks: tuple[str, ...]


def brief(
    desk: Desk,
    economy: str,
    folder: Path,
    *,
    forms: Sequence[str] = ("html", "pdf"),
    language: str = "en",
    year: int | None = None,
    source: str | None = None,
) -> Report:
    """Write the brief of an economy into a folder; rows name the files.

    Raises
    ------
    UnknownName
        If the economy or the language is not known.
    """
    importer = desk.facts.economy(economy).iso3
    made = compose(findings(desk, importer, year=year, source=source), Messages(language))
    folder.mkdir(parents=True, exist_ok=True)
    name = f"dependence-{importer}-{desk.as_of.isoformat()}"
    rows = []
    for form in forms:
        path = folder / f"{name}.{form}"
        path.write_bytes(pdf.document(made) if form == "pdf" else html.page(made).encode())
        rows.append({"economy": importer, "form": form, "file": str(path)})
    return Report(command="brief", as_of=desk.as_of, rows=rows)


def outbox(desk: Desk) -> Path:
    """Folder of the workspace for documents to hand over."""
    return desk.place.outbox


def findings(desk: Desk, importer: str, *, year: int | None = None, source: str | None = None) -> Findings:
    """Everything that the brief of an economy says."""
    held = _evidence(desk, importer, year, source)
    chosen = _first_of_each_item(sorted(held.attention, key=lambda row: _urgency(held, row)))
    exposures = tuple(_exposure(desk, held, row) for row in chosen[:_EXPOSURES])
    changes = (*_shifts(desk, held), *deadlines.changes(desk, importer))
    decisions = tuple(deadlines.decisions(desk, importer))
    strengths = tuple(_strengths(desk, held))
    unasked = [row for row in chosen if (row.item, importer, Attribute.STOCK_DAYS) not in desk.statements]
    used = [name for rows in (exposures, changes, decisions, strengths) for row in rows for name in row.sources]
    silent = _silent(held)
    return Findings(
        economy=desk.facts.economy_by_id[importer].names.en,
        as_of=desk.as_of,
        issued=desk.as_of,
        data=_data(held),
        exposures=exposures,
        lifted=sum(row.is_lifted for row in chosen),
        changes=changes,
        decisions=decisions,
        strengths=strengths,
        agreement=_agreement(desk, held),
        key_items=len(held.items),
        silent=silent,
        mixed_codes=sum(_is_mixed(desk, item) for item in held.items if item.id in desk.facts.codes_by_item),
        coded_items=sum(item.id in desk.facts.codes_by_item for item in held.items),
        entered=len(chosen[:_EXPOSURES]) - sum(row in unasked for row in chosen[:_EXPOSURES]),
        to_ask=tuple(desk.facts.item_by_id[row.item].names.en for row in unasked[:_ASK_FOR]),
        asked=deadlines.posts(desk, importer, Duty.EARLY_WARNING, Duty.SUPPLY_CHAIN_POLICY),
        ask_by=desk.as_of + dt.timedelta(days=_DAYS_TO_ASK),
        references=tuple(_references(desk, used)),
        remarks=held.remarks,
        colophon=(_colophon(desk, held),),
    )


def _evidence(desk: Desk, importer: str, year: int | None, source: str | None) -> _Evidence:
    facts = desk.facts
    items = tuple(item for item in facts.items if item.is_key)
    rows, before, remarks = _customs(desk, importer, year, source)
    published = tuple(
        supply
        for supply in supplies(facts.provisions, thresholds(facts.parameters, "CHAIN-65"))
        if supply.market in (importer, WORLD)
    )
    knowledge = Knowledge(
        items=items,
        item_codes=facts.item_codes,
        rows=rows,
        supplies=published,
        events=facts.events,
        statements=tuple(desk.statements.values()),
        limits=thresholds(facts.parameters, _RULE),
        preset=_RULE,
    )
    found = tuple(row for row in attention(importer, on=desk.as_of, knowledge=knowledge) if row.economy != importer)
    return _Evidence(
        importer=importer,
        items=items,
        rows=rows,
        rows_of_item=_by_item(desk, rows),
        before=before,
        supplies=published,
        attention=found,
        remarks=remarks,
    )


def _customs(
    desk: Desk, importer: str, year: int | None, source: str | None
) -> tuple[tuple[Reliance, ...], tuple[Reliance, ...], tuple[str, ...]]:
    """Rows of the year and of the year before; none where nothing is loaded or covered."""
    if not desk.has_flows:
        return (), (), ()
    try:
        rows = relied_on(desk, importer, year=year, source=source)
    except NotCovered as error:
        return (), (), (f"{error}.",)
    remarks = rows[0].remarks if rows else ()
    try:
        same = f"{rows[0].source}:{rows[0].basis.split()[0]}"
        before = relied_on(desk, importer, year=rows[0].year - 1, source=same)
    except (NotCovered, IndexError):
        before = ()
    return rows, before, remarks


def _by_item(desk: Desk, rows: Iterable[Reliance]) -> dict[str, tuple[Reliance, ...]]:
    """Customs rows of each item's codes."""
    found: dict[str, tuple[Reliance, ...]] = {}
    for row in rows:
        for code in desk.facts.items_of(row.code, row.edition):
            found[code.item] = (*found.get(code.item, ()), row)
    return found


def _first_of_each_item(found: Iterable[Attention]) -> list[Attention]:
    """The most pressing supplier of each item, in the order of how much speaks for looking at it."""
    first: dict[str, Attention] = {}
    for row in found:
        first.setdefault(row.item, row)
    return list(first.values())


def _urgency(held: _Evidence, row: Attention) -> tuple[int, bool, float, str]:
    """Different grounds that lift first, then shares of the economy's own imports, then the share."""
    grounds = {reason.ground for reason in row.reasons if reason.lifts}
    share, where, _ = _share(held, row)
    return (-len(grounds), held.importer not in where, -known_share(share), row.item)


def _exposure(desk: Desk, held: _Evidence, row: Attention) -> Exposure:
    share, where, sources = _share(held, row)
    lifting = [reason for reason in row.reasons if reason.lifts]
    grounds = tuple(dict.fromkeys(_ground(reason) for reason in lifting)) or ("no rule and no measure lifts it",)
    signals = sorted({code.signal for code in desk.facts.codes_by_item.get(row.item, ())})
    blind = () if Signal.IS_ITEM in signals else ("no customs code" if not signals else f"code of grade {signals[0]}",)
    names = desk.facts.item_by_id
    return Exposure(
        item=names[row.item].names.en,
        supplier=row.economy,
        share=share,
        scope=where,
        grounds=(*grounds, *blind),
        devices=tuple(names[device].names.en for device in devices_at_stake(row.item)),
        is_lifted=row.is_lifted,
        sources=tuple(
            dict.fromkeys((*sources, *(reason.source for reason in lifting if reason.ground is Ground.EVENT)))
        ),
    )


def _ground(reason: Reason) -> str:
    return "more than half (KR-50)" if reason.ground is Ground.SHARE else reason.text


def _share(held: _Evidence, row: Attention) -> tuple[Estimate, str, tuple[str, ...]]:
    """The share to show: from customs rows, else of the economy's imports as published, else of the world's supply."""
    for customs in held.rows_of_item.get(row.item, ()):
        if customs.top_partner == row.economy:
            where = f"imports of {held.importer}, {customs.year}, code {customs.code}, {customs.source}"
            return customs.top_share, where, ()
    for market in (held.importer, WORLD):
        for supply in newest(held.supplies):
            if (supply.item, supply.market) == (row.item, market) and supply.names(row.economy):
                return supply.share_of(row.economy), scope(supply), supply.sources
    return Estimate(value=None, reason="no share is published"), "no share published", ()


def _shifts(desk: Desk, held: _Evidence) -> tuple[Change, ...]:
    """Key items whose largest supplier or its share moved most between the two years."""
    found = []
    for shift in shifts(held.before, held.rows):
        codes = desk.facts.items_of(shift.now.code, shift.now.edition)
        if codes and (shift.is_new_partner or abs(shift.moved) >= _WORTH_SAYING):
            found.append(_shift_text(desk, shift, codes[0].item))
    return tuple(found[:_SHIFTS])


def _shift_text(desk: Desk, shift: Shift, item: str) -> Change:
    before, now = shift.before, shift.now
    text = (
        f"{desk.facts.item_by_id[item].names.en} (code {now.code}): largest supplier {before.top_partner} "
        f"{before.top_share.value:.0%} in {before.year}, {now.top_partner} {now.top_share.value:.0%} in {now.year}"
    )
    return Change(date=str(now.year), text=text, sources=())


def _strengths(desk: Desk, held: _Evidence) -> Iterator[Strength]:
    """What the economy supplies to the world more than anyone else, the largest share first."""
    led = [row for row in newest(held.supplies) if row.market == WORLD and row.top_economy == held.importer]
    seen: set[str] = set()
    for supply in sorted(led, key=lambda row: (-known_share(row.top_share), row.item)):
        if supply.item not in seen and len(seen) < _STRENGTHS:
            seen.add(supply.item)
            yield Strength(
                item=desk.facts.item_by_id[supply.item].names.en,
                share=supply.share_of(held.importer),
                scope=scope(supply),
                sources=supply.sources,
            )


def _agreement(desk: Desk, held: _Evidence) -> Agreement | None:
    """Two definitions over the codes of key items; without customs data over published shares of imports."""
    if held.rows:
        chosen = [row for rows in held.rows_of_item.values() for row in rows]
        answers = [
            tuple(_answer(row, name) for name in _DEFINITIONS) for row in {row.code: row for row in chosen}.values()
        ]
        return _counted(_DEFINITIONS, answers)
    limits = [thresholds(desk.facts.parameters, name) for name in _BY_SHARE]
    own = [row for row in newest(held.supplies) if row.market == held.importer and row.top_economy]
    first = {row.item: row for row in reversed(own)}
    answers = [
        tuple(depends_on(row, row.top_economy, limit) for limit in limits) for row in first.values() if row.top_economy
    ]
    return _counted(_BY_SHARE, answers) if answers else None


def _answer(row: Reliance, preset: str) -> bool | None:
    return next(verdict.met for verdict in row.presets if verdict.preset == preset)


def _counted(names: tuple[str, str], answers: Sequence[tuple[bool | None, ...]]) -> Agreement:
    return Agreement(
        first=names[0],
        second=names[1],
        by_first=sum(first is True for first, _ in answers),
        by_second=sum(second is True for _, second in answers),
        by_both=sum(first is True and second is True for first, second in answers),
        undecided=sum(None in pair for pair in answers),
        of=len(answers),
    )


def _silent(held: _Evidence) -> tuple[str, ...]:
    spoken = {supply.item for supply in held.supplies} | held.rows_of_item.keys()
    return tuple(item.names.en for item in held.items if item.id not in spoken)


def _is_mixed(desk: Desk, item: Item) -> bool:
    return min(code.signal for code in desk.facts.codes_by_item[item.id]) is not Signal.IS_ITEM


def _data(held: _Evidence) -> str:
    if held.rows:
        row = held.rows[0]
        return (
            f"Customs data of {row.year} from {row.source} ({row.basis}, vintage {row.vintage}), and published shares."
        )
    return "Published shares only, each of its own year, basis and market: no customs file is loaded."


def _references(desk: Desk, used: Iterable[str]) -> Iterator[Reference]:
    for name in dict.fromkeys(part for text in used for part in text.split(", ")):
        source = desk.facts.source_by_id.get(name)
        if source is not None:
            date = f", {source.date}" if source.date else ""
            yield Reference(id=name, text=f"{source.publisher}: {source.title}{date}. {source.url or ''}".strip())


def _colophon(desk: Desk, held: _Evidence) -> str:
    vintages = sorted({f"{row.source} {row.vintage}" for row in (*held.rows, *held.before)})
    data = f"; vintages: {', '.join(vintages)}" if vintages else ""
    return (
        f"Haechi {haechi.__version__}, answering as of {desk.as_of.isoformat()}; rule {_RULE}, beside it "
        f"{' and '.join(_DEFINITIONS if held.rows else _BY_SHARE)}{data}. Every number leads to its source by "
        "`haechi item` and `haechi sources`. A stop is traced before stocks and substitutes: a bound, not a forecast."
    )
