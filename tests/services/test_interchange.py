"""The interchange file: what goes in comes out, and what cannot be a plan is refused with its place."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.codec import NewerPlan
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.errors import Refused
from pmi_desktop.domain.goals import Indicator
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Keyed, Listed, Record
from pmi_desktop.domain.school import Site
from pmi_desktop.services.interchange import LARGEST, LONGEST_RUN, MOST_VALUES, parse_json, read_plan, write_plan
from pmi_desktop.services.sentences import sentence
from tests.strategies import plans

Tree = dict[str, Any]

SMALLEST: Tree = {
    "format": "pmi-plan",
    "format_version": 1,
    "plan": {"start_year": 2026, "end_year": 2026, "catalog": "guia34-2008"},
    "school": {},
}


def _read(tree: object, reference: Reference) -> Plan:
    return read_plan(json.dumps(tree).encode(), reference, lambda: "new-id")


def _without_defaults(tree: Any) -> Any:
    """The tree without whatever means nothing, so that two files can be compared."""
    if isinstance(tree, dict):
        kept = {key: _without_defaults(value) for key, value in tree.items()}
        return {key: value for key, value in kept.items() if value not in ("", None, [], {}) and value is not False}
    return [_without_defaults(one) for one in tree] if isinstance(tree, list) else tree


def test_the_example_comes_out_as_it_went_in(example_bytes: bytes, reference: Reference) -> None:
    written = write_plan(read_plan(example_bytes, reference, lambda: "x"), reference)
    assert _without_defaults(json.loads(written)) == _without_defaults(json.loads(example_bytes))


def test_every_kind_and_field_is_written(example_plan: Plan, reference: Reference) -> None:
    tree = json.loads(write_plan(example_plan, reference))
    assert list(tree) == ["format", "format_version", *KINDS]
    assert tree["school"]["website"] == ""
    assert tree["sites"][0]["electricity"] == "red"
    assert tree["team"][0]["site"] is None
    assert tree["goals"][0]["due_on"] == "2026-11-30"
    assert tree["meetings"][0]["starts_at"] == "09:00"


def test_numbers_are_decimals_from_end_to_end(reference: Reference) -> None:
    number = "999999999999.999999"
    text = json.dumps(SMALLEST | {"context_data": [{"id": "x", "value": 0}]}).replace(
        '"value": 0', f'"value": {number}'
    )
    plan = read_plan(text.encode(), reference, lambda: "x")
    written = write_plan(plan, reference)
    assert number in written.decode()
    assert read_plan(written, reference, lambda: "y") == plan


def test_whole_numbers_have_no_point(reference: Reference) -> None:
    tree = SMALLEST | {"context_data": [{"id": "x", "value": 75.0}, {"id": "y", "value": -0.5}]}
    written = write_plan(_read(tree, reference), reference).decode()
    assert '"value": 75,' in written
    assert '"value": -0.5,' in written


def test_a_plan_without_id_gets_one(reference: Reference) -> None:
    assert _read(SMALLEST, reference).info.id == "new-id"


def test_keyed_records_come_in_the_order_of_their_parents(reference: Reference) -> None:
    components = ["3.4.10", "3.4.2", "1.1.1"]
    tree = SMALLEST | {
        "assessments": [{"id": "b", "year": 2026}, {"id": "a", "year": 2025}],
        "ratings": [{"assessment": one, "component": other, "level": 2} for one in "ab" for other in components],
    }
    ratings = json.loads(write_plan(_read(tree, reference), reference))["ratings"]
    ordered = [(one["assessment"], one["component"]) for one in ratings]
    assert ordered == [(one, other) for one in "ba" for other in ["1.1.1", "3.4.2", "3.4.10"]]


def test_a_rating_that_says_nothing_is_not_written(reference: Reference) -> None:
    tree = SMALLEST | {"assessments": [{"id": "a"}], "ratings": [{"assessment": "a", "component": "1.1.1"}]}
    plan = _read(tree, reference)
    assert plan.all(Rating) == ()
    assert json.loads(write_plan(plan, reference))["ratings"] == []


def test_windows_line_breaks_and_a_byte_order_mark_are_read(reference: Reference) -> None:
    tree = SMALLEST | {"identity": {"mission": "uno\r\ndos"}}
    plan = read_plan("\ufeff".encode() + json.dumps(tree).encode(), reference, lambda: "x")
    assert plan.identity.mission == "uno\ndos"


def test_unknown_fields_are_ignored(reference: Reference) -> None:
    plan = _read(SMALLEST | {"later": {"x": [1]}, "sites": [{"id": "s", "altitude": 1200}]}, reference)
    assert plan.all(Site)[0].id == "s"


def test_ratings_follow_the_edition_of_their_assessment(reference: Reference) -> None:
    tree = SMALLEST | {
        "assessments": [{"id": "a", "catalog": "guia34-2026"}],
        "ratings": [{"assessment": "a", "component": "D1.1", "level": 2}],
    }
    assert _read(tree, reference).all(Rating)[0].level == 2


def _with(path: str, value: Any) -> Callable[[Tree], None]:
    *way, last = [int(one) if one.isdecimal() else one for one in path.split("/")]

    def change(tree: Tree) -> None:
        node: Any = tree
        for step in way:
            node = node[step]
        node[last] = value

    return change


def _without(path: str) -> Callable[[Tree], None]:
    *way, last = [int(one) if one.isdecimal() else one for one in path.split("/")]

    def change(tree: Tree) -> None:
        node: Any = tree
        for step in way:
            node = node[step]
        del node[last]

    return change


def _twice(kind: str) -> Callable[[Tree], None]:
    return lambda tree: tree[kind].append(copy.deepcopy(tree[kind][0]))


REFUSALS: list[tuple[Callable[[Tree], None], str, str]] = [
    (_with("format", "otro"), "format", "other_format"),
    (_with("format_version", 2), "format_version", "newer_version"),
    (_with("format_version", True), "format_version", "wrong_type"),
    (_without("format"), "format", "missing"),
    (_without("format_version"), "format_version", "missing"),
    (_without("plan"), "plan", "missing"),
    (_without("plan/catalog"), "plan.catalog", "missing"),
    (_without("plan/start_year"), "plan.start_year", "missing"),
    (_without("school"), "school", "missing"),
    (_without("goals/1/objective"), "goals[1].objective", "missing"),
    (_without("ratings/12/component"), "ratings[12].component", "missing"),
    (_without("sites/2/id"), "sites[2].id", "missing"),
    (_with("school", []), "school", "wrong_type"),
    (_with("goals", {}), "goals", "wrong_type"),
    (_with("goals/0", "x"), "goals[0]", "wrong_type"),
    (_with("ratings/12/level", True), "ratings[12].level", "wrong_type"),
    (_with("ratings/12/level", "3"), "ratings[12].level", "wrong_type"),
    (_with("ratings/12/level", 2.5), "ratings[12].level", "wrong_type"),
    (_with("ratings/12/level", 5), "ratings[12].level", "out_of_range"),
    (_with("ratings/12/not_applicable", 1), "ratings[12].not_applicable", "wrong_type"),
    (_with("ratings/0/votes", [1, 2]), "ratings[0].votes", "wrong_count"),
    (_with("ratings/0/votes", [1, 2, None, 4]), "ratings[0].votes[2]", "wrong_type"),
    (_with("indicators/0/baseline", True), "indicators[0].baseline", "wrong_type"),
    (_with("indicators/0/baseline", "14.8"), "indicators[0].baseline", "wrong_type"),
    (_with("indicators/0/baseline", 10**13), "indicators[0].baseline", "out_of_range"),
    (_with("indicators/0/baseline", 0.1234567), "indicators[0].baseline", "too_many_decimals"),
    (_with("school/zone", "montaña"), "school.zone", "not_in_list"),
    (_with("school/shifts", ["mañana", "madrugada"]), "school.shifts[1]", "not_in_list"),
    (_with("school/shifts", ["mañana", "mañana"]), "school.shifts[1]", "repeated"),
    (_with("school/name", None), "school.name", "wrong_type"),
    (_with("school/name", "a\u0000b"), "school.name", "bad_character"),
    (_with("school/name", "\ud800"), "school.name", "bad_character"),
    (_with("school/name", "x" * 4001), "school.name", "too_long"),
    (_with("school/staff/docentes", 100_001), "school.staff.docentes", "out_of_range"),
    (_with("resources/0/amount", -1), "resources[0].amount", "out_of_range"),
    (_with("plan/end_year", 2030), "plan.end_year", "out_of_range"),
    (_with("plan/end_year", 2025), "plan.end_year", "out_of_range"),
    (_with("plan/version", None), "plan.version", "wrong_type"),
    (_with("plan/catalog", "guia34-1999"), "plan.catalog", "not_in_list"),
    (_with("goals/0/due_on", "2026-02-30"), "goals[0].due_on", "bad_date"),
    (_with("goals/0/due_on", "30/02/2026"), "goals[0].due_on", "bad_date"),
    (_with("goals/0/due_on", "20260230"), "goals[0].due_on", "bad_date"),
    (_with("meetings/0/starts_at", "25:00"), "meetings[0].starts_at", "bad_time"),
    (_with("sites/0/id", "sede uno"), "sites[0].id", "bad_id"),
    (_with("sites/0/id", ""), "sites[0].id", "bad_id"),
    (_with("team/1/site", ""), "team[1].site", "bad_id"),
    (_twice("sites"), "sites[6].id", "repeated"),
    (_twice("ratings"), "ratings[186]", "repeated"),
    (_with("actions/0/tasks/1/id", "a1k1"), "actions[0].tasks[1].id", "repeated"),
    (_with("goals/1/objective", "o99"), "goals[1].objective", "refers_to_nothing"),
    (_with("actions/0/responsible", ["t2", "t99"]), "actions[0].responsible[1]", "refers_to_nothing"),
    (_with("ratings/3/component", "D1.1"), "ratings[3].component", "refers_to_nothing"),
    (_with("factors/0/component", "9.9.9"), "factors[0].component", "refers_to_nothing"),
    (_with("team/0/leads", ["1", "9"]), "team[0].leads[1]", "refers_to_nothing"),
    (_with("plan/approval_meeting", "me9"), "plan.approval_meeting", "refers_to_nothing"),
    (_with("assessments/0/catalog", "x"), "assessments[0].catalog", "not_in_list"),
]


@pytest.mark.parametrize(("spoil", "place", "reason"), REFUSALS, ids=[f"{r[1]}-{r[2]}" for r in REFUSALS])
def test_what_cannot_be_a_plan_is_refused_with_its_place(
    spoil: Callable[[Tree], None], place: str, reason: str, example_bytes: bytes, reference: Reference
) -> None:
    tree = json.loads(example_bytes)
    spoil(tree)
    with pytest.raises(Refused) as raised:
        _read(tree, reference)
    refused = raised.value
    assert (refused.facts["place"], refused.facts["reason"]) == (place, reason)
    assert f"«{place}»" in sentence(refused)


def test_a_newer_file_is_told_from_a_broken_one(reference: Reference) -> None:
    with pytest.raises(NewerPlan) as raised:
        _read(SMALLEST | {"format_version": 7}, reference)
    assert "Actualice PMI Escritorio" in sentence(raised.value)


QUOTED = f'"😀{"a" * 19_000}"'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b"\xff\xfe{\x00}\x00", "not_utf8"),
        (b"[" * 100_000, "too_deep"),
        (b"[" * 33 + b"]" * 33, "too_deep"),
        (b"[]", "wrong_type"),
        (b'"texto"', "wrong_type"),
        (b'{"format": "pmi-plan", "format": "pmi-plan"}', "repeated_key"),
        (b'{"format": 1e400}', "other_format"),
        (b'{"format": "pmi-plan", "format_version": ' + b"9" * 5000 + b"}", "wrong_type"),
        (b'{"format": "pmi-plan", "format_version": 1e' + b"9" * 50 + b"}", "wrong_type"),
        (b"[" + b"0," * MOST_VALUES + b"0]", "too_many"),
        (b'["' + b"a" * LONGEST_RUN + b'a"]', "too_many"),
        (f"[{','.join([QUOTED] * 1_300)}]".encode(), "too_many"),
    ],
    ids=range(15),
)
def test_what_is_no_json_of_ours_is_refused(data: bytes, reason: str, reference: Reference) -> None:
    with pytest.raises(Refused) as raised:
        read_plan(data, reference, lambda: "x")
    assert raised.value.facts["reason"] == reason
    assert sentence(raised.value).endswith(".")


@pytest.mark.parametrize("odd", ["as2025" * 2000, "a\nb\u2028c", "\u202ea" * 40])
def test_a_foreign_value_is_quoted_in_one_short_line(odd: str, example_bytes: bytes, reference: Reference) -> None:
    tree = json.loads(example_bytes)
    tree["goals"][0]["objective"] = odd
    with pytest.raises(Refused) as raised:
        read_plan(json.dumps(tree).encode(), reference, lambda: "x")
    said = sentence(raised.value)
    assert len(said) < 250
    assert said.isprintable()


def test_a_key_twice_deep_inside_is_named(reference: Reference) -> None:
    data = b'{"format": "pmi-plan", "sites": [{"id": "s1"}, {"id": "s2", "name": "a", "name": "b"}]}'
    with pytest.raises(Refused) as raised:
        read_plan(data, reference, lambda: "x")
    assert raised.value.facts["place"] == "sites[1].name"


def test_thirty_two_levels_are_read_and_a_huge_file_is_not(reference: Reference) -> None:
    assert parse_json(b"[" * 32 + b"]" * 32) is not None
    with pytest.raises(Refused) as raised:
        read_plan(b" " * (LARGEST + 1), reference, lambda: "x")
    assert raised.value.facts["reason"] == "too_large"


def test_an_indicator_keeps_its_tidy_decimal(reference: Reference, example_plan: Plan) -> None:
    indicator = example_plan.get(Indicator, "i11")
    assert indicator is not None
    assert indicator.baseline == Decimal("42.3")
    assert str(indicator.target) == "75"


@given(plans())
def test_any_plan_comes_out_as_it_went_in(reference: Reference, plan: Plan) -> None:
    written = write_plan(plan, reference)
    again = read_plan(written, reference, lambda: "unused")
    assert _same(again, plan)
    assert write_plan(again, reference) == written


def _same(one: Plan, other: Plan) -> bool:
    """Equal but for the numbers that keep lists in order, which the file says by its order."""
    return all(_told(one, cls) == _told(other, cls) for cls in KINDS.values())


def _told(plan: Plan, cls: type[Record]) -> list[Record]:
    """The records of a kind: listed ones in their order, keyed ones by their keys."""
    records = list(plan.all(cls))
    if issubclass(cls, Keyed):
        return sorted(records, key=lambda record: record.key)
    return [record.but(order=0) if isinstance(record, Listed) else record for record in records]
