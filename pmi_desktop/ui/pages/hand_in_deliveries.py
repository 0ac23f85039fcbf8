"""What was delivered when: the receipt's number, who received it, the signed scans."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmi_desktop.domain.actions import Checkpoint
from pmi_desktop.domain.checks import Finding
from pmi_desktop.domain.fields import field_of
from pmi_desktop.domain.handing_in import Delivery, Evidence
from pmi_desktop.domain.numbers import show_date
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Ident
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.evidence_box import EvidenceBox
from pmi_desktop.ui.widgets.form import Section
from pmi_desktop.ui.widgets.layouts import GAP, text_label
from pmi_desktop.ui.widgets.record_list import RecordList

SECTIONS = (
    Section("", ("channel", ("delivered_on", "receipt_number"), "received_by", "note")),
    Section(
        "El paquete",
        (("moment", "version"), "checkpoint", "year", ("made_on", "delivered_by")),
        "El programa lo anota al hacer el paquete.",
    ),
)


class Deliveries(QWidget):
    """The deliveries of the plan, and the files that show the current one was received."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self.list = RecordList(
            context,
            Delivery,
            SECTIONS,
            empty="Cuando haga el paquete, la entrega queda anotada aquí. También puede anotar una que ya hizo.",
            new=lambda key: Delivery(id=key, version=context.plan.info.version, delivered_on=context.today()),
            title=lambda one: _title(one, context.plan),
        )
        self._code = text_label("", "hint")
        self._code.setObjectName("package_code")
        self.list.form.put_below(1, self._code)
        self._scans = EvidenceBox(context, "Documentos firmados de esta entrega", self._about_current)
        self.list.currentChanged.connect(lambda _: self._show_scans())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for part in (text_label("Qué se entregó y cuándo", "title"), self.list, self._scans):
            layout.addWidget(part)

    def show_plan(self, plan: Plan) -> None:
        """Show the plan's deliveries."""
        self.list.show_plan(plan)
        self._show_scans()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What is missing in them."""
        self.list.show_findings(findings)
        self._scans.show_findings(findings)

    def focus(self, ident: Ident, field: str) -> bool:
        """Give a field of a delivery the focus."""
        return self.list.focus(ident, field)

    def settle(self) -> None:
        """Take what is being typed."""
        self.list.settle()
        self._scans.settle()

    def _show_what(self, delivery: Delivery | None) -> None:
        """A cut is asked for where one is delivered, a year for its closing."""
        moment = delivery.moment if delivery is not None else ""
        for name, asked in (("checkpoint", "checkpoint"), ("year", "closing")):
            self.list.form.rows[name].setVisible(moment == asked)

    def _show_code(self, delivery: Delivery | None) -> None:
        """As the receipt prints it: nobody compares sixty-four digits."""
        code = delivery.package_code if delivery is not None else ""
        shown = f"{code[:4]} {code[4:8]}".upper()
        self._code.setText(f"Código del paquete, como en la constancia: {shown}" if code else "")
        self._code.setVisible(bool(code))

    def _about_current(self, plan: Plan) -> Sequence[Evidence]:
        current = self.list.current
        return [one for one in plan.all(Evidence) if current and _is_about(one, current.ident)]

    def _show_scans(self) -> None:
        current = self.list.current
        self._show_what(current)
        self._show_code(current)
        self._scans.setVisible(current is not None)
        if current is not None:
            self._scans.show_about(current.ident, self._context.plan)


def _is_about(evidence: Evidence, ident: Ident) -> bool:
    return any((about.kind, about.key) == ident for about in evidence.about)


def _title(delivery: Delivery, plan: Plan) -> str:
    cut = plan.get(Checkpoint, delivery.checkpoint or "")
    what = (cut and cut.label.strip()) or field_of(Delivery, "moment").choices.get(delivery.moment, "Entrega")
    version = f", versión {delivery.version}" if delivery.version and delivery.moment == "plan" else ""
    year = f" {delivery.year}" if delivery.year and delivery.moment == "closing" else ""
    if delivery.delivered_on:
        when = f"entregado el {show_date(delivery.delivered_on)}"
    elif delivery.made_on:
        when = f"paquete hecho el {show_date(delivery.made_on)}"
    else:
        when = "sin fecha"
    return f"{what}{year}{version}\n{when}"
