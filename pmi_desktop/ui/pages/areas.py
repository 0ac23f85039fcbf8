"""Areas among several people: which are with whom, giving one to a colleague, giving back what was lent here."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.area_files import ENDING, file_name
from pmi_desktop.services.area_loans import Loan, borrowed, given, is_back, what_is_lent
from pmi_desktop.services.areas import Desk, Outgoing, no_longer_awaited, prepare_loan, prepare_return, send
from pmi_desktop.services.places import Place, place_of
from pmi_desktop.services.sending import Progress
from pmi_desktop.services.sentences import sentence
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.labels import text_label
from pmi_desktop.ui.loans import with_whom
from pmi_desktop.ui.pages.areas_giving import GivingCard
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.widgets.card import Card
from pmi_desktop.ui.widgets.layouts import Line
from pmi_desktop.ui.widgets.working import Working

FILES = f"Áreas de PMI Escritorio (*{ENDING})"


class AreasPage(ScrollPage):
    """Page ``areas``, beside the steps."""

    step: ClassVar[str] = "areas"
    title: ClassVar[str] = "Áreas entre varios"
    intro: ClassVar[str] = (
        "Cada quien trabaja un área en su computador, sin internet: el archivo va y vuelve en una memoria USB."
    )

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._away = _AwayCard(context)
        self._giving = GivingCard(context)
        self._giving.wanted.connect(self._give)
        self._back = _BackCard(context)
        self._back.button.clicked.connect(lambda _=False: self._give_back())
        self._working = Working(context, "Escribir el archivo del área")
        self._done = text_label("", "good")
        self._done.hide()
        for part in (self._working, self._done, self._away, self._giving, self._back):
            self.body.addWidget(part)

    def show_plan(self, plan: Plan) -> None:
        ours = self.context.lent is None
        self._away.setVisible(ours)
        self._giving.setVisible(ours)
        self._back.setVisible(not ours)
        if ours:
            self._away.show_loans()
            self._giving.show_plan(plan)
        else:
            self._back.show_loan()

    def first_field(self) -> QWidget | None:
        return self._back.button if self.context.lent is not None else self._giving.first

    def settle(self) -> None:
        self._giving.settle()

    def _desk(self) -> Desk:
        evidence = self.context.opened.evidence
        return Desk(self.context.reference, self.context.today(), lambda one: evidence.find(one.sha256))

    def _give(self) -> None:
        request, desk = self._giving.request(), self._desk()
        plan, author = self.context.plan, self.context.editor.author
        self._prepare(lambda: prepare_loan(plan, author, request, desk))

    def _give_back(self) -> None:
        editor, desk = self.context.editor, self._desk()
        editor.save()
        plan, notes, store = editor.plan, dict(editor.notes), editor.store
        self._prepare(lambda: prepare_return(plan, notes, store.log(), desk))

    def _prepare(self, make: Callable[[], Outgoing]) -> None:
        self._done.hide()
        self.context.tasks.run(make, self._ask_where, self._refused)

    def _ask_where(self, outgoing: Outgoing) -> None:
        name = file_name(outgoing.loan, self.context.reference) + ENDING
        chosen, _ = QFileDialog.getSaveFileName(self, "Guardar el área en la memoria", name, FILES)
        if chosen:
            self._write(outgoing, Path(chosen if chosen.lower().endswith(ENDING) else f"{chosen}{ENDING}"))

    def _write(self, outgoing: Outgoing, target: Path) -> None:
        """The plan remembers the loan before there is a file, and forgets it when there comes to be none."""
        context = self.context
        before = {name: context.editor.notes.get(name) for name in outgoing.notes}
        try:
            context.editor.keep_notes(outgoing.notes)
        except PmiError as problem:
            self._refused(problem)
            return

        def job(progress: Progress) -> Path:
            return send(outgoing, target, progress)

        def failed(problem: PmiError) -> None:
            with suppress(PmiError):  # a loan too many does no harm: nobody can bring it back
                context.editor.keep_notes(before)
            self._refused(problem)

        self._working.run(job, lambda path: self._written(outgoing.loan, path), failed)

    def _written(self, loan: Loan, target: Path) -> None:
        if not loan.copy:
            self.context.editor.remark(f"entregar {with_whom(loan, self.context)}")
        if not isValid(self):  # let go while it was written
            self.context.say(f"Quedó en {target}.")
            return
        removable = place_of(target) is Place.REMOVABLE
        what = "Ya puede llevarlo de vuelta." if loan.copy else f"Es para {loan.to}."
        safe = " Puede retirar la memoria." if removable else ""
        folder = target.parent.name or target.parent
        self._done.setText(f"✓ Quedó «{target.name}» en «{folder}», leído y comprobado. {what}{safe}")
        self._done.setToolTip(str(target))
        self._done.show()
        if not loan.copy:
            self._giving.clear()
            self._giving.first.setFocus()  # at its button, which is off now, nobody would see what was said above
        self.show_plan(self.context.plan)
        self.area.verticalScrollBar().setValue(0)

    def _refused(self, problem: PmiError) -> None:
        self.context.say(sentence(problem))


class _AwayCard(Card):
    """The areas that were given, and the way to take one back."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__("Entregadas")
        self._context = context
        self._lines = QVBoxLayout()
        self.lay(self._lines)
        take = QPushButton("Recibir un área…")
        take.setObjectName("take_area")
        take.setAccessibleDescription("Lee el archivo que devolvió un compañero y muestra qué trae.")
        take.clicked.connect(lambda _=False: context.step_wanted.emit("taking"))
        row = Line(gap=8)
        row.add(take)
        row.add_space()
        self.put(row)
        self._shown: object = None

    def show_loans(self) -> None:
        """What is with whom since when."""
        notes = self._context.editor.notes
        loans = [one for one in given(notes) if not one.over]
        if loans == self._shown:
            return
        self._shown = loans
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for one in reversed(loans):
            back = is_back(notes, one.loan)
            state = "Ya se recibió; si trae más, también se recibe." if back else "Todavía no vuelve."
            line = Line(gap=8)
            line.add(text_label(f"{with_whom(one.loan, self._context)}. {state}", ""), width=24, stretch=1)
            forget = QPushButton("Quitar de la lista")
            forget.setAccessibleName(f"Quitar de la lista: {with_whom(one.loan, self._context)}")
            forget.setAccessibleDescription("Deja de esperarla. Si vuelve, se puede recibir de todos modos.")
            forget.clicked.connect(lambda _=False, one=one: self._forget(no_longer_awaited(one)))
            line.add(forget)
            self._lines.addWidget(line)
        if not loans:
            self._lines.addWidget(text_label("Ningún área está con otra persona.", "muted"))

    def _forget(self, notes: dict[str, str]) -> None:
        try:
            self._context.editor.keep_notes(notes)
        except PmiError as problem:
            self._context.say(sentence(problem))
        self.show_loans()


class _BackCard(Card):
    """What was lent to this working copy, and the way back."""

    def __init__(self, context: PlanContext) -> None:
        super().__init__("Lo que le entregaron")
        self._context = context
        self._what = text_label("", "")
        self._note = text_label("", "muted")
        self.button = QPushButton("Devolver…")
        self.button.setObjectName("write_back")
        self.button.setProperty("role", "main")
        self.button.setAccessibleDescription("Escribe el archivo con lo que hizo aquí, para llevarlo de vuelta.")
        row = Line(gap=8)
        row.add(self.button)
        row.add_space()
        often = text_label("Puede devolverla varias veces: cada archivo trae todo.", "hint")
        self.put(self._what, self._note, often, row)

    def show_loan(self) -> None:
        """Whose it is, and the note that came along."""
        loan = borrowed(self._context.editor.notes)
        assert loan is not None
        by = f" Se la entregó {loan.sender}." if loan.sender else ""
        self._what.setText(f"{with_whom(loan, self._context)}.{by} Aquí se cambian {what_is_lent(loan)}.")
        self._note.setText(f"Nota: {loan.note}")
        self._note.setVisible(bool(loan.note))
