"""Sentences for codes: refusals, findings, toasts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from goldenkey.wording.collection_messages import COLLECTION_MESSAGES
from goldenkey.wording.danger_words import DANGER_MESSAGES
from goldenkey.wording.import_messages import IMPORT_MESSAGES
from goldenkey.wording.quote_messages import QUOTE_MESSAGES

MESSAGES = {
    **COLLECTION_MESSAGES,
    **DANGER_MESSAGES,
    **IMPORT_MESSAGES,
    **QUOTE_MESSAGES,
    "not_found": _("There is no such %(kind)s, or it belongs to another team."),
    "forbidden": _("You may see this, but your role may not do it."),
    "stale": _(
        "%(changed_by)s changed this record meanwhile (%(changes)s). "
        "What you typed is still here: look, then save again."
    ),
    "bad_cursor": _("This page link is broken; start from the first page."),
    "no_rate": _("No exchange rate for %(currency)s is known on %(on)s."),
    "not_a_number": _("Write an amount as a number, like 1,200,000."),
    "too_many_decimals": _("%(currency)s has fewer decimal places than that."),
    "unknown_currency": _("%(currency)s is not a currency we know."),
    "required": _("Please fill this in."),
    "bad_date": _("Write the date as 2026-11-23."),
    "bad_choice": _("Please choose one of the list."),
    "needs_login": _("Please sign in first, or send a bearer token."),
    "invalid": _("Some fields need another look."),
    "server_error": _("Something broke on our side; nothing was saved."),
    "bad_request": _("This request cannot be read: its body must be JSON."),
    "csrf_failed": _(
        "This request did not come from one of our pages; send the CSRF token with it."
    ),
    "no_such_address": _("There is nothing at this address."),
    "method_not_allowed": _("This address does not take that method."),
    "too_large": _("This is larger than we take at once."),
    "too_many_requests": _("Too many requests at once; wait a moment."),
    "unknown_field": _("We know no such field."),
    "too_long": _("This is too long."),
    "out_of_range": _("This number is too small or too large."),
    "version_required": _(
        "Say which version you change: as If-Match, or as “version” in the body."
    ),
    "bad_if_match": _(
        "If-Match is one version in quotes, as the ETag said it, and the same as in the body."
    ),
    "key_reused": _("This Idempotency-Key was used with another request; send a new one."),
    "name_taken": _("%(name)s is already there."),
    "company_there": _("There is a company here already; nothing was loaded over it."),
    "saved": _("Saved."),
    "undone": _("Undone."),
    "archived": _("Archived."),
    "restored": _("Restored."),
    "reason_required": _("Please write the reason: the next one who looks will need it."),
    "competitor_required": _("Please say who won it: only so can the team learn from it."),
    "last_stage": _("This is the last stage: it ends with the last payment."),
    "no_go_decided": _("A no-go stands here. Decide to go on first, or give it up."),
    "not_an_earlier_stage": _("Choose a stage that lies behind."),
    "not_live": _("This opportunity is closed; take it up again first."),
    "not_open": _("This opportunity is not open any more."),
    "not_closed": _("This opportunity is not closed."),
    "negative_amount": _("An amount cannot be negative."),
    "gate_shut": _("The gate is still shut; here is what is missing."),
    "one_stage_at_a_time": _(
        "Only one stage at a time: move it to the next stage, or back from its room."
    ),
    "who_required": _("Say who: a person, or a group we reach through others."),
    "already_seated": _("This person is on the committee already; change the seat instead."),
    "linked_to_oneself": _("A line needs two different people."),
    "bad_place": _("That is not a place on this map."),
    "reports_in_a_circle": _("Nobody can report to themselves, not even over several steps."),
    "unknown_fact": _("The playbook of this opportunity does not know “%(name)s”."),
    "evidence_required": _(
        "What the customer confirmed needs somebody who said it, a visit or a file."
    ),
    "wrong_type": _("That does not fit the question; look at how it is asked."),
    "date_in_future": _("That day is still to come."),
    "file_too_large": _("This file is larger than %(megabytes)s MB."),
    "file_empty": _("This file is empty."),
    "hands_over_to_himself": _("Giver and taker are the same person."),
    "nothing_to_hand_over": _("Nothing open is theirs: there is nothing to hand over."),
    "handover_undone": _("This hand-over was taken back already."),
    "handed_over": _("Handed over."),
    "user_left": _("%(name)s has left; give the records to somebody who works here."),
    "hand_over_first": _(
        "%(name)s still has %(count)s open records. Hand them over first, then close the sign-in."
    ),
    "closes_own_sign_in": _("Nobody closes their own sign-in; ask another administrator."),
    "date_has_passed": _("That day has passed."),
    "merges_with_itself": _("Choose two different people."),
    "read_again": _("Somebody changed this entry meanwhile; look at it again."),
    "merged_already": _("One of the two was merged already."),
    "owns_it": _("%(name)s owns it already."),
    "step_done": _("Done: %(what)s"),
    "activity_undone": _("The entry was taken back, and what followed from it."),
    "amount_required": _("Please give an amount above nothing."),
    "before_contract": _("That is before the contract was signed (%(signed_on)s)."),
    "weight_required": _("A delivery is at least one part of the order."),
    "bad_credit_days": _("Days of credit are between 0 and 3,650."),
    "plan_empty": _("A contract needs at least one line of its payment plan."),
    "plan_part_or_amount": _(
        "Line %(line)s of the payment plan needs a percentage or an amount, one of the two."
    ),
    "plan_line_zero": _("Line %(line)s of the payment plan is nothing; leave it out."),
    "plan_date_missing": _("Line %(line)s of the payment plan is due on a date: give the date."),
    "plan_mixed": _("Give all lines of the payment plan in percent, or all as amounts."),
    "plan_currency": _("The payment plan is in the currency of its contract."),
    "plan_sum_short": _(
        "The lines of the payment plan lack %(difference)s to the contract's %(total)s."
    ),
    "plan_sum_over": _(
        "The lines of the payment plan are %(difference)s more than the contract's %(total)s."
    ),
    "plan_percent_sum_short": _("The lines of the payment plan lack %(percent)s percent to 100."),
    "plan_percent_sum_over": _(
        "The lines of the payment plan are %(percent)s percent more than 100."
    ),
    "shares_sum": _("The shares of commission must sum to 100 percent; they lack %(difference)s."),
    "share_twice": _("The same person has two shares of this commission."),
    "commission_earned_already": _(
        "Commission of this contract was earned already; its shares stand."
    ),
    "delivery_begun": _("This delivery has begun; it cannot be taken off the plan."),
    "delivered_already": _("This delivery has arrived already."),
    "shipped_after_arrival": _("Goods cannot arrive before they are shipped."),
    "date_not_later": _("This day must be later."),
    "contract_cancelled": _("This contract is cancelled."),
    "certificate_required": _("An acceptance needs the name of who signed it, or the certificate."),
    "part_required": _("Say which part was accepted, between 0 and 100 percent."),
    "not_delivered": _("This has not arrived at the customer's yet."),
    "surplus": _(
        "%(due)s of it is due; %(rest)s is more than that. Keep the rest as unallocated "
        "money of this customer?"
    ),
    "nothing_to_allocate": _("There is nothing open that this money could settle."),
    "allocation_released": _("This allocation was taken back already."),
    "allocation_too_large": _("Only %(most)s is open there."),
    "allocation_sum": _("These parts are more than the %(most)s there is."),
    "currency_differs": _(
        "That is owed in another currency; money in %(currency)s cannot settle it."
    ),
    "receivable_unknown": _("That is not an open receivable of this customer."),
    "cleared_already": _("This payment has cleared already."),
    "reversed_already": _("This payment was reversed."),
    "before_received": _("That is before the money was received (%(received_on)s)."),
    "not_mature": _("It cannot clear before its date (%(matures_on)s)."),
    "bad_rate": _("A rate is above 0 and at most 100 percent."),
    "own_commission": _("Nobody approves or pays their own commission; ask a colleague."),
    "nothing_to_approve": _("There is nothing earned that was not approved."),
    "nothing_to_pay": _("There is nothing payable."),
    "tiers_not_rising": _("Tiers and their rates must rise, one after the other; at most eight."),
    "bad_quota": _("An accelerator needs a quota above nothing."),
    "bad_accelerator": _("Above the quota a rate grows to between 100 and 500 percent of itself."),
    "bad_holdback": _("Between nothing and all of it can be kept back."),
    "plan_in_use": _(
        "Contracts signed on %(on)s run on this plan already; choose a later day, so that what "
        "was earned stays as it is."
    ),
    "month_not_over": _("This month is not over yet."),
    "month_closed": _("This month is closed already."),
    "month_before_open": _("%(month)s is still open; close it first."),
    "ledger_disagrees": _(
        "The lines of contract %(id)s do not sum to what its plan gives; nothing was closed."
    ),
    "disputed_already": _("This line is being looked at already."),
    "question_answered": _("This question was answered already."),
    "correction_of_declined": _("Only a question that is right leads to a correction."),
    "more_than_open": _("That is more than is open and not given up yet."),
    "follow_up_done": _("This contact has taken place already."),
    "bad_satisfaction": _("Satisfaction is a number from 1 to 5."),
    "complaint_step": _("This step cannot be taken now: none is skipped."),
    "complaint_moved": _("A colleague took a step meanwhile; look again."),
    "step_day": _("A step is between the day of the complaint (%(raised_on)s) and today."),
    "has_live_opportunities": _(
        "This customer has live opportunities. Close them or give the customer to a colleague."
    ),
    "already_works_there": _("This person works there already."),
    "position_ended": _("This person has left that post already."),
    "lead_is_closed": _("This lead is closed; take it up again first."),
    "lead_is_open": _("This lead is being worked on already."),
    "already_converted": _("This lead was converted already."),
    "not_qualified": _(
        "The evaluation is not true yet: what is unknown does not count. Answer the open questions."
    ),
    "owner_needs_team": _("The owner must belong to a team."),
    "bad_zone": _("This is not a time zone we know."),
    "no_draft": _("There is no draft of this playbook; change its text and save it first."),
    "playbook_too_large": _("A playbook has at most %(most)s characters; this is more."),
    "playbook_not_text": _("This file is not text in UTF-8. Choose a playbook file (.yaml)."),
    "playbook_problems": _(
        "%(count)s things are wrong in this playbook; the published version stays in force."
    ),
    "nothing_to_take_up": _("What this playbook builds on has not changed since."),
    "playbook_parent_changed": _(
        "The playbook this one builds on was published anew. Save the draft again, so that it is "
        "checked against that."
    ),
    "stage_without_place": _(
        "%(count)s live opportunities stand in a stage that would be gone (%(stages)s). Say for "
        "each such stage where they go."
    ),
    "ocds_problems": _(
        "%(count)s things are wrong in this file, the first at %(pointer)s; nothing was saved."
    ),
    "ocds_type": _("This is not of the kind the standard asks for: %(value)s."),
    "ocds_missing": _("This is missing."),
    "ocds_records": _("This is a record package; we read release packages (“releases”)."),
    "ocds_version": _("We read version 1 of the standard, not %(value)s."),
    "ocds_too_many": _("This file holds %(value)s releases; split it."),
    "ocds_tag": _("The standard has no tag “%(value)s”."),
    "ocds_choice": _("The standard has no “%(value)s” here."),
    "ocds_date": _("This is no date with time and offset (RFC 3339): %(value)s."),
    "ocds_amount": _("An amount lies between 0 and 10 trillion: %(value)s."),
    "ocds_currency": _("A currency is three capital letters (ISO 4217): %(value)s."),
    "ocds_long": _("This is too long: %(value)s …"),
    "ocds_characters": _("There are control characters in it: %(value)s."),
    "json_not_utf8": _("This file is not in UTF-8 (byte %(at)s)."),
    "json_broken": _("This is no JSON: line %(line)s, column %(column)s."),
    "json_too_deep": _("This file nests deeper than %(most)s levels."),
    "json_twice": _("“%(name)s” stands twice in one object."),
    "json_number": _("There is a number in it that JSON does not know, or one too long."),
    "team_in_a_circle": _("A team cannot be below itself, not even over several steps."),
    "last_admin": _("This is the last administrator; make somebody else one first."),
    "wrong_password": _("That is not the password in use."),
    "weak_password": _("This password is too easy to guess. %(why)s"),
    "same_password": _("Choose another one than before."),
    "no_tender": _("There is no tender here yet; begin it first."),
    "milestone_order": _("%(then)s cannot be before %(first)s (%(first_on)s)."),
    "weights_sum": _(
        "The weights sum to %(percent)s percent, not 100. Leave the unknown ones empty and ask."
    ),
    "too_many_lines": _("At most %(most)s lines fit here."),
    "answer_required": _("Write what we answer: what we offer instead, or why not."),
    "bad_score": _("Scores run from 0 to %(most)s: at worst, likely, at best, in this order."),
    "our_bid": _("Our own bid cannot be taken off."),
    "bond_over": _("This bond has come back or was kept already."),
    "bond_not_given": _("A bond comes back after it was given."),
    "bond_was_given": _("This bond was given; record that it came back instead."),
    "evaluators_required": _("Say who evaluates: these people are left alone."),
    "result_stands": _("The result of this tender is recorded already."),
    "other_playbook": _("This opportunity runs on another playbook."),
    "nothing_chosen": _("Nothing is chosen."),
    "quiet_period": _(
        "%(name)s evaluates a tender until %(until)s: none of us contacts them before that. "
        "Compliance can make an exception, in writing."
    ),
    "erased_already": _("This person was erased already."),
    "name_differs": _("That is not the name that stands here; nothing was erased."),
    "own_gift": _("Nobody decides what they give or entered themselves; ask a colleague."),
    "gift_is_decided": _("This entry was decided already."),
    "gift_not_approved": _("Only what was approved can be given."),
    "not_an_evaluator": _("This person does not evaluate that tender."),
    "would_meet": _(
        "%(first)s and %(second)s must not run into each other, and both would be met on %(on)s. "
        "Plan it all the same?"
    ),
    "would_meet_somebody": _(
        "On %(on)s somebody else would be met here who must not run into them. "
        "Plan it all the same?"
    ),
    "apart_from_oneself": _("Two who are kept apart are two different people or customers."),
}
