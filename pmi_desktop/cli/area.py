"""``area give`` and ``area take``: an area out to a colleague, and back."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmi_desktop.services.sending import silent

if TYPE_CHECKING:
    from pmi_desktop.cli.commands import Here
    from pmi_desktop.domain.merge import Choice
    from pmi_desktop.services.area_words import Question
    from pmi_desktop.services.opened import OpenedPlan

SAVING = 30.0
"""Seconds to wait for the disk."""


def add_to(parser: ArgumentParser, everywhere: Callable[[ArgumentParser], None]) -> None:
    """What can be typed after ``area``."""
    acts: Any = parser.add_subparsers(dest="act", title="Qué se hace", metavar="give|take", required=True)
    give = acts.add_parser("give", help="entrega un área en un archivo, o la devuelve desde la copia de trabajo")
    take = acts.add_parser("take", help="recibe un área que vuelve")
    for one in (give, take):
        everywhere(one)
        one.add_argument("plan", type=Path, metavar="PLAN.pmi")
    give.add_argument(
        "--area", required=True, action="append", metavar="ID", help="el código del área; puede repetirse"
    )
    give.add_argument("--out", type=Path, required=True, metavar="ARCHIVO", help="dónde queda")
    give.add_argument("--only-diagnosis", action="store_true", help="solo valoraciones, evidencias y factores")
    give.add_argument("--to", default="", metavar="NOMBRE", help="a quién (si no, a quien lidera el área)")
    give.add_argument("--note", default="", metavar="TEXTO", help="una nota para quien la recibe")
    take.add_argument("file", type=Path, metavar="ARCHIVO")
    take.add_argument("--anyway", action="store_true", help="aunque este plan no recuerde haberla entregado")
    side = take.add_mutually_exclusive_group()
    side.add_argument("--ours", action="store_true", help="en lo que ambos cambiaron, deja lo de aquí")
    side.add_argument("--theirs", action="store_true", help="en lo que ambos cambiaron, toma lo recibido")


def area(args: Namespace, here: "Here") -> int:
    """Give or take."""
    opened = here.workspace().open(args.plan)
    try:
        return _give(args, here, opened) if args.act == "give" else _take(args, here, opened)
    finally:
        opened.close(SAVING)


def _give(args: Namespace, here: "Here", opened: "OpenedPlan") -> int:
    from pmi_desktop.domain.lending import Scope
    from pmi_desktop.services.area_loans import area_names, borrowed, what_is_lent
    from pmi_desktop.services.areas import Desk, Request, give

    evidence = opened.evidence
    desk = Desk(here.reference(), here.now.date(), lambda one: evidence.find(one.sha256))
    whole = not args.only_diagnosis
    scope = Scope(tuple(dict.fromkeys(args.area)), planning=whole, progress=whole)
    back = borrowed(opened.editor.notes) is not None
    loan = give(opened, Request(scope=scope, to=args.to, note=args.note), args.out, desk, silent)
    here.terminal.say(f"Listo: {args.out}")
    names = area_names(loan.areas, here.reference())
    if back:
        here.terminal.say(f"Lleva de vuelta: {names}.")
    else:
        here.terminal.say(f"Lleva {names} para {loan.to}: se pueden cambiar {what_is_lent(loan)}.")
    return 0


def _take(args: Namespace, here: "Here", opened: "OpenedPlan") -> int:
    from pmi_desktop.services.area_files import read_area_file
    from pmi_desktop.services.area_taking import take, weigh
    from pmi_desktop.services.area_words import counts, outside_in_words, questions

    editor, reference = opened.editor, here.reference()
    file = read_area_file(args.file, reference)
    taking = weigh(file, editor.plan, editor.notes, reference, anyway=args.anyway)
    side = _side(args)
    merged = taking.merged(editor.plan, side)
    for line in outside_in_words(taking):
        here.terminal.say(f"No se recibe, porque no se pidió: {line}")
    if merged.open:
        for one in questions(taking, merged.open, editor.plan, editor.store.log()):
            here.terminal.complain(_asked(one))
        here.terminal.complain("No se cambió nada. Decida con --ours o --theirs, o en la ventana uno por uno.")
        return 1
    if not taking.brings_something:
        here.terminal.say("No trae nada nuevo.")
        return 0
    done = take(opened, taking, side)
    if not editor.flush(SAVING):
        raise _unsaved(opened)
    here.terminal.say(f"Listo: {args.plan}\n{counts(done)}.")
    return 0


def _side(args: Namespace) -> "Choice | None":
    from pmi_desktop.domain.merge import Choice

    return Choice.OURS if args.ours else Choice.THEIRS if args.theirs else None


def _asked(one: "Question") -> str:
    about = f"{one.title}: {one.field}" if one.field else one.title
    sides = [
        f"  {name}{f' ({side.signed})' if side.signed else ''}: {side.text}"
        for name, side in (("Aquí", one.ours), ("En lo recibido", one.theirs))
    ]
    return "\n".join([f"En conflicto. {about}", *sides])


def _unsaved(opened: "OpenedPlan") -> Exception:
    from pmi_desktop.storage.errors import CannotSave

    report = opened.editor.last_report
    return (report and report.problem) or CannotSave(path=opened.path, reason="other")
