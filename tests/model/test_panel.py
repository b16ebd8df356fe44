"""A panel as it stood in an earlier month."""

import numpy as np
import pytest
from tests.watch.small_panels import make_panel


@pytest.mark.parametrize(("month", "known"), [("2016-12", 0), ("2017-01", 1), ("2017-02", 2), ("2017-09", 3)])
def test_a_panel_until_a_month_holds_that_month_and_those_before_it(month: str, known: int) -> None:
    panel = make_panel({("250410", "JPN", "KOR"): [1.0, 2.0, 3.0], ("250410", "USA", "KOR"): [4.0, 5.0, 6.0]})
    found = panel.until(np.datetime64(month, "M"))
    assert found.months.tolist() == panel.months[:known].tolist()
    assert found.value.tolist() == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]][:known]
    assert len(found.vintages) == len(found.complete) == known
    assert found.exporters.tolist() == ["JPN", "USA"]
