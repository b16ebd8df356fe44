import numpy as np
import pytest
from tests.watch.small_panels import Numbers, Pair, changed, make_panel, market, place_of, watch

from haechi.model.signal import Movement
from haechi.watch.corroboration import corroboration
from haechi.watch.reasons import reasons, silence
from haechi.watch.surveillance import Watched

NAN = float("nan")
LAST = 92  # September 2024
NEW_YEAR = 84


def steady(value: float, *last: float) -> list[float]:
    """The same amount each month, and other amounts at the end."""
    return [value] * (LAST + 1 - len(last)) + list(last)


def resting() -> list[float]:
    """Orders in about three months of ten, then one more and two silent months."""
    rng = np.random.default_rng(1)
    return [1e6 * float(rng.random() < 0.3) for _ in range(LAST - 2)] + [1e6, 0.0, 0.0]


# Name -> value and weight by month; the names stand where importers do.
SERIES: dict[str, tuple[list[float], list[float]]] = {
    "fallen": (steady(2e6, 5e5), steady(2.5e5, 5e4)),
    "small": (steady(2e4, 5e3), steady(2.5e3, 625.0)),
    "unweighed": (steady(2e6), steady(2.5e5, NAN)),
    "unknown": (steady(2e6, NAN), steady(2.5e5, NAN)),
    "young": (steady(0.0, 2e6, 2e6, 2e6), steady(0.0, 2e5, 2e5, 2e5)),
    "regular": (steady(2e6), steady(2.5e5)),
    "resting": (resting(), resting()),
    "silent": (steady(1e6, 0.0), steady(1e5, 0.0)),
    "rare": ([0.0] * 30 + [1e6] + [0.0] * (LAST - 30), [0.0] * 30 + [1e5] + [0.0] * (LAST - 30)),
    "never": (steady(0.0), steady(0.0)),
}


@pytest.fixture(scope="module")
def held() -> Watched:
    """All series, sold by Japan, and a holiday of China that moves trade from February to January."""
    value: dict[Pair, Numbers] = {("250410", "JPN", name): np.array(one) for name, (one, _) in SERIES.items()}
    weight: dict[Pair, Numbers] = {("250410", "JPN", name): np.array(one) for name, (_, one) in SERIES.items()}
    holiday = np.full(LAST + 1, 2e6)
    holiday[NEW_YEAR : NEW_YEAR + 2] = 3e6, 1e6
    for exporter in ("CHN", "USA"):
        value["280429", exporter, "KOR"] = holiday
        weight["280429", exporter, "KOR"] = holiday / 8
    return watch(make_panel(value, weight))


def said(found: Watched, name: str, month: int = LAST, *, movement: Movement = Movement.DROP) -> str:
    return told(found, month, _place(found, name), movement)


def of_silence(found: Watched, name: str) -> str:
    place, evidence = _place(found, name), found.evidence
    return silence(float(evidence.order_probability[LAST, place]), int(evidence.silent_months[LAST, place]))


def told(found: Watched, month: int, place: int, movement: Movement) -> str:
    parts = corroboration(found, month, [place], [movement])
    (sentences,) = reasons(found, month, [place], [movement], parts)
    return "; ".join(sentences)


def _place(found: Watched, name: str) -> int:
    return place_of(found.nodes, f"pair/250410/HS22/JPN/{name}")


def test_value_weight_and_unit_value_stand_beside_what_was_expected(held: Watched) -> None:
    found = said(held, "fallen")
    assert "value 0.5 m USD, expected 2.0 m USD (usual range " in found
    assert "weight 50 t, expected 250 t (usual range " in found
    assert "unit value 10.00 USD/kg, +25 % against what was expected" in found


def test_small_amounts_are_in_thousands_and_kilograms(held: Watched) -> None:
    found = said(held, "small")
    assert "value 5.0 k USD, expected 20.0 k USD" in found
    assert "weight 625 kg, expected 2,500 kg" in found


def test_a_weight_that_is_not_known_is_said_to_be_so(held: Watched) -> None:
    found = said(held, "unweighed")
    assert "weight not known" in found
    assert "unit value" not in found


def test_a_month_that_is_not_known_says_nothing_of_its_value(held: Watched) -> None:
    assert "value" not in said(held, "unknown")


def test_too_few_months_with_trade_are_said_to_be_so(held: Watched) -> None:
    assert "value 2.0 m USD; too few months with trade to expect anything" in said(held, "young")


def test_a_february_of_china_is_said_to_stand_for_its_january(held: Watched) -> None:
    china, america = (place_of(held.nodes, f"pair/280429/HS22/{exporter}/KOR") for exporter in ("CHN", "USA"))
    february, march, other = (
        told(held, month, place, Movement.DROP)
        for month, place in ((NEW_YEAR + 1, china), (NEW_YEAR + 2, china), (NEW_YEAR + 1, america))
    )
    assert "value 2.0 m USD (mean of January and February), expected 2.0 m USD" in february
    assert "mean of January" not in march
    assert "mean of January" not in other


@pytest.mark.parametrize(("movement", "way"), [(Movement.DROP, "fell"), (Movement.SURGE, "rose")])
def test_a_sum_says_how_many_of_its_pairs_moved(movement: Movement, way: str) -> None:
    factor = 0.05 if movement is Movement.DROP else 20.0
    found = watch(changed(market(months=40), slice(39, 40), factor, code="250410", exporter="JPN", importer="KOR"))
    place = place_of(found.nodes, "exporter-item/250410/HS22/JPN/-")
    scores = found.evidence.joint_down if movement is Movement.DROP else found.evidence.joint_up
    moved = int((scores[39, found.nodes.children.of(place)] >= 1).sum())
    sentence = f"{moved} of the 4 pairs that can be judged {way} by more than their usual spread"
    assert sentence in told(found, 39, place, movement)


def test_a_pair_has_no_parts_to_speak_of(held: Watched) -> None:
    assert "pairs that can be judged" not in said(held, "fallen")


def test_a_series_that_trades_every_month_needs_no_word_on_silence(held: Watched) -> None:
    assert of_silence(held, "regular") == ""


def test_a_series_that_rests_says_from_when_silence_counts(held: Watched) -> None:
    """Of a probability of 0.3, for example, ln 0.01 / ln 0.7 = 12.9: 13 months."""
    rate = float(held.evidence.order_probability[LAST, _place(held, "resting")])
    assert 0.1 < rate < 0.5
    sentence, earliest = of_silence(held, "resting"), int(np.ceil(np.log(0.01) / np.log(1 - rate)))
    assert sentence.startswith("silent for 2 months; ")
    assert f"it trades in {100 * rate:.0f} % of months" in sentence
    assert f"silence can be significant (p <= 0.01) from {earliest} months of silence on" in sentence


def test_one_silent_month_is_one_month(held: Watched) -> None:
    sentence = of_silence(held, "silent")
    assert sentence.startswith("silent for 1 month; ")
    assert sentence.endswith("from 1 month of silence on")


def test_a_series_that_hardly_trades_says_that_silence_cannot_count(held: Watched) -> None:
    said_of_it = "it trades so rarely that silence of less than ten years cannot be significant"
    assert of_silence(held, "rare") == said_of_it


def test_a_series_that_never_traded_has_no_word_on_silence(held: Watched) -> None:
    assert "significant from" not in of_silence(held, "never")


def test_sentences_of_many_nodes_are_those_of_each(held: Watched) -> None:
    places = list(range(held.nodes.size))
    movements = [(Movement.DROP, Movement.SURGE, Movement.PRICE)[place % 3] for place in places]
    found = reasons(held, LAST, places, movements, corroboration(held, LAST, places, movements))
    each = [told(held, LAST, place, movement) for place, movement in zip(places, movements, strict=True)]
    assert ["; ".join(sentences) for sentences in found] == each
