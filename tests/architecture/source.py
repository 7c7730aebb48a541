"""The source as the architecture tests read it: files, syntax trees, functions by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "goldenkey"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the source with its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        """Where it stands below the package, as `actions/account.py`."""
        return self.path.relative_to(SRC).as_posix()

    @property
    def name(self) -> str:
        return self.path.stem

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function and method, as (`name` or `Class.name`, its node)."""
        yield from _functions(self.tree, "")

    def public(self) -> Iterator[Function]:
        """Functions of the module that others may call."""
        for node in self.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node


def _functions(owner: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for node in ast.iter_child_nodes(owner):
        if isinstance(node, Function):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


@lru_cache(maxsize=1)
def everything() -> tuple[Module, ...]:
    """Every module of the package but its migrations."""
    paths = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)
    return tuple(map(_read, paths))


def layer(name: str) -> tuple[Module, ...]:
    """The modules of one layer."""
    return tuple(m for m in everything() if m.place.startswith(f"{name}/"))


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text))


def called(node: ast.Call) -> str:
    """The last name of what is called: `save` of `row.save()`."""
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def first_text(node: ast.Call) -> str | None:
    """The first argument where it is a literal text."""
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
