"""All rooms but the first, and the API: loaded after the first page is answered, for they take longer than it does."""

from fastapi import FastAPI

from haechi.web import api, api_data, api_entries, api_jobs, api_news, api_register
from haechi.web.rooms import (
    account,
    accounts,
    alerts,
    api_docs,
    audit,
    briefs,
    chain,
    choices,
    data,
    dependence,
    documents,
    entries,
    evidence,
    items,
    jobs,
    knowledge,
    news,
    notices,
    register,
    register_files,
    signing_in,
    sources,
    stress,
)

PROGRAMS = (api, api_data, api_entries, api_jobs, api_news, api_register)
ROOMS = (
    alerts,
    notices,
    evidence,
    items,
    knowledge,
    documents,
    chain,
    dependence,
    sources,
    stress,
    jobs,
    register,
    register_files,
    entries,
    news,
    briefs,
    data,
    choices,
    accounts,
    audit,
    api_docs,
)
OFFICE_ROOMS = (signing_in, account)


def include(app: FastAPI, *, is_office: bool) -> None:
    """Add their routes to the application; `is_office`: whether people sign in and programs show a token."""
    for part in PROGRAMS:
        app.include_router(part.routes, **(api.BY_TOKEN if is_office else {}))
    for room in (*ROOMS, *(OFFICE_ROOMS if is_office else ())):
        app.include_router(room.routes)
