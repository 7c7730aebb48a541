"""How every action runs: right, one transaction, one audit entry; and the few ways rows are saved.

This is the only module that writes tables of the domain. What saves without an audit entry is
listed by name in tests/architecture.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from goldenkey.actions import audit
from goldenkey.data.models import AuditEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Conflict

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)

ACTIONS: dict[str, str] = {}
"""Every action by name, with its right."""

AFTERWARDS: list[Callable[[Actor, Mapping[int, int]], None]] = []
"""What is made anew for the opportunities an action touched (with who did), before it ends."""


@dataclass
class Ledger:
    """What one action changed, until it is written as one audit entry."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    opportunities: set[int] = field(default_factory=set)
    subject: tuple[str, int] | None = None

    def note(self, row: models.Model, change: dict[str, Any]) -> None:
        """Remember a change; the first record changed is what the entry is about."""
        kind = row._meta.model_name or ""
        if row.pk is not None and self.subject is None:
            self.subject = (kind, row.pk)
        self.changes.append({"kind": kind, "id": row.pk, **change})
        opportunity = row.pk if kind == "opportunity" else getattr(row, "opportunity_id", None)
        if opportunity:
            self.opportunities.add(opportunity)


_open: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


def action(right: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: it checks `right`, runs in one transaction, leaves one entry."""

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        ACTIONS[name] = right

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = args[0] if args else None
            if not isinstance(actor, Actor):
                raise TypeError(f"{name} needs an actor first")
            actor.require(right)
            if _open.get() is not None:
                return function(*args, **kwargs)
            with _recording(actor, name):
                return function(*args, **kwargs)

        run.right = right  # type: ignore[attr-defined]
        return run

    return wrap


_together: ContextVar[dict[int, int] | None] = ContextVar("together", default=None)


_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def together(actor: Actor) -> Iterator[None]:
    """Run several actions in one transaction: each leaves its own entry, copies are made once.

    An action refused within takes all of them back. `actor` gives the instant of the copies.
    """
    touched: dict[int, int] = {}
    entries: list[AuditEntry] = []
    token, kept = _together.set(touched), _kept.set({"entries": entries})
    try:
        with transaction.atomic():
            yield
            _make_anew(actor, touched)
            _write(entries)
    finally:
        _together.reset(token)
        _kept.reset(kept)


def once_together(name: str, make: Callable[[], T]) -> T:
    """What several actions together need and none of them changes: made once for all of them."""
    kept = _kept.get()
    if kept is None:
        return make()
    if name not in kept:
        kept[name] = make()
    found: T = kept[name]
    return found


@contextmanager
def _recording(actor: Actor, name: str) -> Iterator[Ledger]:
    ledger = Ledger()
    token = _open.set(ledger)
    try:
        later = _together.get()
        with transaction.atomic(savepoint=later is None):
            yield ledger
            touched = dict.fromkeys(ledger.opportunities, actor.user_id)
            if later is None:
                _make_anew(actor, touched)
            else:
                later.update(touched)
            if ledger.changes:
                _enter(_entry(actor, name, ledger))
    finally:
        _open.reset(token)


def _make_anew(actor: Actor, touched: Mapping[int, int]) -> None:
    if touched:
        for make_anew in AFTERWARDS:
            make_anew(actor, touched)


def _entry(actor: Actor, name: str, ledger: Ledger) -> AuditEntry:
    kind, pk = ledger.subject or ("", 0)
    return AuditEntry(
        at=actor.now, by_id=actor.user_id, action=name, kind=kind, record_id=pk or None,
        changes=ledger.changes,
    )  # fmt: skip


def _enter(entry: AuditEntry) -> None:
    """Write an entry at once, or with those of the actions it runs together with."""
    kept = _kept.get()
    if kept is None:
        _write([entry])
    else:
        kept["entries"].append(entry)


def _write(entries: list[AuditEntry]) -> None:
    AuditEntry.objects.bulk_create(entries, batch_size=200)


def ledger() -> Ledger:
    """The ledger of the running action; saving outside an action is a programming error."""
    current = _open.get()
    if current is None:
        raise RuntimeError("only actions save")
    return current


def about(row: models.Model) -> None:
    """Say which record this action is about, where it is not the first one changed."""
    ledger().subject = (row._meta.model_name or "", row.pk)


def touch_opportunity(pk: int | None) -> None:
    """Have the copies of an opportunity (warnings, coverage, chance) made anew at the end."""
    if pk:
        ledger().opportunities.add(pk)


def create(actor: Actor, model: type[M], **fields: Any) -> M:
    """Save a new row, stamped with the actor's clock."""
    row = model(**_stamped(actor, model, fields))
    row.save(force_insert=True)
    ledger().note(row, {"op": "create"})
    return row


def create_many(actor: Actor, model: type[M], rows: Iterable[dict[str, Any]]) -> Sequence[M]:
    """Save many new rows at once; the audit holds their number, not each."""
    made = model._default_manager.bulk_create(
        [model(**_stamped(actor, model, fields)) for fields in rows], batch_size=500
    )
    if made:
        _count(model._meta.model_name or "", len(made))
    return made


@contextmanager
def change(
    actor: Actor, model: type[M], pk: int, *, right: str, version: int | None = None
) -> Iterator[M]:
    """Fetch a row in scope, check right and version, save what the block changes.

    Raises NotFound out of scope, Forbidden without the right on it, Conflict on a stale version.
    """
    row = scope.get(actor, model, pk, lock=True)
    allowed(actor, row, right)
    if version is not None and version != getattr(row, "version", version):
        raise _stale(row, version)
    before = audit.values_of(row)
    yield row
    _save(actor, row, before)


def edit(actor: Actor, row: M, **fields: Any) -> M:
    """Change fields of a row that the action already holds."""
    before = audit.values_of(row)
    for name, value in fields.items():
        setattr(row, name, value)
    _save(actor, row, before)
    return row


def archive(actor: Actor, row: models.Model) -> None:
    """Archive, never delete."""
    edit(actor, row, archived_at=actor.now)


def remove(row: models.Model) -> None:
    """Delete a row that is no record (a membership): the audit keeps that it was there."""
    ledger().note(row, {"op": "remove"})
    row.delete()


def discard(actor: Actor, rows: models.QuerySet[Any]) -> None:
    """Delete working rows that are made anew (findings of a check); never records."""
    ledger()
    rows.delete()


def allowed(actor: Actor, row: models.Model, right: str) -> None:
    """Require a right on the record with an owner that a row hangs on."""
    if type(row) in scope.OWN_SCOPE or type(row) in scope.HANGS_ON:
        record, kind = scope.owner_of(row)
        actor.require(right, record, kind=kind)
    else:
        actor.require(right)


def _count(kind: str, number: int) -> None:
    """Note how many rows of a kind were made; parts of one batch are one number."""
    changes = ledger().changes
    note = {"kind": kind, "id": None, "op": "create", "count": number}
    if changes and {**changes[-1], "count": 0} == {**note, "count": 0}:
        changes[-1]["count"] += number
    else:
        changes.append(note)


def _stamped(actor: Actor, model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
    names = {f.name for f in model._meta.concrete_fields}
    stamps: dict[str, Any] = {n: actor.now for n in ("created_at", "updated_at") if n in names}
    return {**stamps, **fields}


def _save(actor: Actor, row: models.Model, before: dict[str, Any]) -> None:
    changed = audit.difference(row, before)
    if not changed:
        return
    names = list(changed)
    if "version" in before:
        row.version += 1  # type: ignore[attr-defined]
        row.updated_at = actor.now  # type: ignore[attr-defined]
        names += ["version", "updated_at"]
    row.save(update_fields=names)
    note = {"op": "change", "fields": changed, "version": getattr(row, "version", None)}
    ledger().note(row, note)


def _stale(row: models.Model, version: int) -> Conflict:
    by, fields = audit.since(row, version)
    return Conflict(changed_by=by, changes=fields, version=row.version)  # type: ignore[attr-defined]
