"""The baseline: a window of PySide6 with one label. Prints a word when it is on the screen, and ends."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Bare(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self.done)

    def done(self) -> None:
        print("painted", flush=True)
        QApplication.quit()


app = QApplication([])
window = Bare()
window.setCentralWidget(QLabel("PMI"))
window.resize(1200, 760)
window.show()
app.exec()

from tests.bench.programs.peak import peak  # noqa: E402  # not part of what is measured

print(peak())
