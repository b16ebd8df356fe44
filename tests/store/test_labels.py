"""Labels in the register."""

import datetime as dt
from dataclasses import replace

from haechi.model.label import Labelling
from haechi.store import labels
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
PUT = Labelling(id=0, alert="notice/1", label="urgent", is_shared=True, is_on=True, who="Kim", at=AT)


def test_labellings_come_back_as_they_were_done_and_by_alert(url: str) -> None:
    other = replace(PUT, alert="notice/2", is_shared=False)
    with Register(url) as register:
        with register.writing() as connection:
            labels.add(connection, [PUT, other])
            labels.add(connection, [])
            labels.add(connection, [replace(PUT, is_on=False)])
        with register.reading() as connection:
            assert [replace(row, id=0) for row in labels.history(connection)] == [PUT, other, replace(PUT, is_on=False)]
            assert [row.id for row in labels.history(connection, alert="notice/1")] == [1, 3]
