"""The verification form's criteria answered: by what the checks find, or by the school in its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmi_desktop.domain.catalog import Criterion
from pmi_desktop.domain.checks import Context, Finding, check
from pmi_desktop.domain.checks.words import listed
from pmi_desktop.domain.handing_in import Review
from pmi_desktop.domain.moments import PLAN
from pmi_desktop.domain.plan import Plan

_NAMED = 3
"""How many findings a note spells out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The school's answer to a criterion.

    ``result`` is a value of ``review.result``, empty while only people can judge and nobody has. ``findings`` are what
    speaks against it.
    """

    criterion: Criterion
    result: str
    note: str
    findings: tuple[Finding, ...] = ()


def verdicts_of(plan: Plan, context: Context) -> tuple[Verdict, ...]:
    """Every criterion answered for the plan as it is; computed each time, never stored.

    Without findings a criterion is met, with mere advice in part, with a blocking finding not. What the school wrote
    stands as the note; without it, what was found.
    """
    found: dict[str, list[Finding]] = {}
    for finding in check(plan, PLAN, context):
        found.setdefault(finding.code, []).append(finding)
    return tuple(_verdict(plan, criterion, found) for criterion in context.reference.criteria)


def _verdict(plan: Plan, criterion: Criterion, found: Mapping[str, list[Finding]]) -> Verdict:
    review = plan.get(Review, f"{criterion.id}/school/{plan.info.version}")
    note = review.note if review else ""
    if criterion.manual:
        return Verdict(criterion, review.result if review else "", note)
    against = tuple(finding for code in criterion.codes for finding in found.get(code, ()))
    blocked = any(finding.blocking for finding in against)
    result = "no_cumple" if blocked else "parcial" if against else "cumple"
    return Verdict(criterion, result, note or _named(against), against)


def _named(findings: tuple[Finding, ...]) -> str:
    lines = [finding.message for finding in findings[:_NAMED]]
    if len(findings) > _NAMED:
        rest = len(findings) - _NAMED
        lines.append("Y una observación más." if rest == 1 else f"Y {rest} observaciones más.")
    return "\n".join(lines)


def summary_of(verdicts: Sequence[Verdict]) -> str:
    """How the plan stands, in sentences to be read aloud; what is met is only counted."""
    count = len(verdicts)
    lines = [f"El plan se revisó con {count} criterios." if count != 1 else "El plan se revisó con un criterio."]
    met = sum(one.result == "cumple" for one in verdicts)
    lines.append("Cumple todos." if met == count else f"Cumple {met}." if met else "Todavía no cumple ninguno.")
    for result, words in _SPOKEN.items():
        texts = [f"«{one.criterion.text.rstrip('.')}»" for one in verdicts if one.result == result]
        if texts:
            lines.append(f"{words} {len(texts)}: {listed(texts)}.")
    return "\n".join(lines)


_SPOKEN = {
    "parcial": "Cumple en parte",
    "no_cumple": "No cumple",
    "no_aplica": "No aplican",
    "": "Falta responder",
}
"""How a result begins its sentence; an empty one is a criterion that only people can answer."""


def answers_to_carry_over(plan: Plan) -> tuple[Review, ...]:
    """The school's answers to the latest earlier version, as answers to this one, while it has none of its own."""
    version = plan.info.version
    ours = [one for one in plan.all(Review) if one.by == "school"]
    earlier = [one.version for one in ours if one.version < version]
    if not earlier or any(one.version == version for one in ours):
        return ()
    return tuple(one.but(version=version) for one in ours if one.version == max(earlier))
