"""Cases of a small chain: gas -> etch -> fab -> chip, and an important metal -> fab."""

from tests.dependency.small_facts import make_item, make_link

from haechi.model.chain import Essentiality
from haechi.model.scenario import Recovery
from haechi.stress.interruption import Alternate, Case, Supply
from haechi.stress.passage import passage
from haechi.stress.unknowns import Unknown

NAMES = ("gas", "metal", "etch", "fab", "chip", "lamp")
LINKS = (
    ("gas", "etch", Essentiality.CRITICAL),
    ("etch", "fab", Essentiality.CRITICAL),
    ("metal", "fab", Essentiality.IMPORTANT),
    ("fab", "chip", Essentiality.CRITICAL),
    ("gas", "lamp", Essentiality.NON_CRITICAL),
)


def known(name: str, value: float, **kind: bool) -> Unknown:
    return Unknown(name=name, low=value, high=value, **kind)


def band(name: str, low: float, high: float, **kind: bool) -> Unknown:
    return Unknown(name=name, low=low, high=high, **kind)


def make_supply(
    item: str = "gas",
    *,
    share: float = 0.5,
    depth: tuple[float, float] = (1.0, 1.0),
    duration: tuple[float, float] | None = (60, 60),
    begin: float = 0.0,
) -> Supply:
    return Supply(
        item=item,
        supplier="JPN",
        target=f"{item} from JPN",
        begin_days=begin,
        share=known(f"share of {item}", share, is_worse_high=True),
        depth=band(f"depth of {item}", *depth, is_worse_high=True),
        duration=None if duration is None else band(f"duration of {item}", *duration, is_worse_high=True),
        recovery=Recovery.STEP,
    )


def make_case(
    *supplies: Supply,
    stocks: dict[str, tuple[float, float]] | None = None,
    pooling: tuple[float, float] = (0.0, 0.0),
    part: tuple[float, float] = (0.0, 0.0),
    horizon: int = 180,
) -> Case:
    held = stocks or {"gas": (30, 30), "metal": (10, 10), "etch": (2, 2), "fab": (10, 10)}
    items = [make_item(name) for name in NAMES]
    lost = {supply.item for supply in supplies}
    return Case(
        economy="KOR",
        supplies=supplies,
        chain=passage([make_link(*link) for link in LINKS], items),
        stocks={(item, None): band(f"stock of {item}", *days, is_usual_stock=True) for item, days in held.items()},
        alternates={
            item: Alternate(
                days=band(f"days of others for {item}", 40, 40, is_worse_high=True),
                part=band(f"part of others for {item}", *part),
            )
            for item in lost
        },
        pooling={item: band(f"sharing of {item}", *pooling) for item in lost},
        important=known("important", 0.5, is_worse_high=True),
        family=known("family", 0.0, is_worse_high=True),
        horizon_days=horizon,
    )
