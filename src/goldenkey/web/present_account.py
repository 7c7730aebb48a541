"""Turns a customer into words: what is unknown, what a grade means, when to see him next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from goldenkey.selectors.account import AccountDetail, AccountRow
from goldenkey.selectors.account_page import AccountPage, GradeView
from goldenkey.web.forms.account import AccountChangeForm
from goldenkey.wording import codes, figures


def initial(found: AccountDetail) -> dict[str, Any]:
    """What the form starts with."""
    names = [n for n in AccountChangeForm.base_fields if hasattr(found, n)]
    amounts = {
        "batch": found.batch.amount if found.batch else None,
        "revenue": found.revenue.amount if found.revenue else None,
        "revenue_currency": found.revenue.currency if found.revenue else "",
    }
    return {name: getattr(found, name) for name in names} | amounts


def field(name: str) -> str:
    """A field of the evaluation form, in words."""
    return str(AccountChangeForm.base_fields[name].label)


def grade(row: AccountRow | AccountDetail) -> str:
    """The grade a list shows; none stated is a dash."""
    return "" if row.grade == "unstated" else row.grade


def grade_name(which: str, key: str) -> str:
    """A grade in a list of choices, with its grading."""
    if key == "unstated":
        return _("No date stated")
    if which == "intent":
        return _("Buyer %(grade)s") % {"grade": key}
    return _("Value %(grade)s") % {"grade": key}


def standing(view: GradeView) -> str:
    """What the stated date means now (M2.6)."""
    left = view.days_left or 0
    if view.standing == "stated":
        if left == 0:
            return _("means to buy today")
        said = ngettext("means to buy in %(n)d day", "means to buy in %(n)d days", left)
        return said % {"n": left}
    if view.standing == "passed":
        said = ngettext(
            "the stated day passed %(n)d day ago: ask for a new one",
            "the stated day passed %(n)d days ago: ask for a new one",
            -left,
        )
        return said % {"n": -left}
    if view.standing == "far":
        return _("the stated day is beyond six months: keep in touch, no more")
    return _("no purchase date stated: ask when they mean to buy")


def value(view: GradeView) -> str:
    """What the value grade was made of (M2.2)."""
    cycle = {
        "short": _("short purchase cycle"),
        "long": _("long purchase cycle"),
        "": _("purchase cycle unknown"),
    }[view.cycle]
    batch = {
        "large": _("large orders"),
        "small": _("small orders"),
        "": _("usual order unknown"),
    }[view.batch]
    return _("%(cycle)s, %(batch)s") % {"cycle": cycle, "batch": batch}


def rhythm(view: GradeView) -> str:
    """How often the grade asks for a contact (M2.3)."""
    if view.rhythm is None:
        return ""
    count, days = view.rhythm
    times = ngettext("%(n)d contact", "%(n)d contacts", count) % {"n": count}
    return _("%(times)s in %(days)s") % {"times": times, "days": figures.days(days)}


def due(view: GradeView, today: Any) -> str:
    """The next contact and why then."""
    if view.due_on is None:
        return _("no rhythm until the grade is known")
    late = (today - view.due_on).days
    day = figures.day(view.due_on)
    if late > 0:
        return _("%(day)s, %(days)s overdue") % {"day": day, "days": figures.days(late)}
    reasons = {
        "date_passed": _("%(day)s, to ask for a new date"),
        "silence": _("%(day)s at the latest"),
    }
    return reasons.get(view.due_reason, "%(day)s") % {"day": day}


def free_from(view: GradeView, today: Any) -> str:
    """From when another contact does not disturb (M2.4)."""
    if view.free_from is None or view.free_from <= today:
        return ""
    return _("not before %(day)s: do not disturb their work") % {"day": figures.day(view.free_from)}


def completeness(found: AccountPage) -> str:
    """How much of the evaluation form is filled in (M1.10)."""
    return _("%(known)s of %(asked)s known") % {"known": found.known, "asked": found.asked}


def shown(found: AccountDetail, name: str, channels: dict[str, str]) -> str:
    """A field of the profile as a reader sees it; empty where it is unknown."""
    value = getattr(found, name)
    if value in (None, ""):
        return ""
    if name in ("ownership", "credit_rating"):
        return codes.word(value, name)
    if name in ("batch", "revenue"):
        return figures.money(value)
    if name == "channel":
        return str(channels.get(value, value))
    if name == "cycle_days":
        return figures.days(value)
    if name == "staff":
        return pgettext("staff", "%(count)s people") % {"count": f"{value:,}"}
    return figures.day(value) if name == "buys_on" else str(value)


PROFILE = {
    "organisation": (
        "industry", "channel", "staff", "revenue", "product_lines", "technology",
        "credit_rating", "ownership", "address", "phone", "cycle_days", "batch",
    ),
    "person": ("phone", "address", "region", "channel", "buys_on"),
}  # fmt: skip


def profile(found: AccountDetail, channels: dict[str, str]) -> list[tuple[str, str]]:
    """The evaluation form: each field with what is known of it, empty where nothing is (M1.6)."""
    return [(field(name), shown(found, name, channels)) for name in PROFILE[found.kind]]
