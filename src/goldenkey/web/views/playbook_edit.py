"""Writing a playbook: a draft with a live check, the test bench, files in and out, a team's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import playbook as actions
from goldenkey.policies.errors import Problem
from goldenkey.selectors import playbook as select
from goldenkey.selectors import playbook_trial, playbook_versions, search
from goldenkey.web import present, present_versions, toasts
from goldenkey.web.form_page import Asking, act, refuse
from goldenkey.web.forms.playbook import DraftForm, FileForm, TeamBookForm, TeamsForm, TrialForm
from goldenkey.web.frame import Request, fragment, page, refresh, requires
from goldenkey.wording import codes

YAML = "application/yaml; charset=utf-8"


@requires("playbook.edit")
def edit(request: Request, key: str) -> HttpResponse:
    """The text of a playbook: what is saved becomes the draft, checked at once."""
    found = playbook_versions.draft(request.actor, key)
    initial = {"source": found.source, "version": found.version}
    form, status = DraftForm(request.POST or None, initial=initial), 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                given = form.given()
                saved = actions.save_draft(
                    request.actor, key, given["source"], version=given["version"] or 0
                )
                _tell_saved(request, len(saved.problems))
                return refresh(request, "playbook-edit", key)
        except Problem as problem:
            if problem.status in (403, 404):
                raise
            refuse(form, problem)
            status = problem.status
    problems = present_versions.problems(found.problems, found.source)
    return page(
        request, "playbook/edit.html", found.name, status=status, wide=True, found=found,
        form=form, problems=problems, checked=found.drafted, present=present,
        may_publish=request.actor.may("playbook.publish"),
    )  # fmt: skip


@requires("playbook.edit")
@require_POST
def check(request: Request, key: str) -> HttpResponse:
    """What is wrong in a text while one writes it; nothing is saved."""
    source = request.POST.get("source", "").replace("\r\n", "\n")
    found = actions.checked(request.actor, key, source)
    problems = present_versions.problems(found.problems, source)
    return fragment(request, "playbook/_problems.html", problems=problems, checked=True)


@requires("playbook.edit")
@require_POST
def take_up(request: Request, key: str) -> HttpResponse:
    """Draft a playbook anew on the newest text of what it builds on."""
    saved = actions.take_up(request.actor, key)
    _tell_saved(request, len(saved.problems))
    return refresh(request, "playbook-edit", key)


@requires("playbook.edit")
@require_POST
def discard(request: Request, key: str) -> HttpResponse:
    """Throw the draft away."""
    actions.discard_draft(request.actor, key)
    toasts.tell(request, _("The draft was thrown away."))
    return refresh(request, "playbook", key)


@requires("playbook.read")
def trial(request: Request, key: str) -> HttpResponse:
    """The test bench: what a rule or a formula says of one opportunity, term by term."""
    asked = any(request.GET.get(name) for name in ("opportunity", "rule", "formula"))
    rules = playbook_trial.rules(request.actor, key)
    form, found, text = TrialForm(request.GET if asked else None, rules=rules), None, ""
    if asked and form.is_valid():
        given = form.given()
        found = playbook_trial.attempt(
            request.actor, key, given["opportunity"], formula=given["formula"], rule=given["rule"]
        )
        text = found.opportunity
    draft = playbook_versions.draft(request.actor, key)
    return page(
        request, "playbook/trial.html", _("Test bench"), key=key, form=form,
        found=found, text=text, draft=draft, present=present, shown=present_versions,
        language=request.actor.language,
        options_url=reverse("playbook-opportunities"),
    )  # fmt: skip


@requires("search.read")
def opportunities(request: Request) -> HttpResponse:
    """Opportunities to choose one from, by a few letters."""
    query = request.GET.get("q", "").strip()[: search.LONGEST_QUERY]
    hits = search.find(request.actor, query, kinds=("opportunity",), limit=8) if query else ()
    return fragment(request, "playbook/_opportunities.html", hits=hits)


@requires("playbook.read")
def file(request: Request, key: str) -> HttpResponse:
    """A version as a file: as it was written, or whole with all it inherits."""
    number = request.GET.get("number", "")
    found = playbook_versions.file_of(
        request.actor, key, number=int(number) if number.isdecimal() else 0,
        whole="whole" in request.GET,
    )  # fmt: skip
    response = HttpResponse(found.text, content_type=YAML)
    name = f"{found.key}-{found.number}.yaml"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@requires("playbook.edit")
def bring(request: Request) -> HttpResponse:
    """Take a playbook's file; what is wrong in it is listed with line and field."""
    data = request.POST if request.method == "POST" else None
    form, status = FileForm(data, request.FILES or None), 200
    problems: tuple[present_versions.Found, ...] = ()
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                made = actions.import_file(request.actor, _bytes(form))
                _tell_saved(request, 0)
                return refresh(request, "playbook-edit", made.playbook.key)
        except Problem as problem:
            if problem.status in (403, 404):
                raise
            form.refuse(problem)
            problems = present_versions.problems(problem.params.get("problems", ()), "")
    return page(
        request, "playbook/bring.html", _("Bring a playbook file"), status=status, form=form,
        problems=problems, checked=bool(problems), present=present,
    )  # fmt: skip


@requires("playbook.edit")
def new(request: Request) -> HttpResponse:
    """Begin a team's own playbook on top of another."""
    form = TeamBookForm(
        request.POST or None, teams=playbook_versions.teams(request.actor),
        books=select.published(request.actor),
    )  # fmt: skip
    asking = Asking(_("A team's own playbook"), _("Begin"), reverse("playbooks"),
                    _("It builds on another playbook and says only how it differs."))  # fmt: skip

    def begin(given: dict[str, Any]) -> HttpResponse:
        made = actions.create_for_team(
            request.actor, int(given["team"]), key=given["key"], extends=given["extends"]
        )
        return refresh(request, "playbook-edit", made.playbook.key)

    return act(request, form, asking, begin)


@requires("playbook.publish")
def teams(request: Request) -> HttpResponse:
    """Which playbook each team works by."""
    form = TeamsForm(
        request.POST or None, teams=playbook_versions.teams(request.actor),
        books=select.published(request.actor),
    )  # fmt: skip
    asking = Asking(_("Playbooks of the teams"), _("Save"), reverse("playbooks"),
                    _("What comes in from now on comes in by it; the rest stays."))  # fmt: skip

    def choose(given: dict[str, Any]) -> HttpResponse:
        for team, key in form.chosen().items():
            actions.choose_for_team(request.actor, team, key=key)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "playbooks")

    return act(request, form, asking, choose)


def _bytes(form: FileForm) -> bytes:
    """The file, but no more of it than decides that it is too large."""
    found: bytes = form.cleaned_data["file"].read(2_000_000)
    return found


def _tell_saved(request: Request, problems: int) -> None:
    if problems:
        text = _("The draft is saved. It cannot be published yet: see what is wrong.")
        toasts.tell(request, text, level="warn")
    else:
        toasts.tell(request, _("The draft is saved, and nothing is wrong in it."))


urlpatterns = [
    path("playbook-import/", bring, name="playbook-import"),
    path("playbook-new/", new, name="playbook-new"),
    path("playbook-teams/", teams, name="playbook-teams"),
    path("playbook-opportunities/", opportunities, name="playbook-opportunities"),
    path("playbooks/<slug:key>/edit/", edit, name="playbook-edit"),
    path("playbooks/<slug:key>/check/", check, name="playbook-check"),
    path("playbooks/<slug:key>/take-up/", take_up, name="playbook-take-up"),
    path("playbooks/<slug:key>/discard/", discard, name="playbook-discard"),
    path("playbooks/<slug:key>/bench/", trial, name="playbook-bench"),
    path("playbooks/<slug:key>/file/", file, name="playbook-file"),
]
