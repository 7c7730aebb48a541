"""Reads of `goldenkey check`: whether what is stored holds together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import DatabaseError, connection

from goldenkey.data import files, guards, state
from goldenkey.data.models import EvidenceFile, Import, Job, Opportunity, PlaybookVersion
from goldenkey.playbooks import shipped
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import health_money, health_search, playbook

SHOWN = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: a code of wording/health.py and its parameters."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def check(actor: Actor) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Each check by its code, with what it found; nothing else can be checked before the first."""
    actor.require("job.run")
    for name, look in CHECKS.items():
        found = tuple(look(actor))
        yield name, found
        if found and name == "migrations":
            return


def _migrations(_actor: Actor) -> Iterator[Finding]:
    if steps := state.unmigrated():
        yield Finding("unmigrated", {"count": steps})


def _database(_actor: Actor) -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            said = cursor.fetchone()[0]
            if said != "ok":
                yield Finding("database_damaged", {"said": said})
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, *_rest in cursor.fetchmany(SHOWN):
                yield Finding("reference_broken", {"table": table, "row": row})


def _guards(_actor: Actor) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        present = {name for (name,) in cursor.fetchall()}
    for name in sorted(set(guards.names(connection.vendor)) - present):
        yield Finding("guard_missing", {"name": name})


def _playbooks(actor: Actor) -> Iterator[Finding]:
    rows = scope.visible(actor, Opportunity)
    used = set(rows.values_list("playbook_version", flat=True).distinct())
    published = PlaybookVersion.objects.filter(state="published").values_list("pk", flat=True)
    for pk in sorted(used | set(published)):
        if problem := _problem(playbook.compiled, pk):
            yield Finding("playbook_unreadable", {"name": f"#{pk}", "said": problem})
    for key in shipped.shipped_keys():
        if problem := _problem(shipped.load_shipped, key):
            yield Finding("playbook_unreadable", {"name": key, "said": problem})


def _problem(read: Callable[[T], object], which: T) -> str:
    """What a reader says against a playbook; whatever it is, the check goes on."""
    try:
        read(which)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


def _files(actor: Actor) -> Iterator[Finding]:
    """Evidence, whole; and the files that leads came from."""
    rows = EvidenceFile.objects.order_by("pk").values_list("digest", "size")
    brought = scope.visible(actor, Import).order_by("pk").values_list("stored_as", flat=True)
    sizes = dict.fromkeys(brought) | {f"{digest[:2]}/{digest}": size for digest, size in rows}
    for where, size in sizes.items():
        path = files.path_of(where)
        if not path.is_file() or size not in (None, path.stat().st_size):
            yield Finding("file_missing", {"name": where})


def _jobs(_actor: Actor) -> Iterator[Finding]:
    for job in Job.objects.filter(state="failed").order_by("pk")[:SHOWN]:
        last = (job.error.strip().splitlines() or [""])[-1]
        yield Finding("job_failed", {"id": job.pk, "name": job.name, "said": last})


def _search(actor: Actor) -> Iterator[Finding]:
    try:
        yield from (Finding(code, params) for code, params in health_search.problems(actor))
    except DatabaseError as problem:
        yield Finding("search_broken", {"said": str(problem)})


def _money(actor: Actor) -> Iterator[Finding]:
    yield from (Finding(code, params) for code, params in health_money.problems(actor))


CHECKS: Mapping[str, Callable[[Actor], Iterator[Finding]]] = {
    "migrations": _migrations,
    "database": _database,
    "guards": _guards,
    "search": _search,
    "money": _money,
    "playbooks": _playbooks,
    "files": _files,
    "jobs": _jobs,
}
