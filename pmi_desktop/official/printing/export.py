"""One form of one plan on paper: as pages to look at, or as a PDF."""

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Form
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.printing.display import Document
from pmi_desktop.official.printing.layout import layout
from pmi_desktop.official.printing.pdf import write_pdf
from pmi_desktop.official.view import Context


def form_pages(form: Form, plan: Plan, moment: Moment, context: Context) -> Document:
    """The pages of a filled form, and what of it they cannot show; raises what filling the form raises."""
    data = export_xlsx(form, plan, moment, context)
    title = " – ".join(part for part in (form.title, plan.school.name) if part)
    return layout(data, context.fonts, title=title)


def export_pdf(form: Form, plan: Plan, moment: Moment, context: Context) -> bytes:
    """The form filled, as a PDF by its issuer; raises ``BadForm`` and ``WorkbookError`` kinds."""
    return write_pdf(form_pages(form, plan, moment, context), context.fonts, author=", ".join(form.issuer))
