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


def worse(name: str, low: float, high: float) -> Unknown:
    """More of it brings a stop earlier."""
    return Unknown(name=name, low=low, high=high, is_worse_high=True)


def better(name: str, low: float, high: float) -> Unknown:
    """More of it brings a stop later."""
    return Unknown(name=name, low=low, high=high)


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
        economy="JPN",
        begin_days=begin,
        share=worse(f"share of {item}", share, share),
        depth=worse(f"depth of {item}", *depth),
        duration=None if duration is None else worse(f"duration of {item}", *duration),
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
        stocks={
            (item, None): Unknown(name=f"stock of {item}", low=low, high=high, is_usual_stock=True)
            for item, (low, high) in held.items()
        },
        alternates={
            item: Alternate(
                days=worse(f"days of others for {item}", 40, 40),
                part=better(f"part of others for {item}", *part),
            )
            for item in lost
        },
        pooling={item: better(f"sharing of {item}", *pooling) for item in lost},
        important=worse("important", 0.5, 0.5),
        family=worse("family", 0.0, 0.0),
        horizon_days=horizon,
    )
