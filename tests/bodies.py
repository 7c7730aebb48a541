"""Bodies and queries that an operation can read, made from the API's own description."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tests.doors import Door
from tests.one_of_each import Records

DAY = "2026-11-20"
NAMED = {"amount": "1000", "net": "1000", "currency": "TWD", "q": "長榮", "name": "對手",
         "stage": "discover", "method": "transfer", "result": "accepted"}  # fmt: skip
"""Fields whose kind of value only their name tells."""

ALIASES = {"first_account_id": "account_id", "second_account_id": "account_id"}
"""Fields that name a record by its part in the matter."""


def body_of(api: dict[str, Any], door: Door, records: Records) -> Any:
    """The smallest body an operation takes; None where it takes none."""
    content = _operation(api, door).get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else _value(api, schema, "", records)


def names_of(api: dict[str, Any], door: Door, records: Records) -> set[str]:
    """The records that the smallest body names; a user is a colleague of any team."""
    body = body_of(api, door, records) or {}
    named = {ALIASES.get(name, name) for name in body}
    return {name for name in named if name in records.by_name and name != "user_id"}


def query_of(api: dict[str, Any], door: Door, records: Records) -> str:
    """The required parameters of the query."""
    wanted = [p for p in _operation(api, door).get("parameters", []) if p["in"] == "query"]
    given = {p["name"]: _value(api, p["schema"], p["name"], records)
             for p in wanted if p.get("required")}  # fmt: skip
    return urlencode(given)


def _operation(api: dict[str, Any], door: Door) -> dict[str, Any]:
    found: dict[str, Any] = api["paths"].get("/api/v1" + door.path, {}).get(door.verb.lower(), {})
    return found


def _value(api: dict[str, Any], schema: dict[str, Any], name: str, records: Records) -> Any:
    if "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "properties" in schema:
        needed = schema.get("required", [])
        return {n: _value(api, s, n, records) for n, s in schema["properties"].items()
                if n in needed}  # fmt: skip
    if "anyOf" in schema:
        return _value(api, schema["anyOf"][0], name, records)
    return _plain(schema, name, records)


def _plain(schema: dict[str, Any], name: str, records: Records) -> Any:
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [""])[0])
    if name == "version":
        return 1
    if name == "owner_id" or name.endswith("user_id"):
        return records.by_name["user_id"].pk
    if name == "gone_id":
        return records.by_name["contact_id"].pk
    name = ALIASES.get(name, name)
    if name in records.by_name:
        return records.by_name[name].pk
    if name in NAMED:
        return NAMED[name]
    kinds = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}
    return DAY if schema.get("format") == "date" else kinds.get(schema.get("type", ""), "x")
