"""What came on a stick: whose plan it is, whether it is whole, what is already here; then the copy."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from pmi_desktop.domain.numbers import show_long_date, show_time
from pmi_desktop.services.bringing import Form, Newcomer
from pmi_desktop.ui.buttons import act_button
from pmi_desktop.ui.header import plan_title
from pmi_desktop.ui.library_cards import saved_at
from pmi_desktop.ui.start_panel import StartPanel
from pmi_desktop.ui.widgets.layouts import text_label

_FORMS = {
    Form.FILE: "Es el archivo de un plan.",
    Form.PACKAGE: "Es un paquete de PMI Escritorio.",
    Form.INTERCHANGE: "Es un archivo de intercambio.",
    Form.AREA: "Es un área que le entregaron para trabajarla en este computador.",
    Form.RETURNED: "Es un área que vuelve: se recibe dentro del plan que la entregó.",
}


class BringPanel(StartPanel):
    """Shows a :class:`Newcomer`.

    ``wanted`` carries it when it is to be copied, ``open_wanted`` the path of a plan of this PC, ``taking_wanted`` that
    of the plan that takes back an area, and the area's file.
    """

    wanted = Signal(object)
    open_wanted = Signal(object)
    taking_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("Traer de una memoria", "bring_panel")
        self._newcomer: Newcomer | None = None
        self._whose: QLabel = text_label("", "section")
        self._what: QLabel = text_label("", "")
        self._damaged = text_label(
            "! Algo en el paquete no es lo que se entregó. Pida otra copia, o tráigalo y revíselo con cuidado.", "warn"
        )
        self._here: QLabel = text_label("", "warn")
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for widget in (self._whose, self._what, self._damaged, self._here):
            column.addWidget(widget)
        self._copy = act_button("", "bring_copy", "Copia el plan a este computador y lo abre.", self._take)
        self._open = act_button(
            "Abrir el de este computador", "bring_open", "Abre el plan que ya está aquí y deja la memoria como está.",
            self._open_own,
        )  # fmt: skip
        self.body.addWidget(card)
        self.add_buttons(self._open, self._copy)
        self.body.addStretch(1)

    def show_newcomer(self, found: Newcomer) -> None:
        """Say what it is."""
        self._newcomer = found
        self._whose.setText(" · ".join(plan_title(found.plan)))
        lines = [f"{found.about}. {_FORMS[found.form]}" if found.about else _FORMS[found.form]]
        if found.saved_at:
            lines.append(f"Se guardó el {_when(found.saved_at)}.")
        if found.evidence:
            lines.append(
                f"Nombra {found.evidence} {'archivo adjunto' if found.evidence == 1 else 'archivos adjuntos'}."
            )
        self._what.setText("\n".join(lines))
        self._damaged.setVisible(found.damaged)
        self._here.setVisible(bool(found.here))
        self._open.setVisible(bool(found.here))
        if found.here:
            saved = found.here[0].saved_at
            when = f", guardado el {_when(saved)}" if saved else ""
            self._here.setText(_about_own(found.form, when))
        elif found.form is Form.RETURNED:
            self._here.setText("! El plan que la entregó no está en este computador.")
            self._here.show()
        first = "Traer esta área" if found.form is Form.AREA else "Traer este plan"
        own = {Form.RETURNED: "Recibir en ese plan", Form.AREA: "Abrir la de este computador"}
        self._open.setText(own.get(found.form, "Abrir el de este computador"))
        self._copy.setText("Traer como otra copia" if found.here or found.form is Form.RETURNED else first)
        for one in (self._copy, self._open):
            one.setAccessibleName(one.text())
        for button, main in ((self._copy, not found.here), (self._open, bool(found.here))):
            button.setProperty("role", "main" if main else "")
            button.style().unpolish(button)
            button.style().polish(button)

    def start(self) -> None:
        """Begin with what is safe."""
        (self._open if self._open.isVisibleTo(self) else self._copy).setFocus()

    def _take(self) -> None:
        if self._newcomer is not None:
            self.wanted.emit(self._newcomer)

    def _open_own(self) -> None:
        found = self._newcomer
        if found is None or not found.here:
            return
        if found.form is Form.RETURNED:
            self.taking_wanted.emit(found.here[0].path, found.source)
        else:
            self.open_wanted.emit(found.here[0].path)


def _about_own(form: Form, when: str) -> str:
    if form is Form.AREA:
        return f"! Esta área ya está en este computador{when}. Ábrala y siga donde iba."
    if form is Form.RETURNED:
        return "El plan que la entregó está en este computador. Antes de cambiar nada verá qué trae."
    return (
        f"! Este mismo plan ya está en este computador{when}. "
        "Si trae el de la memoria quedarán dos, y lo que escriba en uno no pasa al otro."
    )


def _when(text: str) -> str:
    at = saved_at(text)
    return f"{show_long_date(at.date())} a las {show_time(at.time())}" if at is not None else text
