"""From a checked file to the core's playbook: formulas compiled, every reference followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Final

from goldenkey.core import system_facts
from goldenkey.core.formula import Kind, Type
from goldenkey.core.playbook import (
    PHASES,
    BuyingStep,
    ChanceWeights,
    Channel,
    Criterion,
    Do,
    FactDef,
    Favour,
    Playbook,
    Role,
    Stage,
    Text,
    WarningRule,
)
from goldenkey.playbooks import build_grades, build_guidance, schema
from goldenkey.playbooks.bench import Bench, Path
from goldenkey.playbooks.problems import PlaybookProblems
from goldenkey.playbooks.schema_base import AliasIn
from goldenkey.playbooks.tree import Node

_WITH_ROLE: Final = ("meet", "call", "ask", "in_writing")


def build(
    given: schema.PlaybookIn, root: Node, *, origins: Mapping[str, str] | None = None
) -> Playbook:
    """Build the core's playbook; raise PlaybookProblems with all that is wrong.

    `origins` are given where the tree no longer knows which file a rule stands in.
    """
    bench = Bench(root, frozenset(given.roles))
    facts = _facts(given, bench)
    _declare(facts, given, bench)
    playbook = Playbook(
        key=given.key,
        number=1,
        name=given.name.text(),
        facts=facts,
        roles=_roles(given),
        buying_steps=tuple(_step(s) for s in given.buying_steps),
        stages=_stages(given, bench),
        warnings=tuple(_warning(w, ("warnings", i), bench) for i, w in enumerate(given.warnings)),
        grades=build_grades.grades(given.grades, bench),
        qualification=build_grades.qualification(given.qualification, bench),
        potential=build_grades.potential(given.potential, bench),
        channels=tuple(Channel(c.key, c.weight, c.name.text()) for c in given.channels),
        chance=_chance(given, bench),
        favours=tuple(
            Favour(f.id, bench.formula(f.holds, ("favours", i, "holds")), f.say.text())
            for i, f in enumerate(given.favours)
        ),
        fresh_days=given.fresh_days,
        usual_cycle_days=_cycle(given, bench),
        guidance=build_guidance.guidance(given, bench),
        extends=given.extends,
        origins=_origins(given, root) if origins is None else origins,
    )
    if bench.problems:
        raise PlaybookProblems(bench.problems)
    return playbook


def _facts(given: schema.PlaybookIn, bench: Bench) -> tuple[FactDef, ...]:
    return tuple(_fact(name, fact, given, bench) for name, fact in given.facts.items())


def _fact(name: str, fact: schema.FactIn, given: schema.PlaybookIn, bench: Bench) -> FactDef:
    path: Path = ("facts", name)
    for index, key in enumerate(fact.who):
        bench.need(key, given.roles, (*path, "who", index), code="unknown_role")
    options = _options(fact.type, given, bench, path)
    kind = Kind.TEXT if isinstance(fact.type, schema.OneOfIn) else Kind[fact.type.upper()]
    return FactDef(
        name=name,
        of=fact.of,
        type=Type(kind, frozenset(options) if options else None),
        aliases=_aliases(fact.alias),
        ask=fact.ask.text(),
        who=tuple(fact.who),
        label=_label(name, fact.alias),
        options=options,
    )


def _options(
    given: object, playbook: schema.PlaybookIn, bench: Bench, path: Path
) -> Mapping[str, Text]:
    if not isinstance(given, schema.OneOfIn):
        return {}
    named = given.one_of
    if named == "roles":
        return {key: role.name.text() for key, role in playbook.roles.items()}
    if isinstance(named, str):
        bench.need(named, playbook.choices, (*path, "type", "one_of"), code="unknown_choices")
        named = playbook.choices.get(named, {})
    return {key: text.text() for key, text in named.items()}


def _aliases(given: AliasIn) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for a in (given.zh_hant, given.zh_hans) if a.isidentifier()))


def _label(name: str, given: AliasIn) -> Text:
    return Text(given.zh_hant, given.zh_hans, given.en or name)


def _declare(facts: Iterable[FactDef], given: schema.PlaybookIn, bench: Bench) -> None:
    """Tell the bench every name: declared facts, the system's counts, and the aliases."""
    system = system_facts.declared(given.roles)
    aliases: dict[str, str] = {}
    for fact in facts:
        path: Path = ("facts", fact.name)
        if fact.name in system:
            bench.refuse("system_name", path, name=fact.name)
        for alias in fact.aliases:
            if aliases.setdefault(alias, fact.name) != fact.name:
                bench.refuse("duplicate_alias", (*path, "alias"), name=alias, other=aliases[alias])
    bench.declared = {**{f.name: f.type for f in facts}, **system}
    bench.aliases = aliases


def _roles(given: schema.PlaybookIn) -> tuple[Role, ...]:
    return tuple(
        Role(key, role.standard, role.required, role.name.text())
        for key, role in given.roles.items()
    )


def _step(s: schema.BuyingStepIn) -> BuyingStep:
    return BuyingStep(s.key, s.name.text(), s.help.text() if s.help else None)


def _stages(given: schema.PlaybookIn, bench: Bench) -> tuple[Stage, ...]:
    steps = [step.key for step in given.buying_steps]
    _check_phases([stage.phase for stage in given.stages], bench)
    _check_criteria(given.stages, bench)
    return tuple(_stage(s, ("stages", i), steps, bench) for i, s in enumerate(given.stages))


def _stage(stage: schema.StageIn, path: Path, steps: list[str], bench: Bench) -> Stage:
    if stage.presumes:
        bench.need(stage.presumes, steps, (*path, "presumes"), code="unknown_step")
    gate = tuple(
        Criterion(
            c.id,
            bench.formula(c.holds, (*path, "gate", i, "holds")),
            c.evidence,
            c.say.text(),
            c.why.text() if c.why else None,
        )
        for i, c in enumerate(stage.gate)
    )
    return Stage(stage.key, stage.phase, stage.presumes, stage.usual_days, stage.name.text(), gate)


def _check_phases(phases: list[str], bench: Bench) -> None:
    places = [PHASES.index(phase) for phase in phases]
    for index, (before, after) in enumerate(pairwise(places), start=1):
        if after < before:
            bench.refuse("phases_out_of_order", ("stages", index, "phase"), phase=phases[index])
    for phase in PHASES:
        bench.need(phase, phases, ("stages",), code="phase_missing")


def _check_criteria(stages: list[schema.StageIn], bench: Bench) -> None:
    seen: set[str] = set()
    for i, stage in enumerate(stages):
        for j, criterion in enumerate(stage.gate):
            if criterion.id in seen:
                bench.refuse("duplicate_id", ("stages", i, "gate", j), id=criterion.id)
            seen.add(criterion.id)


def _warning(rule: schema.WarningIn, path: Path, bench: Bench) -> WarningRule:
    if rule.since:
        _check_since(rule.since, (*path, "since"), bench)
    return WarningRule(
        id=rule.id,
        severity=rule.severity,
        when=bench.formula(rule.when, (*path, "when")),
        since=rule.since,
        say=bench.text(rule.say, (*path, "say")),
        because=bench.text(rule.because, (*path, "because")),
        do=_do(rule.do, (*path, "do"), bench),
        why=rule.why.text() if rule.why else None,
    )


def _check_since(name: str, path: Path, bench: Bench) -> None:
    """A system name must be a date; a fact may be any, for it has the day it was observed."""
    bench.need(name, bench.declared, path, code="unknown_name")
    fact = name in bench.root.value["facts"].value
    if name in bench.declared and not fact and bench.declared[name].kind is not Kind.DATE:
        bench.refuse("not_a_date", path, name=name)


def _do(do: schema.DoIn, path: Path, bench: Bench) -> Do:
    verbs = {verb: role for verb in _WITH_ROLE if (role := getattr(do, verb)) is not None}
    if len(verbs) + (do.start is not None) != 1:
        bench.refuse("not_one_of", path, expected=", ".join((*_WITH_ROLE, "start")))
    for verb, role in verbs.items():
        bench.need(role, bench.roles, (*path, verb), code="unknown_role")
    kind, role = next(iter(verbs.items()), (do.start or "", None))
    say = bench.text(do.say, (*path, "say")) if do.say else None
    return Do(kind, role, do.through, say)


def _chance(given: schema.PlaybookIn, bench: Bench) -> ChanceWeights:
    if given.chance is None:
        return ChanceWeights()
    points = given.chance.model_dump()
    if sum(points.values()) != 100:
        bench.refuse("weights_not_100", ("chance",), total=sum(points.values()))
        return ChanceWeights()
    return ChanceWeights(**points)


def _cycle(given: schema.PlaybookIn, bench: Bench) -> tuple[int, int]:
    cycle = given.usual_cycle_days or schema.CycleIn(least=180, most=365)
    if cycle.least > cycle.most:
        bench.refuse("gap_too_long", ("usual_cycle_days",), least=cycle.least, most=cycle.most)
    return cycle.least, cycle.most


def _origins(given: schema.PlaybookIn, root: Node) -> Mapping[str, str]:
    """Which playbook each rule and criterion stands in, so that a page can say it."""
    source: Callable[[Path], str] = lambda path: root.where(path).source or given.key  # noqa: E731
    warnings = {w.id: source(("warnings", i)) for i, w in enumerate(given.warnings)}
    criteria = {
        c.id: source(("stages", i, "gate", j))
        for i, stage in enumerate(given.stages)
        for j, c in enumerate(stage.gate)
    }
    return {**criteria, **warnings}
