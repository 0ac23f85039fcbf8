"""Whether a workbook that is adopted takes the place of its form's version, or is a new one beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmi_desktop.services.adopting import is_version, next_version
from pmi_desktop.services.form_files import Form
from pmi_desktop.ui.theme import em
from pmi_desktop.ui.widgets.layouts import text_label


class VersionChoice(QWidget):
    """``changed`` tells that :attr:`version` or :attr:`usable` may be another."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._new = QCheckBox("Guardar como versión nueva del formato")
        self._new.setObjectName("as_new_version")
        self._new.setAccessibleDescription("Márquelo si la Secretaría cambió el formato, y escriba su versión.")
        self._new.toggled.connect(lambda _: self._show())
        self._label = text_label("Versión", "label")
        self._label.setWordWrap(False)
        self._number = QLineEdit(next_version(form))
        self._number.setObjectName("new_version")
        self._number.setMaxLength(11)
        self._number.setFixedWidth(6 * em(self))
        self._number.setAccessibleName("Versión")
        self._number.setAccessibleDescription("El número que trae el archivo en su encabezado, como 6 o 6.0.")
        self._number.textChanged.connect(lambda _: self._show())
        self._label.setBuddy(self._number)
        self._told = text_label("", "hint")
        self._told.setObjectName("version_told")
        line = QHBoxLayout()
        line.setSpacing(12)
        for widget in (self._new, self._label, self._number):
            line.addWidget(widget)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self._told)
        self._show()

    @property
    def version(self) -> str:
        """The new version; nothing where the form's own is meant."""
        return self._number.text().strip() if self._new.isChecked() else ""

    @property
    def usable(self) -> bool:
        """Whether a form can be kept under it."""
        return not self._new.isChecked() or is_version(self.version)

    def _show(self) -> None:
        new, form = self._new.isChecked(), self._form
        for widget in (self._label, self._number):
            widget.setVisible(new)
        if not new:
            told = f"Se llena en lugar del formato {form.code}, versión {form.version}, que había hasta ahora."
        elif not self.usable:
            told = "! Escriba la versión con números, como 6 o 6.0: la que trae el archivo en su encabezado."
        elif self.version == form.version:
            told = f"! Esa es la versión que ya hay: se llena en lugar de {form.id}."
        else:
            told = (
                f"Se guarda aparte, como {form.code}-V{self.version}. La versión {form.version} se conserva; "
                "al entregar se usa la más nueva."
            )
        self._told.setText(told)
        self.changed.emit()
