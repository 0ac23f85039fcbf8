"""One open plan in the window: its frame, where one was, what must be said of its file.

Importing this module loads everything that a plan's screens need.
"""

from datetime import datetime

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.steps import State, states
from pmi_desktop.services.backups import Backup, Reason
from pmi_desktop.services.editor import PlanIsReadOnly
from pmi_desktop.services.opened import OpenedPlan, restoring
from pmi_desktop.services.places import Place as Disk
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.drafts import Drafts
from pmi_desktop.ui.frame import Place, PlanFrame
from pmi_desktop.ui.header import plan_title
from pmi_desktop.ui.memory import Memory
from pmi_desktop.ui.page_stack import HOME
from pmi_desktop.ui.surroundings import Surroundings
from pmi_desktop.ui.tasks import Tasks

_WARNINGS = {
    Disk.REMOVABLE: "Este plan está en una memoria USB. No la retire con el plan abierto.",
    Disk.NETWORK: "Este plan está en una carpeta de red. Que nadie más lo abra al mismo tiempo.",
    Disk.CLOUD: "Este plan está en una carpeta que se sincroniza con internet. Ábralo en un solo computador a la vez.",
}


def frame_of(opened: OpenedPlan, reference: Reference, around: Surroundings, tasks: Tasks) -> PlanFrame:
    """The screens of an opened plan."""
    plan_id = opened.editor.plan.info.id
    context = PlanContext(
        opened,
        around.workspace,
        reference,
        tasks=tasks,
        drafts=Drafts(None if opened.editor.read_only else around.workspace.data / "a-medias" / f"{plan_id}.json"),
        memory=around.memory,
        today=around.today,
        new_id=around.new_id,
    )
    frame = PlanFrame(context)
    frame.worker_changed.connect(lambda who: around.memory.remember_worker(plan_id, who))
    return frame


def title_of(opened: OpenedPlan) -> str:
    """The school's name and the plan's years."""
    return " · ".join(plan_title(opened.editor.plan))


def last_place(opened: OpenedPlan, memory: Memory) -> Place:
    """Where one was in this plan; the first time its home, or its first step when nothing else was begun."""
    plan = opened.editor.plan
    step, _, name = memory.text(f"place.{plan.info.id}").partition("|")
    if not step:
        begun = any(state is not State.EMPTY for one, state in states(plan, ()).items() if one != "school")
        step = HOME if begun else "school"
    return Place(step, name)


def remember(frame: PlanFrame, memory: Memory) -> None:
    """Where one is, and how far the plan is, for the next start; of what was only looked at, nothing."""
    if frame.context.editor.read_only:
        return
    plan, place = frame.context.plan, frame.place
    standing = states(plan, frame.checking.findings)
    complete = sum(state is State.COMPLETE for state in standing.values())
    memory.remember(f"place.{plan.info.id}", f"{place.step}|{place.input}")
    memory.remember(f"complete.{plan.info.id}", complete)


def asks_who(opened: OpenedPlan, memory: Memory) -> bool:
    """Whether to ask who is working: once per plan on this PC, as long as nobody said so."""
    name = f"asked_who.{opened.editor.plan.info.id}"
    if opened.editor.author or opened.editor.read_only or memory.number(name, 0):
        return False
    memory.remember(name, 1)
    return True


def copy_to_become(backup: Backup, opened: OpenedPlan) -> Plan:
    """The plan in a backup that an open one is to become, after a backup of what it is now.

    Raises:
        PlanIsReadOnly, UnsoundBackup, AnotherPlan, CannotWrite, CannotOpen
    """
    if opened.editor.read_only:
        raise PlanIsReadOnly(path=opened.path)
    from pmi_desktop.services.restoring import copy_in

    copy = copy_in(backup)
    if restoring(opened.editor.plan, copy).changes:
        opened.back_up(Reason.RESTORE)
    return copy


def become(copy: Plan, made_at: datetime, context: PlanContext) -> None:
    """Make the plan what it was in a copy, whatever was typed while that was read, in a step that can be undone."""
    edit = restoring(context.plan, copy, made_at)
    context.apply(edit)
    if edit.changes:
        context.notice("El plan está como en esa copia.")
    else:
        context.say("Nada había cambiado desde esa copia.")


def warning_of(opened: OpenedPlan) -> str:
    """What must be said of the file on opening, if anything."""
    if opened.why_read_only is not None:
        from pmi_desktop.services.sentences import sentence  # all kinds of problems: not before there is one

        return f"Este plan solo se puede mirar. {sentence(opened.why_read_only)}"
    if opened.editor.read_only:
        return "Este plan está abierto solo para mirarlo."
    return _WARNINGS.get(opened.place, "")
