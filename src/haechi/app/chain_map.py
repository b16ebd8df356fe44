"""`haechi chain`: items by stage with how concentrated their supply is or a partner's share, and what a stop reaches.

Numbers are of one body of data: shares of the world's supply by site or by headquarters as published, or an economy's
imports, by customs data where they are loaded, else as published. Items that it does not speak of stay unknown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from haechi.app import item_card
from haechi.app.desk import Desk
from haechi.app.item_numbers import Known, numbers
from haechi.app.matrix_picture import estimate
from haechi.app.naming import terms
from haechi.app.published import interval
from haechi.app.report import Report, Row
from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.charts import chain as chart
from haechi.charts.shade import least
from haechi.dependency.supply import WORLD
from haechi.errors import InputError
from haechi.model.chain import Basis, Essentiality, Item
from haechi.model.estimate import Estimate
from haechi.reference.facts import Facts
from haechi.sentence import said

UNKNOWN = Estimate(value=None, reason="these data do not speak of it")


class Colour(StrEnum):
    """What shades an item: the Herfindahl index of its suppliers, or the share of a partner."""

    HHI = "hhi"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the chain.

    Parameters
    ----------
    colour, partner : what shades an item; a share is that of a partner
    economy : whose imports the numbers are of; None: the supply of the world
    basis : by what shares are attributed; None: by site for the world, by customs origin for an economy
    stop : item whose stop is followed, `of` the economy that stops; None: all
    find : part of a name that is looked for
    """

    colour: Colour = Colour.HHI
    partner: str | None = None
    economy: str | None = None
    basis: Basis | None = None
    stop: str | None = None
    of: str | None = None
    find: str | None = None


def chain_map(desk: Desk, question: Question) -> Report:
    """A row for each item in the order of the chain.

    Raises
    ------
    UnknownName
        If an economy or the item that stops is not known.
    InputError
        If a share is asked for and no partner is named, or the basis does not go with the market.
    """
    market, basis = _market(desk, question)
    partner = _partner(desk, question)
    stopped = desk.facts.item(question.stop).id if question.stop else None
    passed = item_card.paths(desk, stopped, economy=question.of or None) if stopped else None
    rows = list(_rows(desk, question, numbers(desk, market, basis, partner), passed))
    return Report(
        command="chain",
        as_of=desk.as_of,
        rows=rows,
        notes=(*_notes(rows, question.find), *(passed.notes if passed else ())),
        parameters={
            "colour": question.colour,
            "partner": partner,
            "market": market,
            "basis": basis,
            "data": "customs" if market != WORLD and desk.has_flows else "published",
            "stop": stopped,
            "of": question.of,
            "find": question.find,
        },
        sources=tuple(sorted({source for row in rows for source in row["sources"]})),  # type: ignore[attr-defined]
    )


def _rows(desk: Desk, question: Question, held: Mapping[str, Known], passed: Report | None) -> Iterator[Row]:
    """Items by stage; `passed` are the paths of a stop, where one is followed."""
    facts = desk.facts
    wanted = (question.find or "").casefold().strip()
    stopped = passed.parameters["item"] if passed else None
    reached = {str(row["item"]): row for row in passed.rows} if passed else {}
    position = {stage.id: stage.position for stage in facts.stages}
    nothing = Known(number=UNKNOWN, supplier=None, scope=None, sources=())
    for item in sorted(facts.items, key=lambda item: position[item.stage]):
        known, way = held.get(item.id, nothing), reached.get(item.id, {})
        yield {
            "item": item.id,
            "name_en": item.names.en,
            "name_ko": item.names.ko,
            "name_nl": item.names.nl,
            "stage": item.stage,
            "kind": item.kind,
            "is_key": item.is_key,
            "value": known.number.value,
            "interval": interval(known.number),
            "interval_reason": known.number.reason,
            "supplier": known.supplier,
            "scope": known.scope,
            "is_found": _is_found(item, wanted, facts),
            "is_stopped": item.id == stopped,
            "share_lost_interval": way.get("share_lost_interval"),
            "steps": way.get("steps"),
            "via": way.get("via", []),
            "sources": list(known.sources),
        }


def colour_named(name: str) -> Colour:
    """What shades items by its name; raise `InputError` for another word."""
    if name not in tuple(Colour):
        raise InputError(
            said("{name} shades nothing here; use one of {known}", name=repr(name), known=", ".join(Colour))
        )
    return Colour(name)


def basis_named(name: str) -> Basis:
    """A basis by its name; raise `InputError` for another word."""
    if name not in tuple(Basis):
        raise InputError(
            said("{name} is no basis of shares; use one of {known}", name=repr(name), known=", ".join(Basis))
        )
    return Basis(name)


def _is_found(item: Item, wanted: str, facts: Facts) -> bool:
    """Whether an item is looked for: by its id where that is given whole, else by a part of a name."""
    if not wanted or wanted in facts.item_by_id:
        return item.id == wanted
    names = item.names
    return any(wanted in text.casefold() for text in (item.id, names.en, names.ko, names.nl))


def _market(desk: Desk, question: Question) -> tuple[str, Basis]:
    """The market that the numbers are of, and the basis that is published of it."""
    if not question.economy:
        basis = question.basis or Basis.SITE
        if basis is Basis.CUSTOMS_ORIGIN:
            raise InputError(
                said("the world's supply is published by site and by headquarters; name an economy for customs")
            )
        return WORLD, basis
    if question.basis not in (None, Basis.CUSTOMS_ORIGIN):
        raise InputError(
            said(
                "shares of imports are published by customs origin, not by {basis}; leave it out", basis=question.basis
            )
        )
    return desk.importer(question.economy), Basis.CUSTOMS_ORIGIN


def _partner(desk: Desk, question: Question) -> str | None:
    if question.colour is Colour.HHI:
        return None
    if not question.partner:
        raise InputError(said("a share is that of a partner; name one, such as JPN"))
    return desk.supplier(question.partner)


def _notes(rows: Sequence[Row], find: str | None) -> Iterator[str]:
    known = sum(least(estimate(row)) is not None for row in rows)
    told = said(
        "Of {total} items {known} have a number in these data; the others are unknown, not zero.",
        total=len(rows),
        known=known,
    )
    yield (
        told
        if known
        else said("{told} Load customs data that cover the suppliers, or look at the supply of the world.", told=told)
    )
    if find:
        found = sum(bool(row["is_found"]) for row in rows)
        yield said("{n} items have {text} in a name.", n=found, text=repr(find))


def picture(
    desk: Desk,
    report: Report,
    words: chart.Words,
    *,
    language: str,
    href: Callable[[str], str],
    only: frozenset[str] | None = None,
) -> str:
    """The rows as a layered graph, or those of some items; `href` leads to an item."""
    names = {item.id: item.names.of(language) for item in desk.facts.items}
    say = Messages(language)
    rows = [row for row in report.rows if only is None or row["item"] in only]
    nodes = [_node(row, names, href, say) for row in rows]
    stages = {stage.id: stage.names.of(language) for stage in desk.facts.stages}
    return chart.chain(stages, nodes, list(_edges(desk, rows)), words)


def _node(row: Row, names: Mapping[str, str], href: Callable[[str], str], say: Messages) -> chart.Node:
    name, lost = str(row["item"]), row["share_lost_interval"]
    parts = [
        retold.sentence(part, say, terms(say.language))
        for part in (row["supplier"], row["scope"])
        if isinstance(part, str)
    ]
    if lost is not None:
        ends = dict.fromkeys(f"{end:.0%}" for end in lost)  # type: ignore[attr-defined]
        parts.append(say("{part} lost", part=" – ".join(ends)))
    return chart.Node(
        id=name,
        label=names[name],
        stage=str(row["stage"]),
        number=estimate(row),
        note=", ".join(parts),
        href=href(name),
        is_found=bool(row["is_found"]),
        is_reached=lost is not None,
        is_stopped=bool(row["is_stopped"]),
    )


def _edges(desk: Desk, rows: list[Row]) -> list[chart.Edge]:
    """Links of the chain, and the steps of a stop, which may be a link of a whole family."""
    passing: dict[tuple[str, str], None] = {}
    for row in rows:
        way = [*row["via"], row["item"]] if row["via"] else []  # type: ignore[misc]
        passing.update(dict.fromkeys(pairwise(way)))
    critical: dict[tuple[str, str], bool] = {}
    for link in desk.facts.links:
        pair = (link.supplier, link.customer)
        critical[pair] = critical.get(pair, False) or link.essentiality is Essentiality.CRITICAL
    return [
        chart.Edge(
            supplier=pair[0], customer=pair[1], is_critical=critical.get(pair, False), is_passing=pair in passing
        )
        for pair in dict.fromkeys((*critical, *passing))
    ]
