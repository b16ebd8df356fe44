"""`haechi brief`: gather what a dependency brief says, and write it as HTML and PDF."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import haechi
from haechi.app import deadlines, handing
from haechi.app.consequence import device_types_at_stake
from haechi.app.desk import Desk
from haechi.app.evidence import RULE, Evidence, evidence, lifting
from haechi.app.naming import Naming
from haechi.app.published import known_share
from haechi.app.report import Report
from haechi.brief.dependence import compose
from haechi.brief.findings import Agreement, Change, Exposure, Findings, Reference, Strength
from haechi.brief.messages import Messages
from haechi.dependency.attention import Attention, Ground, Reason
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.shift import Shift, shifts
from haechi.dependency.supply import WORLD, Supply, depends_on, newest
from haechi.model.chain import Item, Signal
from haechi.model.estimate import Estimate
from haechi.model.knowledge import Attribute
from haechi.model.posts import Duty
from haechi.reference.facts import Facts
from haechi.sentence import Said, said

_EXPOSURES = 10
_STRENGTHS = 5
_ASK_FOR = 3
_DAYS_TO_ASK = 30  # a proposal, marked as one in the brief
_DEFINITIONS = ("KR-50", "GEODEP-2024")
_BY_SHARE = ("KR-50", "CHAIN-65")
_SHIFTS = 3
_WORTH_SAYING = 0.05  # a change of the largest share below five points is not news


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
    importer = desk.importer(economy)
    made = compose(findings(desk, importer, language, year=year, source=source), Messages(language))
    stem = handing.stem("dependence", importer, desk.as_of.isoformat(), language=language)
    files, lacking = handing.write(made, folder, stem, forms)
    rows = [{"economy": importer, "form": form, "file": str(path)} for form, path in files.items()]
    return Report(command="brief", as_of=desk.as_of, rows=rows, notes=lacking)


def outbox(desk: Desk) -> Path:
    """Folder of the workspace for documents to hand over."""
    return desk.place.outbox


def findings(
    desk: Desk, importer: str, language: str = "en", *, year: int | None = None, source: str | None = None
) -> Findings:
    """Everything that the brief of an economy says, with names in its language."""
    naming = Naming(facts=desk.facts, language=language)
    held = evidence(desk, importer, year=year, source=source)
    shown = held.attention[:_EXPOSURES]
    unasked = [row for row in shown if (row.item, importer, Attribute.STOCK_DAYS) not in desk.statements]
    exposures = tuple(_exposure(held, row, naming) for row in shown)
    changes = (*_shifts(held, naming), *deadlines.changes(desk, importer, naming))
    decisions = deadlines.decisions(desk, importer, naming)
    strengths = tuple(_strengths(held, naming))
    used = [name for rows in (exposures, changes, decisions, strengths) for row in rows for name in row.sources]
    coded = [item for item in held.items if item.id in desk.facts.codes_by_item]
    return Findings(
        economy=naming.economy(importer),
        as_of=desk.as_of,
        issued=desk.as_of,
        data=_data(held),
        exposures=exposures,
        lifted=sum(row.is_lifted for row in held.attention if desk.facts.item_by_id[row.item].is_key),
        marked=tuple(_named(row, naming) for row in held.attention if lifting(row) - {Ground.SHARE}),
        worldwide=sum(_is_worldwide(held, row) for row in shown),
        changes=changes,
        decisions=decisions,
        strengths=strengths,
        agreement=_agreement(desk, held),
        key_items=len(held.items),
        silent=_silent(held, naming),
        mixed_codes=sum(_is_mixed(desk, item) for item in coded),
        coded_items=len(coded),
        entered=len(shown) - len(unasked),
        to_ask=tuple(naming.item(row.item) for row in unasked[:_ASK_FOR]),
        asked=naming.posts(importer, Duty.EARLY_WARNING, Duty.SUPPLY_CHAIN_POLICY),
        ask_by=desk.as_of + dt.timedelta(days=_DAYS_TO_ASK),
        references=tuple(_references(desk, held, used, _limits(desk, held))),
        remarks=held.remarks,
        colophon=_colophon(desk, held),
    )


def _named(row: Attention, naming: Naming) -> str:
    return f"{naming.item(row.item)} ({naming.economy(row.economy)})"


def _is_worldwide(held: Evidence, row: Attention) -> bool:
    published = held.published(row)
    return held.customs(row) is None and published is not None and published.market == WORLD


def _exposure(held: Evidence, row: Attention, naming: Naming) -> Exposure:
    share, where, sources = _share(held, row)
    lifts = [reason for reason in row.reasons if reason.lifts]
    first = {reason.ground: reason for reason in reversed(lifts)}  # of several measures the latest says enough
    grounds = tuple(_ground(reason) for reason in reversed(first.values()))
    entered = (reason.source for reason in lifts if reason.ground is Ground.QUALIFIED)
    measures = (first[Ground.EVENT].source,) if Ground.EVENT in first else ()
    return Exposure(
        item=naming.item(row.item),
        supplier=naming.economy(row.economy),
        share=share,
        scope=where,
        grounds=(
            *(grounds or (said("not lifted by any rule"),)),
            *_others(held, row, naming),
            *_blindness(naming.facts, row.item),
        ),
        devices=tuple(said(kind.value) for kind in device_types_at_stake(row.item)),
        is_marked=bool(lifting(row) - {Ground.SHARE}),
        sources=tuple(dict.fromkeys((*sources, *measures, *entered))),
    )


def _others(held: Evidence, row: Attention, naming: Naming) -> tuple[Said, ...]:
    """Other suppliers of the item for which more than a share speaks, by name."""
    names = [naming.economy(other.economy) for other in held.beside.get(row.item, ())]
    return (said("measures of {economies} too", economies=", ".join(names)),) if names else ()


def _ground(reason: Reason) -> Said:
    if reason.ground is Ground.SHARE:
        return said("more than half ({rule})", rule=RULE)
    if reason.measure is not None:
        return said(
            "{title} ({standing} since {since})",
            title=reason.measure.title,
            standing=said(reason.measure.standing.value),
            since=reason.measure.since,
        )
    return said("{reason}", reason=reason.text)


def _blindness(facts: Facts, item: str) -> tuple[Said, ...]:
    """What the customs codes of the item cannot show."""
    signals = _signals(facts, item)
    if not signals:
        return (said("no customs code shows it"),)
    if Signal.IS_ITEM not in signals:
        return (said("customs code shows it with signal {signal}", signal=signals[0].value),)
    return (said("its customs code tells no grade"),) if facts.item_by_id[item].grade else ()


def _share(held: Evidence, row: Attention) -> tuple[Estimate, Said, tuple[str, ...]]:
    """The share to show, what it is a share of, and its published sources: customs rows come before published ones."""
    customs, published = held.customs(row), held.published(row)
    if customs is not None:
        where = said(
            "{economy} imports {year}, {code} ({source})",
            economy=held.importer,
            year=customs.year,
            code=customs.code,
            source=customs.source,
        )
        return customs.top_share, where, (customs.source,)
    if published is not None:
        return published.share_of(row.economy), _scope(published), published.sources
    return Estimate(value=None, reason="no share is published"), said("no share published"), ()


def _scope(found: Supply) -> Said:
    """What the shares of a supply are shares of."""
    return said(
        "{market} {measure} {period} ({basis})",
        market=said("world") if found.market == WORLD else found.market,
        measure=said(found.measure.value if found.measure else "presence"),
        period=found.period or "",
        basis=said(found.basis.value),
    )


def _shifts(held: Evidence, naming: Naming) -> tuple[Change, ...]:
    """Key items whose largest supplier or its share moved most between the two years."""
    found = []
    for shift in shifts(held.before, held.rows, lineage=naming.facts.lineage):
        codes = naming.facts.items_of(shift.now.code, shift.now.edition)
        if codes and (shift.is_new_partner or abs(shift.moved) >= _WORTH_SAYING):
            found.append(_shift(shift, codes[0].item, naming))
    return tuple(found[:_SHIFTS])


def _shift(shift: Shift, item: str, naming: Naming) -> Change:
    before, now = shift.before, shift.now
    text = said(
        "{item} (code {code}): largest supplier {before} {share_before:.0%} in {year_before}, "
        "{now} {share:.0%} in {year}",
        item=naming.item(item),
        code=now.code,
        before=naming.economy(before.top_partner) if before.top_partner else "–",
        share_before=before.top_share.value,
        year_before=before.year,
        now=naming.economy(now.top_partner) if now.top_partner else "–",
        share=now.top_share.value,
        year=now.year,
    )
    return Change(date=str(now.year), text=text, sources=(now.source,))


def _strengths(held: Evidence, naming: Naming) -> Iterator[Strength]:
    """What the economy supplies to the world more than anyone else, the largest share first."""
    led = [row for row in newest(held.supplies) if row.market == WORLD and row.top_economy == held.importer]
    seen: set[str] = set()
    for supply in sorted(led, key=lambda row: (-known_share(row.top_share), row.item)):
        if supply.item not in seen and len(seen) < _STRENGTHS:
            seen.add(supply.item)
            yield Strength(
                item=naming.item(supply.item),
                share=supply.share_of(held.importer),
                scope=_scope(supply),
                sources=supply.sources,
            )


def _agreement(desk: Desk, held: Evidence) -> Agreement | None:
    """Two definitions over the codes of key items; without customs data over published shares of imports."""
    if held.rows:
        codes = {row.code: row for rows in held.rows_of_item.values() for row in rows}
        answers = [tuple(_answer(row, name) for name in _DEFINITIONS) for row in codes.values()]
        return _counted(_DEFINITIONS, answers)
    limits = [thresholds(desk.facts.parameters, name) for name in _BY_SHARE]
    own = {row.item: row for row in reversed(newest(held.supplies)) if row.market == held.importer}
    answers = [
        tuple(depends_on(row, row.top_economy, limit) for limit in limits) for row in own.values() if row.top_economy
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


def _silent(held: Evidence, naming: Naming) -> tuple[str, ...]:
    spoken = {supply.item for supply in held.supplies} | held.rows_of_item.keys()
    return tuple(naming.item(item.id) for item in held.items if item.id not in spoken)


def _signals(facts: Facts, item: str) -> list[Signal]:
    """How clearly the international codes show an item, the clearest first; national lines are not in most data."""
    return sorted({code.signal for code in facts.codes_by_item.get(item, ()) if code.jurisdiction == "WCO"})


def _is_mixed(desk: Desk, item: Item) -> bool:
    return Signal.IS_ITEM not in _signals(desk.facts, item.id)


def _data(held: Evidence) -> Said:
    if not held.rows:
        return said(
            "Published shares only, each of its own year, basis and market: no customs data answer for this day."
        )
    row = held.rows[0]
    return said(
        "Customs data of {year} from {source} ({basis}, vintage {vintage}), and published shares.",
        year=row.year,
        source=row.source,
        basis=said(row.basis),
        vintage=row.vintage,
    )


def _limits(desk: Desk, held: Evidence) -> dict[str, list[str]]:
    """Where in each source the shares that are shown stand, and what they leave out: the locators of their rows."""
    shown = {
        (row.item, row.economy): held.published(row) for row in held.attention[:_EXPOSURES] if not held.customs(row)
    }
    found: dict[str, list[str]] = {}
    for provision in desk.facts.provisions:
        supply = shown.get((provision.item, provision.economy))
        if supply is None or (provision.market, provision.period, provision.measure) != (
            supply.market,
            supply.period,
            supply.measure,
        ):
            continue
        places = found.setdefault(provision.citation.source, [])
        if provision.citation.source in supply.sources and provision.citation.locator not in places:
            places.append(provision.citation.locator)
    return {source: places for source, places in found.items() if places}


def _references(
    desk: Desk, held: Evidence, used: Iterable[str], limits: Mapping[str, Sequence[str]]
) -> Iterator[Reference]:
    """Publications, and the customs data of the workspace with their vintage."""
    loaded = {row.source: f"{row.source}: customs data loaded here, vintage {row.vintage}." for row in held.rows}
    for name in dict.fromkeys(used):
        source = desk.facts.source_by_id.get(name)
        if source is not None:
            date = f", {source.date}" if source.date else ""
            places = f" ({' | '.join(limits[name])})" if name in limits else ""
            text = f"{source.publisher}: {source.title}{date}.{places} {source.url or ''}"
            yield Reference(id=name, text=text.strip())
        else:
            yield Reference(id=name, text=loaded.get(name, f"Entered here: {name}"))


def _colophon(desk: Desk, held: Evidence) -> Said:
    vintages = sorted({f"{row.source} {row.vintage}" for row in (*held.rows, *held.before)})
    return said(
        "Haechi {version}, answering as of {day}; definitions {first} and {second}; vintages of customs data: "
        "{vintages}. Every number leads to its source by the commands item and sources. A stop is traced before stocks "
        "and substitutes: a bound, not a forecast.",
        version=haechi.__version__,
        day=desk.as_of.isoformat(),
        first=(_DEFINITIONS if held.rows else _BY_SHARE)[0],
        second=(_DEFINITIONS if held.rows else _BY_SHARE)[1],
        vintages=", ".join(vintages) or said("none"),
    )
