"""`extends`: a child says only how it differs, and everything is matched by id.

`disabled: true` leaves out one inherited thing; `inherit: false`, as a key of a mapping or the
first item of a list, leaves out all of them.
"""

from __future__ import annotations

from typing import Final

from goldenkey.playbooks.tree import Node, identity

_WHOLE: Final = frozenset({"do", "type", "contact", "has", "limit"})
"""Fields that a child replaces as one, for half of each would make no sense."""


def merge(parent: Node, child: Node) -> Node:
    """Lay a child over its parent: change, add, or leave out."""
    own = _own(child)
    if own is not None:
        return own
    if isinstance(parent.value, dict) and isinstance(child.value, dict):
        return Node(_mappings(parent.value, child.value), child.place)
    if _has_ids(parent) and _has_ids(child):
        return Node(_lists(parent.value, child.value), child.place)
    return child


def _mappings(parent: dict[str, Node], child: dict[str, Node]) -> dict[str, Node]:
    merged = dict(parent)
    for key, node in child.items():
        if key in parent and _disabled(node):
            del merged[key]
        elif key in parent and key not in _WHOLE:
            merged[key] = merge(parent[key], node)
        else:
            merged[key] = _own(node) or node
    return merged


def _lists(parent: list[Node], child: list[Node]) -> list[Node]:
    ours = {identity(node): node for node in child}
    kept = [_over(node, ours.pop(identity(node), None)) for node in parent]
    return [node for node in (*kept, *ours.values()) if node is not None]


def _own(child: Node) -> Node | None:
    """What a child says that inherits nothing here; None when it inherits."""
    if isinstance(child.value, dict) and _says(child, "inherit", said=False):
        return Node({k: n for k, n in child.value.items() if k != "inherit"}, child.place)
    first = child.value[0] if isinstance(child.value, list) and child.value else None
    alone = first is not None and _says(first, "inherit", said=False)
    return Node(child.value[1:], child.place) if alone else None


def _over(parent: Node, child: Node | None) -> Node | None:
    if child is None:
        return parent
    return None if _disabled(child) else merge(parent, child)


def _has_ids(node: Node) -> bool:
    return isinstance(node.value, list) and all(identity(item) for item in node.value)


def _disabled(node: Node) -> bool:
    return _says(node, "disabled", said=True)


def _says(node: Node, key: str, *, said: bool) -> bool:
    marked = node.value.get(key) if isinstance(node.value, dict) else None
    return marked is not None and marked.value is said
