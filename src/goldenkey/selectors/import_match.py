"""Which rows of a file are leads or customers we have: candidates from the search index.

Somebody of another team may own one. Then the answer is that he is owned, and whom to ask; never
what he is called there, nor that he is a lead or a customer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

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
class Candidate:
    """A record that a row may be, of whatever team."""

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
        keys = _keys([party for _, party in part])
        people = candidates(actor, import_id, {key for some in keys for key in some})
        for (number, party), some in zip(part, keys, strict=True):
            best = _best(party, [people[key] for key in some if key in people])
            if best is not None:
                found[number] = _told_to(actor, *best)
        told(start + len(part))
    return found


def _best(party: Party, people: Iterable[Candidate]) -> tuple[Verdict, Candidate] | None:
    likely = None
    for one in sorted(people, key=lambda one: not set(one.party.names) & set(party.names)):
        said = match.verdict(party, one.party)
        if said == "same":
            return said, one
        if said == "likely" and likely is None:
            likely = (said, one)
    return likely


def _told_to(actor: Actor, verdict: Verdict, one: Candidate) -> Known:
    inside = actor.team_ids is None or one.team_id in actor.team_ids
    if inside or one.id in actor.member_of(one.kind):
        return Known(verdict, one.owner, one.kind, one.id, one.name)
    return Known(verdict, one.owner)


def _keys(parties: Sequence[Party]) -> list[list[Key]]:
    """The records each row's questions find; accounts first, then leads, the newest first.

    Where a question finds as many as it may, the row's very names are asked for as well.
    """
    found: list[dict[Key, None]] = [{} for _ in parties]
    crowded = _ask(found, [(at, q) for at, one in enumerate(parties) for q in match.questions(one)])
    _ask(found, [(at, q) for at in sorted(crowded) for q in match.exact_questions(parties[at])])
    return [sorted(some, key=lambda key: (key[0], -key[1])) for some in found]


def _ask(found: list[dict[Key, None]], asked: Sequence[tuple[int, Question]]) -> set[int]:
    """Add what the index answers; returns the rows with a question that was answered in full."""
    find = _sqlite if connection.vendor == "sqlite" else _postgres
    crowded = set()
    unique = list(dict.fromkeys(question for _, question in asked))
    answers = find(unique) if unique else {}
    for at, question in asked:
        keys = answers.get(question, ())
        found[at].update(dict.fromkeys(keys))
        if len(keys) >= question.most:
            crowded.add(at)
    return crowded


def _sqlite(asked: Sequence[Question]) -> dict[Question, list[Key]]:
    sql = (
        "SELECT e.kind, e.record_id FROM search_fts f CROSS JOIN data_searchentry e "
        "ON e.id = f.rowid WHERE search_fts MATCH %s AND e.kind IN ('account', 'lead') "
        "ORDER BY f.rowid DESC LIMIT %s"
    )
    answers: dict[Question, list[Key]] = {}
    with connection.cursor() as cursor:
        for question in asked:
            words = " AND ".join(_phrase(t.text, t.prefix) for t in question.terms)
            cursor.execute(sql, [words, question.most])
            answers[question] = cursor.fetchall()
    return answers


def _postgres(asked: Sequence[Question]) -> dict[Question, list[Key]]:
    sql = (
        "SELECT q.at, e.kind, e.record_id FROM unnest(%s::int[], %s::text[], %s::int[]) "
        "AS q(at, words, most), LATERAL (SELECT kind, record_id FROM data_searchentry "
        "WHERE tsv @@ q.words::tsquery AND kind IN ('account', 'lead') "
        "ORDER BY id + 0 DESC LIMIT q.most) e"  # + 0: never by walking the primary key
    )
    words = [" & ".join(_lexeme(t.text, t.prefix) for t in q.terms) for q in asked]
    answers: dict[Question, list[Key]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a table just filled has no statistics
        cursor.execute(sql, [list(range(len(asked))), words, [q.most for q in asked]])
        for at, kind, pk in cursor.fetchall():
            answers.setdefault(asked[at], []).append((kind, pk))
    return answers


def _phrase(text: str, prefix: bool) -> str:
    return f'"{text.replace(chr(34), "")}"{"*" if prefix else ""}'


def _lexeme(text: str, prefix: bool) -> str:
    quoted = text.replace("\\", "").replace("'", "")
    return f"'{quoted}'{':*' if prefix else ''}"


def candidates(actor: Actor, import_id: int, keys: set[Key]) -> Mapping[Key, Candidate]:
    """The records of these keys, of every team, but for the leads of the import itself."""
    actor.require("lead.import")
    accounts = [pk for kind, pk in keys if kind == "account"]
    leads = [pk for kind, pk in keys if kind == "lead"]
    shared = ("pk", "full_name", "english_name", "phone", "team_id", "owner__name")
    found: list[Candidate] = []
    for row in Account.objects.filter(pk__in=accounts, archived_at=None).values(
        *shared, "name", "kind"
    ):
        found.append(_account(row))
    own = ("company", "person", "email")
    rows = Lead.objects.filter(pk__in=leads, archived_at=None).exclude(source_import=import_id)
    found += [_lead(row) for row in rows.values(*shared, *own)]
    return {(one.kind, one.id): one for one in found}


def _account(row: Mapping[str, Any]) -> Candidate:
    is_person = row["kind"] == "person"
    party = Party(
        company="" if is_person else row["name"],
        full_name="" if is_person else row["full_name"],
        english_name="" if is_person else row["english_name"],
        person=row["name"] if is_person else "",
        phone=row["phone"],
    )
    return Candidate("account", row["pk"], party, row["name"], row["team_id"], row["owner__name"])


def _lead(row: Mapping[str, Any]) -> Candidate:
    names = {name: row[name] for name in Party.__dataclass_fields__}
    name = row["company"] or row["person"]
    return Candidate("lead", row["pk"], Party(**names), name, row["team_id"], row["owner__name"])
