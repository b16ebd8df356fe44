"""What a page on an item shows: its card, its place in the chain, its first line stop, its suppliers over the years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from haechi.app import chain_map, covering, promising
from haechi.app import item_card as cards
from haechi.app.citing import legible
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.naming import Naming, names
from haechi.app.report import Report, Row
from haechi.app.world_map import Look, WorldMap, world_map
from haechi.brief import line_stops
from haechi.brief.messages import Messages
from haechi.charts import chain
from haechi.charts import matrix as chart
from haechi.charts.places import Place, Words
from haechi.charts.stops import Stop, stops
from haechi.dependency.supply import WORLD
from haechi.errors import InputError, NotCovered
from haechi.model.chain import Basis
from haechi.model.estimate import Estimate
from haechi.sentence import said
from haechi.stress.unknowns import Assumption

_PERIODS = 10
_SUPPLIERS = 10
_LEAST = 2  # periods that make a course


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Published suppliers of an item over periods, all of one market, basis and measure, the oldest period first."""

    market: str
    basis: str
    measure: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Estimate | None, ...]], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Reports and pictures of the page.

    `cover` None: `no_cover` says why. `months` are the sources that hold months of it, `codes` those of the item,
    `references` what the keys of sources stand for.
    """

    card: Report
    promises: Report
    place: str
    cover: Report | None
    no_cover: str | None
    courses: tuple[Course, ...]
    months: tuple[str, ...]
    codes: tuple[str, ...]
    references: tuple[tuple[str, str], ...]

    @property
    def row(self) -> Row:
        """The one row of the card."""
        return self.card.rows[0]


def item_page(
    desk: Desk,
    name: str,
    *,
    economy: str,
    words: Callable[[Report], chain.Words],
    language: str,
    href: Callable[[str], str],
) -> ItemPage:
    """All of it for one item, its cover for the lines of an economy.

    Raises
    ------
    UnknownName
        If the item is not known; where the cover cannot be worked out, the page says why.
    """
    card = cards.item(desk, name)
    row = card.rows[0]
    found = str(row["item"])
    around = chain_map.chain_map(desk, chain_map.Question(find=found))
    codes = tuple(sorted({code.code for code in desk.facts.codes_by_item.get(found, ())}))
    cover, no_cover = _cover(desk, found, economy)
    return ItemPage(
        card=card,
        promises=promising.commitments(desk, item=found),
        place=chain_map.picture(
            desk, around, words(around), language=language, href=href, only=frozenset(_neighbours(row))
        ),
        cover=cover,
        no_cover=no_cover,
        courses=tuple(_courses(row)),
        months=_months(desk, codes),
        codes=codes,
        references=tuple((name, _reference(desk, name, language)) for name in _sources(card, cover)),
    )


def _sources(card: Report, cover: Report | None) -> list[str]:
    return sorted({*card.sources, *(cover.sources if cover else ())})


def _reference(desk: Desk, name: str, language: str) -> str:
    """A publication in full; the key alone where it is no publication but loaded data or what somebody entered."""
    source = desk.facts.source_by_id.get(name)
    if source is None:
        return name
    date = f", {source.date}" if source.date else ""
    return f"{source.publisher}: {legible(source.title, language)}{date}. {source.url or ''}".strip()


def _neighbours(row: Row) -> Iterator[str]:
    """The item, what it needs, what needs it, and its family."""
    yield str(row["item"])
    for side in ("needs", "needed_by"):
        yield from (str(link["item"]) for link in row[side])  # type: ignore[attr-defined]
    yield from row["members"]  # type: ignore[misc]
    if row["parent"]:
        yield str(row["parent"])


def _cover(desk: Desk, item: str, economy: str) -> tuple[Report | None, str | None]:
    """First line stops where the largest supplier is lost, or why there is no such thing."""
    try:
        return covering.cover(desk, covering.Question(economy=economy, item=item), lambda *_: None), None
    except (InputError, NotCovered) as error:
        return None, said("{why}.", why=error.sentence)


def _months(desk: Desk, codes: Sequence[str]) -> tuple[str, ...]:
    """Names of the sources that hold months of any of the codes on the day."""
    if not desk.has_flows:
        return ()
    return tuple(dict.fromkeys(source for source, held in codes_by_month(desk) if not held.isdisjoint(codes)))


@kept(most=4)
def codes_by_month(desk: Desk) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each source and side of months with the codes that it holds on the day."""
    found = []
    for stream in desk.lake.monthly(desk.as_of):
        try:
            held = desk.lake.codes(stream.source, stream.basis, lineage=desk.facts.lineage, as_of=desk.as_of)
        except NotCovered:
            continue
        found.append((stream.source, held))
    return tuple(found)


def _courses(row: Row) -> Iterator[Course]:
    """Suppliers over time wherever two or more periods of one market, basis and measure are published."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for supply in (*row["earlier_supplies"], *row["supplies"]):  # type: ignore[misc]
        if supply["period"] is not None and supply["suppliers"]:
            key = (str(supply["market"]), str(supply["basis"]), str(supply["measure"]))
            groups.setdefault(key, []).append(supply)
    for (market, basis, measure), held in groups.items():
        by_period = {str(supply["period"]): supply for supply in sorted(held, key=lambda row: str(row["period"]))}
        periods = tuple(by_period)[-_PERIODS:]
        if len(periods) >= _LEAST:
            shares = {period: dict(_shares(by_period[period])) for period in periods}
            yield Course(
                market=market,
                basis=basis,
                measure=measure,
                periods=periods,
                rows=tuple(
                    (economy, tuple(shares[period].get(economy) for period in periods))
                    for economy in _largest(shares, periods)
                ),
                sources=tuple(sorted({name for period in periods for name in by_period[period]["sources"]})),  # type: ignore[attr-defined]
            )


def _shares(supply: Row) -> Iterator[tuple[str, Estimate]]:
    for share in supply["suppliers"]:  # type: ignore[attr-defined]
        low, high = share["interval"]
        yield share["economy"], Estimate(value=share["share"], low=low, high=high, reason=str(supply["basis"]))


def _largest(shares: Mapping[str, Mapping[str, Estimate]], periods: Sequence[str]) -> list[str]:
    """Suppliers by their share in the newest period that names them."""
    known: dict[str, tuple[int, float]] = {}
    for place, period in enumerate(periods):
        for economy, share in shares[period].items():
            known[economy] = (place, share.value or share.low or 0.0)
    return sorted(known, key=lambda economy: (-known[economy][0], -known[economy][1]))[:_SUPPLIERS]


def suppliers_of_world(row: Row) -> Row | None:
    """Of the newest supplies of the world with shares the one to draw: by site before by headquarters, else none."""
    held = [supply for supply in row["supplies"] if supply["market"] == WORLD and supply["suppliers"]]  # type: ignore[attr-defined]
    return min(held, key=lambda supply: supply["basis"] is not Basis.SITE, default=None)


def world_picture(desk: Desk, supply: Row, words: Words, *, language: str, look: Look) -> WorldMap:
    """Suppliers of the world on a map."""
    naming = Naming(facts=desk.facts, language=language)
    rows = [Place(economy=economy, name=naming.economy(economy), number=share) for economy, share in _shares(supply)]
    return world_map(desk, rows, words, look)


def course_picture(course: Course, words: chart.Words, *, href: str) -> str:
    """Suppliers over time as a matrix of shares."""
    lines = [
        chart.Line(
            label=economy, href=href, cells=tuple(None if one is None else (chart.Cell(number=one),) for one in shares)
        )
        for economy, shares in course.rows
    ]
    return chart.matrix(lines, course.periods, [""], words)


def cover_picture(cover: Report, say: Messages, *, title: str, axis: str) -> str:
    """First stops by stage as intervals of days."""
    rows = [
        Stop(
            label=names(say.language)[str(row["stops"])],
            spans=tuple((row[f"{name}_stop_days"][0], row[f"{name}_stop_days"][1]) for name in Assumption),  # type: ignore[index]
            bound=float(str(row["bound_days"])),
            median=None,
        )
        for row in cover.rows
    ]
    horizon = float(str(cover.parameters["horizon_days"]))
    return stops(
        rows,
        names=[say.known(name.value) for name in Assumption],
        horizon=horizon,
        title=title,
        axis=axis,
        words=line_stops.words(say),
    )
