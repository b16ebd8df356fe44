"""What an economy buys, sells and makes by published figures: whole years before parts of one, the newest first."""

from collections.abc import Iterable, Sequence

from haechi.model.chain import Figure

_YEAR = 360  # days from which a period counts as a whole year


def newest_figures(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The first figure, in the order of `in_order`, of each series.

    A series is the same activity, partners, thing, unit and basis.
    """
    first: dict[tuple[object, ...], Figure] = {}
    for figure in in_order(figures):
        series = (
            figure.activity,
            figure.exporter,
            figure.importer,
            figure.item,
            figure.code,
            figure.unit,
            figure.basis,
        )
        first.setdefault(series, figure)
    return tuple(first.values())


def in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures of whole years before those of parts of one, each the newest first."""
    return tuple(sorted(figures, key=lambda row: (row.period.days < _YEAR, -row.period.end.last.toordinal(), row.id)))


def of_economy(economy: str, figures: Iterable[Figure], *, partners: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Newest figures in which an economy stands at either end and none of `partners` at the other."""
    return newest_figures(
        figure
        for figure in figures
        if economy in (figure.exporter, figure.importer) and not {figure.exporter, figure.importer} & set(partners)
    )
