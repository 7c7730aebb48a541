"""Turns the pack of a customer into the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from goldenkey.documents.sheet_out import Column, Sheet
from goldenkey.selectors.pack import Pack, PackPromise
from goldenkey.wording import phrases


def sheets(found: Pack) -> Sequence[Sheet]:
    """People, opportunities, promises, next steps, open money, and links of one of us alone."""
    made = [_people(found), _opportunities(found)]
    made += [_promises(_("Promises"), found.promises), _promises(_("Next steps"), found.steps)]
    return [*made, *([_money(found)] if found.may_see_money else []), _links(found)]


def _columns(*headings: str) -> list[Column]:
    return [Column(heading, 24) for heading in headings]


def _people(found: Pack) -> Sheet:
    columns = _columns(
        pgettext("person", "Name"), _("Title"), _("Department"), _("Mobile"), _("Phone"),
        _("E-mail"), _("Part in our opportunities"), _("Last contact"), _("Known by"),
    )  # fmt: skip
    rows = [
        (p.name, p.title, p.department, p.mobile, p.phone, p.email, phrases.listing(p.parts),
         p.last_contact_on, phrases.listing(p.known_by))
        for p in found.people
    ]  # fmt: skip
    return Sheet(_("People"), columns, rows)


def _opportunities(found: Pack) -> Sheet:
    columns = _columns(
        _("Opportunity"), _("Stage"), _("Amount"), _("Currency"), _("Expected to close"),
        _("Next step"), _("On which day?"),
    )  # fmt: skip
    rows = [
        (o.name, o.stage, o.money.amount, o.money.currency, o.close_on, o.next_step,
         o.next_step_on)
        for o in found.opportunities
    ]  # fmt: skip
    return Sheet(_("Opportunities"), columns, rows)


def _promises(name: str, rows: Sequence[PackPromise]) -> Sheet:
    columns = _columns(_("What"), _("Until"), _("About"), _("Who of us"), _("Amount"))
    told = [(said(p), p.by_on, p.about, p.who, p.money.amount if p.money else None) for p in rows]
    return Sheet(name, columns, told)


def said(one: PackPromise) -> str:
    """What was promised; a payment has no words of its own."""
    return one.what or _("pays")


def _money(found: Pack) -> Sheet:
    columns = _columns(_("Contract"), _("Due"), _("Open"), _("Currency"), _("Days overdue"))
    rows = [
        (o.number, o.due_on, o.money.amount, o.money.currency, o.overdue_days) for o in found.owed
    ]
    return Sheet(_("Open money"), columns, rows)


def _links(found: Pack) -> Sheet:
    columns = _columns(pgettext("person", "Name"), _("Title"), _("Known only by"), _("Last met"))
    rows = [(s.contact, s.title, s.user, s.last_met_on) for s in found.sole]
    return Sheet(_("Known by one of us only"), columns, rows)
