"""The evaluation of a customer by the company's own criteria (M1.7, M1.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenkey.core.formula import Formula, Term
from goldenkey.core.playbook import Qualification, QualificationTerm
from goldenkey.core.truth import Truth, truth_of


@dataclass(frozen=True, slots=True)
class EvaluatedTerm:
    """A named term: its truth and the leaf terms it was made of."""

    term: QualificationTerm
    value: Truth
    leaves: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found; `questions` are the fact names to ask at the next visit."""

    terms: tuple[EvaluatedTerm, ...]
    potential: Truth
    qualified: Truth
    questions: tuple[str, ...]


def evaluate(qualification: Qualification, values: Mapping[str, object]) -> Evaluation:
    """Evaluate every term and both criteria (M1.7); unknown never counts as true.

    Questions are the unknown names of unknown terms, in reading order; none once the answer to
    "qualified" is settled, for no answer could change it.
    """
    terms = tuple(_evaluate(t, values) for t in qualification.terms)
    qualified = _truth(qualification.qualified, values)
    open_terms = [t for t in terms if t.value is Truth.UNKNOWN and qualified is Truth.UNKNOWN]
    names = (n for t in open_terms for leaf in t.leaves for n in leaf.names)
    return Evaluation(
        terms=terms,
        potential=_truth(qualification.potential, values),
        qualified=qualified,
        questions=tuple(dict.fromkeys(n for n in names if values.get(n) is None)),
    )


def _evaluate(term: QualificationTerm, values: Mapping[str, object]) -> EvaluatedTerm:
    value, leaves = term.holds.explain(values)
    return EvaluatedTerm(term, truth_of(None if value is None else value is True), leaves)


def _truth(formula: Formula, values: Mapping[str, object]) -> Truth:
    value = formula.value(values)
    return truth_of(None if value is None else value is True)
