"""The observations of a concept: what the Secretaría asks, where that is mended, and what the school answers."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import Field
from pmi_desktop.domain.handing_in import Concept, Observation
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident, Single
from pmi_desktop.domain.steps import STEP_BY_ID, STEPS
from pmi_desktop.services.paper import write_answers
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.registry import PAGES
from pmi_desktop.ui.widgets.bound import NOT_CHOSEN, make_input, title_of
from pmi_desktop.ui.widgets.choices import ChoiceInput, Options
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import GAP, Line, text_label
from pmi_desktop.ui.widgets.record_list import RecordList, push_button
from pmi_desktop.ui.widgets.saving import save_pdf

SECTIONS = (
    Section("Lo que pide la Secretaría", ("text", "criterion", ("step", "record"))),
    Section(
        "Lo que responde el establecimiento",
        ("response", "attended_on"),
        "Qué se cambió, o por qué se deja igual. Va en el siguiente paquete.",
    ),
)
_CHOSEN = ("criterion", "step", "record")
"""Texts of the interchange file that are chosen among what there is."""


class Observations(QWidget):
    """The observations of one concept."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._concept = ""
        offers = {
            "criterion": lambda one: _kept(one.criterion, _criteria(context)),
            "step": lambda one: _kept(one.step, _STEPS),
            "record": lambda one: _kept(one.record, _records(context.plan, one.step)),
        }
        form = Form(context, Observation, SECTIONS, make=_make, offers=offers, along=self._along)
        self._go = push_button("Ir", "Abre lo que la observación pide ajustar.", self._jump)
        self._go.setObjectName("go_to_observation")
        line = Line()
        line.add(self._go)
        line.add_space()
        form.put_below(0, line)
        self._open = text_label("", "warn")
        self._print = push_button(
            "Guardar las respuestas en PDF…",
            "Guarda lo que se respondió a cada observación de este concepto, para firmarlo.",
            self._save,
        )
        self._print.setObjectName("print_answers")
        below = Line()
        below.add(self._print)
        below.add_space()
        self.list = RecordList(
            context,
            Observation,
            empty="Agregue cada observación por separado: así se sabe cuál falta por responder.",
            new=lambda key: Observation(id=key, concept=self._concept),
            shown=lambda plan: plan.where(Observation, "concept", self._concept),
            title=_title,
            form=form,
        )
        self.list.currentChanged.connect(lambda _: self._show_where())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._open)
        layout.addWidget(self.list)
        layout.addWidget(below)

    def show_concept(self, concept: Concept, plan: Plan) -> None:
        """Show the observations of a concept."""
        self._concept = concept.id
        self.list.show_plan(plan)
        own = plan.where(Observation, "concept", concept.id)
        self._open.setText(_still_open(own))
        self._open.setVisible(bool(self._open.text()))
        self._print.setVisible(any(one.response.strip() for one in own))
        self._show_where()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """What is missing in them."""
        self.list.show_findings(findings)

    def focus(self, ident: Ident, field: str) -> bool:
        """Give a field of an observation the focus."""
        return self.list.focus(ident, field)

    def settle(self) -> None:
        """Take what is being typed."""
        self.list.settle()

    def _save(self) -> None:
        self.settle()
        plan, reference = self._context.plan, self._context.reference
        concept = plan.get(Concept, self._concept)
        name = f"Respuesta a las observaciones {concept.number if concept else ''}".strip()
        only = self._concept
        save_pdf(self._context, self, name, lambda target: write_answers(target, plan, reference, only))

    def _show_where(self) -> None:
        """Where the current one is mended."""
        current = self.list.current
        step = _step_of(current) if current is not None else ""
        self._go.setVisible(step in PAGES)
        if step in PAGES:
            self._go.setText(f"Ir a: {STEP_BY_ID[step].title}")

    def _jump(self) -> None:
        current = self.list.current
        if current is None:
            return
        self.settle()
        kind, _, key = current.record.partition(":")
        if kind in KINDS and self._context.plan.find((kind, key)) is not None:
            self._context.go_to((kind, key))
        else:
            self._context.step_wanted.emit(_step_of(current))

    def _along(self, one: Observation, field: str, value: object) -> Mapping[str, object]:
        """What follows from an answer, and from another step or criterion."""
        if field == "response" and value and one.attended_on is None:
            return {"attended_on": self._context.today()}
        if field == "step" and one.record:
            return {"record": ""}
        if field == "criterion" and not one.step:
            steps = {criterion.id: criterion.step for criterion in self._context.reference.criteria}
            return {"step": steps.get(str(value), "")}
        return {}


def _make(field: Field, context: PlanContext) -> Input:
    return ChoiceInput(field, (), ("", NOT_CHOSEN)) if field.name in _CHOSEN else make_input(field, context)


_STEPS: Options = tuple((step.id, step.title) for step in STEPS)


def _criteria(context: PlanContext) -> Options:
    numbered = enumerate(context.reference.criteria, start=1)
    return tuple((one.id, f"{number}. {one.text}") for number, one in numbered)


def _records(plan: Plan, step: str) -> Options:
    """What is edited on a step, as ``kind:key``."""
    return tuple(
        (f"{kind}:{record.key}", title_of(record))
        for kind, cls in KINDS.items()
        if step and step == cls.STEP and cls.TITLE and not issubclass(cls, Single)
        for record in plan.all(cls)
    )


def _kept(value: str, offered: Options) -> Options:
    """The same, and what stands there already although nobody offers it: a concept may come from elsewhere."""
    return offered if not value or value in [one for one, _ in offered] else (*offered, (value, value))


def _step_of(observation: Observation) -> str:
    """The step where an observation is mended: the one that is said, else that of its record."""
    kind = observation.record.partition(":")[0]
    return observation.step or (KINDS[kind].STEP if kind in KINDS else "")


def _title(observation: Observation) -> str:
    answered = "✓ Respondida" if observation.response.strip() else "! Sin responder"
    return f"{answered}\n{title_of(observation)}"


def _still_open(observations: Sequence[Observation]) -> str:
    count = sum(not one.response.strip() for one in observations)
    if not count:
        return ""
    return "! Falta responder una observación." if count == 1 else f"! Faltan por responder {count} observaciones."
