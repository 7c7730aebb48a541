"""Which rows of a file are leads or customers we have: candidates from the search index.

Somebody of another team may own one. Then the answer is that he is owned, and whom to ask; never
what he is called there, nor that he is a lead or a customer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from goldenkey.core import import_match as match
from goldenkey.core.import_match import Party, Question
from goldenkey.core.names import Verdict
from goldenkey.data.models import Account, Lead
from goldenkey.policies.actor import Actor

PART = 100
Told = Callable[[int], None]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody we have already. Without `name` he is out of the actor's scope."""

    verdict: Verdict
    owner: str
    kind: str = ""
    id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    id: int
    party: Party
    name: str
    team_id: int
    owner: str


def known(
    actor: Actor,
    parties: Sequence[tuple[int, Party]],
    *,
    import_id: int,
    told: Told = lambda _: None,
) -> dict[int, Known]:
    """For each row who he is already: the surest match, customers before leads.

    `told` hears after every part how many rows were looked at.
    """
    actor.require("lead.import")
    found: dict[int, Known] = {}
    for start in range(0, len(parties), PART):
        part = parties[start : start + PART]
        keys = _keys([match.questions(party) for _, party in part])
        people = _candidates(import_id, {key for some in keys for key in some})
        for (number, party), some in zip(part, keys, strict=True):
            best = _best(party, [people[key] for key in some if key in people])
            if best is not None:
                found[number] = _told_to(actor, *best)
        told(start + len(part))
    return found


def _best(party: Party, people: Iterable[_Candidate]) -> tuple[Verdict, _Candidate] | None:
    likely = None
    for one in sorted(people, key=lambda one: not set(one.party.names) & set(party.names)):
        said = match.verdict(party, one.party)
        if said == "same":
            return said, one
        if said == "likely" and likely is None:
            likely = (said, one)
    return likely


def _told_to(actor: Actor, verdict: Verdict, one: _Candidate) -> Known:
    inside = actor.team_ids is None or one.team_id in actor.team_ids
    if inside or one.id in actor.member_of(one.kind):
        return Known(verdict, one.owner, one.kind, one.id, one.name)
    return Known(verdict, one.owner)


def _keys(asked: Sequence[Sequence[Question]]) -> list[list[Key]]:
    """The records each row's questions find; accounts first, then leads, the newest first."""
    flat = [(at, question) for at, some in enumerate(asked) for question in some]
    find = _sqlite if connection.vendor == "sqlite" else _postgres
    found: list[dict[Key, None]] = [{} for _ in asked]
    for at, key in find(flat):
        found[at][key] = None
    return [sorted(some, key=lambda key: (key[0], -key[1])) for some in found]


def _sqlite(asked: Sequence[tuple[int, Question]]) -> Iterable[tuple[int, Key]]:
    sql = (
        "SELECT e.kind, e.record_id FROM (SELECT rowid FROM search_fts WHERE search_fts MATCH %s "
        "ORDER BY rowid DESC LIMIT %s) f JOIN data_searchentry e ON e.id = f.rowid "
        "WHERE e.kind IN ('account', 'lead')"
    )
    answers: dict[Question, list[Key]] = {}
    with connection.cursor() as cursor:
        for at, question in asked:
            if question not in answers:
                words = " AND ".join(
                    f'"{t.text.replace(chr(34), "")}"{"*" if t.prefix else ""}'
                    for t in question.terms
                )
                cursor.execute(sql, [words, question.most])
                answers[question] = cursor.fetchall()
            yield from ((at, key) for key in answers[question])


def _postgres(asked: Sequence[tuple[int, Question]]) -> Iterable[tuple[int, Key]]:
    sql = (
        "SELECT q.at, e.kind, e.record_id FROM unnest(%s::int[], %s::text[], %s::int[]) "
        "AS q(at, words, most), LATERAL (SELECT kind, record_id FROM data_searchentry "
        "WHERE tsv @@ q.words::tsquery AND kind IN ('account', 'lead') LIMIT q.most) e"
    )
    words = [" & ".join(_lexeme(t.text, t.prefix) for t in q.terms) for _, q in asked]
    with connection.cursor() as cursor:
        cursor.execute(sql, [[at for at, _ in asked], words, [q.most for _, q in asked]])
        for at, kind, pk in cursor.fetchall():
            yield at, (kind, pk)


def _lexeme(text: str, prefix: bool) -> str:
    quoted = text.replace("\\", "").replace("'", "")
    return f"'{quoted}'{':*' if prefix else ''}"


def _candidates(import_id: int, keys: set[Key]) -> Mapping[Key, _Candidate]:
    accounts = [pk for kind, pk in keys if kind == "account"]
    leads = [pk for kind, pk in keys if kind == "lead"]
    shared = ("pk", "full_name", "english_name", "phone", "team_id", "owner__name")
    found: list[_Candidate] = []
    for row in Account.objects.filter(pk__in=accounts, archived_at=None).values(
        *shared, "name", "kind"
    ):
        found.append(_account(row))
    own = ("company", "person", "email")
    rows = Lead.objects.filter(pk__in=leads, archived_at=None).exclude(source_import=import_id)
    found += [_lead(row) for row in rows.values(*shared, *own)]
    return {(one.kind, one.id): one for one in found}


def _account(row: Mapping[str, Any]) -> _Candidate:
    is_person = row["kind"] == "person"
    party = Party(
        company="" if is_person else row["name"],
        full_name="" if is_person else row["full_name"],
        english_name="" if is_person else row["english_name"],
        person=row["name"] if is_person else "",
        phone=row["phone"],
    )
    return _Candidate("account", row["pk"], party, row["name"], row["team_id"], row["owner__name"])


def _lead(row: Mapping[str, Any]) -> _Candidate:
    names = {name: row[name] for name in Party.__dataclass_fields__}
    name = row["company"] or row["person"]
    return _Candidate("lead", row["pk"], Party(**names), name, row["team_id"], row["owner__name"])
