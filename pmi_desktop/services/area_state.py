"""A plan as one side of a merge: like its interchange file, but with the exact places of its lists.

The interchange numbers every list anew. A merge compares with how it was, so what travels and what is kept to compare
with carries the places beside it.
"""

import base64
import json
import zlib
from collections.abc import Mapping

import msgspec

from pmi_desktop.domain.bounds import has_more_values
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Listed
from pmi_desktop.services.interchange import LARGEST, MOST_VALUES, read_plan, write_plan
from pmi_desktop.services.new_ids import new_id

Places = Mapping[str, Mapping[str, int]]
"""``order`` by kind and id."""

_FARTHEST = 2**53


def places_of(plan: Plan) -> Places:
    """Where the records of each list stand."""
    found: dict[str, dict[str, int]] = {}
    for record in plan:
        if isinstance(record, Listed):
            found.setdefault(record.KIND, {})[record.id] = record.order
    return found


def placed(plan: Plan, places: Places) -> Plan:
    """The plan with its records at these places; those not named stay where they are."""
    return Plan.of(
        (
            record.but(order=places.get(record.KIND, {}).get(record.id, record.order))
            if isinstance(record, Listed)
            else record
            for record in plan
        ),
        plan.revision,
    )


def read_places(data: bytes) -> dict[str, Places]:
    """The places of several plans by name; raises :class:`Refused`."""
    if has_more_values(data, MOST_VALUES):
        raise Refused(place="", reason="too_many")
    try:
        found = msgspec.json.decode(data, type=dict[str, dict[str, dict[str, int]]])
    except (msgspec.DecodeError, RecursionError) as problem:
        raise Refused(place="", reason="not_json", line=1, column=1) from problem
    if any(abs(place) > _FARTHEST for one in found.values() for kind in one.values() for place in kind.values()):
        raise Refused(place="", reason="out_of_range", value="lugares", low=-_FARTHEST, high=_FARTHEST)
    return dict(found)


def packed(plan: Plan, reference: Reference) -> str:
    """A plan as a short text, to be remembered."""
    data = json.dumps({"plan": write_plan(plan, reference).decode(), "places": places_of(plan)}, ensure_ascii=False)
    return base64.b85encode(zlib.compress(data.encode(), 9)).decode()


def unpacked(text: str, reference: Reference) -> Plan:
    """The plan of :func:`packed`; raises :class:`Refused`."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b85decode(text), 2 * LARGEST)
        if has_more_values(data, 2 * MOST_VALUES):
            raise Refused(place="", reason="too_many")
        tree = json.loads(data)
        return placed(read_plan(tree["plan"].encode(), reference, new_id), tree["places"])
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error) as problem:
        raise Refused(place="", reason="not_json", line=1, column=1) from problem
