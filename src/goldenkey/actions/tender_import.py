"""Writes of tender notices: a release package becomes passive, project-led leads (M0.2).

Looked at first, written in one transaction: with anything wrong nothing is saved. A process we
know is brought up to date; what somebody typed over stays as he typed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from goldenkey.actions import account as accounts
from goldenkey.actions import import_choices as choices
from goldenkey.actions import lead as leads
from goldenkey.actions import search
from goldenkey.actions.base import about, action, create, edit
from goldenkey.core import ocds
from goldenkey.core.ocds import Notice
from goldenkey.data import files, locks
from goldenkey.data.models import Import, Lead, TenderNotice
from goldenkey.documents import json_in
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook
from goldenkey.selectors import tender_notice as select
from goldenkey.selectors.tender_notice import Look, Looked

PASSIVE = {"kind": "project_led", "drive": "passive"}
USUAL_PLAYBOOK = "large-project"
EDITABLE = ("new", "working", "qualified", "kept")


def look(actor: Actor, data: bytes) -> Look:
    """Say what a file would bring, and save nothing; problems are named by their path.

    Raises Refused for what is no JSON at all.
    """
    actor.require("tender.import")
    return select.look(actor, ocds.read(json_in.read(data), ZoneInfo(actor.zone)))


@action("tender.import")
def bring_in(
    actor: Actor, name: str, data: bytes, *, playbook_key: str = "", channel: str = ""
) -> Look:
    """Write new leads and bring known ones up to date, all or nothing.

    Raises Refused "ocds_problems" with the first path where anything is wrong.
    """
    locks.hold("tender-notices")
    found = look(actor, data)
    if found.problems:
        first = found.problems[0]
        raise Refused(
            "ocds_problems", field="file", count=len(found.problems), pointer=first.pointer
        )
    if not found.count("new") and not found.count("update"):
        return found
    version = playbook.current(actor, playbook_key or select.usual_playbook(actor, USUAL_PLAYBOOK))
    choices.known_channel(version, channel)
    fresh = [one for one in found.rows if one.verdict == "new"]
    source = None
    if fresh:
        source = _source(actor, name, data, version, channel, fresh)
        for place, one in enumerate(fresh, start=1):
            _add(actor, source, place, one.notice)
    for one in found.rows:
        if one.verdict == "update":
            _update(actor, one)
    if source is not None:
        about(source)
    return select.written(found, source.pk if source else None)


def _source(
    actor: Actor, name: str, data: bytes, version: int, channel: str, fresh: Sequence[Looked]
) -> Import:
    """The import that the new leads hang on, by which they can be undone together."""
    owner, team = accounts.ownership(actor, None)
    digest, where = files.store(data)
    return create(
        actor, Import, owner_id=owner, team_id=team, file_name=choices.file_name(name),
        digest=digest, stored_as=where, encoding="utf-8", state="done", total=len(fresh),
        done=len(fresh), playbook_version_id=version, channel=channel,
        options={"format": "ocds", "duplicates": "skip", "owners": [actor.user_id]},
        summary={"counts": {}, "codes": {}},
    )  # fmt: skip


def _add(actor: Actor, source: Import, place: int, notice: Notice) -> None:
    made = create(
        actor, Lead, owner_id=source.owner_id, team_id=source.team_id,
        playbook_version_id=source.playbook_version_id, channel=source.channel,
        source_import=source, source_row=place, person=notice.person, phone=notice.phone,
        email=notice.email, listed_on=notice.released_at.date(), **PASSIVE, **_of_notice(notice),
    )  # fmt: skip
    search.index(leads.entry(made))
    fields = {
        "lead": made, "release": notice.release_id, "released_at": notice.released_at,
        "notice": ocds.kept(notice), "news": [],
    }  # fmt: skip
    held = TenderNotice.objects.filter(ocid=notice.ocid, archived_at=None).first()
    if held is None:
        create(actor, TenderNotice, ocid=notice.ocid, **fields)
    else:  # its lead was put away; the process begins anew
        edit(actor, held, **fields)


def _update(actor: Actor, one: Looked) -> None:
    """Bring a known process up to date; its lead only where nobody typed something else."""
    notice, held = one.notice, TenderNotice.objects.select_for_update().get(pk=one.notice_id or 0)
    before, lead = held.notice, held.lead
    edit(
        actor, held, release=notice.release_id, released_at=notice.released_at,
        notice=ocds.kept(notice), news=[*held.news, *one.changes],
    )  # fmt: skip
    if lead.state not in EDITABLE or not actor.may("lead.edit", lead, kind="lead"):
        return
    stood, now = _standing(before), _of_notice(notice)
    wanted = {name: now[name] for name in stood if getattr(lead, name) == stood[name]}
    if wanted:
        edit(actor, lead, **wanted)
        search.index(leads.entry(lead))


def _of_notice(notice: Notice) -> dict[str, Any]:
    """The fields of a lead that a notice fills."""
    money = notice.value
    return {
        "company": notice.company, "product": notice.product, "need": notice.need,
        "amount_minor": money.minor if money else None,
        "currency": money.currency if money else "", "close_on": notice.close_on,
    }  # fmt: skip


def _standing(before: Mapping[str, Any]) -> dict[str, Any]:
    """What the earlier notice had filled, as it stood: who typed over it keeps his words."""
    close = before.get("close_on")
    names = ("company", "product", "need", "amount_minor", "currency")
    return {
        **{name: before[name] for name in names if name in before},
        "close_on": date.fromisoformat(close) if close else None,
    }
