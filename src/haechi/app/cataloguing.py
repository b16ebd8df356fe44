"""`haechi items` and `haechi sources`: what is in the bundled tables."""

from collections.abc import Sequence
from dataclasses import fields
from textwrap import shorten
from typing import Any

from haechi.app.desk import Desk
from haechi.app.report import Report, Row, plain
from haechi.errors import UnknownName
from haechi.model.chain import Names
from haechi.model.trade import Edition
from haechi.sentence import said

_LONGEST = 300  # characters of a row that a page shows


def items(desk: Desk, *, stage: str | None, only_key: bool) -> Report:
    """The items of the chain in the order of its stages, with their codes in HS 2022 and how clearly those show them.

    Raises
    ------
    UnknownName
        If the stage is not one of the chain.
    """
    facts = desk.facts
    position = {row.id: row.position for row in facts.stages}
    if stage is not None and stage not in position:
        raise UnknownName(f"{stage!r} is not a stage; use one of {', '.join(position)}")
    chosen = [item for item in facts.items if stage in (None, item.stage) and (item.is_key or not only_key)]
    rows = []
    for item in sorted(chosen, key=lambda item: position[item.stage]):
        codes = [row for row in facts.codes_by_item.get(item.id, ()) if row.edition is Edition.HS22]
        rows.append(
            {
                "item": item.id,
                "name_en": item.names.en,
                "name_ko": item.names.ko,
                "name_nl": item.names.nl,
                "kind": item.kind,
                "stage": item.stage,
                "parent": item.parent,
                "is_key": item.is_key,
                "use": item.use,
                "grade": item.grade,
                "codes": [row.code for row in codes],
                "signal": min((row.signal.value for row in codes), default=None),
                "source": item.citation.source,
            }
        )
    notes = (
        said("{n} of {total} are key items.", n=sum(bool(row["is_key"]) for row in rows), total=len(rows)),
        said("Signal: A the code is the item, B a usable proxy, C mixed with other things, D invisible; – no code."),
    )
    used = tuple(sorted({str(row["source"]) for row in rows}))
    return Report(command="items", as_of=desk.as_of, rows=rows, notes=notes, sources=used)


def sources(desk: Desk, *, wanted: str | None) -> Report:
    """The publications that facts stand on.

    Raises
    ------
    UnknownName
        If the source that was asked for is not in the table.
    """
    facts = desk.facts
    if wanted is not None and wanted not in facts.source_by_id:
        raise UnknownName(f"{wanted!r} is not a source; run `haechi sources` for the list")
    rows = [
        {
            "source": source.id,
            "publisher": source.publisher,
            "title": source.title,
            "date": source.date,
            "url": source.url,
            "licence": source.licence,
            "redistributable": source.redistributable,
        }
        for source in facts.sources
        if wanted in (None, source.id)
    ]
    return Report(command="sources", as_of=desk.as_of, rows=rows)


def matching(rows: Sequence[Row], text: str, columns: Sequence[str]) -> list[Row]:
    """Rows of which a column holds every word of a text, in whatever case; all where there is none."""
    words = text.casefold().split()
    return [row for row in rows if all(any(word in str(row[name]).casefold() for name in columns) for word in words)]


def carried(desk: Desk, source: str) -> Report:
    """The rows of the bundled tables that stand on a publication: what each says, the place in it, day and method."""
    rows = []
    for table in fields(desk.facts):
        for row in getattr(desk.facts, table.name):
            citation = getattr(row, "citation", None)
            if citation is not None and citation.source == source:
                rows.append(
                    {
                        "table": table.name.replace("_", " "),
                        "fact": _told(row),
                        "place": citation.locator,
                        "as_of": citation.as_of,
                        "method": citation.method,
                    }
                )
    notes = (
        () if rows else (said("No row of the bundled tables stands on it: an event, a scenario or a promise does."),)
    )
    return Report(command="sources", as_of=desk.as_of, rows=rows, notes=notes)


def _told(row: Any) -> str:
    """What a row of a table says, field by field, without its citation and what it leaves open."""
    held = ((field.name.replace("_", " "), getattr(row, field.name)) for field in fields(row))
    told = (
        f"{name} {value.en if isinstance(value, Names) else _text(value)}"
        for name, value in held
        if name != "citation" and value not in (None, "", ())
    )
    return shorten("; ".join(told), _LONGEST, placeholder=" …")


def _text(value: object) -> str:
    value = plain(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
