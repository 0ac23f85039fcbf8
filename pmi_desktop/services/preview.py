"""The pages of a filled form, to look at before anything is written."""

from typing import TYPE_CHECKING

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.printing.display import (
    Box,
    Document,
    Face,
    Item,
    Line,
    Margins,
    Page,
    Picture,
    Polygon,
    Rect,
    TextRun,
)
from pmi_desktop.official.printing.fontfiles import font_file

if TYPE_CHECKING:
    from pmi_desktop.official.definitions import Form
    from pmi_desktop.official.view import Context

__all__ = [
    "Box", "Document", "Face", "Item", "Line", "Margins", "Page", "Picture", "Polygon", "Rect", "TextRun",
    "font_file", "preview",
]  # fmt: skip


def preview(form: "Form", plan: Plan, moment: Moment, context: "Context") -> Document:
    """The pages that the form's PDF will have, and what they cannot show; raises what filling the form raises."""
    from pmi_desktop.official.printing.export import form_pages

    return form_pages(form, plan, moment, context)
