"""What cannot be seen from this workspace: items that no code shows, sources not loaded, stocks that nobody entered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.model.chain import Signal
from haechi.model.knowledge import Attribute
from haechi.model.trade import Edition
from haechi.readers import layout as layouts
from haechi.sentence import Said, said

_BLIND = (Signal.MIXED, Signal.INVISIBLE)
_PARTNERS = ("KOR", "NLD")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """Something that cannot be seen, with the items that it hides; no items: it hides more than items."""

    what: Said
    items: tuple[str, ...] = ()


def blind_spots(desk: Desk, *, language: str = "en") -> tuple[BlindSpot, ...]:
    """What cannot be seen on the day, computed from the tables and the workspace."""
    return (*_codes(desk), *_stocks(desk, Naming(facts=desk.facts, language=language)), *_sources(desk), *_always())


def _codes(desk: Desk) -> Iterator[BlindSpot]:
    """Key items by how badly the codes in force show them."""
    best: dict[str, Signal | None] = {}
    for item in desk.facts.items:
        if item.is_key:
            codes = [row.signal for row in desk.facts.codes_by_item.get(item.id, ()) if row.edition is Edition.HS22]
            best[item.id] = min(codes, default=None)
    texts = {
        Signal.MIXED: said(
            "Customs codes mix these key items with other goods (grade C): their stop can hide among those."
        ),
        Signal.INVISIBLE: said("No customs code shows these key items (grade D): only a notice or a call will."),
        None: said("These key items have no customs code in HS 2022: no data will show what happens to them."),
    }
    for signal, text in texts.items():
        if found := tuple(name for name, held in best.items() if held is signal):
            yield BlindSpot(what=text, items=found)


def _stocks(desk: Desk, naming: Naming) -> Iterator[BlindSpot]:
    """Key items on which nobody entered a stock, by partner."""
    for economy in _PARTNERS:
        unknown = tuple(
            item.id
            for item in desk.facts.items
            if item.is_key and (item.id, economy, Attribute.STOCK_DAYS) not in desk.statements
        )
        if unknown:
            name = naming.economy(economy)
            yield BlindSpot(
                what=said(
                    "Nobody entered the stock of these key items in {economy}: usual bands stand in.", economy=name
                ),
                items=unknown,
            )


def _sources(desk: Desk) -> Iterator[BlindSpot]:
    """Statistics that could be loaded and are not."""
    held = desk.lake.sources() if desk.workspace is not None else ()
    if not any(len(series.periods[-1]) > 4 for series in held if series.periods):
        yield BlindSpot(what=said("No monthly customs data are loaded: alerts rest on notices alone."))
    loaded = {series.source for series in held}
    if missing := sorted(name for source, name in _loadable().items() if source not in loaded):
        yield BlindSpot(what=said("Not loaded: {sources}.", sources="; ".join(missing)))
    sides = {series.basis for series in held}
    if len(sides) == 1 and "reconciled" not in sides:
        yield BlindSpot(
            what=said("Only one side of the flows is loaded ({side}): no mirror can corroborate.", side=sides.pop())
        )


@cache
def _loadable() -> Mapping[str, str]:
    """Names of the sources of flows that can be loaded as they come."""
    flows = (row for row in layouts.bundled() if row.subject == layouts.Subject.FLOWS)
    return {row.source: row.title.split(",")[0] for row in flows}


def _always() -> Iterator[BlindSpot]:
    yield BlindSpot(
        what=said("Contracts, grades and firms are not in customs data; a rule that nobody entered is not known.")
    )
