"""Why an item and a supplying economy deserve attention: what a share rule says, and what it cannot see.

The lesson of 2019: concentration is exposure, not probability. Of three items that Japan put under licence the two with
shares above nine tenths kept flowing, and the one at 44 % stopped. So a rule over shares is one reason among others:
a measure in force that names exporter and item, and what people know of grade, qualified suppliers and stock.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from haechi.dependency.measures import Measure, Standing, measures
from haechi.dependency.presets import Thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, depends_on, newest
from haechi.model.chain import Item, ItemCode, Signal
from haechi.model.happening import Event, Policy
from haechi.model.knowledge import Attribute, Statement, Subject, latest
from haechi.model.trade import Edition
from haechi.units import convert

_CLEAR = (Signal.IS_ITEM, Signal.PROXY)  # codes whose customs rows tell what is bought of the item


class Ground(StrEnum):
    """What a reason stands on."""

    SHARE = "share rule"
    EVENT = "measure in force"
    QUALIFIED = "qualified suppliers"
    COVER = "stock against qualification"
    GRADE = "grade"
    CODE = "customs code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground for attention; one that does not lift is said beside the others and decides nothing.

    `measure` is what the reason speaks of where it is one.
    """

    ground: Ground
    text: str
    lifts: bool
    source: str
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """An item that an importer gets from an economy, with all reasons for and against looking at it."""

    item: str
    importer: str
    economy: str
    reasons: tuple[Reason, ...]

    @property
    def is_lifted(self) -> bool:
        """Whether any reason lifts it."""
        return any(reason.lifts for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What reasons are drawn from.

    Parameters
    ----------
    items, item_codes : the items looked at and the codes they are declared under
    rows : the importer's customs rows of a year; empty where none are loaded
    supplies : published shares; those to the importer are judged, those to the world stand in where there are none
    events, rules : dated measures; rules that control exports
    statements : what people had entered by the day
    limits : thresholds of the single-supplier rule, by the name `preset`
    """

    items: Sequence[Item]
    item_codes: Sequence[ItemCode]
    rows: Sequence[Reliance]
    supplies: Sequence[Supply]
    events: Sequence[Event]
    rules: Sequence[Policy]
    statements: Sequence[Statement]
    limits: Thresholds
    preset: str = "KR-50"


def attention(importer: str, *, on: dt.date, knowledge: Knowledge) -> tuple[Attention, ...]:
    """Pairs of item and economy with their reasons, lifted ones first, then by number of reasons that lift.

    Parameters
    ----------
    importer : ISO 3166 alpha-3 of who buys
    on : the day to answer for: later events are not known yet
    knowledge : what reasons are drawn from
    """
    known = latest(knowledge.statements)
    found = []
    for item in knowledge.items:
        economies = _suppliers(item, importer, on, known, knowledge)
        shared = (*_entered(item, importer, known), *_blindness(item, importer, knowledge.item_codes))
        for economy in economies:
            own = (
                *_shares(item, importer, economy, on, knowledge),
                *_measures(item, importer, economy, on, knowledge),
                *_qualified(item, importer, economy, known),
            )
            if own:
                found.append(Attention(item=item.id, importer=importer, economy=economy, reasons=(*own, *shared)))
    return tuple(sorted(found, key=_order))


def _order(row: Attention) -> tuple[int, str, str]:
    return (-sum(reason.lifts for reason in row.reasons), row.item, row.economy)


def _suppliers(
    item: Item,
    importer: str,
    on: dt.date,
    known: Mapping[Subject, Statement],
    knowledge: Knowledge,
) -> list[str]:
    """Economies that any of the grounds names for the item, in alphabetical order."""
    named = {share.economy for supply in _relevant(item, importer, on, knowledge) for share in supply.shares}
    named |= {row.top_partner for row, _ in _customs(item, knowledge) if row.top_partner}
    named |= {measure.economy for measure in _touching(item, importer, on, knowledge)}
    statement = known.get((item.id, importer, Attribute.QUALIFIED_SUPPLIERS))
    named |= set(statement.economies) if statement else set()
    return sorted(named - {importer})


def _relevant(item: Item, importer: str, on: dt.date, knowledge: Knowledge) -> list[Supply]:
    """Shares of the importer's purchases, of periods over by the day; of world supply where nothing shows purchases."""
    of_item = [
        supply
        for supply in knowledge.supplies
        if supply.item == item.id and (supply.period is None or supply.period.end.last <= on)
    ]
    own = [supply for supply in of_item if supply.market == importer]
    if own or any(row.top_partner for row, _ in _customs(item, knowledge)):
        return own
    return [supply for supply in of_item if supply.market == WORLD]


def _customs(item: Item, knowledge: Knowledge) -> Iterator[tuple[Reliance, ItemCode]]:
    """Customs rows of the codes that show the item; a code that mixes it with others tells nothing of it."""
    for code in knowledge.item_codes:
        if code.item != item.id or code.signal not in _CLEAR:
            continue
        for row in knowledge.rows:
            if (row.code, row.edition) == (code.code, code.edition):
                yield row, code


def _shares(item: Item, importer: str, economy: str, on: dt.date, knowledge: Knowledge) -> Iterator[Reason]:
    """What the latest figures that name the economy say under the single-supplier rule."""
    limit = knowledge.limits["top_share"]
    for supply in newest(row for row in _relevant(item, importer, on, knowledge) if row.names(economy)):
        share = supply.share_of(economy)
        found = f"{share.low:.1%}..{share.high:.1%}" if share.low != share.high else f"{share.high:.1%}"
        answer = depends_on(supply, economy, knowledge.limits)
        yield Reason(
            ground=Ground.SHARE,
            text=f"{economy} holds {found} of {supply.measure or 'supply'} to {supply.market} in {supply.period}, by "
            f"{supply.basis}; {knowledge.preset} ({limit.relation} {limit.value:.0%}): {_word(answer)}",
            lifts=answer is True,
            source=", ".join(supply.sources),
        )
    for row, code in _customs(item, knowledge):
        verdict = next((verdict for verdict in row.presets if verdict.preset == knowledge.preset), None)
        if row.top_partner == economy and verdict is not None:
            yield Reason(
                ground=Ground.SHARE,
                text=f"{economy} comes first in code {row.code} ({row.edition}) in {row.year}; {knowledge.preset}: "
                f"{_word(verdict.met)}, {verdict.reason}; the code shows the item with grade {code.signal}",
                lifts=verdict.met is True,
                source=row.source,
            )


def _word(answer: bool | None) -> str:
    return {True: "met", False: "not met", None: "undecided, as part of the shares is not known"}[answer]


def _touching(item: Item, importer: str, on: dt.date, knowledge: Knowledge) -> tuple[Measure, ...]:
    """Measures that name the item, its family or a member of it."""
    kin = {item.id} | {member.id for member in knowledge.items if member.parent == item.id}
    if item.parent is not None:
        kin.add(item.parent)
    return measures(kin, importer, on=on, events=knowledge.events, rules=knowledge.rules)


def _measures(item: Item, importer: str, economy: str, on: dt.date, knowledge: Knowledge) -> Iterator[Reason]:
    """Measures of an economy: those that stand or are announced lift, an eased one is remembered."""
    for measure in _touching(item, importer, on, knowledge):
        if measure.economy == economy:
            yield Reason(
                ground=Ground.EVENT,
                text=f"{measure.title}: {measure.standing} since {measure.since}",
                lifts=measure.standing is not Standing.EASED,
                source=measure.source,
                measure=measure,
            )


def _qualified(item: Item, importer: str, economy: str, known: Mapping[Subject, Statement]) -> Iterator[Reason]:
    statement = known.get((item.id, importer, Attribute.QUALIFIED_SUPPLIERS))
    if statement is None or economy not in statement.economies:
        return
    is_only = len(set(statement.economies)) == 1
    others = "nobody else is, whatever the code's shares say" if is_only else f"of {', '.join(statement.economies)}"
    yield Reason(
        ground=Ground.QUALIFIED,
        text=f"{economy} is qualified, {others} (entered by {statement.who} on {statement.at:%Y-%m-%d})",
        lifts=is_only,
        source=statement.source,
    )


def _entered(item: Item, importer: str, known: Mapping[Subject, Statement]) -> Iterator[Reason]:
    """What was entered of grade, and whether the stock bridges the time that a replacement takes."""
    grade = known.get((item.id, importer, Attribute.GRADE))
    if grade is not None:
        yield Reason(ground=Ground.GRADE, text=f"needed in grade {grade.text}", lifts=False, source=grade.source)
    stock = known.get((item.id, importer, Attribute.STOCK_DAYS))
    months = known.get((item.id, importer, Attribute.QUALIFICATION_MONTHS))
    if stock is None or months is None or stock.high is None or months.low is None:
        return
    if stock.high < convert(months.low, "month", "day"):
        yield Reason(
            ground=Ground.COVER,
            text=f"stock of {stock.low:g}..{stock.high:g} days ends before a replacement is qualified, which takes "
            f"{months.low:g}..{months.high:g} months",
            lifts=False,
            source=f"{stock.source}; {months.source}",
        )


def _blindness(item: Item, importer: str, item_codes: Iterable[ItemCode]) -> Iterator[Reason]:
    """What the customs codes of the item cannot tell, once per code; an HS code that is the item tells no grade.

    National codes count where they are the importer's own, and where they are the item they may well tell its grade.
    """
    seen = set()
    for row in item_codes:
        if row.item != item.id or row.code in seen:
            continue
        is_national = row.edition is Edition.NATIONAL
        if is_national and row.jurisdiction != importer:
            continue
        if row.signal is Signal.IS_ITEM and (is_national or item.grade is None):
            continue
        seen.add(row.code)
        grade = item.grade or "the grade that the chain needs"
        yield Reason(
            ground=Ground.CODE,
            text=f"code {row.code} shows the item with grade {row.signal} and cannot tell {grade} from the rest: "
            f"{row.reason}",
            lifts=False,
            source=row.citation.source,
        )
