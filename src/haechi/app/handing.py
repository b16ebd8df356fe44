"""Documents to hand over: one brief written into a folder in the forms that are asked for."""

from collections.abc import Sequence
from pathlib import Path

from haechi.brief import html
from haechi.brief.document import Brief
from haechi.errors import HaechiError


def stem(*parts: str, language: str) -> str:
    """Name of a document without its ending: its parts, and before the last, its day or month, a language but English.

    Examples
    --------
    >>> stem("status", "2026-11-27", language="en"), stem("status", "2026-11-27", language="ko")
    ('status-2026-11-27', 'status-ko-2026-11-27')
    """
    *about, when = parts
    return "-".join((*about, when) if language == "en" else (*about, language, when))


def write(brief: Brief, folder: Path, stem: str, forms: Sequence[str]) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Write the brief; give back the file of each form, and a sentence for each form that cannot be made.

    Raises
    ------
    HaechiError
        If the only form asked for cannot be made, as a PDF in a script that no font on this machine has.
    """
    files, lacking = {}, []
    folder.mkdir(parents=True, exist_ok=True)
    for form in forms:
        try:
            content = _made(brief, form)
        except HaechiError as error:
            if len(forms) == 1:
                raise
            lacking.append(f"No {form.upper()} was written: {error}.")
            continue
        files[form] = folder / f"{stem}.{form}"
        files[form].write_bytes(content)
    return files, tuple(lacking)


def _made(brief: Brief, form: str) -> bytes:
    """The brief in a form; what makes PDF and workbooks takes long to load, and few pages of the desk need it."""
    if form == "pdf":
        from haechi.brief import pdf

        return pdf.document(brief)
    if form == "xlsx":
        from haechi.brief import xlsx

        return xlsx.workbook(brief)
    return html.page(brief).encode()
