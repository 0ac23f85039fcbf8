"""The pages of a form as they will be printed, in the place of the page they were asked for from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.paths import bundled
from pmi_desktop.services.filled import Filled
from pmi_desktop.services.form_files import Form, context_of
from pmi_desktop.services.hand_in import Desk
from pmi_desktop.services.preview import Document
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.flow import FlowLayout
from pmi_desktop.ui.widgets.layouts import text_label
from pmi_desktop.ui.widgets.page_preview import PagePreview
from pmi_desktop.ui.widgets.record_list import push_button

_NEARER = 1.2


class PreviewPane(QWidget):
    """``closed`` tells that somebody wants to go back."""

    closed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__()
        self._context = context
        self._desk: Desk | None = None
        self._asked = 0
        self._title = text_label("", "section")
        self._said = text_label("", "muted")
        self._remarks = text_label("", "warn")
        self._remarks.setObjectName("preview_remarks")
        self.pages = PagePreview(bundled("resources", "fonts"))
        self.pages.setObjectName("form_pages")
        self.pages.setProperty("scrolls_sideways", True)
        self.pages.page_changed.connect(lambda _: self._tell())
        self._back = push_button("Volver", "Vuelve a los formatos y el paquete (Esc).", self.closed.emit)
        self._back.setObjectName("close_preview")
        turning = (
            push_button("Página anterior", "Sube una página (Re Pág).", lambda: self._turn(-1)),
            push_button("Página siguiente", "Baja una página (Av Pág).", lambda: self._turn(1)),
            _named(push_button("−", "Aleja la página (Ctrl y −).", lambda: self._zoom(1 / _NEARER)), "Más pequeño"),
            _named(push_button("+", "Acerca la página (Ctrl y +).", lambda: self._zoom(_NEARER)), "Más grande"),
            _named(
                push_button("Ancho", "La página a todo el ancho (Ctrl y 0).", lambda: self.pages.set_zoom(None)),
                "Todo el ancho",
            ),
        )
        bar = QWidget()
        buttons = FlowLayout(bar)
        for button in (self._back, *turning):
            buttons.addWidget(button)
        self._turning = turning
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        for part in (self._title, bar, self._said, self._remarks):
            layout.addWidget(part)
        layout.addWidget(self.pages, 1)

    def use(self, desk: Desk) -> None:
        """What filling a form needs."""
        self._desk = desk

    def show_form(self, form: Form, plan: Plan, moment: Moment) -> None:
        """Show the pages of a form; they are made in the background."""
        assert self._desk is not None, "forms are offered once they are known"
        self._asked += 1
        asked, desk = self._asked, self._desk
        self._title.setText(f"{form.title} ({form.code}, versión {form.version})")
        self.pages.setAccessibleName(f"Páginas de {form.code}")
        self._said.setText("Preparando las páginas…")
        self._remark(())
        self.pages.show_document(_BLANK)
        for button in self._turning:
            button.setEnabled(False)
        self._back.setFocus()

        def job() -> tuple[Document, tuple[str, ...]]:
            filled = Filled(form, plan, moment, context_of(desk))
            return filled.pages, (*filled.remarks, *filled.notes)

        self._context.tasks.run(
            job, lambda made: self._came(asked, *made), lambda problem: self._failed(asked, problem)
        )

    def _came(self, asked: int, document: Document, remarks: tuple[str, ...]) -> None:
        if asked == self._asked:
            self.pages.show_document(document)
            self._remark(remarks)
            for button in self._turning:
                button.setEnabled(True)
            self._tell()
            self.pages.setFocus()

    def _remark(self, remarks: tuple[str, ...]) -> None:
        """What these pages do not show."""
        self._remarks.setText("\n".join(f"! {remark}" for remark in remarks))
        self._remarks.setVisible(bool(remarks))

    def _failed(self, asked: int, problem: PmiError) -> None:
        if asked == self._asked:
            self._said.setText(sentence(problem))

    def _tell(self) -> None:
        pages = self.pages.document.pages
        if pages:
            here = pages[self.pages.page]
            self._said.setText(f"Página {self.pages.page + 1} de {len(pages)} · hoja «{here.sheet}»")

    def _turn(self, by: int) -> None:
        self.pages.go_to(min(max(self.pages.page + by, 0), len(self.pages.document.pages) - 1))

    def _zoom(self, factor: float) -> None:
        self.pages.set_zoom(self.pages.zoom * factor)


def _named(button: QPushButton, name: str) -> QPushButton:
    button.setAccessibleName(name)
    return button


_BLANK = Document("", "", ())
