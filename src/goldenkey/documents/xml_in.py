"""XML that comes in from strangers: elements and text, nothing else.

A document type declaration is refused, so there are no entities to expand and nothing outside to
fetch; depth and number of elements are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from goldenkey.policies.errors import Refused

DEPTH: Final = 64
ELEMENTS: Final = 2_000_000


@dataclass(slots=True)
class Element:
    """An element by its local name, with its attributes, text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, path: str) -> Iterator[Element]:
        """Every element at a path below, as "NtryDtls/TxDtls"."""
        first, _slash, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                yield from child.all(rest) if rest else (child,)

    def one(self, path: str) -> Element | None:
        """The first element at a path below."""
        return next(self.all(path), None)

    def said(self, *paths: str) -> str:
        """The text of the first of these paths that has any."""
        texts = (found.text.strip() for path in paths for found in self.all(path))
        return next((text for text in texts if text), "")


def read(data: bytes) -> Element:
    """Return the root of a document; Refused where it is damaged, too deep, or declares a type."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise Refused("xml_damaged", field="file", row=problem.lineno) from None
    return builder.root.children[0]


def _refuse(*_declared: Any) -> None:
    raise Refused("xml_declares", field="file")


class _Builder:
    def __init__(self) -> None:
        self.root = Element("", {})
        self.open = [self.root]
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEPTH or self.count > ELEMENTS:
            raise Refused("xml_too_large", field="file")
        made = Element(name.rpartition("}")[2], attributes)
        self.open[-1].children.append(made)
        self.open.append(made)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, said: str) -> None:
        self.open[-1].text += said
