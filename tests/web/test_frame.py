"""What every page shares."""

import pytest

from haechi.web.frame import own


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", ""])
def test_nothing_leads_away_from_the_desk(path: str) -> None:
    assert own(path) == "/"
