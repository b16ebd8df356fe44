"""Flows of some codes from their own rows alone: what came in a month, what was expected, and where it came from.

How strange a month was can be told only among all flows (`haechi.app.item_watch`); this needs a small part of them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np

from haechi.app import carding, code_items, notified, panels
from haechi.app.circumstances import happenings
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.naming import Naming
from haechi.app.report import Report, Row
from haechi.brief import course as chart
from haechi.brief.document import Picture
from haechi.brief.messages import Messages
from haechi.errors import NotCovered
from haechi.model.panel import Panel
from haechi.model.signal import Level, Node
from haechi.store.streams import Stream
from haechi.watch.card import series
from haechi.watch.course import course
from haechi.watch.decision import index_of
from haechi.watch.parts import Parts, parts_by_year
from haechi.watch.pooling import LEVELS
from haechi.watch.surveillance import Followed, follow

_PARTS = 12  # that are drawn over the years

Rank = tuple[bool, float, int]  # sums before pairs, and of each what moved most money first


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of an item.

    month : 2023-11, or None for the newest
    exporter, importer : sides that the nodes must have, or None
    source : one source of months, or None for all
    """

    item: str
    month: str | None = None
    exporter: str | None = None
    importer: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Flows of some codes from one source and side over all months that were known on the day."""

    stream: Stream
    panel: Panel
    followed: Followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A node of the flows held, in a month."""

    held: Held
    month: int
    index: int

    @property
    def node(self) -> Node:
        """The node by name."""
        return self.held.followed.nodes.node(self.index)

    @property
    def period(self) -> str:
        """The month, 2023-11."""
        return str(self.held.panel.months[self.month])

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """Its exporter and importer, None: all."""
        return self.node.exporter, self.node.importer

    @property
    def parts(self) -> Parts | None:
        """What its parts were of it in each year up to the month; None where it is the sum of none."""
        found = parts_by_year(self.held.followed, self.index, self.month, most=_PARTS)
        return found if found.parts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A question in the names of the tables: item, exporter and importer by id."""

    item: str
    exporter: str | None
    importer: str | None

    def __str__(self) -> str:
        sides = (f" from {self.exporter}" if self.exporter else "", f" to {self.importer}" if self.importer else "")
        return f"{self.item}{''.join(sides)}"


@kept(most=8)
def held(desk: Desk, codes: frozenset[str], *, source: str | None) -> tuple[Held, ...]:
    """Flows of codes, digits in any edition, from every source and side that has any, or from the one that is named.

    Raises
    ------
    NotCovered, UnknownName
        As `panels.newest` does.
    """
    return tuple(_held(desk, panels.streams(desk, source), sorted(codes)))


def _held(desk: Desk, streams: Sequence[Stream], codes: Sequence[str]) -> Iterator[Held]:
    for stream in streams:
        try:
            panel = desk.lake.panel(
                stream.source, stream.basis, lineage=desk.facts.lineage, as_of=desk.as_of, codes=codes
            )
        except NotCovered:  # another source may have them
            continue
        yield Held(stream=stream, panel=panel, followed=follow(panel, settings=panels.settings(desk)))


def wanted(desk: Desk, question: Question) -> Wanted:
    """What is asked for, by id; raise `UnknownName` where the item or an economy is not known."""
    exporter, importer = (
        None if name is None else desk.facts.economy(name).iso3 for name in (question.exporter, question.importer)
    )
    return Wanted(item=desk.facts.item(question.item).id, exporter=exporter, importer=importer)


def flows(desk: Desk, question: Question) -> list[Flow]:
    """Nodes of an item in a month, sums before pairs and what moved most money first; none where no data show it.

    Raises
    ------
    UnknownName
        If the item, an economy or the source is not known.
    NotCovered
        If no months are held, or none had been published by the day.
    InputError
        If the month is not among those held.
    """
    asked = wanted(desk, question)
    found = held(desk, desk.facts.codes_of(asked.item), source=question.source)
    of_month = [row for row in found if question.month is None or question.month in map(str, row.panel.months)]
    ranked = chain.from_iterable(_of_item(desk, question, asked, row) for row in of_month or found)
    return [flow for _, flow in sorted(ranked, key=itemgetter(0))]


def _of_item(desk: Desk, question: Question, asked: Wanted, found: Held) -> Iterator[tuple[Rank, Flow]]:
    """Nodes of an item in what is held, each with its rank."""
    nodes = found.followed.nodes
    month = len(nodes.months) - 1 if question.month is None else index_of(found.followed, question.month)
    day = nodes.months[month].astype("datetime64[D]").item()
    keys = list(zip(nodes.codes.tolist(), nodes.editions.tolist(), strict=True))
    of_item = {key for key in set(keys) if asked.item in code_items.items_of_code(desk, *key, day)}
    is_asked = np.array([key in of_item for key in keys], dtype=bool)
    for names, name in ((nodes.exporters, asked.exporter), (nodes.importers, asked.importer)):
        if name is not None:
            is_asked &= names == name
    moved = np.abs(np.nan_to_num(nodes.judged_value[month] - found.followed.evidence.value.expected(month)))
    is_pair = nodes.level == LEVELS.index(Level.PAIR)
    for index in np.flatnonzero(is_asked).tolist():
        yield (bool(is_pair[index]), -float(moved[index]), index), Flow(held=found, month=month, index=index)


def report(desk: Desk, question: Question, found: Sequence[Flow]) -> Report:
    """What came in the month and what was expected, of some flows."""
    asked = wanted(desk, question)
    return Report(
        command="flows",
        as_of=desk.as_of,
        rows=[_row(flow) for flow in found],
        notes=(),
        parameters={"item": asked.item, "exporter": asked.exporter, "importer": asked.importer},
        sources=tuple(dict.fromkeys(flow.held.stream.source for flow in found)),
    )


def _row(flow: Flow) -> Row:
    node, followed = flow.node, flow.held.followed
    value = float(followed.nodes.judged_value[flow.month, flow.index])
    band = followed.evidence.value.band(flow.month, flow.index)
    expected, low, high = band or (None, None, None)
    return {
        "period": flow.period,
        "code": node.code,
        "exporter": node.exporter,
        "importer": node.importer,
        "value_usd": None if np.isnan(value) else value,
        "expected_usd": expected,
        "band_usd": [low, high],
        "vintage": _vintage(flow),
        "sources": [flow.held.stream.source],
    }


def _vintage(flow: Flow) -> dt.date:
    """The day of the newest publication of the months up to that of a flow."""
    days = flow.held.panel.vintages[: flow.month + 1]
    newest: dt.date = np.max(days[~np.isnat(days)]).astype(dt.date)
    return newest


def picture(desk: Desk, flow: Flow, language: str) -> Picture:
    """The course of a flow against what was expected, with what was announced and took effect on it."""
    say, naming = Messages(language), Naming(facts=desk.facts, language=language)
    followed = flow.held.followed
    subject = carding.subject_of(desk, followed, flow.node, flow.period)
    known = notified.open_notices(desk) + notified.ended_notices(desk)
    speaking = [notice for notice in known if notified.speaks_of(desk, notice, flow.node)]
    sender, receiver = (naming.economy(name) if name else say("all") for name in flow.sides)
    return chart.picture(
        series(course(followed.nodes, flow.month, flow.index)),
        happenings(desk, subject, speaking),
        carding.data_of(flow.held.panel),
        f"{naming.items(subject.items, most=1)}: {sender} → {receiver}.",
        say,
    )
