"""One form on a page or in the dialog: shown, sent, refused in place, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from goldenkey.policies.errors import Conflict, Problem
from goldenkey.web.forms.base import Day, Form
from goldenkey.web.frame import Request, fragment, page
from goldenkey.wording import codes, figures, phrases

COLUMNS = {"amount_minor": "amount", "amount_org_minor": "amount", "reports_to": "reports_to_id"}
"""Columns whose field is called otherwise."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands around a form: title, what it is about, its button, and the way back."""

    title: str
    submit: str
    back: str
    intro: str = ""
    template: str = "_form.html"
    danger: bool = False
    files: bool = False
    remove_url: str = ""
    remove_label: str = ""
    remove_name: str = ""


def show(
    request: Request, form: Form, asking: Asking, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form: a fragment for the dialog, else a whole page."""
    _count_from(form, request.actor.today)
    status = 422 if status == 200 and form.is_bound and not form.is_valid() else status
    context = {"form": form, "asking": asking, "dialog": bool(request.htmx), **more}
    if request.htmx:
        return fragment(request, asking.template, status=status, **context)
    return page(request, "form.html", asking.title, status=status, **context)


def act(
    request: Request,
    form: Form,
    asking: Asking,
    do: Callable[[dict[str, Any]], HttpResponse],
    **more: Any,
) -> HttpResponse:
    """Show the form, or do what it says; a refusal comes back in the form, with what was typed."""
    if request.method == "POST" and not form.is_bound:
        form.data, form.is_bound = request.POST, True  # sent empty is sent all the same
    if request.method != "POST" or not form.is_valid():
        return show(request, form, asking, **more)
    try:
        return do(form.given())
    except Problem as problem:
        if problem.status in (403, 404):
            raise
        refuse(form, problem)
        return show(request, form, asking, status=problem.status, **more)


def refuse(form: Form, problem: Problem) -> None:
    """Put a refusal into a form; a stale one takes the new version and shows what was changed."""
    form.refuse(problem)
    if not isinstance(problem, Conflict):
        return
    given: Any = form.data
    typed = given.copy()
    typed["version"] = problem.params["version"]
    form.data = typed
    for column in problem.params["changes"]:
        name = COLUMNS.get(column, column)
        if name in form.fields and name in form.initial:
            saved = _shown(form.fields[name], form.initial[name])
            form[name].help_text = _("Saved meanwhile: %(value)s") % {"value": saved}


def _count_from(form: Form, today: date) -> None:
    """Tell date fields the organisation's today: chips like "in a week" count from it."""
    for field in form.fields.values():
        if isinstance(field, Day):
            field.widget.attrs["data-today"] = today.isoformat()


def _shown(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return figures.day(value)
    choices = {str(key): str(word) for key, word in getattr(field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    said = [choices.get(str(one), str(one)) for one in values if one not in (None, "")]
    return phrases.listing(said) or codes.word("unknown", "truth")
