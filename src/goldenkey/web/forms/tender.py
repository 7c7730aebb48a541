"""Forms of tenders: dates, requirements, criteria, scores, meetings, bonds, result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.actions.tender import CriterionIn
from goldenkey.actions.tender_bid import Bid
from goldenkey.core.money import EXPONENT
from goldenkey.core.tender import BEST, ORDER, Guess
from goldenkey.selectors.contract import Option
from goldenkey.selectors.tender_shapes import BidderRow, CriterionRow, TenderView
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.web.forms.contract import Row, basis_points, money, percent
from goldenkey.wording import codes

CRITERIA = 8
PEOPLE: dict[str, Any] = {"required": False, "widget": forms.CheckboxSelectMultiple}


def people(form: Form, options: Iterable[Option]) -> None:
    """Put the committee into a field of people."""
    field: Any = form.fields["contact_ids"]
    field.choices = [(o.id, o.name) for o in options]


class Tabled(Form):
    """A form with a table: its rows are read with it."""

    rows: list[Any]

    def clean(self) -> dict[str, Any]:
        """Every row must be readable."""
        if [row for row in self.rows if not row.is_valid()]:
            raise forms.ValidationError(codes.say("invalid"))
        return dict(self.cleaned_data)


class TenderForm(Form):
    """What the tender is called, how it is held, what we aim at."""

    number = line(_("Tender number"), 100)
    title = line(_("Title"), 300)
    procedure = pick("procedure", required=True, label=_("Who may bid"))
    aim = pick("tender_aim", required=True, label=_("Our best outcome"), widget=forms.RadioSelect)
    version = version()


class TimetableForm(Form):
    """The seven dates; empty ones are unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ORDER:
            self.fields[kind] = Day(label=codes.word(kind, "milestone"), required=False)


class RequirementsForm(Form):
    """Requirements, one a line: pasted from the tender's papers."""

    lines = words(
        _("Requirements"), required=True, rows=8,
        help_text=_("One a line, as the tender's papers say it."),
    )  # fmt: skip
    must = forms.BooleanField(
        label=_("Mandatory: who does not meet one is out"), required=False, initial=True
    )

    def given(self) -> dict[str, Any]:
        """The lines one by one."""
        found = super().given()
        return {**found, "lines": found["lines"].splitlines()}


class MarkForm(Form):
    """How far we comply with one requirement."""

    mark = pick("compliance", required=True, label=_("How far we comply"), widget=forms.RadioSelect)
    answer = words(
        _("Our answer"), rows=3, help_text=_("For partly or not: what we offer instead, or why.")
    )
    must = forms.BooleanField(label=_("Mandatory"), required=False)
    version = version()


class CriterionRowForm(Row):
    """One criterion with its weight."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = line(_("Criterion"))
    percent = percent(_("Weight in percent"))

    def taken(self) -> CriterionIn:
        """The criterion as the action takes it."""
        given = self.cleaned_data
        return CriterionIn(given["name"], basis_points(given["percent"]), given["id"])


class CriteriaForm(Tabled):
    """What bids are scored by; a row whose name is emptied goes."""

    def __init__(self, *args: Any, rows: Iterable[CriterionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        held = [_typed(row) for row in rows]
        count = max(CRITERIA, len(held) + 3)
        self.rows = [
            CriterionRowForm(data, prefix=f"row{n}", initial=held[n] if n < len(held) else None)
            for n in range(count)
        ]

    def given(self) -> dict[str, Any]:
        """The rows that have a name."""
        wanted = [row.taken() for row in self.rows if row.cleaned_data.get("name")]
        return {"criteria": wanted}


def _typed(row: CriterionRow) -> dict[str, Any]:
    weight = None if row.weight is None else f"{row.weight / 100:g}"
    return {"id": row.id, "name": row.name, "percent": weight}


class GuessRow(Row):
    """What a bidder may score by one criterion."""

    low = forms.IntegerField(label=_("At worst"), required=False, min_value=0, max_value=BEST)
    likely = forms.IntegerField(label=_("Likely"), required=False, min_value=0, max_value=BEST)
    high = forms.IntegerField(label=_("At best"), required=False, min_value=0, max_value=BEST)

    def __init__(self, *args: Any, criterion: CriterionRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion

    def clean(self) -> dict[str, Any]:
        """One number alone is likely, at worst and at best; nothing is unknown."""
        given = dict(self.cleaned_data)
        known = [given[n] for n in ("low", "likely", "high") if given.get(n) is not None]
        if known and given.get("likely") is None:
            self.add_error("likely", codes.say("required"))
        return given

    def taken(self) -> Guess | None:
        """The guess as the action takes it."""
        low, likely, high = (self.cleaned_data.get(n) for n in ("low", "likely", "high"))
        if likely is None:
            return None
        return Guess(likely if low is None else low, likely, likely if high is None else high)


class ScoresForm(Tabled):
    """What one bidder may score by every criterion."""

    def __init__(
        self, *args: Any, bidder: BidderRow, criteria: Iterable[CriterionRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.rows = [
            GuessRow(
                data, prefix=f"c{one.id}", criterion=one, initial=_guessed(bidder, one.id)
            )
            for one in criteria
        ]  # fmt: skip

    def given(self) -> dict[str, Any]:
        """A guess, or none, for every criterion."""
        return {"scores": {row.criterion.id: row.taken() for row in self.rows}}


def _guessed(bidder: BidderRow, criterion: int) -> dict[str, int]:
    guess = bidder.guesses.get(criterion)
    return {} if guess is None else {n: getattr(guess, n) for n in ("low", "likely", "high")}


class BidderForm(Form):
    """A rival who bids."""

    name = line(_("Name"), required=True)


class MeetingForm(Form):
    """A selection or bid meeting as it went."""

    kind = forms.ChoiceField(label=_("Which meeting"), widget=forms.RadioSelect)
    on = Day(label=_("When?"))
    contact_ids = forms.MultipleChoiceField(label=_("Who was there"), **PEOPLE)
    went = words(_("How it went"), required=True, rows=3)
    follow_up = line(_("What follows"), 300)

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [
            (kind, codes.word(kind, "milestone")) for kind in ("selection_meeting", "bid_meeting")
        ]
        people(self, options)

    def given(self) -> dict[str, Any]:
        """What was typed; people as ids."""
        found = super().given()
        return {**found, "contact_ids": [int(pk) for pk in found["contact_ids"]]}


class BondForm(Form):
    """A bond, planned or given."""

    kind = pick("bond_kind", required=True, label=_("Which bond"), widget=forms.RadioSelect)
    amount = money(_("Amount"), required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    form = pick("bond_form", required=True, label=_("In what form"))
    given_on = Day(label=_("Given on"), required=False, help_text=_("Empty: still to be given."))
    due_back_on = Day(label=_("Due back on"), required=False)
    note = line(_("Note"), 300)


class BondMoveForm(Form):
    """Where a bond is now."""

    state = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    on = Day(label=_("When?"))
    due_back_on = Day(label=_("Due back on"), required=False)
    version = version()

    def __init__(self, *args: Any, given: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = (
            [("returned", _("It came back")), ("forfeited", _("The customer kept it"))]
            if given else [("given", _("It was given to the customer"))]
        )  # fmt: skip
        states.initial = states.choices[0][0]
        if given:
            del self.fields["due_back_on"]


class QuietForm(Form):
    """The quiet period: from, until, whom we leave alone."""

    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Until"))
    contact_ids = forms.MultipleChoiceField(label=_("Who evaluates"), **PEOPLE)
    why = line(_("By which rule"), 300)

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people(self, options)

    def given(self) -> dict[str, Any]:
        """What was typed; people as ids."""
        found = super().given()
        return {**found, "contact_ids": [int(pk) for pk in found["contact_ids"]]}


class BidRow(Row):
    """What became of one bidder."""

    price = money(_("Price"))
    reason = line(_("Reason given"), 300)

    def __init__(self, *args: Any, bidder: BidderRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bidder = bidder

    def taken(self) -> Bid:
        """The bid as the action takes it."""
        given = self.cleaned_data
        return Bid(self.bidder.id, given["price"], given["reason"])


class ResultForm(Tabled):
    """How it ended: won, lost to whom and why, or cancelled."""

    outcome = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    winner_id = forms.ChoiceField(label=_("Who won, where we lost"), required=False)
    decided_on = Day(label=_("Decided on"))
    reason = line(_("Why"), 500, help_text=_("Lost or cancelled: the reason, for the next time."))
    version = version()

    def __init__(self, *args: Any, tender: TenderView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes: Any = self.fields["outcome"]
        outcomes.choices = [
            (state, codes.word(state, "tender_state")) for state in ("won", "lost", "cancelled")
        ]
        winners: Any = self.fields["winner_id"]
        winners.choices = [("", "—"), *((b.id, b.name) for b in tender.bidders if not b.ours)]
        data = self.data if self.is_bound else None
        self.rows = [BidRow(data, prefix=f"bid{b.id}", bidder=b) for b in tender.bidders]

    def given(self) -> dict[str, Any]:
        """What was typed, with every bid."""
        found = super().given()
        found["winner_id"] = int(found["winner_id"]) if found["winner_id"] else None
        return {**found, "bids": [row.taken() for row in self.rows]}
