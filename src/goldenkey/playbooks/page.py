"""A playbook as a page of the documentation: `python -m goldenkey.playbooks.page KEY`.

Every rule is there, in the order of the file, with its id, its sentences in English and 繁體中文,
and its numbers and formulas; where it is inherited, from where.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from goldenkey.playbooks import reader, shipped
from goldenkey.playbooks.schema import json_schema
from goldenkey.playbooks.tree import Node, identity

_TEXT: Final = frozenset({"zh-Hant", "zh-Hans", "en"})
_HEAD: Final = ("schema", "key", "extends", "name")
_NAMES: Final = ("name", "say", "cue", "ask", "feature")


def page(key: str) -> str:
    """Return a shipped playbook as Markdown."""
    root = reader.whole(shipped.source_of(key), parents=shipped.source_of)
    name, parent = root.get("name"), root.get("extends")
    lines = [f"# {name['en']} · {name['zh-Hant']} · {name['zh-Hans']}", ""]
    lines += [f"Playbook `{key}`, schema {root.get('schema')}."]
    if parent:
        lines += [f"It builds on [`{parent}`]({parent}.md); rules that come from there say so (↑)."]
    lines += ["", "Made by `python -m goldenkey.playbooks.page`; a test holds it to the file.", ""]
    for section, node in root.value.items():
        if section not in _HEAD:
            title = section.replace("_", " ").capitalize()
            lines += [f"## {title}", "", *_body(node, key, bool(parent)), ""]
    return "\n".join(lines).rstrip() + "\n"


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _body(node: Node, key: str, inherits: bool, depth: int = 0) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(node.value, dict):
        if set(node.value) >= _TEXT:
            yield f"{pad}- {_said(node)}"
            return
        for name, child in node.value.items():
            yield from _named(name, child, key, inherits, depth)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _item(child, key, inherits, depth)
    else:
        yield f"{pad}- {_scalar(node.value)}"


def _named(name: str, node: Node, key: str, inherits: bool, depth: int) -> Iterator[str]:
    """A key of a mapping: its value beside it where it is short, below it else."""
    pad = "  " * depth
    if isinstance(node.value, dict) and set(node.value) >= _TEXT:
        yield f"{pad}- {name}: {_said(node)}"
    elif isinstance(node.value, dict | list) and not _short(node):
        words = _title(node) if isinstance(node.value, dict) else ""
        mark = _origin(node, key) if inherits else ""
        yield f"{pad}- **{name}**{' ' + words if words else ''}{mark}"
        yield from _body(_without_title(node), key, inherits, depth + 1)
    else:
        yield f"{pad}- {name}: {_value(node)}"


def _item(node: Node, key: str, inherits: bool, depth: int) -> Iterator[str]:
    """An item of a list: its id and what it is called first."""
    pad, named = "  " * depth, identity(node)
    if named is None:
        yield from _body(node, key, inherits, depth)
        return
    mark = _origin(node, key) if inherits else ""
    yield f"{pad}- `{named}` {_title(node)}{mark}".rstrip()
    rest = _without_title(node)
    own = {n: c for n, c in rest.value.items() if n not in ("id", "key") or c.value != named}
    yield from _body(Node(own, node.place), key, inherits, depth + 1)


def _title(node: Node) -> str:
    for name in _NAMES:
        child = node.child(name)
        if child is not None and isinstance(child.value, dict) and set(child.value) >= _TEXT:
            return _said(child)
    return ""


def _without_title(node: Node) -> Node:
    if not isinstance(node.value, dict):
        return node
    shown = next((n for n in _NAMES if n in node.value and _is_text(node.value[n])), "")
    return Node({n: c for n, c in node.value.items() if n != shown}, node.place)


def _is_text(node: Node) -> bool:
    return isinstance(node.value, dict) and set(node.value) >= _TEXT


def _said(node: Node) -> str:
    words: Mapping[str, Any] = node.plain()
    return f"{_line(words['en'])} · {_line(words['zh-Hant'])}"


def _short(node: Node) -> bool:
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    return len(node.value) <= 8 and not any(isinstance(n.value, dict | list) for n in inner)


def _value(node: Node) -> str:
    if isinstance(node.value, dict):
        return ", ".join(f"{name} {_scalar(child.value)}" for name, child in node.value.items())
    if isinstance(node.value, list):
        return ", ".join(_scalar(child.value) for child in node.value) or "—"
    return _scalar(node.value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "—" if value is None else f"`{_line(str(value))}`"


def _line(text: str) -> str:
    return " ".join(text.split())


def _origin(node: Node, key: str) -> str:
    source = node.place.source
    return f" ↑ {source}" if source and source != key else ""


if __name__ == "__main__":
    sys.stdout.write(schema_text() if sys.argv[1] == "--schema" else page(sys.argv[1]))
