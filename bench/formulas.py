"""`python -m bench.formulas`: one million evaluations of the industrial qualification (M1.7)."""

from __future__ import annotations

import itertools
import time

from goldenkey.playbooks import load_shipped

TIMES = 1_000_000


def main() -> None:
    """Ask the formula about every third combination of its facts in turn, and print the time."""
    book = load_shipped("industrial")
    assert book.qualification is not None
    formula = book.qualification.qualified
    names = sorted(formula.names)
    answers = itertools.product((True, False, None), repeat=len(names))
    worlds = [dict(zip(names, one, strict=True)) for one in itertools.islice(answers, 0, None, 3)]
    asked = list(itertools.islice(itertools.cycle(worlds), TIMES))
    value = formula.value
    began = time.perf_counter()
    held = sum(value(world) is True for world in asked)
    took = time.perf_counter() - began
    print(f"{TIMES:,} evaluations of `{formula.source}` ({len(names)} facts) in {took:.2f} s:")
    print(f"{took / TIMES * 1e6:.2f} µs each; {held:,} true")


if __name__ == "__main__":
    main()
