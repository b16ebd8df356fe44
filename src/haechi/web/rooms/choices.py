"""What a reader chooses for themselves: the language of pages."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse

from haechi.errors import InputError
from haechi.web.frame import LANGUAGES, back, own

routes = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@routes.post("/language")
def language(
    request: Request, language: Annotated[str, Form()], then: Annotated[str, Form(max_length=2000)] = "/"
) -> RedirectResponse:
    """Speak a language from now on, and go back to where one was."""
    if language not in LANGUAGES:
        raise InputError(f"pages speak {', '.join(LANGUAGES)}, not {language!r}")
    answer = back(request, own(then))
    answer.set_cookie("language", language, max_age=_YEAR, httponly=True, samesite="strict")
    return answer
