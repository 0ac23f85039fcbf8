"""What the frame must know of areas lent and borrowed: which steps were asked for, and what to say at an edit."""

from PySide6.QtCore import QObject, QTimer, Signal

from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.lending import Lent
from pmi_desktop.domain.numbers import show_long_date
from pmi_desktop.domain.records import Edit
from pmi_desktop.services.area_loans import Loan, area_names, away, borrowed, scope_of, what_is_lent
from pmi_desktop.ui.context import PlanContext

_BESIDE = {"self_assessment": ("profile", "strengths"), "actions": ("schedule",)}
"""Steps that show what another one holds."""


class Loans(QObject):
    """Follows the edits of a plan: the first one of an area that is away is said (``told``), and made all the same."""

    told = Signal(str)

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._context = context
        self._said: set[str] = set()
        if context.lent is None and not context.editor.read_only:
            context.editor.on_change(self._edited)

    def _edited(self, edit: Edit) -> None:
        loans = [one for one in away(self._context.editor.notes) if one.id not in self._said]
        for loan in loans:
            if _touches(edit, loan, self._context):
                self._said.add(loan.id)
                told = f"{with_whom(loan, self._context)}. Puede seguir: al recibirla se comparan los cambios."
                QTimer.singleShot(0, self, lambda told=told: self.told.emit(told))  # after what the page itself says


def _touches(edit: Edit, loan: Loan, context: PlanContext) -> bool:
    plan = context.plan
    lent = Lent(scope_of(loan), plan, context.reference)
    records = [record for change in edit.changes for record in (change.before, change.after) if record is not None]
    return any(lent.holds(record, plan) for record in records if record.KIND in lent.scope.kinds)


def with_whom(loan: Loan, context: PlanContext) -> str:
    """«Gestión académica está con Ramiro Ibarra desde el 3 de marzo de 2026», without full stop."""
    names = area_names(loan.areas, context.reference)
    verb = "están" if len(loan.areas) > 1 else "está"
    return f"{names} {verb} con {loan.to} desde el {show_long_date(loan.since)}"


def asked_steps(context: PlanContext) -> frozenset[str]:
    """The steps that a working copy was lent for; none for a plan of one's own, or when all is to be seen."""
    if context.lent is None or not context.areas:
        return frozenset()
    steps = {KINDS[kind].STEP for kind in context.lent.scope.kinds if kind != Evidence.KIND}
    return frozenset(steps.union(*(_BESIDE.get(step, ()) for step in steps)))


def only_what_was_lent(context: PlanContext) -> str:
    """Why an edit was not made."""
    loan = borrowed(context.editor.notes)
    assert loan is not None
    names = area_names(loan.areas, context.reference)
    return f"Eso no se cambió: en esta copia se trabaja {names}, {what_is_lent(loan)}."
