"""Tables of the register database; a change here needs a migration beside it.

A table has a column for each field of what it holds. Rows are only ever added, and numbered in the order of entry.
"""

import sqlalchemy as sa

from haechi.model.account import AccountState, Role, Scope, SessionEvent
from haechi.model.alert import AlertState, ClosingReason
from haechi.model.change import Deed
from haechi.model.enclosure import About
from haechi.model.entries import Kind
from haechi.model.job import JobState
from haechi.model.knowledge import Attribute
from haechi.model.news import Extractor, ProposalKind, ProposalState
from haechi.model.notice import NoticeState
from haechi.store.columns import Dated, Findings, Listed, Moment, Word, Words

REVISION = "0007"  # of the newest migration

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# What people know of an item in an economy. The latest of a subject holds.
STATEMENT = sa.Table(
    "statement",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item", sa.String(64), nullable=False),
    sa.Column("economy", sa.String(3), nullable=False),
    sa.Column("attribute", Word(Attribute), nullable=False),
    sa.Column("low", sa.Float),
    sa.Column("high", sa.Float),
    sa.Column("text", sa.Text),
    sa.Column("economies", Listed, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
    sa.Index(None, "item", "economy", "attribute"),
)

# Versions of notices; those of one notice share its number, and the latest holds.
NOTICE = sa.Table(
    "notice",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("items", Listed, nullable=False),
    sa.Column("codes", Listed, nullable=False),
    sa.Column("exporter", sa.String(3), nullable=False),
    sa.Column("importers", Listed, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("announced", Dated),
    sa.Column("effective", Dated),
    sa.Column("state", Word(NoticeState), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("note", sa.Text),
    sa.Index(None, "number"),
)

# What happened to alerts. The last act of an alert says where it stands.
ACT = sa.Table(
    "act",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("alert", sa.Text, nullable=False),
    sa.Column("period", sa.String(7), nullable=False),
    sa.Column("state", Word(AlertState), nullable=False),
    sa.Column("reason", Word(ClosingReason)),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("level", sa.String(16)),
    sa.Column("p_value", sa.Float),
    sa.Column("probability", sa.Float),
    sa.Column("consequence", sa.Float),
    sa.Column("vintage", sa.Date),
    sa.Column("note", sa.Text),
    sa.Index(None, "alert"),
)

# What was done to the entries of the alliance's register. A content is JSON; evidence is a list in JSON.
CHANGE = sa.Table(
    "change",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.String(128), nullable=False),
    sa.Column("kind", Word(Kind), nullable=False),
    sa.Column("side", sa.String(3)),
    sa.Column("deed", Word(Deed), nullable=False),
    sa.Column("content", sa.Text),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "entry"),
)

# Articles as they were handed in; the same words are one article.
ARTICLE = sa.Table(
    "article",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("released", sa.Date, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "digest", unique=True),
)

# Versions of proposals; those of one proposal share its number, and the latest holds.
PROPOSAL = sa.Table(
    "proposal",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("article", sa.Integer, nullable=False),
    sa.Column("kind", Word(ProposalKind), nullable=False),
    sa.Column("state", Word(ProposalState), nullable=False),
    sa.Column("extractor", Word(Extractor), nullable=False),
    sa.Column("fields", Findings, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("entry", sa.String(128)),
    sa.Column("note", sa.Text),
    sa.Index(None, "number"),
)

# Versions of accounts; those of one account share its name, and the latest holds.
ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("role", Word(Role), nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("state", Word(AccountState), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "name"),
)

# What happened to sessions; the rows of one session share its digest.
SESSION = sa.Table(
    "session",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("event", Word(SessionEvent), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("browser", sa.Text, nullable=False),
    sa.Index(None, "digest"),
    sa.Index(None, "account", "at"),
)

# Versions of tokens; those of one token share its number and digest, and the latest holds.
TOKEN = sa.Table(
    "token",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("scopes", Words(Scope), nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Column("state", Word(AccountState), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "digest"),
)

# What was entered and decided through the web, and how it ended.
AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("via", sa.String(32), nullable=False),
    sa.Column("method", sa.String(16), nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Index(None, "at"),
)

# Jobs that were asked for. Parameters are JSON; the key is the same for the same question on the same data and day.
JOB = sa.Table(
    "job",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("parameters", sa.Text, nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "key"),
)

# What became of jobs. Of two who write the next event of a job only one can.
JOB_EVENT = sa.Table(
    "job_event",
    METADATA,
    sa.Column("job", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", Word(JobState), nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("fraction", sa.Float),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("worker", sa.String(64)),
    sa.Column("until", Moment),
    sa.Column("digest", sa.String(64)),
    sa.Column("at", Moment, nullable=False),
)

# Results of jobs, one each: the bytes that `--json` prints.
JOB_RESULT = sa.Table(
    "job_result",
    METADATA,
    sa.Column("job", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)

# Labels put on alerts and taken off. The latest of an alert, a label and those who see it holds.
LABEL = sa.Table(
    "label",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("alert", sa.Text, nullable=False),
    sa.Column("label", sa.String(64), nullable=False),
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "alert"),
)

# What was said on alerts and items without deciding anything.
REMARK = sa.Table(
    "remark",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("about", Word(About), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "about", "name"),
)

# Documents added to alerts and items; the bytes stand beside the register, under their SHA-256.
ENCLOSURE = sa.Table(
    "enclosure",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("about", Word(About), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("note", sa.Text),
    sa.Index(None, "about", "name"),
)
