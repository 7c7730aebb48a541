"""After erasing a person no table holds his name, numbers or words about him (M9.3)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import answers, committee, erasure, queue
from goldenkey.actions import contact as contacts
from goldenkey.actions import fact as facts
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from goldenkey.core.formula import Kind
from goldenkey.data import models as m
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import personal, playbook, search
from tests.cast import Cast

NAME, MOBILE, PHONE = "歐陽靖雯", "0933-777-451", "02-8797-6543#21"
MAIL, INTERESTS, NOTE = "ouyang.cw@example.com", "攀岩與黑膠唱片", "先生在工研院上班"
HIS = (NAME, MOBILE, PHONE, MAIL, INTERESTS, NOTE)


@dataclass
class Records:
    """A customer with an opportunity."""

    account: m.Account
    opportunity: m.Opportunity


@pytest.fixture
def records(cast: Cast) -> Records:
    account = accounts.create_account(cast.rep, name="長榮機械")
    made = opportunities.create_opportunity(cast.rep, account.pk, name="空壓機", amount="1200000")
    return Records(account, made)


@pytest.fixture
def person(cast: Cast, records: Records) -> m.Contact:
    """Somebody written about wherever one can write."""
    rep, made = cast.rep, records.opportunity
    row = contacts.create_contact(
        rep, records.account.pk, name=NAME, title="廠務副總", mobile=MOBILE, phone=PHONE,
        email=MAIL, birthday="1971-03-09", interests=INTERESTS, note=NOTE,
    )  # fmt: skip
    seat = committee.seat(
        rep, made.pk, contact_id=row.pk, roles=["decision_maker"], stance="opponent",
        interests=INTERESTS,
    )  # fmt: skip
    told = activities.log(
        rep, opportunity_id=made.pk, contact_ids=[row.pk], note=f"{NAME}說要再比價", agreed=True,
        agreed_what=f"{NAME}引見總經理", reflection=f"別再問{NAME}預算",
    )  # fmt: skip
    _say(cast, made, row, told)
    committee.add_need(rep, made.pk, words=f"{NAME}要省電三成")
    activities.plan_step(rep, opportunity_id=made.pk, what=f"打{MOBILE}給{NAME}", due_on=rep.today)
    _elsewhere(cast, records, row)
    assert seat.stance == "opponent"
    return row


def _say(cast: Cast, made: m.Opportunity, row: m.Contact, told: m.Activity) -> None:
    book = playbook.compiled(made.playbook_version_id)
    name = next(f.name for f in book.facts if f.of == "opportunity" and f.type.kind is Kind.BOOL)
    wordy = [f.name for f in book.facts if f.of == "opportunity" and f.type.kind is Kind.TEXT
             and not f.type.options]  # fmt: skip
    facts.record(cast.rep, "opportunity", made.pk, name=name, value=True, confirmed=True,
                 said_by_id=row.pk, words=f"{NAME}親口說的")  # fmt: skip
    for text in wordy[:1]:
        facts.record(cast.rep, "opportunity", made.pk, name=text, value=f"由{NAME}拍板",
                     activity_id=told.pk, confirmed=True)  # fmt: skip


def _elsewhere(cast: Cast, records: Records, row: m.Contact) -> None:
    """In a lead he came by, a row of a file, a job, an answered request."""
    lead = leads.create_lead(cast.rep, company="長榮機械", person=NAME, phone=PHONE, email=MAIL,
                             note=f"{NAME}在展場留的名片")  # fmt: skip
    m.Lead.objects.filter(pk=lead.pk).update(contact=row, account=records.account)
    m.ImportRow.objects.create(
        source=_file(cast), number=3, verdict="noted",
        cells=["長榮機械", NAME, MOBILE], findings=[{"value": MAIL}],
    )  # fmt: skip
    queue.enqueue(cast.system, "hello", {"to": NAME, "mail": MAIL}, run_at=cast.rep.now)
    body = json.dumps({"name": NAME, "personal": {"birthday": "1971-03-09", "note": NOTE}})
    answers.once(cast.rep, key="k1", digest="0" * 64, run=lambda: (201, body))


def _file(cast: Cast) -> m.Import:
    rep = cast.rep
    return m.Import.objects.create(
        owner_id=rep.user_id, team_id=rep.team_id, file_name="leads.csv", digest="0" * 64,
        stored_as="0" * 64, created_at=rep.now, updated_at=rep.now,
        playbook_version=m.PlaybookVersion.objects.filter(state="published")[0],
    )  # fmt: skip


def _everywhere() -> dict[str, str]:
    """All values of all columns of all tables, as the database would print them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [c[0] for c in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = _printed(value)
                    found[f"{table}.{column}"] = found.get(f"{table}.{column}", "") + "\n" + text
    return found


def _printed(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore")
    if isinstance(value, str):
        try:
            return value + json.dumps(json.loads(value), ensure_ascii=False)
        except ValueError:
            return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _holders(words: tuple[str, ...]) -> dict[str, list[str]]:
    return {
        place: held for place, text in _everywhere().items()
        if (held := [w for w in words if w.casefold() in text.casefold()])
    }  # fmt: skip


@pytest.mark.method("M9.3")
def test_after_erasing_no_column_of_any_table_holds_him(cast: Cast, person: m.Contact) -> None:
    before = _holders(HIS)
    assert {"data_contact.name", "data_activity.note", "data_fact.words", "data_lead.person",
            "data_importrow.cells", "data_job.payload", "data_answeredrequest.body",
            "data_stakeholder.interests", "data_need.words"} <= set(before)  # fmt: skip
    erasure.erase(cast.compliance, person.pk, confirm_name=NAME, reason="本人來信要求")
    assert _holders((*HIS, "1971-03-09", "廠務副總", "ouyangjingwen", "0933777451")) == {}


def test_what_happened_stays_without_him(cast: Cast, person: m.Contact) -> None:
    seat = m.Stakeholder.objects.get(contact=person)
    visit = m.Activity.objects.get(contacts=person)
    erasure.erase(cast.admin, person.pk, confirm_name=NAME, reason="本人來信要求")
    seat.refresh_from_db()
    visit.refresh_from_db()
    assert (seat.roles, seat.stance) == (["decision_maker"], "unknown")
    assert visit.note == "＊＊＊說要再比價" and visit.contacts.get() == person
    entry = m.AuditEntry.objects.filter(action="erasure.erase").get()
    assert entry.record_id == person.pk and NAME not in json.dumps(entry.changes)


def test_facts_keep_that_something_was_known_and_lose_who_said_it(
    cast: Cast, person: m.Contact
) -> None:
    said = m.Fact.objects.get(said_by=person)
    erasure.erase(cast.compliance, person.pk, confirm_name=NAME, reason="本人來信要求")
    after = m.Fact.objects.get(pk=said.pk)
    assert (after.value, after.words, after.said_by_id) == (True, "", None)


def test_he_cannot_be_found_any_more(cast: Cast, person: m.Contact) -> None:
    assert search.find(cast.compliance, NAME)
    erasure.erase(cast.compliance, person.pk, confirm_name=NAME, reason="本人來信要求")
    assert not search.find(cast.compliance, NAME)
    assert not search.find(cast.compliance, "0933777451")


def test_somebody_elsewhere_with_the_same_name_keeps_it(cast: Cast, person: m.Contact) -> None:
    other = accounts.create_account(cast.rep, name="高雄造船")
    twin = contacts.create_contact(cast.rep, other.pk, name=NAME)
    visit = activities.log(cast.rep, account_id=other.pk, contact_ids=[twin.pk],
                           note=f"{NAME}不在")  # fmt: skip
    erasure.erase(cast.compliance, person.pk, confirm_name=NAME, reason="本人來信要求")
    visit.refresh_from_db()
    twin.refresh_from_db()
    assert (twin.name, visit.note) == (NAME, f"{NAME}不在")
    assert _holders((MOBILE, MAIL, INTERESTS)) == {}


def test_erasing_is_confirmed_by_the_name_and_needs_a_reason(cast: Cast, person: m.Contact) -> None:
    for name, reason in (("歐陽", "來信"), (NAME, " ")):
        with pytest.raises(Refused):
            erasure.erase(cast.compliance, person.pk, confirm_name=name, reason=reason)
    person.refresh_from_db()
    assert person.name == NAME


def test_who_may_not_erase_is_refused_and_a_second_time_too(cast: Cast, person: m.Contact) -> None:
    for actor in (cast.rep, cast.manager, cast.finance):
        with pytest.raises(Forbidden):
            erasure.erase(actor, person.pk, confirm_name=NAME, reason="x")
    gone = erasure.erase(cast.compliance, person.pk, confirm_name=NAME, reason="來信")
    with pytest.raises(Refused):
        erasure.erase(cast.compliance, gone.pk, confirm_name=gone.name, reason="來信")


@pytest.mark.method("M9.3")
def test_everything_about_a_person_can_be_handed_to_him(cast: Cast, person: m.Contact) -> None:
    given = personal.data(cast.compliance, person.pk)
    text = json.dumps({k: list(v) for k, v in given.sections.items()}, ensure_ascii=False,
                      default=str)  # fmt: skip
    assert [w for w in HIS if w not in text] == []
    assert given.kept.activities == 1


def test_hidden_fields_are_not_exported_either(cast: Cast, person: m.Contact) -> None:
    given = personal.data(cast.admin, person.pk)
    text = json.dumps({k: list(v) for k, v in given.sections.items()}, ensure_ascii=False,
                      default=str)  # fmt: skip
    assert INTERESTS not in text and NOTE not in text and "opponent" not in text
    assert set(given.hidden) == {"birthday", "interests", "note"}


def test_a_stranger_exports_nobody_of_another_team(cast: Cast, person: m.Contact) -> None:
    with pytest.raises((NotFound, Forbidden)):
        personal.data(cast.stranger, person.pk)
