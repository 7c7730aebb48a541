"""Versions of a playbook: history, two side by side, publishing, and who is moved to one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goldenkey.actions import playbook as actions
from goldenkey.actions import playbook_move
from goldenkey.policies.errors import NotFound, Problem, Refused
from goldenkey.selectors import playbook as select
from goldenkey.selectors import playbook_heirs, playbook_preview, playbook_versions
from goldenkey.web import present, present_versions, toasts
from goldenkey.web.form_page import refuse
from goldenkey.web.forms.playbook import MoveForm, PublishForm
from goldenkey.web.frame import Request, fragment, page, refresh, requires


@requires("playbook.read")
def history(request: Request, key: str) -> HttpResponse:
    """The versions of a playbook: who wrote and published which, and who runs on it."""
    found = playbook_versions.history(request.actor, key)
    draft = playbook_versions.draft(request.actor, key)
    return page(
        request, "playbook/history.html", draft.name, found=found, key=key, name=draft.name,
        team=playbook_versions.owner_team(request.actor, key), present=present,
        zone=request.actor.zone, may=request.actor.may,
    )  # fmt: skip


@requires("playbook.read")
def compare(request: Request, key: str) -> HttpResponse:
    """Two versions rule by rule."""
    numbers = {name: request.GET.get(name, "") for name in ("old", "new")}
    chosen = {name: int(text) if text.isdecimal() else 0 for name, text in numbers.items()}
    found = playbook_versions.comparison(request.actor, key, **chosen)
    shown = present_versions.Comparing(found, request.actor.language)
    return page(
        request, "playbook/compare.html", found.name, found=found, shown=shown, present=present,
        versions=playbook_versions.history(request.actor, key),
    )  # fmt: skip


@requires("playbook.publish")
def publish(request: Request, key: str) -> HttpResponse:
    """What publishing the draft would change; then publish it and move whom it says."""
    try:
        draft_id, _places = playbook_preview.draft_of(request.actor, key)
    except NotFound:
        if request.method == "POST":
            raise Refused("no_draft", field="source") from None
        return refresh(request, "playbook-edit", key)
    draft = playbook_versions.draft(request.actor, key)
    form = _publish_form(request, draft, draft_id)
    status = 200
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            return _publish(request, key, form, draft_id)
        except Problem as problem:
            if problem.status in (403, 404):
                raise
            refuse(form, problem)
            status = problem.status
    elif request.method == "POST" and "look" not in request.POST:
        status = 422
    preview = playbook_preview.preview(request.actor, draft_id, form.places())
    return page(
        request, "playbook/publish.html", draft.name, status=status, draft=draft, form=form,
        may=request.actor.may,
        heirs=playbook_heirs.heirs(request.actor, key), comparison=present_versions.Comparing(
            playbook_versions.comparison(request.actor, key, new=draft.number),
            request.actor.language,
        ),
        **_preview_of(request, key, preview, form.places(), draft=True),
    )  # fmt: skip


@requires("playbook.move")
def move(request: Request, key: str) -> HttpResponse:
    """Who runs on earlier versions, what moving would change, and moving all or some."""
    version_id, places = playbook_preview.current_of(request.actor, key)
    form = MoveForm(
        request.POST or None, teams=playbook_versions.teams(request.actor), nobody=False
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            ids = _chosen(request, form, version_id)
            if ids:
                _tell_moved(request, *playbook_move.move_many(request.actor, key, ids))
                return refresh(request, "playbook-move", key)
            form.refuse(Refused("nothing_chosen", field="move"))
    preview = playbook_preview.preview(request.actor, version_id, places)
    draft = playbook_versions.draft(request.actor, key)
    return page(
        request, "playbook/move.html", draft.name, status=status, form=form, draft=draft,
        **_preview_of(request, key, preview, places, draft=False),
    )  # fmt: skip


@requires("playbook.move")
@require_POST
def work_out(request: Request, key: str) -> HttpResponse:
    """Have a preview for many opportunities made in the background."""
    draft = "draft" in request.POST
    read = playbook_preview.draft_of if draft else playbook_preview.current_of
    version_id, places = read(request.actor, key)
    if draft:
        there = {h.key for h in playbook_preview.homeless(request.actor, version_id)}
        told = {old: request.POST.get(f"place_{old}", "") for old in there}
        places = {old: new for old, new in told.items() if new}
    actions.have_worked_out(request.actor, version_id, places)
    return refresh(request, "playbook-publish" if draft else "playbook-move", key)


@requires("playbook.move")
def progress(request: Request, key: str) -> HttpResponse:
    """How far a preview has come; when it is ready, the page is fetched anew."""
    draft = "draft" in request.GET
    read = playbook_preview.draft_of if draft else playbook_preview.current_of
    version_id, places = read(request.actor, key)
    preview = playbook_preview.preview(request.actor, version_id, places)
    if preview.state != "waiting" and request.htmx:
        return refresh(request, "playbook-publish" if draft else "playbook-move", key)
    context = _preview_of(request, key, preview, places, draft=draft)
    return fragment(request, "playbook/_progress.html", **context)


def _publish_form(request: Request, draft: Any, draft_id: int) -> PublishForm:
    return PublishForm(
        request.POST or None, initial={"version": draft.version, "move": "none"},
        teams=playbook_versions.teams(request.actor),
        homeless=playbook_preview.homeless(request.actor, draft_id),
        stages=select.drafted(request.actor, draft_id).stages, language=request.actor.language,
        places=playbook_preview.places_asked(request.actor, draft_id),
    )  # fmt: skip


def _publish(request: Request, key: str, form: PublishForm, draft_id: int) -> HttpResponse:
    given = form.given()
    ids = _chosen(request, form, draft_id) if given["move"] != "none" else []
    actions.publish(request.actor, key, version=given["version"], places=form.places())
    toasts.tell(request, _("Published: what begins from now on runs on it."))
    if ids:
        _tell_moved(request, *playbook_move.move_many(request.actor, key, ids))
    return refresh(request, "playbook", key)


def _chosen(request: Request, form: MoveForm, version_id: int) -> list[int]:
    given = form.given()
    if given["move"] == "some":
        return [int(pk) for pk in request.POST.getlist("ids") if pk.isdecimal()]
    return playbook_preview.chosen(
        request.actor, version_id, team_id=int(given["team"] or 0), phase=given["phase"]
    )


def _tell_moved(request: Request, count: int, at_once: bool) -> None:
    text = ngettext("%(n)d opportunity moved.", "%(n)d opportunities moved.", count)
    if not at_once:
        text = ngettext(
            "%(n)d opportunity is being moved in the background.",
            "%(n)d opportunities are being moved in the background.", count,
        )  # fmt: skip
    toasts.tell(request, text % {"n": count})


def _preview_of(
    request: Request, key: str, preview: Any, places: Any, *, draft: bool
) -> dict[str, Any]:
    query = "?draft=1" if draft else ""
    return {
        "key": key, "preview": preview, "present": present, "places": places,
        "shown": present_versions.Previewing(preview, request.actor.language), "drafted": draft,
        "poll_url": reverse("playbook-progress", args=[key]) + query,
    }  # fmt: skip


urlpatterns = [
    path("playbooks/<slug:key>/history/", history, name="playbook-history"),
    path("playbooks/<slug:key>/compare/", compare, name="playbook-compare"),
    path("playbooks/<slug:key>/publish/", publish, name="playbook-publish"),
    path("playbooks/<slug:key>/move/", move, name="playbook-move"),
    path("playbooks/<slug:key>/preview/", work_out, name="playbook-preview"),
    path("playbooks/<slug:key>/progress/", progress, name="playbook-progress"),
]
