import pytest

from haechi.model.news import Action
from haechi.news.controls import find, lifting, stage


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Tokyo subjects photomasks to individual approval.", Action.CONTROL_ANNOUNCED),
        ("The licences to ship to two firms were revoked.", Action.CONTROL_IN_FORCE),
        ("Washington revoked the licence requirement for EDA.", Action.CONTROL_LIFTED),
        ("The Congo suspended exports of cobalt.", Action.CONTROL_ANNOUNCED),
        ("The Congo suspended its export ban on cobalt.", Action.CONTROL_LIFTED),
        ("Nobody may ship graphite without a permit since Monday.", Action.CONTROL_IN_FORCE),
    ],
)
def test_a_control_is_told_by_how_far_it_has_come(text: str, action: Action) -> None:
    assert find(text) is not None
    assert stage(text) is action


def test_control_of_a_firm_is_no_control_of_exports() -> None:
    assert find("The minister seized control of the firm.") is None


def test_a_licence_taken_back_lifts_nothing() -> None:
    assert lifting("The permits of the two buyers were withdrawn.") is None
