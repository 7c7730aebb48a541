"""A company's names for the tests of formulas, and the formulas made of them."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from goldenkey.core.formula import Formula, Kind, Type, parse

FORMS: Final = ("spoken", "written", "deposit")
DECLARED: Final = {
    "credit.good": Type(Kind.BOOL),
    "project.exists": Type(Kind.BOOL),
    "person.decides": Type(Kind.BOOL),
    "company.people": Type(Kind.NUMBER),
    "orders.count": Type(Kind.NUMBER),
    "need.problem": Type(Kind.TEXT),
    "commitment.form": Type(Kind.TEXT, frozenset(FORMS)),
    "order.amount": Type(Kind.MONEY),
    "order.limit": Type(Kind.MONEY),
    "commitment.on": Type(Kind.DATE),
}
ALIASES: Final = {
    "信用良好": "credit.good",
    "承諾形式": "commitment.form",
    "承诺形式": "commitment.form",
    "公司.人數": "company.people",
}
INDUSTRIAL: Final = (
    "(product.targets_industry || project.exists || technology.fits)"
    " && (credit.good || (company.size_enough && company.operations_good))"
    " && (person.applies_product && person.decides && person.needs_product)"
)

_NAMES: Final = {
    kind: [name for name, declared in DECLARED.items() if declared.kind is kind] for kind in Kind
}
_COMPARISONS: Final = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_WORDS: Final = st.sampled_from([*FORMS, "中文", ""])


def read(source: str, **more: Any) -> Formula:
    """Parse over the names of this company."""
    return parse(source, DECLARED, aliases=ALIASES, **more)


def ask(source: str, /, **env: object) -> Any:
    """Parse and evaluate; `__` in a name stands for its dot."""
    formula = read(source, expect=Kind.BOOL)
    return formula.value({name.replace("__", "."): value for name, value in env.items()})


def _mixed(one: st.SearchStrategy[str], ops: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{} {} {}".format, one, ops, one)


def numbers() -> st.SearchStrategy[str]:
    """Sums of whole numbers, with and without brackets."""
    atoms = st.sampled_from(_NAMES[Kind.NUMBER]) | st.integers(0, 9).map(str)
    return st.recursive(
        atoms,
        lambda inner: _mixed(inner, st.sampled_from("+-*")) | inner.map("({})".format)
        | inner.map("-({})".format),
        max_leaves=4,
    )  # fmt: skip


def conditions() -> st.SearchStrategy[str]:
    """Conditions in the fragment that we share with every other reader of CEL."""
    choice = st.builds(
        'commitment.form {} "{}"'.format, st.sampled_from(["==", "!="]), st.sampled_from(FORMS)
    )
    listed = st.builds('need.problem in ["{}", "{}"]'.format, _WORDS, _WORDS)
    atoms = st.sampled_from([*_NAMES[Kind.BOOL] * 2, "true", "false"])
    leaves = atoms | _mixed(numbers(), _COMPARISONS) | choice | listed
    return st.recursive(leaves, _combined, max_leaves=8)


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bracketed = inner.map("({})".format)
    return (
        _mixed(inner, st.sampled_from(["&&", "||"]))
        | _mixed(bracketed, st.sampled_from(["&&", "||", "==", "!="]))
        | inner.map("!({})".format)
        | bracketed
    )


def environments() -> st.SearchStrategy[dict[str, Any]]:
    """What is known of the names: all, some or nothing."""
    known = {name: _known(declared) for name, declared in DECLARED.items()
             if declared.kind in (Kind.BOOL, Kind.NUMBER, Kind.TEXT)}  # fmt: skip
    return st.fixed_dictionaries({}, optional=known)


def _known(declared: Type) -> st.SearchStrategy[Any]:
    if declared.kind is Kind.BOOL:
        return st.booleans()
    if declared.kind is Kind.NUMBER:
        return st.integers(-20, 20)
    return st.sampled_from(FORMS) if declared.options else _WORDS
