"""Forms of playbooks: the text of a draft, a file, a team's own, who is moved, the test bench."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goldenkey.playbooks.schema_base import KEY
from goldenkey.selectors.playbook_shapes import Homeless
from goldenkey.selectors.playbook_trial import RuleChoice
from goldenkey.web.forms.base import Form
from goldenkey.wording.words import WORDS


class DraftForm(Form):
    """The text of a playbook, as YAML."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(
        label=_("The playbook's text"),
        strip=False,
        widget=forms.Textarea(
            attrs={
                "class": "code", "spellcheck": "false", "autocapitalize": "off", "rows": 30,
                "data-lined": "", "wrap": "off",
            }
        ),
    )  # fmt: skip


class FileForm(Form):
    """A playbook's file."""

    file = forms.FileField(
        label=_("Playbook file"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
        help_text=_("It becomes a draft; nothing changes for anybody before it is published."),
    )


class TeamBookForm(Form):
    """A team's own playbook."""

    team = forms.ChoiceField(label=_("Team"))
    extends = forms.ChoiceField(label=_("Builds on"))
    key = forms.RegexField(
        KEY, label=_("Key"), max_length=64,
        help_text=_("A short name in Latin letters, such as south-retail. It never changes."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, teams: Iterable[tuple[int, str, str]] = (), books: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(pk, name) for pk, name, _key in teams]  # type: ignore[attr-defined]
        self.fields["extends"].choices = [(b.key, b.name) for b in books]  # type: ignore[attr-defined]


class TeamsForm(Form):
    """Which playbook each team works by."""

    def __init__(
        self, *args: Any, teams: Iterable[tuple[int, str, str]] = (), books: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        choices = [("", _("the company's")), *((b.key, b.name) for b in books)]
        for pk, name, key in teams:
            self.fields[f"team_{pk}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=key
            )

    def chosen(self) -> dict[int, str]:
        """The teams whose choice changed."""
        return {
            int(name.removeprefix("team_")): self.cleaned_data[name] for name in self.changed_data
        }


class MoveForm(Form):
    """Which live opportunities are moved to the version: all, those marked, or none."""

    move = forms.ChoiceField(
        label=_("Who is moved to this version"),
        choices=[
            ("none", _("Nobody: who is under way goes on as before")),
            ("all", _("All of them")),
            ("some", _("Those marked below")),
        ],
        widget=forms.RadioSelect,
        initial="none",
    )
    team = forms.ChoiceField(label=_("Of all, only those of the team"), required=False)
    phase = forms.ChoiceField(label=_("Of all, only those in the phase"), required=False)

    def __init__(
        self, *args: Any, teams: Iterable[tuple[int, str, str]] = (), nobody: bool = True,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        every = ("", pgettext_lazy("all teams or phases", "any"))
        phases = [(code, word) for code, word in WORDS["phase"].items()]
        fields: Any = self.fields
        fields["team"].choices = [every, *((str(pk), name) for pk, name, _key in teams)]
        fields["phase"].choices = [every, *phases]
        if not nobody:
            fields["move"].choices = fields["move"].choices[1:]
            fields["move"].initial = "all"


class PublishForm(MoveForm):
    """A draft that is to be published: who is moved, and where removed stages lead."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, homeless: Sequence[Homeless] = (), stages: Any = (), language: str = "",
        places: Mapping[str, str] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((s.key, s.name.say(language)) for s in stages)]
        self.homeless, self.before = homeless, places or {}
        for one in homeless:
            self.fields[f"place_{one.key}"] = forms.ChoiceField(
                label=one.name.say(language), choices=choices, required=False,
                initial=self.before.get(one.key, ""),
            )  # fmt: skip

    @property
    def asked(self) -> list[tuple[Any, Homeless]]:
        """The fields of the stages that are gone."""
        return [(self[f"place_{one.key}"], one) for one in self.homeless]

    def places(self) -> Mapping[str, str]:
        """Where each stage that is gone leads, as far as it was said."""
        if not self.is_bound:
            found = {one.key: self.before.get(one.key, "") for one in self.homeless}
        else:
            self.is_valid()
            found = {o.key: self.cleaned_data.get(f"place_{o.key}", "") for o in self.homeless}
        return {old: new for old, new in found.items() if new}


class TrialForm(Form):
    """An opportunity, and a rule or a formula to ask about it."""

    opportunity = forms.IntegerField(label=_("Opportunity"), required=True)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    formula = forms.CharField(
        label=_("Or a formula"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"class": "code", "rows": 3, "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, rules: Iterable[RuleChoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((r.id, f"{r.say} ({r.id})") for r in rules)]
        self.fields["rule"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two must be given."""
        found = super().clean() or {}
        if not found.get("rule") and not found.get("formula") and "rule" not in self.errors:
            self.add_error("formula", _("Choose a rule or write a formula."))
        return found
