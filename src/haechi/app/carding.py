"""The document on an alert: what the data or a notice tell, joined with what the tables and the register know."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np

import haechi
from haechi.app import code_items, handing, notified, stakes
from haechi.app.circumstances import Subject, blindness, happenings, precedents, published
from haechi.app.citing import legible
from haechi.app.desk import Desk
from haechi.app.flags import flags
from haechi.app.implications import items as items_of_notice
from haechi.app.naming import Naming
from haechi.app.pledged import pledges, regulations
from haechi.app.report import Row, plain
from haechi.app.revisions import mirrored, survival
from haechi.brief.alert import compose
from haechi.brief.dossier import Dossier, Surroundings
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.flows.editions import in_force
from haechi.model.dates import PartialDate, Span
from haechi.model.estimate import Estimate
from haechi.model.notice import Notice
from haechi.model.panel import Panel
from haechi.model.signal import Node, Signal
from haechi.model.trade import Edition
from haechi.sentence import Said, said
from haechi.watch.card import WINDOW, card, place_of
from haechi.watch.decision import is_listed
from haechi.watch.life import alert_of
from haechi.watch.surveillance import Followed

_STAKES = 6  # items of a code that are told of
_BEFORE, _AFTER = 730, 365  # days around a notice


def of_signal(desk: Desk, watched: Followed, panel: Panel, signal: Signal, *, language: str = "en") -> Dossier:
    """Everything on a signal of a watched panel.

    Raises
    ------
    InputError
        If the panel does not hold the month or the node of the signal.
    """
    subject = subject_of(desk, watched, signal.node, signal.period)
    digits = tuple(code for code, _ in subject.codes)
    known = notified.open_notices(desk) + notified.ended_notices(desk)
    speaking = [notice for notice in known if notified.speaks_of(desk, notice, signal.node)]
    gathered = Dossier(
        id=signal.id,
        period=signal.period,
        card=card(watched, signal),
        is_signal=is_listed(signal, watched.settings),
        notice=None,
        mirror=mirrored(desk, watched, signal.node, signal.period, panel, digits),
        survival=survival(desk, panel, signal.node, digits),
        consequence=stakes.weigh(desk, signal.node, subject.items),
        data=data_of(panel),
        around=_around(desk, subject, speaking),
        names={},
        references=(),
        issued=desk.as_of,
        colophon=_colophon(desk),
    )
    return _told(desk, gathered, language, customs=(panel.source,))


def of_notice(desk: Desk, notice: Notice, *, language: str = "en") -> Dossier:
    """Everything on a notice that no data need to show."""
    when = notice.announced or notice.effective
    day = when.first if when else notice.at.date()
    edition, node = in_force(day), stakes.node_of(notice)
    subject = Subject(
        codes=tuple((code, edition) for code in _codes(desk, notice, edition)),
        items=items_of_notice(desk, notice),
        exporter=notice.exporter,
        importer=node.importer,
        first=day - dt.timedelta(days=_BEFORE),
        last=min(day + dt.timedelta(days=_AFTER), desk.as_of),
    )
    gathered = Dossier(
        id=alert_of(notice),
        period=f"{notice.at:%Y-%m}",
        card=None,
        is_signal=False,
        notice=notice,
        mirror=None,
        survival=None,
        consequence=stakes.weigh(desk, node, subject.items),
        data=said("A notice that was entered here; no customs data are asked."),
        around=_around(desk, subject, [notice], itself=notice),
        names={},
        references=(),
        issued=desk.as_of,
        colophon=_colophon(desk),
    )
    return _told(desk, gathered, language, customs=())


def subject_of(desk: Desk, watched: Followed, node: Node, period: str) -> Subject:
    """Codes and items of a node in the months up to one; above the level of codes those of its parts."""
    nodes = watched.nodes
    places = [place_of(nodes, node)] if node.code else nodes.children.of(place_of(nodes, node)).tolist()
    codes = tuple(dict.fromkeys((str(nodes.codes[place]), str(nodes.editions[place])) for place in places))
    year, month = int(period[:4]), int(period[5:])
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    items = (row.item for code, edition in codes for row in code_items.items_of(desk, code, edition, last))
    first = np.datetime64(period, "M") - (WINDOW - 1)
    return Subject(
        codes=codes,
        items=tuple(dict.fromkeys(items)),
        exporter=node.exporter,
        importer=node.importer,
        first=first.astype("datetime64[D]").item(),
        last=last,
    )


def data_of(panel: Panel) -> Said:
    """Where the numbers of a panel come from."""
    return said(
        "Customs data of {source} ({basis}), newest publication of {vintage}.",
        source=panel.source,
        basis=said(str(panel.basis)),
        vintage=str(np.max(panel.vintages[~np.isnat(panel.vintages)])),
    )


def payload(value: object) -> object:
    """A dossier, or anything in it, in types that JSON has."""
    if is_dataclass(value) and not isinstance(value, (Estimate, PartialDate, Span, type)):
        return {field.name: payload(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): payload(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [payload(inner) for inner in value]
    return plain(value)


def write(
    dossier: Dossier, folder: Path, *, forms: Sequence[str] = ("html", "pdf"), language: str = "en"
) -> tuple[list[Row], tuple[str, ...]]:
    """Write the document into a folder; rows name the files, and a sentence says why a form could not be made."""
    is_quiet = dossier.card is not None and not dossier.is_signal
    about = f"flows-{dossier.card.signal.node.id}" if dossier.card and is_quiet else f"alert-{dossier.id}"
    about = re.sub(r"[^A-Za-z0-9-]+", "-", about).strip("-")
    name = handing.stem(about, dossier.period, language=language)
    files, lacking = handing.write(compose(dossier, Messages(language)), folder, name, forms)
    rows: list[Row] = [
        {"alert": dossier.id, "period": dossier.period, "form": form, "file": str(path)} for form, path in files.items()
    ]
    return rows, lacking


def _codes(desk: Desk, notice: Notice, edition: Edition) -> tuple[str, ...]:
    """Codes that a notice names, and those of its items in an edition."""
    of_items = (
        row.code
        for item in items_of_notice(desk, notice)
        for row in desk.facts.codes_by_item.get(item, ())
        if row.edition == edition
    )
    return tuple(dict.fromkeys((*(code[:6] for code in notice.codes), *of_items)))


def _around(desk: Desk, subject: Subject, speaking: Sequence[Notice], *, itself: Notice | None = None) -> Surroundings:
    return Surroundings(
        codes=tuple(code for code, _ in subject.codes),
        items=subject.items,
        exporter=subject.exporter,
        importer=subject.importer,
        stakes=tuple(stakes.stake(desk, item, subject.importer) for item in subject.items[:_STAKES]),
        flags=flags(desk, subject),
        blindness=blindness(desk, subject),
        precedents=precedents(desk, subject, itself),
        published=published(desk, subject),
        happenings=happenings(desk, subject, speaking),
        pledges=pledges(desk, subject.items),
        regulations=regulations(desk, subject.items),
    )


def _told(desk: Desk, gathered: Dossier, language: str, customs: Sequence[str]) -> Dossier:
    """The dossier with the names and the sources of all that it mentions."""
    naming = Naming(facts=desk.facts, language=language)
    return replace(
        gathered,
        names={name: _name(naming, name) for name in dict.fromkeys(_mentioned(gathered)) if name is not None},
        references=tuple(
            _references(desk, dict.fromkeys((*customs, *_used(gathered))), gathered.data, customs, language)
        ),
    )


def _mentioned(gathered: Dossier) -> Iterator[str | None]:
    """Ids of every item and economy in a dossier."""
    around, card = gathered.around, gathered.card
    yield from (around.exporter, around.importer, *around.items)
    yield from gathered.notice.importers if gathered.notice else ()
    for mover in card.movers.listed if card and card.movers else ():
        yield from (mover.node.exporter, mover.node.importer)
    for flag in around.flags:
        yield from (flag.importer, flag.top_economy, flag.item)
    for figure in around.published:
        yield from (figure.exporter, figure.importer, figure.item)
    yield from (row.exporter for row in around.precedents)
    yield from (device for row in around.stakes for device in row.devices)
    yield from (row.item for row in around.blindness)
    yield from (side for row in around.pledges for side in row.sides)
    yield from (economy for row in around.regulations for economy in row.economies)


def _used(gathered: Dossier) -> Iterator[str]:
    """Sources of everything in a dossier, in the order in which it tells of it."""
    around = gathered.around
    yield from (row.source for row in around.published)
    yield from (name for flag in around.flags for name in flag.sources)
    yield from (row.source for row in around.stakes)
    yield from (row.source for row in around.blindness)
    yield from (row.source for row in around.precedents)
    yield from (name for rows in (around.pledges, around.regulations) for row in rows for name in row.sources)


def _name(naming: Naming, name: str) -> str:
    return naming.item(name) if name in naming.facts.item_by_id else naming.economy(name)


def _references(
    desk: Desk, used: Iterable[str], data: Said, customs: Sequence[str], language: str
) -> Iterator[Reference]:
    for name in used:
        source = desk.facts.source_by_id.get(name)
        if source is not None:
            date = f", {source.date}" if source.date else ""
            title = legible(source.title, language)
            yield Reference(id=name, text=f"{source.publisher}: {title}{date}. {source.url or ''}".strip())
        elif name in customs:
            yield Reference(id=name, text=Messages(language).put(data))


def _colophon(desk: Desk) -> Said:
    return said(
        "Haechi {version}, answering as of {day}. Expected values and ranges come from months before the one that is "
        "judged; probabilities from past surprises of like series. It measures surprise, not cause.",
        version=haechi.__version__,
        day=desk.as_of.isoformat(),
    )
