"""Forms of opportunities: opened, changed, moved, decided, lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.wording import phrases


class FilterForm(Form):
    """What list and board are narrowed by; what cannot be read is left out."""

    mine = forms.BooleanField(required=False)
    warned = forms.BooleanField(required=False)
    phase = pick("phase")
    state = pick("state")
    owner = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def narrowed(self) -> dict[str, Any]:
        """The filters, of what could be read."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "mine": bool(given.get("mine")),
            "warned": bool(given.get("warned")),
            "phase": given.get("phase", ""),
            "state": given.get("state", ""),
            "owner_id": given.get("owner"),
        }


class OpportunityForm(Form):
    """A new opportunity."""

    name = line(_("What they want to buy"), required=True)
    amount = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=18)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    close_on = Day(label=_("Expected to close on"), required=False)
    kind = pick("opportunity_kind", required=True, label=_("Kind of selling"))
    drive = pick("drive", label=_("For a project: who started it"), empty="—")
    playbook_key = forms.ChoiceField(label=_("Playbook"))

    def __init__(self, *args: Any, playbooks: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["playbook_key"].choices = [(p.key, p.name) for p in playbooks]  # type: ignore[attr-defined]


class OpportunityChangeForm(Form):
    """A change of an opportunity."""

    name = line(_("What they want to buy"), required=True)
    amount = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=18)
    close_on = Day(label=_("Expected to close on"), required=False)
    buying_step = forms.ChoiceField(label=_("The customer's step"), required=False)
    version = version()

    def __init__(self, *args: Any, steps: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buying_step"].choices = [("", "?"), *((s.key, s.name) for s in steps)]  # type: ignore[attr-defined]


class StageForm(Form):
    """Move on; the reason is for letting a shut gate through."""

    version = version()
    override_reason = line(_("Reason to let it through"), 500)
    to = line("", 64)


class BackForm(Form):
    """Move back to an earlier stage."""

    stage = forms.ChoiceField(label=_("Back to"))
    reason = words(_("Why"), required=True)
    version = version()

    def __init__(self, *args: Any, stages: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(s.key, s.name) for s in stages if s.state == "done"]  # type: ignore[attr-defined]


class GoForm(Form):
    """Go on or give up."""

    go = pick("go", required=True, label=_("Go on, or give up early?"), widget=forms.RadioSelect)
    reason = words(_("Why"), required=True)
    version = version()


class LostForm(Form):
    """Lost: why, and to whom."""

    reason = words(_("Why did we lose it?"), required=True)
    lost_to = line(_("Which competitor won it?"), required=True)
    version = version()

    def __init__(self, *args: Any, rivals: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rivals:
            known = gettext("Named so far: %(names)s") % {"names": phrases.listing(rivals)}
            self.fields["lost_to"].help_text = known


class DropForm(Form):
    """Given up."""

    reason = words(_("Why do we give it up?"), required=True)
    version = version()


class ReopenForm(Form):
    """Taken up again."""

    reason = words(_("Why do we take it up again?"), required=True)
    version = version()


class GiveForm(Form):
    """Given to a colleague."""

    owner_id = forms.ChoiceField(label=_("To whom?"))
    version = version()

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [(p.id, f"{p.name} · {p.team}") for p in people]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The colleague as an id."""
        found = super().given()
        return {**found, "owner_id": int(found["owner_id"])}


class ShareForm(Form):
    """Somebody else who sells here (M0.10)."""

    user_id = forms.ChoiceField(label=_("Who?"))
    part = pick(
        "part", required=True, label=_("What is their part here?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].choices = [(p.id, f"{p.name} · {p.team}") for p in people]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The colleague as an id."""
        found = super().given()
        return {**found, "user_id": int(found["user_id"])}


class FileForm(Form):
    """A file kept as evidence."""

    file = forms.FileField(label=_("File"), max_length=400)
