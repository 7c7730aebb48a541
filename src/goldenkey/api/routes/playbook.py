"""Playbooks over the API: versions, a draft and what is wrong in it, publishing, moving, trying."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router

from goldenkey.actions import playbook as actions
from goldenkey.actions import playbook_move
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.playbook import (
    ComparisonOut,
    DraftIn,
    DraftOut,
    HeirOut,
    MoveIn,
    PlacesIn,
    PlaybookMovedOut,
    PreviewOut,
    PublishIn,
    TeamBookIn,
    TrialIn,
    TrialOut,
    VersionOut,
)
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import playbook_heirs as heirs
from goldenkey.selectors import playbook_preview, playbook_trial
from goldenkey.selectors import playbook_versions as select

router = Router(tags=["playbooks"])


@router.get("/playbooks/{key}/versions", response=list[VersionOut])
@requires("playbook.read")
def list_versions(request: Request, key: str) -> Any:
    """The versions of a playbook, newest first."""
    return select.history(request.actor, key)


@router.get("/playbooks/{key}/file")
@requires("playbook.read")
def download_playbook(
    request: Request, key: str, number: int = 0, whole: bool = False
) -> HttpResponse:
    """A version's file as it was written, or whole with all it inherits."""
    found = select.file_of(request.actor, key, number=number, whole=whole)
    response = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    response["X-Playbook-Digest"] = found.digest
    return response


@router.get("/playbooks/{key}/draft", response=DraftOut)
@requires("playbook.edit")
def read_draft(request: Request, key: str) -> Any:
    """The draft, or the version in force where nothing is drafted yet."""
    return select.draft(request.actor, key)


@router.put("/playbooks/{key}/draft", response=DraftOut)
@requires("playbook.edit")
def save_draft(request: Request, key: str, body: DraftIn) -> Any:
    """Save a text as the draft; what is wrong in it is in the answer, and kept with it."""
    actions.save_draft(request.actor, key, body.source, version=body.version)
    return select.draft(request.actor, key)


@router.get("/playbooks/{key}/heirs", response=list[HeirOut])
@requires("playbook.read")
def list_heirs(request: Request, key: str) -> Any:
    """The published playbooks that build on this one, and which still hold an older text of it."""
    return heirs.heirs(request.actor, key)


@router.post("/playbooks/{key}/renewals", response=DraftOut)
@requires("playbook.edit")
def renew(request: Request, key: str) -> Any:
    """Draft a playbook anew on what it builds on as that is published now; its text stays."""
    actions.take_up(request.actor, key)
    return select.draft(request.actor, key)


@router.delete("/playbooks/{key}/draft", response={204: None})
@requires("playbook.edit")
def discard_draft(request: Request, key: str) -> Any:
    """Throw the draft away."""
    actions.discard_draft(request.actor, key)
    return 204, None


@router.get("/playbooks/{key}/comparison", response=ComparisonOut)
@requires("playbook.read")
def compare_versions(request: Request, key: str, old: int = 0, new: int = 0) -> Any:
    """Two versions rule by rule; without numbers the newest with the one before."""
    return select.comparison(request.actor, key, old=old, new=new)


@router.post("/playbooks/{key}/preview", response=PreviewOut)
@requires("playbook.move")
def preview_moves(request: Request, key: str, body: PlacesIn) -> Any:
    """What moving to the version in force, or to the draft, would change.

    Where many are concerned it is worked out in the background: ask again until it is ready.
    """
    version_id, places = _version(request, key, body)
    found = playbook_preview.preview(request.actor, version_id, places)
    if found.state == "large":
        actions.have_worked_out(request.actor, version_id, places)
        found = playbook_preview.preview(request.actor, version_id, places)
    return found


@router.post("/playbooks/{key}/publication", response=list[VersionOut])
@requires("playbook.publish")
def publish_draft(request: Request, key: str, body: PublishIn) -> Any:
    """Put the draft in force; opportunities under way stay on their versions."""
    actions.publish(request.actor, key, version=body.version, places=body.places)
    return select.history(request.actor, key)


@router.post("/playbooks/{key}/moves", response=PlaybookMovedOut)
@requires("playbook.move")
def move_opportunities(request: Request, key: str, body: MoveIn) -> Any:
    """Move opportunities in scope to the version in force."""
    count, at_once = playbook_move.move_many(request.actor, key, body.ids)
    return {"count": count, "at_once": at_once}


@router.post("/playbooks/{key}/trial", response=TrialOut)
@requires("playbook.read")
def try_rule(request: Request, key: str, body: TrialIn) -> Any:
    """What a rule or a formula says of one opportunity, term by term with the facts it saw."""
    return playbook_trial.attempt(request.actor, key, **body.model_dump())


@router.put("/teams/{team_id}/playbook", response={204: None})
@requires("playbook.publish")
def choose_playbook(request: Request, team_id: int, body: TeamBookIn) -> Any:
    """Have a team work by a published playbook, or by the company's."""
    actions.choose_for_team(request.actor, team_id, key=body.key)
    return 204, None


def _version(request: Request, key: str, body: PlacesIn) -> tuple[int, Any]:
    if not body.draft:
        return playbook_preview.current_of(request.actor, key)
    try:
        version_id, _places = playbook_preview.draft_of(request.actor, key)
    except NotFound:
        raise Refused("no_draft", field="draft") from None
    return version_id, body.places
