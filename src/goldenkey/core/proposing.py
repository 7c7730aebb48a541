"""Help me choose: plain questions about a person, and what their answers propose (M4.5).

A proposal never stands by itself: who asked takes it or leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one field of a seat: each answer speaks for a value."""

    key: str
    field: str
    answers: tuple[tuple[str, str], ...]
    """(answer, the value it speaks for), strongest first."""


QUESTIONS: Final = (
    Question("signature", "power", (("own", "decides"), ("passes_on", "recommends"))),
    Question("budget", "power", (("alone", "decides"), ("must_ask", "recommends"))),
    Question(
        "objection", "influence", (("stops", "high"), ("debated", "medium"), ("heard", "low"))
    ),
    Question("asked", "influence", (("always", "high"), ("sometimes", "medium"), ("never", "low"))),
    Question("heard_by", "reach", (("company", "company"), ("some", "some"), ("own", "own"))),
    Question("rises", "reach", (("others", "company"), ("peers", "some"), ("alone", "own"))),
    Question(
        "deed", "stance",
        (("helped", "supporter"), ("answered", "neutral"), ("hindered", "opponent")),
    ),
    Question(
        "gain", "stance", (("gains", "supporter"), ("same", "neutral"), ("loses", "opponent"))
    ),
    Question("appointment", "access", (("days", "easy"), ("weeks", "medium"), ("through", "hard"))),
)  # fmt: skip
"""In the order they are asked."""

FIELDS: Final = ("power", "influence", "reach", "stance", "access")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field, and the questions whose answers speak for it."""

    field: str
    value: str
    because: tuple[str, ...]


def propose(answers: Mapping[str, str]) -> tuple[Proposal, ...]:
    """What the answers propose, field by field; nothing for a field without an answer.

    Two answers that differ propose the more careful value: an opponent before a neutral before a
    supporter, who recommends before who decides, low influence before high, near reach before
    far, hard before easy.
    """
    found = (_of_field(field, answers) for field in FIELDS)
    return tuple(one for one in found if one is not None)


def _of_field(field: str, answers: Mapping[str, str]) -> Proposal | None:
    spoken = [
        (place, value, question.key)
        for question in QUESTIONS
        if question.field == field
        for place, (answer, value) in enumerate(question.answers)
        if answers.get(question.key) == answer
    ]
    if not spoken:
        return None
    _place, careful, _key = max(spoken)
    return Proposal(field, careful, tuple(key for _p, value, key in spoken if value == careful))
