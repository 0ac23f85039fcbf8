"""Below the page: the step before, the step after, and the panel at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pmi_desktop.ui.buttons import act_button


class Footer(QFrame):
    """Its three buttons; ``wanted`` carries 1 for the step after and -1 for the one before."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.back = act_button("Anterior", "back", "Guarda y abre el paso anterior.", lambda: self.wanted.emit(-1))
        self.next = act_button("Siguiente", "next", "Guarda y abre el paso siguiente.", lambda: self.wanted.emit(1))
        self.next.setProperty("role", "main")
        self.side = act_button("", "side_button", "Muestra u oculta el panel de la derecha.", lambda: None)
        self.side.setProperty("role", "quiet")
        below = QHBoxLayout(self)
        below.setContentsMargins(24, 8, 24, 8)
        below.setSpacing(8)
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.side)
        below.addWidget(self.next)
