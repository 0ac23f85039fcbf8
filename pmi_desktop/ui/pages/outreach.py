"""Outreach and approval: who was told of the plan, the Consejo Directivo's approval, the minutes of meetings."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QPushButton, QWidget

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Outreach
from pmi_desktop.domain.approval import draft_of_approval
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import Field, field_of
from pmi_desktop.domain.handing_in import Meeting
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.quorum import quorum_of
from pmi_desktop.domain.records import Ident
from pmi_desktop.domain.school import PlanInfo
from pmi_desktop.services.paper import write_minutes
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.bound import make_input
from pmi_desktop.ui.widgets.choices import Options
from pmi_desktop.ui.widgets.form import Form, Section
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.layouts import Line, text_label
from pmi_desktop.ui.widgets.record_list import RecordList
from pmi_desktop.ui.widgets.rows import RowsInput
from pmi_desktop.ui.widgets.saving import save_pdf

EVENT = (Section("", (("topic", "date"), "means", ("audience", "attendees"), "evidence")),)
APPROVAL = (Section("Aprobación del Consejo Directivo", (("approval_act", "approved_on"), "approval_meeting")),)
MEETING = (
    Section("", ("kind", ("number", "date"), ("starts_at", "ends_at"), "place")),
    Section("Asistencia", ("council_attendees", "attendees", "guests")),
    Section("Lo que se trató", ("agenda", "development", "decisions", "commitments", "signers")),
)
_COUNCIL = "consejo_directivo"
_ROWS = {
    "guests": ((("name",), ("role",)), "Sin invitados.", "Agregar invitado"),
    "commitments": ((("text",), ("responsible",), ("due_on",)), "Sin compromisos.", "Agregar compromiso"),
    "signers": ((("name",), ("role",)), "Aún no se sabe quiénes firman.", "Agregar firmante"),
}
"""Of a field of rows: its lines, and the words for none and for another one."""


class OutreachPage(ScrollPage):
    """Step ``outreach``."""

    step: ClassVar[str] = "outreach"
    intro: ClassVar[str] = "Cuéntenle el plan a la comunidad y llévenlo al Consejo Directivo."

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._events = RecordList(
            context,
            Outreach,
            EVENT,
            empty="Agregue las reuniones o los medios con que se dio a conocer el plan.",
            new=lambda key: Outreach(id=key, topic="plan"),
            title=_event_title,
        )
        self._approval = Form(
            context, PlanInfo, APPROVAL, offers={"approval_meeting": lambda _: _meetings_offered(context.plan)}
        )
        self._meetings = RecordList(
            context,
            Meeting,
            empty="Agregue el acta de una reunión: del equipo, del Consejo Directivo o de la asamblea.",
            new=lambda key: Meeting(id=key, kind="equipo", date=context.today()),
            title=_meeting_title,
            form=Form(context, Meeting, MEETING, make=_make),
        )
        self._draft = QPushButton("Preparar el acta de aprobación")
        self._draft.setObjectName("draft_minutes")
        self._draft.setAccessibleDescription("Agrega un acta del Consejo Directivo con los datos del plan.")
        self._draft.clicked.connect(self._prepare)
        self._print = QPushButton("Guardar el acta en PDF…")
        self._print.setObjectName("print_minutes")
        self._print.setAccessibleDescription("Guarda en PDF el acta elegida, para firmarla.")
        self._print.clicked.connect(self._save)
        self._quorum = text_label("", "muted")
        buttons = Line(gap=8)
        for button in (self._draft, self._print):
            buttons.add(button)
        buttons.add_space()
        for part in (self._events, self._approval, text_label("Actas de reuniones", "title"), buttons, self._quorum):
            self.body.addWidget(part)
        self.body.addWidget(self._meetings)
        self._meetings.currentChanged.connect(lambda _: self._about_meeting())

    def show_plan(self, plan: Plan) -> None:
        self._events.show_plan(plan)
        self._approval.show_record(plan.info)
        self._meetings.show_plan(plan)
        self._draft.setEnabled(self.context.may_add(Meeting))
        self._about_meeting()

    def _about_meeting(self) -> None:
        """What there is to say and to do about the current acta."""
        meeting = self._meetings.current
        self._print.setEnabled(meeting is not None)
        words = _quorum_in_words(self.context.plan, meeting) if meeting is not None else ""
        self._quorum.setText(words)
        self._quorum.setVisible(bool(words))

    def _prepare(self) -> None:
        """An acta of the Consejo Directivo that approves the plan, filled with what the plan already says."""
        plan = self.context.plan
        meeting = draft_of_approval(plan, self.context.new_id())
        added = gestures.add(plan, meeting)
        linked = gestures.change(plan.after(added), plan.info, approval_meeting=meeting.id)
        self.context.apply(gestures.together("preparar el acta de aprobación", added, linked))
        self.context.notice("Acta preparada")
        self._meetings.focus(meeting.ident, "number")

    def _save(self) -> None:
        meeting = self._meetings.current
        if meeting is None:
            return
        self.settle()
        plan, reference = self.context.plan, self.context.reference
        name = " ".join(part for part in ("Acta", meeting.number, show_date(meeting.date)) if part)
        save_pdf(self.context, self, name, lambda target: write_minutes(target, plan, reference, meeting))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        for part in (self._events, self._approval, self._meetings):
            part.show_findings(findings)

    def focus_field(self, ident: Ident, field: str) -> bool:
        kind, key = ident
        if kind == PlanInfo.KIND:
            return self._approval.focus(field or "approval_act")
        if kind == Outreach.KIND and not key:
            self._events.first().setFocus()
            return True
        return self._events.focus(ident, field) or self._meetings.focus(ident, field)

    def first_field(self) -> QWidget | None:
        return self._events.first()

    def settle(self) -> None:
        for part in (self._events, self._approval, self._meetings):
            part.settle()


def _event_title(event: Outreach) -> str:
    return f"{event.means or 'Socialización sin nombre'}\n{show_date(event.date) or 'sin fecha'}"


def _meeting_title(meeting: Meeting) -> str:
    kind = field_of(Meeting, "kind").choices.get(meeting.kind, "Reunión")
    name = f"Acta {meeting.number}".strip() if meeting.number else "Acta sin número"
    return f"{name} · {kind}\n{show_date(meeting.date) or 'sin fecha'}"


def _meetings_offered(plan: Plan) -> Options:
    """Each acta by number and day; those of the Consejo Directivo, which approves, first."""
    meetings = sorted(plan.all(Meeting), key=lambda one: one.kind != _COUNCIL)
    return tuple((one.id, _meeting_in_short(one)) for one in meetings)


def _meeting_in_short(meeting: Meeting) -> str:
    name = f"Acta {meeting.number}" if meeting.number.strip() else "Acta sin número"
    day = f" ({show_date(meeting.date)})" if meeting.date else ""
    kinds = field_of(Meeting, "kind").choices
    return f"{name}{day}" if meeting.kind == _COUNCIL else f"{name}{day}, {kinds.get(meeting.kind, 'otra reunión')}"


def _make(field: Field, context: PlanContext) -> Input:
    """Small tables in as few lines as a name, a role or a promise need."""
    if field.name not in _ROWS:
        return make_input(field, context)
    lines, empty, add = _ROWS[field.name]
    return RowsInput(field, lambda part: make_input(part, context), context.new_id, lines=lines, empty=empty, add=add)


def _quorum_in_words(plan: Plan, meeting: Meeting) -> str:
    """Whether enough of the council were there, for its own meetings only."""
    quorum = quorum_of(plan, meeting)
    if meeting.kind != _COUNCIL or quorum.reached is None:
        return ""
    came = f"Asistieron {quorum.present} de {quorum.members} miembros del Consejo Directivo"
    return (
        f"{came}: hay quórum."
        if quorum.reached
        else f"! {came}: faltan {quorum.needed - quorum.present} para el quórum."
    )
