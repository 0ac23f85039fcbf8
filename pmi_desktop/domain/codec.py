"""A plan as the tree of its interchange file, and back.

``interchange.md`` fixes the shape. The tree consists of dictionaries, lists, strings, booleans, integers and decimals;
turning it into text is the business of ``services/interchange.py``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Assessment, Factor, Rating
from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.fields import Type, fields_of
from pmi_desktop.domain.gestures import GAP
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Keyed, Listed, Record, Single
from pmi_desktop.domain.school import Member, PlanInfo
from pmi_desktop.domain.values import is_default, read_part, write_part

FORMAT = "pmi-plan"
FORMAT_VERSION = 1
DEEPEST = 32
LONGEST_PLAN = 4


class NewerPlan(Refused):
    """The file was written by a newer program; ``version`` is the file's, ``known`` ours."""


def write_tree(plan: Plan, reference: Reference) -> dict[str, Any]:
    """The tree of a plan, with every field of every record; keyed records that say nothing are left out."""
    tree: dict[str, Any] = {"format": FORMAT, "format_version": FORMAT_VERSION}
    for kind, cls in KINDS.items():
        records = plan.all(cls)
        if issubclass(cls, Single):
            tree[kind] = write_part(records[0])
        else:
            tree[kind] = [
                write_part(record) for record in in_order(plan, records, reference) if not says_nothing(record)
            ]
    return tree


def says_nothing(record: Record) -> bool:
    """Whether a keyed record holds nothing beside its key."""
    return isinstance(record, Keyed) and all(
        is_default(record, field) for field in fields_of(type(record)) if not field.in_key
    )


def in_order(plan: Plan, records: Sequence[Record], reference: Reference) -> Sequence[Record]:
    """Keyed records in the order of what their keys name (parents, catalogue, years); listed ones as they are."""
    if not records or not isinstance(records[0], Keyed):
        return records
    ranks = [
        _rank(plan, field.name, field.target, field.holds, reference)
        for field in fields_of(type(records[0]))
        if field.in_key
    ]
    return sorted(records, key=lambda record: tuple(rank(record) for rank in ranks))


def _rank(plan: Plan, name: str, target: str, holds: Type, reference: Reference) -> Callable[[Record], Any]:
    """How one field of a key sorts."""
    if holds is Type.PARENT:
        positions = {record.key: index for index, record in enumerate(plan.all(KINDS[target]))}
    elif holds is Type.CODE:
        positions = {component.id: index for index, component in enumerate(reference.components())}
    elif holds is Type.KEY:
        positions = {criterion.id: index for index, criterion in enumerate(reference.criteria)}
    else:
        return lambda record: getattr(record, name)
    return lambda record: (positions.get(getattr(record, name), len(positions)), getattr(record, name))


def read_tree(tree: Any, reference: Reference, new_id: Callable[[], str]) -> Plan:
    """The plan that a tree describes; ``new_id`` gives the plan's own id where it has none.

    Raises :class:`Refused` with the place for whatever cannot be a plan.
    """
    _refuse_odd_objects(tree)
    if not isinstance(tree, Mapping):
        raise Refused(place="", reason="wrong_type", wanted=Type.GROUP.value)
    _check_format(tree)
    for required in (PlanInfo.KIND, "school"):
        if required not in tree:
            raise Refused(place=required, reason="missing")
    records: list[Record] = []
    places: dict[tuple[str, str], str] = {}
    for kind, cls in KINDS.items():
        for record, place in _records(cls, tree, kind):
            if record.ident in places:
                where = f"{place}.id" if isinstance(record, Listed) else place
                raise Refused(place=where, reason="repeated", value=record.key)
            places[record.ident] = place
            records.append(record)
    plan = Plan.of(records)
    if not plan.info.id:
        plan = Plan.of([plan.info.but(id=new_id()), *(record for record in records if record is not plan.info)])
    _check_frame(plan.info, reference)
    for record in records:
        _check_references(plan, record, places[record.ident])
        _check_codes(plan, record, places[record.ident], reference)
    return Plan.of(record for record in plan if not says_nothing(record))


def _records(cls: type[Record], tree: Mapping[str, Any], kind: str) -> Iterable[tuple[Record, str]]:
    """The records of one kind with their places."""
    if issubclass(cls, Single):
        if kind in tree:
            yield read_part(cls, tree[kind], kind), kind
        return
    data = tree.get(kind, [])
    if not isinstance(data, list):
        raise Refused(place=kind, reason="wrong_type", wanted="list")
    for index, one in enumerate(data):
        place = f"{kind}[{index}]"
        order = {"order": (index + 1) * GAP} if issubclass(cls, Listed) else {}
        yield read_part(cls, one, place, **order), place


def _check_format(tree: Mapping[str, Any]) -> None:
    if "format" not in tree:
        raise Refused(place="format", reason="missing")
    if tree["format"] != FORMAT:
        raise Refused(place="format", reason="other_format", value=str(tree["format"])[:60])
    version = tree.get("format_version")
    if version is None:
        raise Refused(place="format_version", reason="missing")
    if isinstance(version, bool) or not isinstance(version, int):
        raise Refused(place="format_version", reason="wrong_type", wanted=Type.INTEGER.value)
    if version > FORMAT_VERSION:
        raise NewerPlan(place="format_version", reason="newer_version", version=version, known=FORMAT_VERSION)
    if version < 1:
        raise Refused(place="format_version", reason="out_of_range", value=str(version), low=1, high=FORMAT_VERSION)


def _check_frame(info: PlanInfo, reference: Reference) -> None:
    if not 0 <= info.end_year - info.start_year < LONGEST_PLAN:
        last = info.start_year + LONGEST_PLAN - 1
        raise Refused(
            place="plan.end_year", reason="out_of_range", value=str(info.end_year), low=info.start_year, high=last
        )
    _known(info.catalog, reference.catalogs, "plan.catalog")


def _known(value: str, known: Iterable[str], place: str) -> None:
    if value not in (choices := tuple(known)):
        raise Refused(place=place, reason="not_in_list", value=value, choices=choices[:8])


def _check_references(plan: Plan, record: Record, place: str) -> None:
    """Every reference of a record must find its record; one that looks outside the file has no target."""
    for field in fields_of(type(record)):
        if not field.target or field.holds not in (Type.PARENT, Type.REF, Type.REFS):
            continue
        value = getattr(record, field.name)
        several = field.holds is Type.REFS
        for index, one in enumerate(value if several else (value,)):
            if one is not None and plan.find((field.target, one)) is None:
                inside = f"{place}.{field.name}[{index}]" if several else f"{place}.{field.name}"
                raise Refused(place=inside, reason="refers_to_nothing", value=one, list=field.target)


def _check_codes(plan: Plan, record: Record, place: str, reference: Reference) -> None:
    """Ids of the catalogue must be of the edition that counts for the record."""
    if isinstance(record, Assessment) and record.catalog:
        _known(record.catalog, reference.catalogs, f"{place}.catalog")
    elif isinstance(record, Rating | Factor):
        catalog = reference.catalog(plan, plan.get(Assessment, record.assessment))
        if record.component not in catalog.components:
            raise Refused(
                place=f"{place}.component", reason="refers_to_nothing", value=record.component, list=catalog.title
            )
    elif isinstance(record, Member):
        areas = {area.id for catalog in reference.catalogs.values() for area in catalog.areas}
        for index, area in enumerate(record.leads):
            if area not in areas:
                raise Refused(place=f"{place}.leads[{index}]", reason="refers_to_nothing", value=area, list="areas")


class RepeatedKey(dict[str, Any]):
    """An object of a JSON text in which ``key`` stands twice; whoever parses the text hands it over for its place."""

    def __init__(self, pairs: Iterable[tuple[str, Any]], key: str) -> None:
        super().__init__(pairs)
        self.key = key


def _refuse_odd_objects(tree: Any) -> None:
    """Refuses keys that stand twice in an object, and nesting beyond reason, anywhere in the tree."""
    todo: list[tuple[Any, str, int]] = [(tree, "", 1)]
    while todo:
        node, place, depth = todo.pop()
        if isinstance(node, RepeatedKey):
            raise Refused(place=f"{place}.{node.key}".lstrip("."), reason="repeated_key")
        if isinstance(node, dict):
            inside = [(value, f"{place}.{key}".lstrip("."), depth + 1) for key, value in node.items()]
        elif isinstance(node, list):
            inside = [(value, f"{place}[{index}]", depth + 1) for index, value in enumerate(node)]
        else:
            continue
        if depth > DEEPEST:
            raise Refused(place=place[:80], reason="too_deep", limit=DEEPEST)
        todo += [one for one in inside if isinstance(one[0], dict | list)]
