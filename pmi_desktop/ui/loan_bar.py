"""The bar above the page of a working copy: what was lent, and the way to give it back."""

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QWidget

from pmi_desktop.services.area_loans import area_names, borrowed, what_is_lent
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label


class LoanBar(QFrame):
    """Hidden in a plan of one's own."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self.setObjectName("loan_bar")
        self._context = context
        self._said = text_label("", "label")
        self._all = QCheckBox("Ver todo el plan")
        self._all.setObjectName("show_everything")
        self._all.setAccessibleDescription("Muestra también lo que no se pidió, solo para leerlo.")
        self._all.toggled.connect(context.show_everything)
        self._back = QPushButton("Devolver…")
        self._back.setObjectName("give_back")
        self._back.setAccessibleDescription("Escribe el archivo que se lleva de vuelta al establecimiento.")
        self._back.clicked.connect(lambda _=False: context.step_wanted.emit("areas"))
        acts = QWidget()
        flow = FlowLayout(acts)
        flow.addWidget(self._all)
        flow.addWidget(self._back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(16)
        layout.addWidget(self._said, 1)
        layout.addWidget(acts, 1)
        self.hide()
        context.scope_changed.connect(self.show_loan)

    def show_loan(self) -> None:
        """Say what was lent."""
        loan = borrowed(self._context.editor.notes)
        self.setVisible(loan is not None)
        if loan is not None:
            self._said.setText(f"Copia de trabajo: {area_names(loan.areas, self._context.reference)}")
            self.setToolTip(f"Aquí se cambian {what_is_lent(loan)}; lo demás se puede leer.")
            self._all.blockSignals(True)
            self._all.setChecked(not self._context.areas)
            self._all.blockSignals(False)
