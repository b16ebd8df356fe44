from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dependency.small_facts import make_link
from tests.stress.small_chains import downstream, made, sourcing

from haechi.model.chain import DeviceType, Essentiality
from haechi.stress.chain import Chain, build
from haechi.stress.sourcing import Assumption, Sourcing, Unattributed

NONE = Assumption(unattributed=Unattributed.NONE, important_loss=0.5)
EVEN = Assumption(unattributed=Unattributed.EVEN, important_loss=0.5)
WEAKEST = Assumption(unattributed=Unattributed.NONE, important_loss=0.0)
IMPORTANT, NON_CRITICAL = Essentiality.IMPORTANT, Essentiality.NON_CRITICAL
RESIST = made("resist", {"JPN": 0.9, "USA": None})
LITHO = made("litho", {"TWN": 0.6, "KOR": 0.4})


def whole(economy: str) -> Assumption:
    return Assumption(unattributed=Unattributed.WHOLE, important_loss=0.5, holder=economy)


def chain(given_: Sourcing, assumption: Assumption = NONE) -> Chain:
    return build(given_, DeviceType.LOGIC, assumption)


def losses(found: Chain, *stopped: str) -> Mapping[str, float]:
    """Loss of every producer by name."""
    lost = downstream(found.network, [int(place) for place in found.network.places(stopped)])
    return dict(zip(found.network.names.tolist(), lost.tolist(), strict=True))


def test_every_buyer_loses_the_share_of_who_stops() -> None:
    lost = losses(chain(sourcing([make_link("resist", "litho")], RESIST, LITHO)), "JPN resist")
    assert lost["TWN litho"] == pytest.approx(0.9)
    assert lost["KOR litho"] == pytest.approx(0.9)
    assert lost["USA resist"] == 0


def test_the_value_of_a_link_is_the_share_of_the_seller_in_what_the_buyer_makes() -> None:
    network = chain(sourcing([make_link("resist", "litho")], RESIST, LITHO)).network
    names = network.names.tolist()
    found = {
        (names[supplier], names[customer]): value
        for supplier, customer, value in zip(network.supplier, network.customer, network.value, strict=True)
        if value > 1e-6
    }
    assert found == pytest.approx(
        {
            ("JPN resist", "TWN litho"): 0.54,
            ("JPN resist", "KOR litho"): 0.36,
            ("UNS resist", "TWN litho"): 0.06,
            ("UNS resist", "KOR litho"): 0.04,
        }
    )


def test_an_important_input_takes_half_a_critical_one_all_and_a_non_critical_one_nothing() -> None:
    links = [
        make_link("resist", "litho", IMPORTANT),
        make_link("gas", "litho"),
        make_link("foup", "litho", NON_CRITICAL),
    ]
    found = chain(sourcing(links, RESIST, LITHO))
    assert losses(found, "JPN resist")["KOR litho"] == pytest.approx(0.9 / 2)
    assert losses(found, "UNS foup")["KOR litho"] == 0
    assert losses(found, "UNS gas")["KOR litho"] == 1


def test_an_important_input_takes_nothing_in_the_weakest_reading() -> None:
    given_ = sourcing([make_link("resist", "litho", IMPORTANT)], RESIST, LITHO)
    assert losses(chain(given_, WEAKEST), "JPN resist")["KOR litho"] == 0


def test_present_without_a_number_is_nothing_an_even_part_or_the_whole_rest() -> None:
    resist = made("resist", {"JPN": 0.8, "USA": None, "DEU": None})
    given_ = sourcing([make_link("resist", "litho")], resist, LITHO)
    taken = [losses(chain(given_, assumption), "USA resist")["KOR litho"] for assumption in (NONE, EVEN, whole("USA"))]
    assert taken == pytest.approx([0, 0.2 / 3, 0.2])


def test_the_loss_of_an_item_weighs_its_makers_by_their_share() -> None:
    found = chain(sourcing([make_link("litho", "logic")], LITHO, made("logic", {"TWN": 0.75, "KOR": 0.25})))
    lost = np.where(found.network.names == "TWN logic", 1.0, 0.0)
    assert found.lost_of("logic", np.stack([lost, lost * 0.5])).tolist() == [0.75, 0.375]


def test_the_share_of_the_world_is_told_of_every_producer_but_of_what_stands_for_a_family() -> None:
    found = chain(sourcing([make_link("euv", "litho")], RESIST, LITHO, parents={"euv": "resist"}))
    told = {producer.name: share for producer, share in zip(found.producers, found.share, strict=True)}
    assert told["JPN resist"] == pytest.approx(0.9)
    assert told["UNS resist"] == pytest.approx(0.1)
    assert told["USA resist"] == 0
    assert np.isnan(told["WLD resist"])


def test_a_buyer_whose_purchases_are_known_loses_by_them_and_not_by_the_world() -> None:
    bought = {("KOR", "resist"): {"JPN": 0.2, "USA": 0.7, "NLD": 0.1}}
    given_ = sourcing([make_link("resist", "litho")], RESIST, LITHO, purchases=bought)
    found = chain(given_)
    assert losses(found, "JPN resist")["KOR litho"] == pytest.approx(0.2)
    assert losses(found, "JPN resist")["TWN litho"] == pytest.approx(0.9)
    assert losses(found, "UNS resist")["KOR litho"] == pytest.approx(0.1)


def test_a_buyer_that_makes_the_item_itself_loses_by_the_world() -> None:
    bought = {("KOR", "resist"): {"JPN": 0.2, "USA": 0.8}}
    resist = made("resist", {"JPN": 0.6, "KOR": 0.3, "USA": None})
    found = chain(sourcing([make_link("resist", "litho")], resist, LITHO, purchases=bought))
    assert losses(found, "JPN resist")["KOR litho"] == pytest.approx(0.6)


FAMILY = sourcing(
    [make_link("resist", "mask"), make_link("euv", "litho"), make_link("arf", "litho")],
    RESIST,
    made("euv", {"JPN": 0.8}),
    parents={"euv": "resist", "arf": "resist"},
)


def struck(found: Chain, given_: Sourcing, name: str) -> Mapping[str, float]:
    """Loss of every producer by name where all stop that stop with one."""
    (place,) = found.network.places([name])
    return losses(found, *(str(found.network.names[other]) for other in given_.struck(given_.producers[place])))


def test_an_economy_that_stops_in_a_family_stops_in_its_members() -> None:
    lost = struck(chain(FAMILY), FAMILY, "JPN resist")
    assert lost["JPN euv"] == 1
    assert lost["UNS litho"] == pytest.approx(0.8)
    assert lost["UNS mask"] == pytest.approx(0.9)


def test_an_economy_that_stops_in_a_member_stops_in_nothing_else() -> None:
    lost = struck(chain(FAMILY), FAMILY, "JPN euv")
    assert {name for name, part in lost.items() if part == 1} == {"JPN euv"}


def test_what_nobody_makes_of_a_member_follows_its_family_as_far_as_is_assumed() -> None:
    taken = [losses(chain(FAMILY, assumption), "JPN resist")["UNS arf"] for assumption in (NONE, EVEN, whole("JPN"))]
    assert taken == pytest.approx([0, 0.9, 1])


def test_the_rest_of_a_member_is_made_by_none_of_those_named_for_it() -> None:
    """Japan is named for EUV resist; the rest of it is made by the USA and by those whom nobody names, half each."""
    assert losses(chain(FAMILY, EVEN), "JPN resist")["UNS euv"] == 0
    assert losses(chain(FAMILY, EVEN), "USA resist")["UNS euv"] == pytest.approx(0.5)


def test_who_is_present_without_a_size_needs_inputs_all_the_same() -> None:
    found = chain(sourcing([make_link("gas", "resist"), make_link("resist", "litho")], RESIST, LITHO))
    assert losses(found, "UNS gas")["USA resist"] == 1


def test_a_member_is_nothing_a_part_or_all_of_its_family() -> None:
    """Two members and what is not listed are three equal parts; Japan makes 0.8 of one."""
    taken = [losses(chain(FAMILY, assumption), "JPN euv")["UNS mask"] for assumption in (NONE, EVEN, whole("JPN"))]
    assert taken == pytest.approx([0, 0.8 / 3, 0.8])


@pytest.mark.parametrize("assumption", [NONE, EVEN, whole("JPN")])
def test_a_member_does_not_reach_the_other_members_of_its_family(assumption: Assumption) -> None:
    lost = losses(chain(FAMILY, assumption), "JPN euv")
    assert lost["UNS arf"] == lost["JPN resist"] == lost["UNS resist"] == 0


def test_a_member_made_of_its_family_is_made_of_what_its_makers_make() -> None:
    held = (made("dram", {"KOR": 0.7, "USA": 0.3}), made("hbm", {"KOR": 0.8}))
    given_ = sourcing([make_link("dram", "hbm"), make_link("test", "dram")], *held, parents={"hbm": "dram"})
    assert losses(chain(given_), "USA dram")["KOR hbm"] == pytest.approx(0.3)
    assert struck(chain(given_), given_, "KOR dram")["KOR hbm"] == 1


@st.composite
def sourcings(draw: st.DrawFn) -> Sourcing:
    """Five items a to e that need later ones, with shares of four economies, and c and d in the family b."""
    pairs = draw(st.sets(st.sampled_from(["ab", "ac", "ad", "ae", "be", "ce", "de", "cd"]), min_size=1))
    rank = st.sampled_from(list(Essentiality))
    links = [make_link(pair[0], pair[1], draw(rank)) for pair in sorted(pairs)]
    share = st.floats(0.01, 0.3) | st.none()
    economies = st.dictionaries(st.sampled_from(["JPN", "KOR", "CHN"]), share, min_size=1)
    held = [made(item, draw(economies)) for item in "abcde" if draw(st.booleans())]
    names = sourcing([make_link("a", "e"), *links], *held, parents={"c": "b", "d": "b"})
    return Sourcing(items=names.items, links=tuple(links), supplies=names.supplies)


@settings(max_examples=50, deadline=None)
@given(sourcings(), st.sampled_from(["JPN", "KOR", "CHN"]), st.sampled_from("abcd"))
def test_less_known_is_never_less_lost(given_: Sourcing, economy: str, item: str) -> None:
    """What a stop takes of e in the weakest reading, and under no, even and whole holding of what is not known."""
    if f"{economy} {item}" not in {producer.name for producer in given_.producers}:
        return
    taken = []
    for assumption in (WEAKEST, NONE, EVEN, whole(economy)):
        found = chain(given_, assumption)
        (place,) = found.network.places([f"{economy} {item}"])
        stopped = given_.struck(given_.producers[place])
        taken.append(float(found.lost_of("e", downstream(found.network, stopped))))
    assert taken == pytest.approx(sorted(taken), abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(sourcings())
def test_assumptions_do_not_move_the_places_of_producers(given_: Sourcing) -> None:
    names = {tuple(chain(given_, assumption).network.names) for assumption in (NONE, EVEN, whole("JPN"))}
    assert len(names) == 1
