"""What surrounds an alert, as sections: what hangs on it, who relies on whom, what cannot be seen, what came before."""

from collections.abc import Iterator, Mapping

from haechi.brief import bound
from haechi.brief.citation import cited, numbered
from haechi.brief.dependence import share
from haechi.brief.document import Bullets, Paragraph, Section, Table
from haechi.brief.dossier import Dossier, Flag, Holding, Precedent, Published
from haechi.brief.messages import Messages
from haechi.sentence import said
from haechi.watch.consequence import Consequence

_CLEAR = ("A", "B")
_SAME = {"item": said("item"), "exporter": said("exporter")}
_ANSWERS = {True: said("met"), False: said("not met"), None: said("undecided")}


def weight_of(dossier: Dossier, say: Messages) -> str:
    """The consequence with its parts."""
    found = dossier.consequence
    bound = say(", as upper bound: the share is not known") if found.is_bound else ""
    return say(
        "Consequence {value:.2f} of 1: reach in the chain {reach:.2f} × share {exposure:.2f}{bound} × cover "
        "{cover:.2f} ({stop}).",
        value=found.value,
        reach=found.reach,
        exposure=found.exposure,
        bound=bound,
        cover=found.cover,
        stop=_first_stop(found, say),
    )


def _first_stop(found: Consequence, say: Messages) -> str:
    """The first line stop with its two ends, and the bound."""
    if found.first_stop_days is None:
        return say("nothing is known of a first line stop")
    early, late = found.first_stop_days
    if early is None:
        return say("no line stops within the horizon; bound: day {n:.0f}", n=found.bound_days)
    if late is None:
        return say(
            "first line stop from day {early:.0f} on to none; bound: day {n:.0f}", early=early, n=found.bound_days
        )
    return say(
        "first line stop from day {early:.0f} to {late:.0f}; bound: day {n:.0f}",
        early=early,
        late=late,
        n=found.bound_days,
    )


def sections(dossier: Dossier, say: Messages) -> Iterator[Section]:
    """The sections that do not rest on the watched data."""
    numbers = numbered(dossier.references)
    if dossier.around.published:
        yield Section(heading=say("Published figures"), blocks=(_published(dossier, numbers, say),))
    yield Section(heading=say("What hangs on it"), blocks=_stakes(dossier, numbers, say))
    yield Section(heading=say("What cannot be seen"), blocks=(Bullets(points=tuple(_blind(dossier, numbers, say))),))
    if dossier.around.precedents:
        yield Section(heading=say("Precedents"), blocks=(_precedents(dossier, numbers, say),))
    if dossier.around.pledges or dossier.around.regulations:
        yield Section(heading=say("Promises and rules on it"), blocks=tuple(bound.tables(dossier, numbers, say)))


def _stakes(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> tuple[Paragraph | Table, ...]:
    if not dossier.around.stakes:
        return (Paragraph(text=say("No item of the chain is known under this code: its uses are not known here.")),)
    rows = []
    for row in dossier.around.stakes:
        devices = ", ".join(dossier.names[device] for device in row.devices)
        rows.append(
            (
                dossier.names[row.item],
                row.use,
                devices or say("no device whole; {n} things downstream", n=row.reaches),
                _held(row.stock_days, say),
                _held(row.requalification_months, say),
            )
        )
    chain = Table(
        caption=say("What a stop takes whole, before stocks and substitutes, and what usually holds it back."),
        header=(say("Item"), say("Use"), say("A stop takes"), say("Stock, days"), say("To qualify another, months")),
        rows=tuple(rows),
        widths=(4, 7, 5, 4, 4),
    )
    if not dossier.around.flags:
        return (chain, Paragraph(text=say("No share of the importers concerned is published or covered.")))
    return (chain, _flags(dossier, numbers, say))


def _held(holding: Holding | None, say: Messages) -> str:
    if holding is None:
        return say("not known")
    span = f"{holding.low:g}" if holding.low == holding.high else f"{holding.low:g}–{holding.high:g}"
    span = say.number(span)
    return say("{span} (entered: {origin})", span=span, origin=holding.origin) if holding.economy else span


def _flags(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> Table:
    return Table(
        caption=say("Who relies on whom: shares of different basis are not to be compared. HHI in 0..1."),
        header=(say("Importer"), say("Share of"), say("Largest supplier"), say("HHI"), say("Rules"), say("Source")),
        rows=tuple(_flag(dossier, row, numbers, say) for row in dossier.around.flags),
        widths=(4, 7, 5, 3, 6, 2),
    )


def _flag(dossier: Dossier, row: Flag, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    top = f"{dossier.names[row.top_economy] if row.top_economy else '–'}, {share(row.top_share, say)}"
    exporter = dossier.around.exporter
    if row.exporter_share is not None and exporter is not None and exporter != row.top_economy:
        top += f"; {dossier.names[exporter]}, {share(row.exporter_share, say)}"
    hhi = say.number(f"{row.hhi.value:.2f}") if row.hhi.value is not None else _span(row.hhi.low, row.hhi.high, say)
    item = f"{dossier.names[row.item]}: " if row.item else ""
    return (
        dossier.names[row.importer],
        item + say.put(row.scope),
        top,
        hhi,
        "; ".join(f"{rule}: {say.put(_ANSWERS[met])}" for rule, met in row.rules.items()),
        cited(row.sources, numbers),
    )


def _span(low: float | None, high: float | None, say: Messages) -> str:
    if low is None or high is None:
        return say("not known")
    ends = dict.fromkeys((f"{low:.2f}", f"{high:.2f}"))
    return say.number("–".join(ends))


def _blind(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> Iterator[str]:
    """What each code shows and what it mixes."""
    for code in dossier.around.codes:
        rows = [row for row in dossier.around.blindness if row.code == code]
        mixed = [row for row in rows if row.signal not in _CLEAR]
        if len(mixed) > 1:
            names = ", ".join(dossier.names.get(row.item, row.item) for row in mixed)
            yield say("{items} cannot be told apart by the code {code}.", items=names, code=code)
        for row in rows:
            yield say(
                "{code} shows {item} with grade {grade}: {reason}.",
                code=code,
                item=dossier.names.get(row.item, row.item),
                grade=row.signal,
                reason=row.reason,
            ) + cited((row.source,), numbers)
        if not rows:
            yield say("The tables know no item of the chain under {code}.", code=code)
    yield say(
        "Stocks of firms, goods under way and quality stand in no customs data; a shortage that comes from demand is "
        "not seen."
    )


def _precedents(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> Table:
    return Table(
        caption=say("Events on the same item or of the same exporter, those most alike first."),
        header=(
            say("Since"),
            say("From"),
            say("Event"),
            say("Outcome"),
            say("Relief after"),
            say("Same"),
            say("Source"),
        ),
        rows=tuple(_precedent(dossier, row, numbers, say) for row in dossier.around.precedents),
        widths=(3, 4, 8, 6, 3, 3, 2),
    )


def _precedent(dossier: Dossier, row: Precedent, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    lasted = say("not known") if row.lasted_days is None else say("{n} days", n=row.lasted_days)
    same = ", ".join(say.put(_SAME[word]) for word in row.same)
    exporter = dossier.names[row.exporter]
    return (str(row.date), exporter, row.title, say(row.outcome.value), lasted, same, cited((row.source,), numbers))


def _published(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> Table:
    return Table(
        caption=say("Figures of single months that others published; each of its own statistics, not to be added."),
        header=(
            say("Month"),
            say("Item"),
            say("From"),
            say("To"),
            say("Figure"),
            say("What is counted"),
            say("Source"),
        ),
        rows=tuple(_figure(dossier, row, numbers, say) for row in dossier.around.published),
        widths=(3, 5, 3, 4, 4, 10, 2),
    )


def _figure(dossier: Dossier, row: Published, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    importer = dossier.names[row.importer] if row.importer else "–"
    value = f"{row.value:,.0f}" if row.value == 0 or row.value >= 100 else f"{row.value:,.3g}"
    figure = f"{say.number(value)} {row.unit}"
    exporter, item = dossier.names[row.exporter], dossier.names[row.item] if row.item else "–"
    return (str(row.period), item, exporter, importer, figure, row.note or "", cited((row.source,), numbers))
