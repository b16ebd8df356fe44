"""The dependency brief of an economy: what changed, so what, who decides by when, what we do not know."""

from collections.abc import Mapping, Sequence

from haechi.brief.citation import cited, numbered
from haechi.brief.document import Block, Brief, Bullets, Paragraph, Picture, Section, Table
from haechi.brief.findings import Decision, Exposure, Findings
from haechi.brief.messages import Messages
from haechi.charts.bars import Bar, bars
from haechi.model.estimate import Estimate

_NAMED = 6  # items named in the lead


def compose(findings: Findings, say: Messages) -> Brief:
    """The brief in the language of the messages; names of items and sources stay as the findings give them."""
    numbers = numbered(findings.references)
    return Brief(
        title=say("{economy}: dependence in the chip value chain", economy=findings.economy),
        subtitle=say("Brief for decision"),
        issued=findings.issued,
        language=say.language,
        lead=_lead(findings, say),
        sections=(
            Section(heading=say("What changed"), blocks=_changes(findings, numbers, say)),
            Section(heading=say("So what"), blocks=_consequences(findings, numbers, say)),
            Section(heading=say("Who decides by when"), blocks=_decisions(findings, numbers, say)),
            Section(heading=say("What we do not know"), blocks=_unknown(findings, say)),
        ),
        references_heading=say("Sources"),
        references=tuple(reference.text for reference in findings.references),
        colophon=(say.put(findings.colophon),),
    )


def _lead(findings: Findings, say: Messages) -> tuple[str, ...]:
    sentences = [say.put(findings.data)]
    if findings.exposures:
        counted = say(
            "Of {n} key items {lifted} have a supplier with over half, a measure in force or one qualified supplier.",
            n=findings.key_items,
            lifted=findings.lifted,
        )
        sentences.append(counted)
    else:
        sentences.append(say("No item has a published share or a customs row that names a supplier."))
    if findings.marked:
        named, more = _listed(findings.marked[:_NAMED]), len(findings.marked) - _NAMED
        if more > 0:
            named = say("{named} and {n} more", named=named, n=more)
        sentences.append(say("More than a share speaks for: {items}.", items=named))
    if findings.decisions:
        due = findings.decisions[0]
        sentences.append(say("The next date is {date}: {what}.", date=due.date, what=say.put(due.text)))
    return tuple(sentences)


def _changes(findings: Findings, numbers: Mapping[str, int], say: Messages) -> tuple[Block, ...]:
    if not findings.changes:
        return (Paragraph(text=say("Nothing in the tables or in the data changed in the time looked at.")),)
    points = tuple(f"{row.date}: {say.put(row.text)} {cited(row.sources, numbers)}".strip() for row in findings.changes)
    return (Bullets(points=points),)


def _consequences(findings: Findings, numbers: Mapping[str, int], say: Messages) -> tuple[Block, ...]:
    if not findings.exposures:
        return (Paragraph(text=say("No exposure can be shown.")),)
    title = say("Share of the largest supplier")
    chart = bars(
        [_bar(row, say) for row in findings.exposures],
        title=title,
        axis=say(
            "share of what stands at the right; red: a measure in force or a sole qualified supplier; dashed: one half"
        ),
        mark=0.5,
    )
    rows = tuple(_exposure_row(row, numbers, say) for row in findings.exposures)
    table = Table(
        caption=say(
            "Why each item is listed. A share above one half (KR-50) is exposure, not a forecast. Signal: A the "
            "customs code is the item, B a proxy, C mixed, D invisible."
        ),
        header=(say("Item, supplier"), say("Why it is listed"), say("A stop takes"), say("Source")),
        rows=rows,
        widths=(5, 9, 3, 2),
    )
    said = "; ".join(f"{row.item}, {row.supplier}: {share(row.share, say)}" for row in findings.exposures)
    blocks: list[Block] = [Picture(svg=chart, caption=say.put(findings.data), alternative=f"{title}. {said}"), table]
    if findings.agreement is not None:
        blocks.append(Paragraph(text=_agreed(findings, say)))
    if findings.strengths:
        blocks.append(Paragraph(text=_strong(findings, numbers, say)))
    return tuple(blocks)


def _agreed(findings: Findings, say: Messages) -> str:
    both = findings.agreement
    assert both is not None  # noqa: S101 - the caller looked
    return say(
        "Two definitions side by side: of {of} items, {first} calls {by_first} dependent and {second} {by_second}; "
        "{by_both} by both, {undecided} undecided by one of them.",
        of=both.of,
        first=both.first,
        second=both.second,
        by_first=both.by_first,
        by_second=both.by_second,
        by_both=both.by_both,
        undecided=both.undecided,
    )


def _strong(findings: Findings, numbers: Mapping[str, int], say: Messages) -> str:
    named = "; ".join(
        f"{row.item} ({share(row.share, say)}, {say.put(row.scope)}) {cited(row.sources, numbers)}".strip()
        for row in findings.strengths
    )
    return say("{economy} is the largest supplier of the world for: {named}.", economy=findings.economy, named=named)


def _decisions(findings: Findings, numbers: Mapping[str, int], say: Messages) -> tuple[Block, ...]:
    rows = [_decision_row(row, numbers, say) for row in findings.decisions]
    if findings.to_ask:
        ask = say(
            "Proposed: ask importers for stock, grade and qualified suppliers of {items}",
            items=_listed(findings.to_ask),
        )
        rows.append((findings.ask_by.isoformat(), ask, _listed(findings.asked), ""))
    if not rows:
        return (Paragraph(text=say("No date falls due in the time looked at.")),)
    return (
        Table(
            caption=say("Dates of rules and measures are those of the sources; a proposal is marked as one."),
            header=(say("By when"), say("What"), say("Who decides"), say("Source")),
            rows=tuple(sorted(rows)),
            widths=(2, 9, 7, 1),
        ),
    )


def _decision_row(row: Decision, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    return (row.date, say.put(row.text), _listed(row.who), cited(row.sources, numbers))


def _unknown(findings: Findings, say: Messages) -> tuple[Block, ...]:
    points = [
        say(
            "Of {n} key items {silent} have neither a published share nor a customs row here, among them {named}. "
            "Unknown is not zero.",
            n=findings.key_items,
            silent=len(findings.silent),
            named=_listed(findings.silent[:4]),
        )
        if findings.silent
        else say("Every key item has a published share or a customs row."),
        say(
            "{n} of the {of} rows above are shares of world supply, not of what {economy} buys.",
            n=findings.worldwide,
            of=len(findings.exposures),
            economy=findings.economy,
        ),
        say(
            "{mixed} of {coded} key items with a customs code share it with other things; such a code cannot tell the "
            "grade that a line needs.",
            mixed=findings.mixed_codes,
            coded=findings.coded_items,
        ),
        say(
            "Stocks were entered for {entered} of the {n} items above; without them no stop can be dated.",
            entered=findings.entered,
            n=len(findings.exposures),
        ),
        say(
            "Concentration says where a stop would hurt, not how likely it is: in 2019 items above nine tenths kept "
            "flowing while one at 44 % stopped."
        ),
        say("Shares by headquarters, by site and by customs origin are different things and are not added here."),
        *findings.remarks,
    ]
    return (Bullets(points=tuple(points)),)


def _bar(row: Exposure, say: Messages) -> Bar:
    return Bar(label=f"{row.item} · {row.supplier}", share=row.share, note=say.put(row.scope), is_marked=row.is_marked)


def _exposure_row(row: Exposure, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    devices = _listed([say.put(kind) for kind in row.devices]) if row.devices else say("no device for certain")
    return (f"{row.item}, {row.supplier}", say.put(row.grounds), devices, cited(row.sources, numbers))


def share(estimate: Estimate, say: Messages) -> str:
    """A share in words: its value, its interval, or that it is not known."""
    span = ""
    if estimate.low is not None and estimate.high is not None and estimate.low < estimate.high:
        span = f"{estimate.low:.0%}–{estimate.high:.0%}"
    if estimate.value is None:
        return span or say("size unknown")
    return say.number(f"{estimate.value:.1%}") + (f" ({span})" if span else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
