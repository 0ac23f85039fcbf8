"""Which version of the plan is being worked on: the delivered ones are kept, and a new one is asked for its reason."""

from PySide6.QtCore import QObject, Signal

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.handing_in import Delivery
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.versions import is_delivered, opening_label
from pmi_desktop.ui.context import PlanContext


class Versions(QObject):
    """Follows the plan. ``changed`` tells that a reason is waited for, or no longer.

    A version is kept in the plan's file as soon as it is delivered, in whatever way that came to be; one that was
    delivered before the program knew of it, when the plan is opened.
    """

    changed = Signal()

    def __init__(self, context: PlanContext) -> None:
        super().__init__(context)
        self._context = context
        self._seen: tuple[int, bool] = (0, False)
        self._waiting = 0
        if not context.editor.read_only and context.lent is None:  # a working copy's versions begin at the school
            context.editor.on_change(self._edited)
            self._look()

    @property
    def waiting(self) -> int:
        """The version that was opened and of which nobody has said why; 0 when there is none."""
        return self._waiting

    def give_reason(self, reason: str) -> None:
        """Write down why the current version was opened."""
        words = " ".join(reason.split())
        if words:
            self._context.editor.remark(opening_label(self._context.plan.info.version, words))
            self.put_off()

    def put_off(self) -> None:
        """Ask no more until the plan is opened again."""
        self._wait(0)

    def _edited(self, _edit: Edit) -> None:
        plan = self._context.plan
        now = plan.info.version, is_delivered(plan)
        if now != self._seen:
            self._look()

    def _look(self) -> None:
        plan = self._context.plan
        version, delivered = plan.info.version, is_delivered(plan)
        before, self._seen = self._seen, (version, delivered)
        if delivered:
            if self._waiting != version:  # who delivers it may still say why it was opened
                self._wait(0)
            self._keep(plan)
        elif not _opened_here(plan):
            self._wait(0)
        elif 0 < before[0] < version:
            self._wait(version)  # it was opened just now: nobody can have said why
        else:
            from pmi_desktop.services.delivering import reason_for  # with all of handing in

            store = self._context.editor.store
            self._context.tasks.run(lambda: reason_for(store, version), self._found, self._refused)

    def _found(self, reason: str) -> None:
        if not reason and not self._seen[1]:
            self._wait(self._seen[0])

    def _wait(self, version: int) -> None:
        if version != self._waiting:
            self._waiting = version
            self.changed.emit()

    def _keep(self, plan: Plan) -> None:
        from pmi_desktop.services.delivering import keep_version

        store, reference = self._context.editor.store, self._context.reference
        at = self._context.editor.clock()
        self._context.tasks.run(
            lambda: keep_version(store, plan, reference, at),
            lambda _: None,
            self._refused,
        )

    def _refused(self, problem: PmiError) -> None:
        from pmi_desktop.services.sentences import sentence  # all kinds of problems: not before there is one

        self._context.say(sentence(problem))


def _opened_here(plan: Plan) -> bool:
    """Whether an earlier version was delivered, so that somebody had a reason for this one."""
    return any(one.moment == "plan" and (one.version or 0) < plan.info.version for one in plan.all(Delivery))
