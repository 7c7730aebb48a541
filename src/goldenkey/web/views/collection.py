"""Pages of collection: steps due, promises, disputes, one receivable, what late money costs."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import collection as collect
from goldenkey.documents import letters
from goldenkey.selectors import collection as select
from goldenkey.selectors import late_money, letter
from goldenkey.selectors import user as users
from goldenkey.selectors.collection_shapes import CareView
from goldenkey.selectors.receivable import Filters
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import collection as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes, figures, health


@requires("receivable.read")
def index(request: Request) -> HttpResponse:
    """What to do today to get paid."""
    mine = "mine" in request.GET
    owner = _number(request.GET.get("owner"))
    filters = Filters(owner_id=owner, mine=mine)
    return page(
        request, "collection/index.html", _("Collection"), wide=True, mine=mine, owner=owner,
        due=select.due(request.actor, mine=mine, owner_id=owner),
        promises=select.promised(request.actor), disputes=select.disputed(request.actor),
        dso=late_money.dso(request.actor, filters), cost=late_money.cost(request.actor, filters),
        owners=users.colleagues(request.actor), present=present_money, may=request.actor.may,
    )  # fmt: skip


@requires("receivable.read")
def grouped(request: Request) -> HttpResponse:
    """What is open by customer, salesperson, team, contract or currency."""
    by = request.GET.get("by", "account")
    by = by if by in late_money.GROUPED else "account"
    filters = Filters(mine="mine" in request.GET, owner_id=_number(request.GET.get("owner")))
    return page(
        request, "collection/grouped.html", _("Open money"), wide=True, by=by,
        kinds=tuple(late_money.GROUPED), rows=late_money.grouped(request.actor, by, filters),
        may=request.actor.may,
    )  # fmt: skip


@requires("receivable.read")
def cost(request: Request) -> HttpResponse:
    """What late money costs, and how each figure is worked out."""
    filters = Filters(mine="mine" in request.GET)
    return page(
        request, "collection/cost.html", _("What late money costs"), wide=True,
        cost=late_money.cost(request.actor, filters), may=request.actor.may,
        dso=late_money.dso(request.actor, filters), policy=late_money.policy(request.actor),
    )  # fmt: skip


@requires("collection.set")
def policy(request: Request) -> HttpResponse:
    """Set what late money costs, the provision by age, and which rules of law are shown."""
    held = late_money.policy(request.actor)
    initial = {
        "carrying_cost": _percent(held.own_carrying_cost),
        "gross_margin": _percent(held.own_gross_margin), "statute": held.statute,
    }  # fmt: skip
    form = forms.PolicyForm(request.POST or None, bands=held.provision, initial=initial)
    asking = Asking(
        _("How we reckon late money"), _("Save"), reverse("collection-cost"),
        template="collection/policy.html",
    )  # fmt: skip

    def run(given: dict[str, Any]) -> HttpResponse:
        collect.set_policy(request.actor, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "collection-cost")

    return form_page.act(request, form, asking, run, policy=held)


@requires("collection.set")
def words(request: Request) -> HttpResponse:
    """The company's own words of a letter, by tone and language."""
    tone = request.GET.get("tone", "late")
    language = request.GET.get("language", request.actor.language)
    tone = tone if tone in letter.TONES else "late"
    language = language if language in letter.LANGUAGES else "en"
    held = letter.template(request.actor, tone, language)
    ours = letters.usual(tone, language)
    initial = {"subject": held.subject if held else "", "body": held.body if held else ""}
    form = forms.LetterForm(request.POST or None, initial=initial)
    asking = Asking(
        _("Words of a letter"), _("Save"), reverse("collection"),
        template="collection/words.html",
    )  # fmt: skip

    def run(given: dict[str, Any]) -> HttpResponse:
        collect.write_letter(request.actor, tone=tone, language=language, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "collection")

    return form_page.act(
        request, form, asking, run, tone=tone, language=language, ours=ours,
        tones=letter.TONES, languages=letter.LANGUAGES, marks=collect.LETTER_MARKS,
    )  # fmt: skip


@requires("collection.set")
def checks(request: Request) -> HttpResponse:
    """Whether all sums of money hold: what the last night found; or look now."""
    if request.method == "POST":
        collect.check_sums(request.actor)
        return refresh(request, "collection-check")
    return page(
        request, "collection/check.html", _("Do all sums hold?"), zone=request.actor.zone,
        last=late_money.checked(request.actor), say=health.say,
    )  # fmt: skip


@requires("receivable.read")
def show(request: Request, receivable_id: int) -> HttpResponse:
    """One receivable with everything done to get it paid."""
    found = select.care(request.actor, receivable_id)
    return page(
        request, "collection/show.html", found.row.account, found=found, present=present_money,
    )  # fmt: skip


@requires("collection.record")
def promise(request: Request, receivable_id: int) -> HttpResponse:
    """Record that the customer said when he pays."""
    found = select.care(request.actor, receivable_id)
    people = select.people(request.actor, found.row.account_id)
    form = forms.PromiseForm(request.POST or None, people=people)
    return _act(request, found, form, _("Promise to pay"), collect.promise)


@requires("collection.record")
def dispute(request: Request, receivable_id: int) -> HttpResponse:
    """Record what the customer disputes."""
    found = select.care(request.actor, receivable_id)
    form = forms.DisputeForm(request.POST or None, initial={"reason": "goods"})
    return _act(request, found, form, _("Dispute"), collect.dispute)


@requires("collection.record")
@require_POST
def step(request: Request, receivable_id: int) -> HttpResponse:
    """Record that a step of collection was taken."""
    collect.take_step(request.actor, receivable_id, step=request.POST.get("step", ""))
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "receivable", receivable_id)


@requires("collection.record")
@require_POST
def withdraw(request: Request, promise_id: int) -> HttpResponse:
    """Take a promise back that was entered by mistake."""
    row = collect.withdraw_promise(request.actor, promise_id)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "receivable", row.receivable_id)


@requires("collection.record")
def settle(request: Request, dispute_id: int) -> HttpResponse:
    """Say how a dispute ended."""
    row = select.dispute(request.actor, dispute_id)
    form = forms.OutcomeForm(request.POST or None, initial={"version": row.version})
    back = reverse("receivable", args=[row.receivable_id])
    intro = f"{row.account} · {row.contract} · {figures.money(row.money)}"

    def run(given: dict[str, Any]) -> HttpResponse:
        collect.settle_dispute(request.actor, dispute_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "receivable", row.receivable_id)

    return form_page.act(
        request, form, Asking(_("Settle the dispute"), _("Settle the dispute"), back, intro), run
    )


def _act(request: Request, found: CareView, form: Any, title: str, do: Any) -> HttpResponse:
    row = found.row
    intro = f"{row.account} · {present_money.what(row)} · {figures.money(row.open)}"
    back = reverse("receivable", args=[row.id])

    def run(given: dict[str, Any]) -> HttpResponse:
        do(request.actor, row.id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "receivable", row.id)

    return form_page.act(request, form, Asking(title, _("Save"), back, intro), run)


def _percent(value: int | None) -> str:
    return "" if value is None else figures.percent(value).rstrip("%")


urlpatterns = [
    path("collection/", index, name="collection"),
    path("collection/by/", grouped, name="collection-by"),
    path("collection/cost/", cost, name="collection-cost"),
    path("collection/policy/", policy, name="collection-policy"),
    path("collection/check/", checks, name="collection-check"),
    path("collection/letters/", words, name="collection-letters"),
    path("receivables/<int:receivable_id>/", show, name="receivable"),
    path("receivables/<int:receivable_id>/promise/", promise, name="promise-new"),
    path("receivables/<int:receivable_id>/dispute/", dispute, name="dispute-new"),
    path("receivables/<int:receivable_id>/step/", step, name="reminder-new"),
    path("promises/<int:promise_id>/drop/", withdraw, name="promise-drop"),
    path("disputes/<int:dispute_id>/settle/", settle, name="dispute-settle"),
]
