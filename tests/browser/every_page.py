"""Every page that can be opened, by whom, with a company that has long names and many rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from goldenkey.actions import activity, committee, contact, opportunity
from tests.cast import ROLES, Cast
from tests.doors import pages
from tests.expected import WELCOME, filled, verdict
from tests.one_of_each import Records, one_of_each
from tests.rooms import today

LONG = (
    "Hsinchu Electromechanical Instrumentation & Automation (Holdings) Corporation, Taiwan Branch"
)
WIDE = "新竹科學園區精密機電儀器暨自動化控制整合系統工程股份有限公司台灣分公司第三事業部"
MAIN = frozenset({
    "home", "opportunities", "opportunity", "opportunity-edit", "accounts", "account",
    "account-edit", "contact", "leads", "lead", "lead-new", "imports", "import-new", "money",
    "contracts", "contract", "contract-sign", "payments", "payment", "payment-new", "commission",
    "playbooks", "playbook", "settings", "search", "activity-new", "activity", "steps", "gate",
    "committee-map", "step-new",
})  # fmt: skip
"""The pages that people live in, by the names of their addresses."""


@dataclass(frozen=True)
class Place:
    """A page, and somebody who may open it."""

    name: str
    url: str
    who: str


def furnished(house: Cast) -> Records:
    """One of each, and a second order with long names, many people and several warnings."""
    records, rep, day = one_of_each(house), house.rep, today(house)
    long = opportunity.create_opportunity(
        rep, records.account.pk, name=LONG, amount="98765432109", close_on=day - timedelta(days=9)
    )
    for n, name in enumerate((LONG, WIDE, "林", "Wolfeschlegelsteinhausenbergerdorff")):
        person = contact.create_contact(rep, records.account.pk, name=name[:100], title=WIDE[:60])
        committee.seat(
            rep, long.pk, contact_id=person.pk, roles=["decision_maker", "influencer"][: 1 + n % 2],
            stance="opponent" if n % 2 else "supporter", influence="high",
        )  # fmt: skip
    need = committee.add_need(rep, long.pk, words=WIDE, explicit=True)
    for rival in ("競爭對手自動化", "Competitor Industrial Systems GmbH"):
        committee.place_rival(rep, long.pk, name=rival, position=1, need_id=need.pk)
    activity.plan_step(rep, opportunity_id=long.pk, what=LONG, due_on=day - timedelta(days=2))
    activity.log(
        rep, opportunity_id=long.pk, note=WIDE * 3, agreed=True, agreed_what=LONG,
        agreed_by_on=day + timedelta(days=5),
    )  # fmt: skip
    return records


def places(house: Cast, records: Records) -> list[Place]:
    """Every address that answers a whole page, opened as the first of the cast who may."""
    found = [Place("opportunity", f"/opportunities/{_long(records)}/", "rep")]
    found += [Place("opportunities", "/opportunities/?view=table", "rep")]
    clients = {name: _client(house, name) for name in ROLES}
    for page in pages():
        url = "/" + filled(page.pattern, records)
        who = next((n for n in ROLES if _welcomes(house, n, page, records)), None)
        if who and _is_page(clients[who], url):
            found.append(Place(page.name, url, who))
    return found


def _long(records: Records) -> int:
    return int(records.account.opportunities.get(name=LONG).pk)


def _welcomes(house: Cast, name: str, page: object, records: Records) -> bool:
    right, pattern = getattr(page, "right", ""), getattr(page, "pattern", "")
    return bool(right) and verdict(house.actor(name), right, pattern, records) == WELCOME


def _client(house: Cast, name: str) -> Client:
    client = Client()
    client.force_login(house.users[name])
    return client


def _is_page(client: Client, url: str) -> bool:
    answer = client.get(url)
    is_whole = not answer.streaming and b"<!doctype html" in answer.content[:200]
    return answer.status_code == 200 and is_whole
