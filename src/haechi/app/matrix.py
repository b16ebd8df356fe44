"""`haechi matrix`: economies x items by two definitions side by side, for those who buy or for those who supply.

Buyers: the share of the largest supplier and the Herfindahl index, both of customs data where they are loaded, else of
published shares of imports. Suppliers: the share of the world's supply by headquarters and by site. A row says by which
body of data it is; numbers of two of them never stand in one column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from haechi.app import dependence, markets, published
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.published import interval, scope
from haechi.app.report import Report, Row
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, latest_first
from haechi.errors import InputError, NotCovered
from haechi.model.chain import Basis, Signal
from haechi.model.estimate import Estimate
from haechi.sentence import Said, said

ECONOMIES = ("KOR", "NLD", "JPN", "USA", "TWN", "CHN", "DEU")
MOST = 12
NO_CUSTOMS = said(
    "No customs file is loaded: shares of imports as published, each of its own year; `haechi load FILE` loads one."
)
SUPPLIERS = said(
    "Shares of the world's supply as published. By headquarters and by site are two different things and "
    "stand in columns of their own; economies that a source names without a number have at most what the "
    "others leave."
)
CLEAR = said("Codes stand under the item that they show as itself or as a usable proxy; mixed codes are left out.")


class Side(StrEnum):
    """Whose numbers a matrix shows."""

    BUYERS = "buyers"
    SUPPLIERS = "suppliers"


DEFINITIONS: Mapping[Side, tuple[str, str]] = {
    Side.BUYERS: ("largest supplier", "HHI"),
    Side.SUPPLIERS: (Basis.HEADQUARTERS.value, Basis.SITE.value),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; no economies are the usual ones, no year the latest that is covered."""

    economies: tuple[str, ...] = ()
    side: Side = Side.BUYERS
    year: int | None = None
    source: str | None = None


def matrix(desk: Desk, question: Question) -> Report:
    """A row for each item, economy and definition of which something is held, items in the order of the chain.

    Raises
    ------
    UnknownName
        If an economy is not known.
    InputError
        If more economies are asked for than can stand side by side.
    """
    asked = tuple(dict.fromkeys(question.economies or ECONOMIES))
    if len(asked) > MOST:
        raise InputError(said("{n} economies do not fit side by side; name {most} at most", n=len(asked), most=MOST))
    economies = tuple(dict.fromkeys(_economy(desk, name, question.side) for name in asked))
    if question.side is Side.SUPPLIERS:
        rows, notes = list(_suppliers(desk, economies)), [SUPPLIERS]
    elif desk.has_flows:
        rows, notes = _customs(desk, economies, question)
        if not rows and question.year is None and question.source is None:
            rows = [row for economy in economies for row in _published(desk, economy)]
            notes.append(
                said("No loaded customs data say who supplies any of them: published shares stand here instead.")
            )
    else:
        rows, notes = [row for economy in economies for row in _published(desk, economy)], [NO_CUSTOMS]
    place = {item.id: number for number, item in enumerate(desk.facts.items)}
    rows.sort(key=lambda row: (place[str(row["item"])], economies.index(str(row["economy"]))))
    if not rows:
        notes.append(
            said(
                "Nothing is held on {economies} by these definitions; that is not zero.", economies=", ".join(economies)
            )
        )
    return Report(
        command="matrix",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(notes),
        parameters={
            "economies": list(economies),
            "side": question.side,
            "definitions": list(DEFINITIONS[question.side]),
            "year": question.year,
            "source": question.source,
        },
        sources=tuple(sorted({source for row in rows for source in row["sources"]})),  # type: ignore[attr-defined]
    )


def years(desk: Desk) -> tuple[int, ...]:
    """Years in which customs data are loaded of anybody's imports, the newest first."""
    if not desk.has_flows:
        return ()
    return tuple(sorted(markets.years(desk, *ECONOMIES), reverse=True))


def side_named(name: str) -> Side:
    """A side by its name; raise `InputError` for another word."""
    if name not in tuple(Side):
        raise InputError(f"{name!r} is no side of a matrix; use one of {', '.join(Side)}")
    return Side(name)


def _economy(desk: Desk, name: str, side: Side) -> str:
    return desk.importer(name) if side is Side.BUYERS else desk.supplier(name)


def _customs(desk: Desk, economies: Sequence[str], question: Question) -> tuple[list[Row], list[Said]]:
    """Rows of each economy that the lake covers, and why others have none."""
    rows: list[Row] = []
    notes = [CLEAR]
    for economy in economies:
        try:
            held = dependence.year_of(desk, economy, year=question.year, source=question.source)
        except NotCovered as error:
            notes.append(said("{why}.", why=error.sentence))
            continue
        rows += [row for code in held for row in _of_code(desk, code)]
    return rows, notes


def _of_code(desk: Desk, row: Reliance) -> Iterator[Row]:
    """Two rows of a code under the first item that it shows clearly; none without one, or without its suppliers."""
    clear = [code for code in dependence.items_of(desk, row) if code.signal in (Signal.IS_ITEM, Signal.PROXY)]
    if not clear or (row.top_share.value is None and row.top_share.low is None):
        return
    told = said(
        "{economy} imports {year}, {code} ({source}, {basis})",
        economy=row.importer,
        year=row.year,
        code=row.code,
        source=row.source,
        basis=row.basis,
    )
    first, second = DEFINITIONS[Side.BUYERS]
    base = {"code": row.code, "edition": row.edition, "supplier": row.top_partner, "measure": "imports"}
    for definition, number in ((first, row.top_share), (second, row.hhi)):
        yield {
            **_named(desk, clear[0].item, row.importer, definition, number),
            **base,
            "scope": told,
            "basis": row.basis,
            "period": str(row.year),
            "sources": [row.source],
        }


def _published(desk: Desk, economy: str) -> Iterator[Row]:
    """Two rows of each item of which shares of an economy's imports are published."""
    first, second = DEFINITIONS[Side.BUYERS]
    for item, supply in by_item(desk, economy, Basis.CUSTOMS_ORIGIN).items():
        for definition, number in ((first, supply.top_share), (second, supply.hhi)):
            yield {
                **_named(desk, item, economy, definition, number),
                **_of_supply(supply),
                "supplier": supply.top_economy,
            }


def _suppliers(desk: Desk, economies: Sequence[str]) -> Iterator[Row]:
    """A row of each item and basis by which the economy is named as one that supplies the world."""
    for basis in (Basis.HEADQUARTERS, Basis.SITE):
        for item, supply in by_item(desk, WORLD, basis).items():
            for economy in economies:
                if supply.names(economy):
                    yield {
                        **_named(desk, item, economy, basis.value, supply.share_of(economy)),
                        **_of_supply(supply),
                        "supplier": economy,
                    }


@kept(most=32)
def by_item(desk: Desk, market: str, basis: Basis) -> Mapping[str, Supply]:
    """The newest published supply of each item to a market by one basis, one with numbers where there is any."""
    found: dict[str, Supply] = {}
    rows = latest_first(row for row in published.newest(desk.facts, market) if row.basis is basis)
    for supply in sorted(rows, key=lambda row: not row.shares):
        found.setdefault(supply.item, supply)
    return found


def _named(desk: Desk, item: str, economy: str, definition: str, number: Estimate) -> Row:
    held = desk.facts.item_by_id[item]
    return {
        "item": item,
        "name": held.names.en,
        "stage": held.stage,
        "economy": economy,
        "definition": definition,
        "value": number.value,
        "interval": interval(number),
        "interval_reason": number.reason,
    }


def _of_supply(supply: Supply) -> Row:
    return {
        "code": None,
        "edition": None,
        "measure": supply.measure,
        "scope": scope(supply),
        "basis": supply.basis,
        "period": str(supply.period) if supply.period else None,
        "sources": list(supply.sources),
    }


def suppliers(desk: Desk) -> tuple[str, ...]:
    """Economies that a published share names, to choose from."""
    return tuple(sorted({row.economy for row in desk.facts.provisions} | {*ECONOMIES}))
