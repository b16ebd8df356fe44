import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dependency.small_facts import make_link
from tests.stress.small_chains import made, sourcing

from haechi.errors import InputError
from haechi.model.chain import Basis, DeviceType, Essentiality, Measure
from haechi.stress.sourcing import Assumption, Role, Unattributed, chosen, world_shares

NONE = Assumption(unattributed=Unattributed.NONE, important_loss=0.5)
EVEN = Assumption(unattributed=Unattributed.EVEN, important_loss=0.5)


def whole(economy: str) -> Assumption:
    return Assumption(unattributed=Unattributed.WHOLE, important_loss=0.5, holder=economy)


def test_a_site_that_says_most_goes_before_newer_headquarters() -> None:
    by_site = made("resist", {"JPN": 0.6}, period="2022")
    by_owner = made("resist", {"JPN": 0.9}, basis=Basis.HEADQUARTERS, period="2025")
    assert chosen([*by_owner, *by_site])["resist"].basis is Basis.SITE


def test_a_site_that_says_next_to_nothing_does_not_hide_what_is_known_of_the_rest() -> None:
    by_site = made("packaging", {"VNM": 0.01})
    by_owner = made("packaging", {"TWN": 0.6}, basis=Basis.HEADQUARTERS)
    assert chosen([*by_site, *by_owner])["packaging"].basis is Basis.HEADQUARTERS


def test_the_newest_period_counts_and_at_the_same_time_what_was_made_before_capacity() -> None:
    rows = [
        *made("gallium", {"CHN": 0.9}, period="2023"),
        *made("gallium", {"CHN": 0.8}, measure=Measure.CAPACITY),
        *made("gallium", {"CHN": 0.99}),
    ]
    (found,) = chosen(rows).values()
    assert (str(found.period), found.measure) == ("2024", Measure.PRODUCTION)


def test_supplies_to_one_importer_do_not_make_the_world() -> None:
    assert chosen(made("resist", {"JPN": 0.9}, market="KOR")) == {}


def test_an_item_of_which_nothing_is_published_is_made_by_nobody_known() -> None:
    assert world_shares(None, EVEN) == {"UNS": 1.0}


def test_the_part_of_nobody_stays_with_nobody_unless_assumed_otherwise() -> None:
    (supply,) = made("neon", {"UKR": 0.5, "CHN": 0.2, "KOR": None, "USA": None})
    assert world_shares(supply, NONE) == pytest.approx({"UKR": 0.5, "CHN": 0.2, "KOR": 0, "USA": 0, "UNS": 0.3})
    assert world_shares(supply, EVEN) == pytest.approx({"UKR": 0.5, "CHN": 0.2, "KOR": 0.1, "USA": 0.1, "UNS": 0.1})
    assert world_shares(supply, whole("KOR"))["KOR"] == pytest.approx(0.3)
    assert world_shares(supply, whole("UKR")) == world_shares(supply, NONE)


def test_a_bounded_share_never_leaves_its_bounds() -> None:
    (supply,) = made("abf", {"JPN": None}, low=0.6, high=0.7)
    assert world_shares(supply, NONE) == pytest.approx({"JPN": 0.6, "UNS": 0.4})
    assert world_shares(supply, EVEN) == pytest.approx({"JPN": 0.7, "UNS": 0.3})
    assert world_shares(supply, whole("JPN")) == pytest.approx({"JPN": 0.7, "UNS": 0.3})


def test_shares_that_sum_to_more_than_one_by_rounding_are_scaled() -> None:
    (supply,) = made("x", {"JPN": 0.51, "KOR": 0.5})
    assert sum(world_shares(supply, NONE).values()) == pytest.approx(1.0)


@given(
    st.dictionaries(st.sampled_from(["JPN", "KOR", "CHN", "USA"]), st.floats(0, 0.25) | st.none(), min_size=1),
    st.sampled_from([NONE, EVEN, whole("JPN"), whole("USA")]),
)
def test_shares_sum_to_one_and_the_named_hold_at_least_what_is_certain(
    shares: dict[str, float | None], assumption: Assumption
) -> None:
    (supply,) = made("x", shares)
    found = world_shares(supply, assumption)
    assert sum(found.values()) == pytest.approx(1.0)
    assert set(found) == {*shares, "UNS"}
    assert all(found[economy] >= (share or 0.0) - 1e-9 for economy, share in shares.items())
    assert all(found[economy] == pytest.approx(share) for economy, share in shares.items() if share is not None)


def test_a_holder_is_named_where_one_is_needed_and_nowhere_else() -> None:
    with pytest.raises(InputError, match="a holder is named for `whole` alone"):
        Assumption(unattributed=Unattributed.WHOLE, important_loss=0.5)
    with pytest.raises(InputError, match="a holder is named for `whole` alone"):
        Assumption(unattributed=Unattributed.EVEN, important_loss=0.5, holder="JPN")


def test_every_item_has_its_named_producers_a_rest_and_a_family_what_stands_for_it() -> None:
    found = sourcing([make_link("euv", "litho")], made("resist", {"JPN": 0.9, "USA": None}), parents={"euv": "resist"})
    assert [(producer.name, producer.role) for producer in found.producers if producer.item == "resist"] == [
        ("JPN resist", Role.NAMED),
        ("USA resist", Role.NAMED),
        ("UNS resist", Role.REST),
        ("WLD resist", Role.FAMILY),
        ("UNS resist (unlisted members)", Role.UNLISTED),
    ]


def test_of_two_rows_of_a_link_the_more_essential_counts_for_its_device() -> None:
    rows = [
        make_link("resist", "litho", Essentiality.IMPORTANT),
        make_link("resist", "litho", Essentiality.CRITICAL, DeviceType.LOGIC),
    ]
    found = sourcing(rows)
    assert found.needs(DeviceType.LOGIC) == {("resist", "litho"): Essentiality.CRITICAL}
    assert found.needs(DeviceType.MEMORY) == {("resist", "litho"): Essentiality.IMPORTANT}


def test_the_families_of_an_item_are_all_above_it() -> None:
    found = sourcing([], parents={"hbm": "dram", "dram": "memory"})
    assert found.families["hbm"] == ("dram", "memory")
    assert found.members == {"memory": ("dram",), "dram": ("hbm",)}
