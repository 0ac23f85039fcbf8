"""The bar that says, below the page, that a new version of the plan has begun, and asks why."""

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from pmi_desktop.ui.versions import Versions
from pmi_desktop.ui.widgets.inputs import LineEdit, clean_line
from pmi_desktop.ui.widgets.layouts import Line, text_label

LONGEST = 300
"""Letters of a reason: it is one line of the log."""


class VersionBar(QFrame):
    """Shown while a reason is waited for. It never takes the focus: whoever types goes on typing."""

    def __init__(self, versions: Versions) -> None:
        super().__init__()
        self.setObjectName("version_bar")
        self._versions = versions
        self._said = text_label("", "label")
        self.reason = LineEdit()
        self.reason.setObjectName("version_reason")
        self.reason.setMaxLength(LONGEST)
        self.reason.setAccessibleName("¿Por qué cambia el plan?")
        self.reason.setAccessibleDescription(
            "La razón de la nueva versión, como «Concepto técnico 045»; queda en el registro de cambios."
        )
        self._said.setBuddy(self.reason)
        self._save = _button("Guardar la razón", "Escribe la razón en el registro de cambios.")
        self._save.setObjectName("save_reason")
        self._later = _button("Después", "Quita este aviso hasta que se abra otra vez el plan.")
        self._save.clicked.connect(lambda _=False: self._give())
        self.reason.returnPressed.connect(self._give)
        self.reason.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        self._later.clicked.connect(lambda _=False: versions.put_off())
        line = Line(gap=8)
        line.add(self.reason, width=14, stretch=1)
        line.add(self._save)
        line.add(self._later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(4)
        for part in (self._said, line):
            layout.addWidget(part)
        versions.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        version = self._versions.waiting
        self.setVisible(bool(version))
        if version:
            said = f"Empieza la versión {version} del plan; la {version - 1}, ya entregada, queda guardada."
            self._said.setText(f"{said} ¿Por qué cambia?")
            self.setAccessibleName(said)
            self.reason.clear()
            self._save.setEnabled(False)

    def _give(self) -> None:
        self._versions.give_reason(clean_line(self.reason.text()))


def _button(text: str, description: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleDescription(description)
    button.setToolTip(description)
    return button
