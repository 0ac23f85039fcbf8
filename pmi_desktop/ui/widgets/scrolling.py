"""What scrolls up and down when it is higher than its place, and never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollDown(QScrollArea):
    """Without a frame, and no stop of the Tab key."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def put(self, *inside: QWidget, margins: tuple[int, int, int, int] = (0, 0, 4, 0)) -> QVBoxLayout:
        """Let these scroll, one below the other on the ground of a page; returns how they are laid out."""
        ground = QWidget()
        ground.setObjectName("page_body")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(*margins)
        for one in inside:
            layout.addWidget(one)
        self.setWidget(ground)
        return layout
