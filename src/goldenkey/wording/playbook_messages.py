"""Sentences about playbook files: what is wrong at which place, and what a formula lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PLAYBOOK_MESSAGES: dict[str, Any] = {
    "too_large": _("The file has more than %(most)s characters; no playbook needs so many."),
    "too_slow": _(
        "Reading this file takes more than %(seconds)s seconds, which no playbook needs. Nothing "
        "of it was used."
    ),
    "not_yaml": _(
        "This cannot be read as YAML. Often a colon or comma inside a sentence needs quotation "
        "marks around the sentence, or a line is indented otherwise than its neighbours."
    ),
    "too_deep": _("The brackets or lists here are nested too deeply."),
    "no_anchors": _("Anchors and references (& and *) are not read; write the text again."),
    "no_tags": _("Tags such as “%(tag)s” are not read; write plain text or a number."),
    "not_a_mapping": _("A playbook begins with lines like “key: value”."),
    "duplicate_key": _("“%(key)s” stands here twice."),
    "duplicate_id": _("Two rules have the id “%(id)s”; an id belongs to one rule."),
    "duplicate_alias": _("The name “%(name)s” already means “%(other)s”."),
    "unknown_parent": _("There is no published playbook “%(name)s” to build on."),
    "extends_cycle": _("The playbook builds on itself, by way of “%(name)s”."),
    "missing_field": _("Something required is missing here: %(name)s"),
    "missing_translation": _("The text is missing in one of the three languages: %(language)s"),
    "braces_differ": _("“{%(name)s}” does not stand in every language of this text."),
    "unknown_field": _("There is no such field."),
    "wrong_type": _("This is not the kind of value that belongs here."),
    "not_one_of": _("Choose one of: %(expected)s"),
    "out_of_range": _("This number or text is too small, too large or too long."),
    "bad_pattern": _(
        "A name has letters, digits and dots only; keys may also have hyphens, and both begin "
        "with a letter."
    ),
    "unknown_name": _("“%(name)s” is not declared: neither a fact of this playbook nor a count."),
    "unknown_role": _("There is no role “%(name)s” in this playbook."),
    "unknown_step": _("The customer has no buying step “%(name)s” in this playbook."),
    "unknown_stage": _("There is no stage “%(name)s” in this playbook."),
    "unknown_choices": _("There is no list of choices “%(name)s” in this playbook."),
    "system_name": _("“%(name)s” is counted by the system; a fact needs another name."),
    "not_a_date": _("“%(name)s” is not a date."),
    "phases_out_of_order": _("The stages are not in the order of their phases (%(phase)s)."),
    "phase_missing": _("No stage belongs to the phase “%(name)s”."),
    "weights_not_100": _("The weights add up to %(total)s, not to 100."),
    "combination_missing": _("The outcome of one of the eight combinations is missing: %(has)s"),
    "gap_too_long": _("The least, %(least)s, is more than the most, %(most)s."),
    "grades_out_of_order": _("The grades must follow each other, the nearest purchase first."),
    "key_differs": _("The key is “%(key)s”; this playbook is called “%(wanted)s”."),
}
FORMULA_MESSAGES: dict[str, Any] = {
    "syntax": _("This cannot be read here: “%(found)s”."),
    "unknown_name": _("“%(name)s” is not declared: neither a fact of this playbook nor a count."),
    "type_mismatch": _("Here belongs a %(expected)s, not a %(found)s."),
    "not_bool": _("The formula gives a %(found)s; it must be true or false."),
    "unknown_option": _("“%(option)s” is none of the values of %(name)s: %(options)s"),
    "bad_number": _("A number has at most %(most)s digits."),
    "bad_money": _("“%(text)s” %(currency)s is no amount of money."),
    "bad_date": _("“%(text)s” is no date; write it as 2026-01-31."),
    "too_long": _("The formula is longer than %(most)s characters."),
    "too_deep": _("More than %(most)s brackets or signs inside each other."),
    "too_many_terms": _("The formula has more than %(most)s terms."),
}
KINDS: dict[str, Any] = {
    "bool": _("true or false"),
    "text": _("text"),
    "number": _("number"),
    "money": _("amount of money"),
    "date": _("date"),
}


def say_found(problem: Mapping[str, Any]) -> str:
    """The sentence for one thing wrong in a playbook, as the reader of a file problem keeps it."""
    code = str(problem["code"]).removeprefix("playbook.")
    params = _filled(problem["params"])
    if code == "formula":
        return _said_of_formula(params)
    if code == "missing_translation" and params["name"]:
        code = "braces_differ"
    if code == "missing_field" and not params["name"]:
        params["name"] = str(problem["path"]).rpartition(".")[2]
    message = PLAYBOOK_MESSAGES.get(code)
    return str(message) % params if message is not None else code


def _said_of_formula(params: Mapping[str, Any]) -> str:
    message = FORMULA_MESSAGES.get(params["code"])
    why = str(message) % params if message is not None else str(params["code"])
    formula, offset = str(params["formula"]), int(params["offset"] or 0)
    line = formula.count("\n", 0, offset) + 1
    column = offset - formula.rfind("\n", 0, offset)
    return gettext("In the formula, line %(line)s, character %(column)s: %(why)s") % {
        "line": line, "column": column, "why": why,
    }  # fmt: skip


def _filled(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as text; one that a problem does not carry is empty."""
    found: dict[str, Any] = defaultdict(str)
    for name, value in params.items():
        found[name] = ", ".join(map(str, value)) if isinstance(value, list) else value
    for name in ("expected", "found"):
        if found[name] in KINDS:
            found[name] = KINDS[found[name]]
    if not found["most"] and found["longest"]:
        found["most"] = found["longest"]
    return found
