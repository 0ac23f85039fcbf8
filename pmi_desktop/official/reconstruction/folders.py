"""The folders of the forms that we reconstruct."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from pmi_desktop.official.definitions import FORM_FILE, TEMPLATE_FILE
from pmi_desktop.official.form_text import form_text
from pmi_desktop.official.reconstruction import followup, plan, verification
from pmi_desktop.official.reconstruction.book import FormBook
from pmi_desktop.official.reconstruction.package import template_bytes

BUILDERS: Mapping[str, Callable[[], FormBook]] = {
    module.FORM.id: module.build for module in (plan, followup, verification)
}


def write_folders(folder: Path) -> None:
    """Write each form's ``form.toml`` and ``template.xlsx`` into a folder of its own."""
    for name, build in BUILDERS.items():
        book = build()
        template = template_bytes(book)
        form = book.finished(hashlib.sha256(template).hexdigest())
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        (target / TEMPLATE_FILE).write_bytes(template)
        (target / FORM_FILE).write_text(form_text(form), encoding="utf-8", newline="\n")
