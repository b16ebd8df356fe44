"""One importer's purchases by code and supplier, as dense arrays that indicators are computed from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.errors import HaechiError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Imports of one economy in one year from one source, with what is needed around them.

    Arrays run over `codes` and `suppliers`. Values are in US dollars. A NaN is a value that is missing, suppressed or
    not yet published; a zero is a true zero (absent from a file that covers it).

    Parameters
    ----------
    importer : ISO 3166 alpha-3, or a union such as EU
    year : calendar year
    codes, editions : (code,), customs codes and the edition each belongs to
    suppliers : (supplier,), ISO 3166 alpha-3, the importer itself left out
    imports : (code, supplier), USD
    unspecified : (code,), USD from partners that the source does not name
    published : (code,), USD, the total that the source itself publishes; NaN where it gives none
    own : (code,), USD that the source books as coming from the importer itself, left out of `imports`
    covered : (code,), whether every supplier is in the data
    exports : (code,), USD, the importer's exports to the world; NaN where not covered
    world_exports : (code, supplier), USD, exports of each supplier to all; NaN where not covered. World exports are
        these and `exports`
    months : (month, code, supplier), USD, or None where the source is annual
    source, basis, vintage : where the numbers come from; vintage is a day, or the first and last with a slash between
    members : the union whose trade among members is kept apart, or empty; `imports` then holds outsiders only
    intra_imports : (code,), USD from (other) members of the union, or None where no union is asked for; these are not
        in `imports`
    intra_exports : (code,), USD, the part of `exports` that goes to (other) members
    months_held : months of the year that the data hold, for a monthly source
    cut : what even complete data leave out, in words
    remarks : one sentence for each thing that a reader of the numbers must know
    """

    importer: str
    year: int
    codes: tuple[str, ...]
    editions: tuple[str, ...]
    suppliers: tuple[str, ...]
    imports: Floats
    unspecified: Floats
    published: Floats
    own: Floats
    covered: Flags
    exports: Floats
    world_exports: Floats
    months: Floats | None
    source: str
    basis: str
    vintage: str
    members: tuple[str, ...] = ()
    intra_imports: Floats | None = None
    intra_exports: Floats | None = None
    months_held: tuple[str, ...] = ()
    cut: str | None = None
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.codes), len(self.suppliers))
        if self.imports.shape != shape or self.world_exports.shape != shape:
            raise HaechiError(f"market of {self.importer}: arrays are not (code, supplier) = {shape}")
        if self.months is not None and self.months.shape[1:] != shape:
            raise HaechiError(f"market of {self.importer}: months are not (month, code, supplier)")
