"""When the rows of a file were published: as the user says, as the file says, or the day of loading."""

import datetime as dt
import re
from dataclasses import dataclass

from haechi.errors import InputError
from haechi.readers.layout import Layout
from haechi.store.database import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class VintageRule:
    """How the vintage of a row is found.

    Of `day`, `lag` (days after the end of the period) and `column` (the pattern of year and month in the text of a
    column) one is set. `given` is what the user named.
    """

    day: dt.date | None = None
    lag: int | None = None
    pattern: str = ""
    given: str = ""
    warning: str = ""

    @property
    def key(self) -> str:
        """What of it goes into the name of the load."""
        return str(self.day) if self.day else f"lag {self.lag}" if self.lag is not None else self.pattern

    def sql(self) -> str:
        """The vintage of a row of flows."""
        if self.day is not None:
            return f"DATE '{self.day}'"
        if self.lag is not None:
            end = "CASE freq WHEN 'A' THEN period + INTERVAL 1 YEAR ELSE period + INTERVAL 1 MONTH END"
            return f"CAST({end} + INTERVAL ({self.lag - 1}) DAY AS DATE)"
        year, month = (f"regexp_extract(vintage_text, {quoted(self.pattern)}, {group})" for group in (1, 2))
        return f"make_date(CAST({year} AS INTEGER), CAST({month} AS INTEGER), 1)"


def rule(
    layout: Layout, file_name: str, texts: list[str], *, today: dt.date, vintage: dt.date | None, lag: int | None
) -> VintageRule:
    """Choose how vintages are found: named by the user, by the file, or the day of loading.

    Parameters
    ----------
    layout : may name a column or a pattern of the file's name with the month of the edition
    file_name : name of the file
    texts : the different texts in the layout's vintage column
    today : the day of loading
    vintage, lag : what the user named

    Raises
    ------
    InputError
        If both are named, the vintage lies in the future or the lag is negative.
    """
    if vintage is not None and lag is not None:
        raise InputError("both --vintage and --release-lag are given: choose one")
    if lag is not None and lag < 0:
        raise InputError(f"--release-lag {lag} lies before the end of the period: give 0 days or more")
    if vintage is not None and vintage > today:
        raise InputError(f"--vintage {vintage} lies after today, {today}: give the day of publication")
    if vintage is not None:
        return VintageRule(day=vintage, given=str(vintage))
    if lag is not None:
        return VintageRule(lag=lag, given=f"release lag of {lag} days")
    if layout.vintage_pattern and layout.vintage_column:
        if texts and all(re.search(layout.vintage_pattern, text) for text in texts):
            return VintageRule(pattern=layout.vintage_pattern)
    elif layout.vintage_pattern and (found := re.search(layout.vintage_pattern, file_name)):
        return VintageRule(day=dt.date(int(found[1]), int(found[2]), 1))
    warning = (
        f"the file does not say when it was published: its vintage is today, {today}, and answers as of an earlier day "
        "will not see it; name the day with --vintage or --release-lag"
    )
    return VintageRule(day=today, warning=warning)
