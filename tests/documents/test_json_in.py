"""JSON files are read with care: exact, not twice, not too deep."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenkey.documents import json_in
from goldenkey.policies.errors import Refused


def test_numbers_stay_exact_and_a_byte_order_mark_is_taken() -> None:
    assert json_in.read(b'\xef\xbb\xbf{"a": 0.1}') == {"a": Decimal("0.1")}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" ", "file_empty"), (b"\xff\xfe{}", "json_not_utf8"), (b'{"a": 1,}', "json_broken"),
        (b'{"a": 1, "a": 2}', "json_twice"), (b'{"a": NaN}', "json_number"),
        (b"1" * 5000, "json_number"), (b"[" * 100_000, "json_too_deep"),
        (b"[" * 65 + b"]" * 65, "json_too_deep"), (b"[1] [2]", "json_broken"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as found:
        json_in.read(data)
    assert found.value.code == code


def test_brackets_within_texts_are_not_depth() -> None:
    assert json_in.read(b'["' + b"[" * 100 + b'\\""]') == ["[" * 100 + '"']


def test_a_file_above_the_limit_is_not_parsed() -> None:
    with pytest.raises(Refused) as found:
        json_in.read(b" " * (json_in.LARGEST + 1))
    assert found.value.code == "file_too_large"
