"""Help me choose: what plain answers propose, and that it is never more than they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.proposing import FIELDS, QUESTIONS, propose
from goldenkey.wording.choosing import ANSWERS
from goldenkey.wording.choosing import QUESTIONS as WORDED
from goldenkey.wording.words import WORDS

answered = st.fixed_dictionaries(
    {}, optional={q.key: st.sampled_from([a for a, _v in q.answers] + ["?"]) for q in QUESTIONS}
)


@pytest.mark.method("M4.5")
@pytest.mark.parametrize(
    ("answers", "proposed"),
    [
        ({"signature": "own"}, {"power": "decides"}),
        ({"signature": "own", "budget": "must_ask"}, {"power": "recommends"}),
        ({"objection": "stops", "asked": "sometimes"}, {"influence": "medium"}),
        ({"objection": "stops", "asked": "always"}, {"influence": "high"}),
        ({"deed": "helped", "gain": "loses"}, {"stance": "opponent"}),
        ({"deed": "helped", "gain": "gains"}, {"stance": "supporter"}),
        ({"appointment": "through"}, {"access": "hard"}),
        ({}, {}),
    ],
)
def test_answers_propose_the_more_careful_value(
    answers: dict[str, str], proposed: dict[str, str]
) -> None:
    assert {p.field: p.value for p in propose(answers)} == proposed


@given(answered)
def test_a_field_is_proposed_only_with_an_answer_that_speaks_for_it(
    answers: dict[str, str],
) -> None:
    for one in propose(answers):
        assert one.because
        for key in one.because:
            question = next(q for q in QUESTIONS if q.key == key)
            assert (question.field, dict(question.answers)[answers[key]]) == (one.field, one.value)


@given(answered, st.randoms())
def test_the_order_of_answers_does_not_matter(answers: dict[str, str], random: object) -> None:
    mixed = list(answers.items())
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert propose(dict(mixed)) == propose(answers)


def test_every_question_and_answer_has_words_and_speaks_for_a_known_value() -> None:
    assert set(WORDED) == set(ANSWERS) == {q.key for q in QUESTIONS}
    assert {q.field for q in QUESTIONS} == set(FIELDS)
    for question in QUESTIONS:
        assert {a for a, _value in question.answers} == set(ANSWERS[question.key])
        assert {value for _a, value in question.answers} <= set(WORDS[question.field]) - {"unknown"}
