"""Forms of opportunities: opened, changed, moved, decided, lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Day, Form, line, pick, version, words


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
        self.fields["playbook_key"].choices = [(p.key, p.name) for p in playbooks]


class OpportunityChangeForm(Form):
    """A change of an opportunity."""

    name = line(_("What they want to buy"), required=True)
    amount = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=18)
    close_on = Day(label=_("Expected to close on"), required=False)
    buying_step = forms.ChoiceField(label=_("The customer's step"), required=False)
    version = version()

    def __init__(self, *args: Any, steps: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buying_step"].choices = [("", "?"), *((s.key, s.name) for s in steps)]


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
        self.fields["stage"].choices = [(s.key, s.name) for s in stages if s.state == "done"]


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


class DropForm(Form):
    """Given up."""

    reason = words(_("Why do we give it up?"), required=True)
    version = version()


class NeedForm(Form):
    """A need."""

    words = line(_("What the customer needs"), 300, required=True)
    explicit = forms.BooleanField(
        label=_("He said so himself, as something he wants"), required=False
    )
    met = pick("met", required=True, label=_("How well do we meet it?"))


class NeedChangeForm(NeedForm):
    """A need, from a version."""

    version = version()


class RivalForm(Form):
    """Our place against a rival."""

    name = line(_("Competitor"), required=True)
    position = pick("position", label=_("Compared with them we are"), empty="?")
    in_touch_with_decider = forms.NullBooleanField(
        label=_("Are they in touch with the decision maker?"), required=False
    )

    def given(self) -> dict[str, Any]:
        """What was typed; the place as a number."""
        found = super().given()
        found["position"] = int(found["position"]) if found["position"] else None
        return found


class SeatForm(Form):
    """Somebody on the committee."""

    roles = forms.MultipleChoiceField(
        label=_("Role in this purchase"), widget=forms.CheckboxSelectMultiple, required=False
    )
    influence = pick("influence", required=True, label=_("Influence"))
    stance = pick("stance", required=True, label=_("Stance"))
    stance_confirmed = forms.BooleanField(label=_("He said so himself"), required=False)
    access = pick("access", required=True, label=_("How easily met"))
    power = pick("power", required=True, label=_("Recommends or decides"))
    reports_to_id = forms.ChoiceField(label=_("Reports to"), required=False)

    def __init__(self, *args: Any, roles: Any = (), seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = list(roles)
        self.fields["reports_to_id"].choices = [("", "—"), *((s.id, s.name) for s in seats)]

    def given(self) -> dict[str, Any]:
        """What was typed; the superior as an id."""
        found = super().given()
        found["reports_to_id"] = int(found["reports_to_id"]) if found["reports_to_id"] else None
        return found


class SeatNewForm(SeatForm):
    """A new seat: a known contact, a new person, or a group reached through others."""

    contact_id = forms.ChoiceField(label=_("Who"), required=False)
    name = line(_("Or a new person"), 100)
    title = line(_("Title"), 100)
    group_name = line(_("Or a group we never meet"))
    reached_through = line(_("Reached through whom, and why that is enough"), 300)
    field_order = ["contact_id", "name", "title", "group_name", "reached_through"]

    def __init__(self, *args: Any, contacts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(c.id, f"{c.name} {c.title}".strip()) for c in contacts]
        self.fields["contact_id"].choices = [("", "—"), *people]


class SeatChangeForm(SeatForm):
    """A seat, from a version."""

    version = version()
