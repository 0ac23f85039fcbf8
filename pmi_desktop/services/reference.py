"""What is the same for every plan, read from the shipped folders."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pmi_desktop.domain.catalog import Catalog, Criterion, Crosswalk, Municipality, Reference

VERIFICATION_FORM = "D02.03.F02-V3.0"


@cache
def load_reference(resources: Path, forms: Path) -> Reference:
    """The catalogues, crosswalk and municipalities of ``resources``, and the verification form's criteria."""
    folder = resources / "catalogs"
    catalogs = [Catalog.from_data(_read(path)) for path in sorted(folder.glob("guia34-*.toml"))]
    places = _read(folder / "municipalities.toml")
    form = forms / VERIFICATION_FORM / "form.toml"
    return Reference(
        catalogs={catalog.id: catalog for catalog in catalogs},
        crosswalk=Crosswalk.from_data(_read(folder / "crosswalk-2008-2026.toml")),
        municipalities={
            one["code"]: Municipality(
                one["code"], one["name"], tuple(one.get("aliases", ())), bool(one.get("certified", False))
            )
            for one in places["municipality"]
        },
        department=places["department"],
        department_code=places["department_code"],
        criteria=tuple(
            Criterion(one["id"], one["text"], tuple(one.get("codes", ())), one.get("step", ""))
            for one in (_read(form).get("criterion", ()) if form.exists() else ())
        ),
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
