"""Which areas of management a record belongs to."""

from collections.abc import Callable

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment, Factor
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.goals import Objective
from pmi_desktop.domain.handing_in import Evidence
from pmi_desktop.domain.records import Ident, Record


def areas_of(record: Record, find: Callable[[Ident], Record | None], reference: Reference) -> tuple[str, ...]:
    """The ids of the areas a record belongs to, in the guide's order; none for what is the whole school's.

    A rating or a factor belongs to its component's area, an objective to those of all its factors, and whatever hangs
    from one of them to the same; an attached file to those of what it is about. ``find`` finds records by kind and key.
    """
    found = _areas(record, find, reference)
    order = [area.id for catalog in reference.catalogs.values() for area in catalog.areas]
    return tuple(area for area in order if area in found)


def _areas(record: Record, find: Callable[[Ident], Record | None], reference: Reference) -> frozenset[str]:
    component = getattr(record, "component", "")
    if component:
        return frozenset(one.area for one in reference.components() if one.id == component)
    above: list[Ident] = []
    if isinstance(record, Objective):
        above = [(Factor.KIND, key) for key in record.factors]
    elif isinstance(record, Evidence):
        above = [(about.kind, about.key) for about in record.about if about.kind != Evidence.KIND]
    else:
        above = [
            (field.target, getattr(record, field.name))
            for field in fields_of(type(record))
            if field.holds is Type.PARENT and field.target != Assessment.KIND
        ]
    records = (find(ident) for ident in above)
    return frozenset().union(*(_areas(one, find, reference) for one in records if one is not None))
