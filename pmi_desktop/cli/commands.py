"""Each command: what it asks of the services, and what it says."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.cli.area import area
from pmi_desktop.cli.terminal import Terminal
from pmi_desktop.cli.usage import Usage
from pmi_desktop.cli.workbooks import adopt_form, read_form
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.moments import PLAN, Moment, moments_of, read_moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.paths import bundled

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form
    from pmi_desktop.services.hand_in import Desk
    from pmi_desktop.services.workspace import Workspace

DONE, DATA, FAILED = 0, 1, 2
"""Exit codes: done; done or refused because of the data; could not be done."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a command runs: its output, the data folder, and the time it was called."""

    terminal: Terminal
    data: Path
    now: datetime

    def workspace(self) -> "Workspace":
        """The plans of this PC."""
        from pmi_desktop.services.new_ids import new_id
        from pmi_desktop.services.workspace import Workspace

        return Workspace(self.data, clock=lambda: self.now, new_id=new_id, program="la línea de órdenes")

    def reference(self) -> Reference:
        """The catalogues as shipped."""
        from pmi_desktop.services.reference import load_reference

        return load_reference(bundled("resources"), bundled("forms"))

    def forms(self) -> tuple["Form", ...]:
        """Shipped and adopted forms."""
        from pmi_desktop.services.forms import ADOPTED, forms_in

        return forms_in(bundled("forms"), self.data / ADOPTED)

    def desk(self, plan: Path) -> "Desk":
        """What handing in a plan needs."""
        from pmi_desktop.services.delivering import desk_at

        return desk_at(plan, self.data, self.reference(), self.now.date())


def read(path: Path) -> Plan:
    """The plan in a file, which is only looked at: no lock is needed."""
    from pmi_desktop.storage.store import read_file

    return read_file(path)


def import_(args: Namespace, here: Here) -> int:
    """A new plan from an interchange file or a package."""
    from pmi_desktop.services.importing import import_plan

    done = import_plan(args.source, args.plan, here.workspace(), here.reference(), replace=args.force)
    here.terminal.say(f"Listo: {args.plan}")
    for one in done.absent:
        here.terminal.say(f"No vino el archivo adjunto «{one.name}».")
    return DONE


def dump(args: Namespace, here: Here) -> int:
    """The interchange file on standard output."""
    from pmi_desktop.services.interchange import write_plan

    here.terminal.give(write_plan(read(args.plan), here.reference()))
    return DONE


def check(args: Namespace, here: Here) -> int:
    """What is missing."""
    from pmi_desktop.domain.checks import blocking
    from pmi_desktop.services.report import check_json, check_text

    plan = read(args.plan)
    findings = here.desk(args.plan).findings(plan, _moment(args, plan))
    if args.json:
        here.terminal.give(check_json(findings))
    else:
        here.terminal.say(check_text(findings))
    return DATA if blocking(findings) else DONE


def profile(args: Namespace, here: Here) -> int:
    """The derived figures."""
    from pmi_desktop.services.report import profile_json, profile_text

    plan = read(args.plan)
    if args.json:
        here.terminal.give(profile_json(plan, here.reference()))
    else:
        here.terminal.say(profile_text(plan, here.reference()))
    return DONE


def export(args: Namespace, here: Here) -> int:
    """One form as a file, or the list of forms."""
    from pmi_desktop.official.view import Context
    from pmi_desktop.services.files import write_whole
    from pmi_desktop.services.filled import Filled, ending_of
    from pmi_desktop.services.forms import find_form

    forms = here.forms()
    if args.form == "list":
        for form in forms:
            here.terminal.say(f"{form.id}  {form.title}")
        return DONE
    if args.plan is None or args.out is None:
        raise Usage("Falta --out." if args.plan else "Falta PLAN.pmi.")
    ending = ending_of(args.out)
    form = find_form(args.form, forms)
    plan = read(args.plan)
    moment = read_moment(args.moment, plan) if args.moment else _usual_moment(form, plan, here)
    context = Context(here.reference(), here.now.date(), bundled("resources", "fonts"))
    filled = Filled(form, plan, moment, context)
    data = filled.file(ending)
    for remark in (*(filled.remarks if ending == "pdf" else ()), *filled.notes):
        here.terminal.say(remark)
    write_whole(args.out, data)
    here.terminal.say(f"Listo: {args.out}")
    return DONE


def package(args: Namespace, here: Here) -> int:
    """The hand-in package; a draft too says what keeps it from being handed in."""
    from pmi_desktop.services.hand_in import Request, hand_in
    from pmi_desktop.services.packages import left_out_lines, report, written
    from pmi_desktop.services.sending import silent

    plan = read(args.plan)
    request = Request(moment=_moment(args, plan), draft=args.draft, evidence=args.evidence, contacts=args.contacts)
    made, place = hand_in(plan, request, here.desk(args.plan), args.out, silent)
    here.terminal.say(f"Listo: {place}\n\n{report(written(made, place))}")
    for line in (*left_out_lines(made, plan), *made.remarks):
        here.terminal.say(line)
    return DONE


def verify(args: Namespace, here: Here) -> int:
    """Whether a package is whole, and whose it is."""
    from pmi_desktop.services.packages import report
    from pmi_desktop.services.packages import verify as look

    found = look(args.package)
    here.terminal.say(report(found))
    return DONE if found.whole else DATA


def backup(args: Namespace, here: Here) -> int:
    """A verified copy now."""
    here.terminal.say(f"Listo: {here.workspace().back_up(args.plan).path}")
    return DONE


def restore(args: Namespace, here: Here) -> int:
    """A copy in the place of a plan."""
    aside = here.workspace().recover(args.plan, args.copy)
    here.terminal.say(f"Listo: {args.plan}")
    if aside is not None:
        here.terminal.say(f"Lo que había quedó en {aside}")
    return DONE


def demo(args: Namespace, here: Here) -> int:
    """The example school from nothing to its package."""
    from pmi_desktop.cli.demo import run_demo

    return run_demo(args.folder, here)


COMMANDS: Mapping[str, Callable[[Namespace, Here], int]] = {
    "import": import_,
    "dump": dump,
    "check": check,
    "profile": profile,
    "export": export,
    "package": package,
    "verify": verify,
    "area": area,
    "backup": backup,
    "restore": restore,
    "demo": demo,
    "read": read_form,
    "adopt": adopt_form,
}


def _moment(args: Namespace, plan: Plan) -> Moment:
    return read_moment(args.moment, plan) if args.moment is not None else PLAN


def _usual_moment(form: "Form", plan: Plan, here: Here) -> Moment:
    """The moment for a form when none is given: the plan, else the last cut that has come, else the first that will."""
    from pmi_desktop.domain.actions import Checkpoint

    if PLAN.kind in form.moments:
        return PLAN
    fitting = [moment for moment in moments_of(plan) if moment.kind in form.moments]
    cuts = {cut.id: cut for cut in plan.all(Checkpoint)}
    come = [one for one in fitting if (cut := cuts.get(one.checkpoint)) and cut.date and cut.date <= here.now.date()]
    return (come[-1:] or fitting[:1] or [PLAN])[0]
