"""The description of the API: OpenAPI 3.1, behind sign-in, and what of it changed is seen."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest
from django.test import Client
from ninja import Schema

import goldenkey.config.urls  # noqa: F401 - the routers are complete once the addresses are
from goldenkey.api.app import description
from goldenkey.api.schemas.codes import KINDS
from goldenkey.policies.permissions import FIELD_RIGHTS
from goldenkey.wording.words import WORDS

GOLDEN = Path(__file__).with_name("openapi.json")
WRITE = "GOLDENKEY_WRITE_OPENAPI"


def _written() -> str:
    return json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_the_description_is_the_one_that_was_agreed() -> None:
    """When the change is meant: GOLDENKEY_WRITE_OPENAPI=1, look at the difference, commit it."""
    found = _written()
    if os.environ.get(WRITE):
        GOLDEN.write_text(found, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == found


def test_it_is_open_api_3_1() -> None:
    assert description()["openapi"].startswith("3.1")


def test_it_is_behind_sign_in(caller: Any) -> None:
    assert Client().get("/api/v1/openapi.json").status_code == 401
    response = caller("rep")("GET", "/openapi.json")
    assert response.status_code == 200
    assert response.json()["paths"]


def test_addresses_are_plural_nouns_in_kebab_case() -> None:
    first = {path.split("/")[3] for path in description()["paths"]}
    assert {n for n in first if not n.endswith("s")} <= {"search", "today", "money", "commission"}
    assert {n for n in first if n != n.lower() or "_" in n} == set()


def test_operations_have_names_of_their_own() -> None:
    found = [o["operationId"] for verbs in description()["paths"].values() for o in verbs.values()]
    assert len(found) == len(set(found))


def test_no_two_schemas_share_a_name() -> None:
    """The description would keep the last of them, and describe the other's operations wrongly."""
    found: dict[str, set[str]] = defaultdict(set)
    waiting = [Schema]
    while waiting:
        for shape in waiting.pop().__subclasses__():
            waiting.append(shape)
            if shape.__module__.startswith("goldenkey."):
                found[shape.__name__].add(shape.__module__)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


def test_fields_with_a_right_of_their_own_are_nothing_to_filter_or_sort_by() -> None:
    guarded = {field for _, field in FIELD_RIGHTS}
    asked = {
        f"{path} {parameter['name']}"
        for path, verbs in description()["paths"].items()
        for operation in verbs.values()
        for parameter in operation.get("parameters", [])
        if parameter["name"] in guarded
    }
    assert asked <= {"/api/v1/search limit"}, "how many are found, not a limit of terms"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_codes_of_bodies_are_those_that_have_words(kind: str) -> None:
    assert {code for code in get_args(KINDS[kind]) if code} == set(WORDS[kind])
