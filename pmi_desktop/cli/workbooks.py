"""The commands that take in somebody else's workbook."""

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmi_desktop.cli.commands import Here

DONE, DATA = 0, 1


def read_form(args: Namespace, here: "Here") -> int:
    """A plan, or a year's self-assessment, from a filled workbook."""
    from pmi_desktop.services.new_ids import new_id
    from pmi_desktop.services.reading import Reader, report

    reader = Reader(here.forms(), here.reference(), here.now.date(), new_id)
    if args.year is None:
        found = reader.new_plan(args.file, args.plan, here.workspace(), args.form or "")
    else:
        found = reader.add_assessment(args.file, args.plan, args.year, here.workspace(), args.form or "")
    here.terminal.say(f"Listo: {args.plan}\n\n{report(found)}")
    return DATA if found.doubtful or found.left else DONE


def adopt_form(args: Namespace, here: "Here") -> int:
    """The Secretaría's own workbook as a form of this PC, or as a folder to be carried elsewhere."""
    from pmi_desktop.paths import bundled
    from pmi_desktop.services.adopting import Adopter, report, write_folder, write_form
    from pmi_desktop.services.carrying import adopt_again
    from pmi_desktop.services.forms import ADOPTED, forms_in

    adopter = Adopter(forms_in(bundled("forms")), here.reference())
    carried = adopt_again(adopter, args.file, args.form, args.out or here.data / ADOPTED / args.form)
    found = carried.adoption
    folder = write_folder(found, args.out) if args.out else write_form(found, here.data / ADOPTED)
    said = "".join(f"{words}\n" for words in (carried.kept, carried.lost) if words)
    here.terminal.say(f"Listo: {folder}\n{said}\n{report(found)}")
    return DATA if found.unbound or found.missing or carried.lost else DONE
