import pytest

from haechi.news.rumours import BORNE_OUT, OF_REPORTS, REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Two people familiar with the matter said the fab will close.",
        "Foreign media exposed that the quota falls.",
        "The supply chain spread that wafers become dearer.",
        "There is a tip that a strike begins.",
        "Word comes from Hsinchu that the line stands still.",
        "It has been heard that prices go up.",
        "It was found from plural related persons.",
        "The paper wrote it on the basis of an internal document.",
        "Stock-market gossip: a new plant.",
        "Module houses whisper that memory is short.",
        "A draft seen by this newspaper has The Hague asking for permits.",
        "A notice has been making the rounds among traders.",
        "Distributor circles tell: prices rise.",
        "It is understood in trade circles that an application was turned down.",
        "Umicore is said among dealers to have raised its price.",
    ],
)
def test_what_nobody_by_name_tells_is_reported(text: str) -> None:
    assert REPORTED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Monday that licences are required.",
        "ASML confirmed the order.",
        "The industry passed a hard year.",
        "Market news agencies were closed.",
    ],
)
def test_what_somebody_tells_by_name_is_not(text: str) -> None:
    assert REPORTED.search(text) is None


@pytest.mark.parametrize(
    ("text", "is_borne_out"),
    [
        ("The firm confirmed on Tuesday the long-denied rumour.", True),
        ("Rumoured for weeks and now confirmed: the minister received the chief.", True),
        ("The rumour has been confirmed.", True),
        ("The firm has not confirmed it; a rumour went round.", False),
    ],
)
def test_a_rumour_may_be_borne_out(text: str, is_borne_out: bool) -> None:
    assert (BORNE_OUT.search(text) is not None) is is_borne_out


def test_a_report_is_told_from_a_source() -> None:
    assert OF_REPORTS.search("the rumours")
    assert OF_REPORTS.search("an insider") is None
