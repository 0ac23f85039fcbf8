"""What is missing in the verification, in the answers to the Secretaría and in the attached files."""

from collections.abc import Iterator

from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, quoted, sentence
from pmi_desktop.domain.handing_in import Evidence, Observation, Review


@rule("verification-unanswered")
def verification_unanswered(view: View) -> Iterator[Miss]:
    """A criterion that only people can judge, without the school's answer for this version of the plan."""
    for criterion in view.reference.criteria:
        key = f"{criterion.id}/school/{view.plan.info.version}"
        review = view.plan.get(Review, key)
        if criterion.manual and (review is None or not review.result):
            yield Miss(
                f"El criterio {quoted(criterion.text)} no tiene respuesta. Escoja si se cumple.",
                (Review.KIND, key),
                "result",
            )


@rule("observation-open")
def observation_open(view: View) -> Iterator[Miss]:
    """An observation of the Secretaría without the school's response."""
    for observation in view.plan.all(Observation):
        if blank(observation.response):
            yield Miss(
                f"{sentence(view.named(observation))} no tiene respuesta del establecimiento."
                " Atiéndala y escriba qué se hizo.",
                observation,
                "response",
            )


@rule("evidence-file-missing")
def evidence_file_missing(view: View) -> Iterator[Miss]:
    """An attached file whose bytes are not there; nothing when nobody looked."""
    present = view.context.evidence
    if present is None:
        return
    for evidence in view.plan.all(Evidence):
        if evidence.sha256 not in present:
            yield Miss(
                f"{sentence(view.named(evidence))} no está en este computador. Adjúntelo otra vez o tráigalo del"
                " paquete en que venía.",
                evidence,
            )
