"""The ranking of `criticality` where no network of firms is given: economies and items of the bundled chain."""

import datetime as dt
from pathlib import Path

from haechi.cli import options


def show(
    place: tuple[Path | None, dt.datetime | None], *, by_flows: bool, top: int, as_json: bool, as_csv: bool
) -> None:
    """Rank economies and items of the chain by what their stop takes of the devices."""
    from haechi.app import chain_criticality
    from haechi.cli import render

    report = chain_criticality.criticality(options.desk(*place), by_flows=by_flows)
    if not (as_json or as_csv):
        report = render.shortened(report, most=top)
    columns = (
        render.Column("economy", "economy", is_whole=True),
        render.Column("name", "item"),
        render.Column("devices_lost", "devices lost", render.percent, is_numeric=True),
        render.Column("devices_lost_interval", "between", render.span, is_whole=True),
        render.Column("share_interval", "share", render.span, is_whole=True),
        render.Column("basis", "by"),
        render.Column("scope", "share of", is_wide_only=True),
        render.Column("sources", "source", is_wide_only=True),
    )
    title = "What the stop of an economy in an item takes of the devices"
    render.show(report, columns, as_json=as_json, as_csv=as_csv, title=title)
