"""Small markets, shares and facts for the tests of dependency."""

from collections.abc import Mapping, Sequence

import numpy as np

from haechi.model.chain import Basis, Essentiality, Item, Kind, Link, Measure, Names, Provision
from haechi.model.chain import DeviceType as Device
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate, Span
from haechi.model.happening import Parameter
from haechi.model.market import Floats, Market
from haechi.reference.tables import read

CITATION = Citation(source="a-source", locator="p. 1", as_of=PartialDate.parse("2019-07"), method=Method.REPORTED)
PARAMETERS = read("parameters", Parameter)


def one_edition(code: str, edition: str) -> tuple[str, str]:
    """A lineage in which no code lives through a change of editions."""
    return code, edition


def make_market(
    imports: Mapping[str, Sequence[float]],
    *,
    suppliers: Sequence[str] = ("JPN", "USA", "DEU"),
    importer: str = "KOR",
    year: int = 2022,
    unspecified: float = 0.0,
    published: float = np.nan,
    own: float = 0.0,
    exports: float = np.nan,
    world: Sequence[float] | None = None,
    covered: bool = True,
    months: Floats | None = None,
    members: Sequence[str] = (),
    intra: float | None = None,
    source: str = "baci",
    edition: str = "HS17",
) -> Market:
    codes = tuple(imports)
    count = len(codes)

    def each(value: float) -> Floats:
        return np.full(count, value)

    values = np.array([imports[code] for code in codes], dtype=float).reshape(count, len(suppliers))
    row = np.full(len(suppliers), np.nan) if world is None else np.array(world, dtype=float)
    return Market(
        importer=importer,
        year=year,
        codes=codes,
        editions=(edition,) * count,
        suppliers=tuple(suppliers),
        imports=values,
        unspecified=each(unspecified),
        published=each(published),
        own=each(own),
        covered=np.full(count, covered),
        exports=each(exports),
        world_exports=np.tile(row, (count, 1)),
        months=months,
        source=source,
        basis="reconciled",
        vintage="2026-01-31",
        members=tuple(members),
        intra_imports=None if intra is None else each(intra),
    )


def make_provision(
    item: str,
    economy: str,
    share: float | None,
    *,
    market: str = "KOR",
    low: float | None = None,
    high: float | None = None,
    basis: Basis = Basis.CUSTOMS_ORIGIN,
    measure: Measure = Measure.IMPORTS,
    period: str = "2019-01/2019-05",
) -> Provision:
    return Provision(
        item=item,
        market=market,
        economy=economy,
        share=share,
        low=low,
        high=high,
        basis=basis,
        measure=measure,
        period=Span.parse(period),
        firms=None,
        citation=CITATION,
    )


def make_item(name: str, *, parent: str | None = None, grade: str | None = None) -> Item:
    return Item(
        id=name,
        names=Names(en=name, ko=name, nl=name),
        kind=Kind.WET_CHEMICAL,
        stage="material",
        parent=parent,
        is_key=True,
        use="etch",
        grade=grade,
        citation=CITATION,
    )


def make_link(
    supplier: str,
    customer: str,
    essentiality: Essentiality = Essentiality.CRITICAL,
    device: Device = Device.ALL,
) -> Link:
    return Link(
        supplier=supplier,
        customer=customer,
        essentiality=essentiality,
        device_type=device,
        reason="needed",
        citation=CITATION,
    )
