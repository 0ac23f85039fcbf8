"""One form of one plan as a file."""

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Form
from pmi_desktop.official.fill import fill
from pmi_desktop.official.view import Context
from pmi_desktop.official.write import Written, write


def export_xlsx(form: Form, plan: Plan, moment: Moment, context: Context) -> bytes:
    """The form filled, as an ``.xlsx``; raises ``BadForm`` and ``WorkbookError`` kinds before anything is written."""
    return filled_book(form, plan, moment, context).data


def filled_book(form: Form, plan: Plan, moment: Moment, context: Context) -> Written:
    """The same, with the texts that it repeats apart."""
    return write(form, fill(form, plan, moment, context), form.template_bytes(), context.fonts)
