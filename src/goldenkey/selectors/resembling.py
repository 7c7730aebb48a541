"""Is this customer already ours? Asked when one is entered: one owner a customer (M2.5).

In scope the customer is named; out of scope only that somebody owns it, and whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goldenkey.core import names, person_names, phone_words, pinyin, tokens
from goldenkey.data.models import Account, SearchEntry, Team, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import search

LOOKED_AT = 60
SHOWN = 5
LONG_NAME = 4
WHOLE_NUMBER = 8
"""So many digits are a number of one's own, not an extension."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """A customer that may be the same; `account_id` None: not the reader's to see, `ask` is."""

    account_id: int | None
    name: str
    owner: str
    ask: str
    is_same: bool


def accounts(
    actor: Actor, name: str, *, kind: str = "organisation", phone: str = "", but: int | None = None
) -> tuple[Resembling, ...]:
    """Customers of the whole company that this name, or this number, may already be."""
    actor.require("account.read")
    verdicts = _verdicts(actor, name.strip(), kind, phone)
    verdicts.pop(but or 0, None)
    if not verdicts:
        return ()
    rows = Account.objects.filter(pk__in=verdicts, archived_at=None).select_related("owner")
    seen = set(scope.visible(actor, Account).filter(pk__in=verdicts).values_list("pk", flat=True))
    found = [_named(row, same=verdicts[row.pk]) for row in rows if row.pk in seen]
    found += _hidden([row for row in rows if row.pk not in seen], verdicts)
    return tuple(sorted(found, key=lambda r: (not r.is_same, r.account_id is None))[:SHOWN])


def _verdicts(actor: Actor, name: str, kind: str, phone: str) -> dict[int, bool]:
    """Whether each account whose name is near is the same one, by its id."""
    compare = person_names.is_same_person if kind == "person" else names.is_same_company
    found: dict[int, bool] = {}
    for hit in _near(actor, name, kind) if name else ():
        verdict = compare(name, hit.title)
        if verdict != "different":
            found[hit.id] = verdict == "same"
    for hit in _by_phone(actor, phone):
        found[hit.id] = True
    return found


def _near(actor: Actor, name: str, kind: str) -> Iterable[search.Hit]:
    entries = SearchEntry.objects.filter(kind="account")
    for words in dict.fromkeys(_words(name, kind)):
        yield from search.best(actor, entries, words, limit=LOOKED_AT)


def _words(name: str, kind: str) -> Iterable[str]:
    """What to look for: the own name as written, and as it sounds."""
    own = "".join(person_names.split_person(name)) if kind == "person" else names.brand(name)
    if not tokens.query_terms(own):
        return
    yield own
    if len(own) >= LONG_NAME:
        yield own[:-2]  # a slip of the pen near the end
    yield from pinyin.spellings("".join(pinyin.syllables(own)))


def _by_phone(actor: Actor, phone: str) -> Iterable[search.Hit]:
    digits = phone_words.asked(phone)
    if not digits.isdigit() or len(digits) < WHOLE_NUMBER:
        return ()
    entries = SearchEntry.objects.filter(kind="account")
    return search.best(actor, entries, digits, limit=SHOWN)


def _named(row: Account, *, same: bool) -> Resembling:
    return Resembling(row.pk, row.name, row.owner.name, "", same)


def _hidden(rows: list[Account], verdicts: dict[int, bool]) -> list[Resembling]:
    """One line a team, without the customer's name or the owner's."""
    by_team: dict[int, bool] = {}
    for row in rows:
        by_team[row.team_id] = by_team.get(row.team_id, False) or verdicts[row.pk]
    return [Resembling(None, "", "", _lead_of(team), same) for team, same in by_team.items()]


def _lead_of(team_id: int) -> str:
    """Who leads a team: its manager, or the nearest above, or a director."""
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    leaders: dict[int | None, str] = {}
    rows = User.objects.filter(role__in=("manager", "director"), is_active=True)
    for user in rows.order_by("-role", "-pk"):
        leaders[user.team_id] = user.name
    team: int | None = team_id
    while team is not None and team not in leaders:
        team = parents.get(team)
    return leaders.get(team, next(iter(leaders.values()), ""))
