"""`haechi pair` and `haechi group`: what partners are to each other and what they have in common."""

from collections.abc import Iterator, Sequence

from haechi.app.dependence import markets, relied, remarks
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.published import NO_FLOWS, interval
from haechi.app.report import Report, Row
from haechi.dependency.pair import Common, Complement, Dependence, GroupData, GroupSheet, Purchase, sheet
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import supplies
from haechi.errors import InputError, NotCovered
from haechi.model.chain import Figure
from haechi.sentence import said

PRESET = "KR-50"
SECTIONS = ("purchases", "dependence within", "common dependence", "complements", "figures")


def pairing(
    desk: Desk, economies: Sequence[str], *, year: int | None = None, source: str | None = None, command: str = "pair"
) -> Report:
    """Rows of a pair or group sheet; `section` says which part of it a row belongs to.

    Raises
    ------
    InputError
        If fewer than two different economies are named.
    UnknownName
        If one of them is not known.
    """
    members = tuple(dict.fromkeys(desk.importer(name) for name in economies))
    if len(members) < 2:
        raise InputError(
            said(
                "{economies} is not a pair; name two economies or more, such as KOR NLD", economies=", ".join(economies)
            )
        )
    return _report(desk, members, year, source, command)


@kept(most=16)
def _report(desk: Desk, members: tuple[str, ...], year: int | None, source: str | None, command: str) -> Report:
    made, notes = group_sheet(desk, members, year=year, source=source)
    rows = [*_rows(made)]
    used = sorted({str(name) for row in rows for name in str(row["source"]).split(", ") if name})
    parameters = {"members": members, "preset": PRESET, "year": year, "source": source}
    return Report(
        command=command,
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(dict.fromkeys((*notes, *_remarks(made)))),
        parameters=parameters,
        sources=tuple(used),
    )


def group_sheet(
    desk: Desk, members: Sequence[str], *, year: int | None = None, source: str | None = None
) -> tuple[GroupSheet, tuple[str, ...]]:
    """The sheet and what must be said about the data it stands on."""
    facts = desk.facts
    held, rows = {}, {}
    notes: list[str] = []
    for member in members if desk.has_flows else ():
        try:
            found = markets(desk, member, year=year, source=source)
        except NotCovered as error:
            notes.append(said("{why}.", why=error.sentence))
            continue
        held[member], rows[member] = found[-1], relied(desk, member, year=found[-1].year, source=source)
        notes += remarks(found[-1])
    if not held:
        notes.append(NO_FLOWS)
    data = GroupData(
        markets=held,
        rows=rows,
        supplies=supplies(facts.provisions, thresholds(facts.parameters, "CHAIN-65")),
        figures=(*facts.figures, *facts.press_points),
        items_of=facts.items_of,
        limits=thresholds(facts.parameters, PRESET),
        strong=thresholds(facts.parameters, "COMPLEMENT")["strong_share"],
        preset=PRESET,
    )
    return sheet(members, data), tuple(notes)


def _remarks(made: GroupSheet) -> Iterator[str]:
    for member, count in made.undecided.items():
        if count:
            yield said(
                "{n} codes of {economy} could not be decided by {preset}; none of them is thereby safe.",
                n=count,
                economy=member,
                preset=PRESET,
            )
    for section in SECTIONS:
        if not any(row["section"] == section for row in _rows(made)):
            yield said(
                "No row under {section}: nothing in the data held says so, which is not proof that there is none.",
                section=repr(section),
            )


def _rows(made: GroupSheet) -> Iterator[Row]:
    yield from (_purchase(row) for row in made.purchases)
    yield from (_dependence("dependence within", row) for row in made.within)
    for common in made.common:
        yield from (_common(common, row) for row in common.grounds)
    yield from (_complement(row) for row in made.complements)
    for member, figures in made.figures.items():
        yield from (_figure(member, figure) for figure in figures)


def _purchase(row: Purchase) -> Row:
    return {
        "section": "purchases",
        "member": row.buyer,
        "buyer": row.buyer,
        "seller": row.seller,
        "market": row.buyer,
        "items": list(row.items),
        "code": row.code,
        "edition": row.edition,
        "value": row.value,
        "unit": row.unit,
        "share": row.share.value,
        "share_interval": interval(row.share),
        "period": row.period,
        "basis": row.basis,
        "measure": row.measure,
        "note": row.note,
        "source": row.source,
    }


def _figure(member: str, row: Figure) -> Row:
    return {
        "section": "figures",
        "member": member,
        "buyer": row.importer,
        "seller": row.exporter,
        "market": row.importer,
        "items": [row.item] if row.item else [],
        "code": row.code,
        "edition": None,
        "value": row.value,
        "unit": row.unit,
        "share": None,
        "share_interval": None,
        "period": str(row.period),
        "basis": row.basis,
        "measure": row.activity,
        "note": row.note,
        "source": row.citation.source,
    }


def _dependence(section: str, row: Dependence) -> Row:
    return {
        "section": section,
        "member": row.buyer,
        "buyer": row.buyer,
        "seller": row.seller,
        "market": row.market,
        "items": list(row.items),
        "code": row.code,
        "edition": row.edition,
        "value": None,
        "unit": None,
        "share": row.share.value,
        "share_interval": interval(row.share),
        "period": row.period,
        "basis": row.basis,
        "measure": row.measure,
        "note": None,
        "source": row.source,
    }


def _common(common: Common, ground: Dependence) -> Row:
    return {**_dependence("common dependence", ground), "members": list(common.members)}


def _complement(row: Complement) -> Row:
    weak = _dependence("complements", row.weakness)
    return {**weak, "strong": row.strong, "strength": row.strength.value, "strength_basis": row.strength_basis}
