"""Forms of the committee, the needs and the rivals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from goldenkey.web.forms.base import Form, line, pick, version


class NeedForm(Form):
    """A need."""

    words = line(gettext_lazy("What the customer needs"), 300, required=True)
    explicit = forms.BooleanField(
        label=gettext_lazy("The customer said so, as something they want"), required=False
    )
    met = pick(
        "met", required=True, label=gettext_lazy("How well do we meet it?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    met_confirmed = forms.BooleanField(
        label=gettext_lazy("The customer agrees with that"), required=False
    )


class NeedChangeForm(NeedForm):
    """A need, from a version."""

    version = version()


class RivalForm(Form):
    """Our place against a rival: as a whole, or for one need."""

    name = line(gettext_lazy("Competitor"), required=True)
    need_id = forms.ChoiceField(label=gettext_lazy("Compared in what?"), required=False)
    position = pick(
        "position", label=gettext_lazy("Compared with them we are"), empty="?",
        widget=forms.RadioSelect,
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label=gettext_lazy("The customer said so themselves"), required=False
    )
    in_touch_with_decider = forms.ChoiceField(
        label=gettext_lazy("Are they in touch with the decision maker?"),
        choices=lambda: [("yes", _("Yes")), ("no", _("No")), ("unknown", _("We do not know yet"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, needs: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("As a whole"))]
        self.fields["need_id"].choices = whole + [(n.id, n.words) for n in needs]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed; the place as a number, the rest as yes, no or unknown."""
        found = super().given()
        found["position"] = int(found["position"]) if found["position"] else None
        found["need_id"] = int(found["need_id"]) if found["need_id"] else None
        touch = {"yes": True, "no": False}
        return {**found, "in_touch_with_decider": touch.get(found["in_touch_with_decider"])}


class SeatForm(Form):
    """Somebody on the committee."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Role in this purchase"), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    power = pick(
        "power", required=True, label=gettext_lazy("Recommends or decides?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    influence = pick(
        "influence", required=True, label=gettext_lazy("How much does their word weigh?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    reach = pick(
        "reach", required=True, label=gettext_lazy("How far does their word carry?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    stance = pick(
        "stance", required=True, label=gettext_lazy("Where do they stand?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    stance_confirmed = forms.BooleanField(label=gettext_lazy("This person said so"), required=False)
    access = pick(
        "access", required=True, label=gettext_lazy("How easy are they to meet?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    reports_to_id = forms.ChoiceField(label=gettext_lazy("Reports to"), required=False)
    our_user_id = forms.ChoiceField(
        label=gettext_lazy("Who of us looks after them"), required=False
    )
    interests = line(gettext_lazy("What they care about personally"), 300)
    adaptability = line(gettext_lazy("How they take to something new"), 300)
    outside = pick(
        "outside", label=gettext_lazy("Not the customer's own? An outsider who is listened to:"),
        empty=gettext_lazy("Works at the customer"), widget=forms.RadioSelect,
    )  # fmt: skip
    reached_through = line(gettext_lazy("Reached through whom, and why that is enough"), 300)

    def __init__(
        self,
        *args: Any,
        roles: Any = (),
        seats: Any = (),
        people: Any = (),
        hide: frozenset[str] = frozenset(),
        group: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "roles": list(roles),
            "reports_to_id": [("", "—"), *((s.id, s.name) for s in seats)],
            "our_user_id": [("", "—"), *((p.id, p.name) for p in people)],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        self.fields["reach"].required = False
        for name in hide if group else hide | {"reached_through"}:
            self.fields.pop(name, None)

    def given(self) -> dict[str, Any]:
        """What was typed; people as ids; how far a word carries stays as it was if not said."""
        found = super().given()
        if not found["reach"]:
            del found["reach"]
        for name in ("reports_to_id", "our_user_id"):
            found[name] = int(found[name]) if found[name] else None
        return found


class SeatNewForm(SeatForm):
    """A new seat: a known contact, a new person, or a group reached through others."""

    contact_id = forms.ChoiceField(
        label=gettext_lazy("Who?"), required=False, widget=forms.RadioSelect
    )
    name = line(pgettext_lazy("person", "Name"), 100)
    title = line(gettext_lazy("Title"), 100)
    mobile = line(gettext_lazy("Mobile phone"), 60)
    group_name = line(gettext_lazy("Name of the group"))
    field_order = ("contact_id", "name", "title", "mobile", "group_name", "reached_through")

    def __init__(self, *args: Any, contacts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, group=True, **kwargs)
        known = [(c.id, f"{c.name} {c.title}".strip()) for c in contacts]
        more = [("new", _("Somebody new")), ("group", _("A group we never meet"))]
        self.fields["contact_id"].choices = known + more  # type: ignore[attr-defined]


class SeatChangeForm(SeatForm):
    """A seat, from a version."""

    version = version()
