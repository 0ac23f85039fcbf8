"""What `profile` and `check` print, as the interchange's page shows it."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given

from pmi_desktop.domain.actions import Action, Checkpoint, Fund, Resource
from pmi_desktop.domain.checks import Context, check
from pmi_desktop.domain.followup import IndicatorMeasure
from pmi_desktop.domain.goals import Goal, Indicator
from pmi_desktop.domain.moments import PLAN, Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.services.report import check_json, check_text, profile_json, profile_text
from tests.samples import example_plan, make, make_plan, reference
from tests.strategies import plans

CONTEXT = Context(reference(), dt.date(2026, 11, 22))


def figures(plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(profile_json(plan, reference()))
    return found


def test_the_profile_has_the_shape_of_the_interchange() -> None:
    found = figures(example_plan())
    assert list(found) == ["assessments", "factors", "indicators", "execution", "budget"]
    latest = found["assessments"][1]
    assert {key: latest[key] for key in ("id", "year", "school")} == {
        "id": "as2025",
        "year": 2025,
        "school": {
            "mean": 2.12,
            "counts": [17, 47, 28, 0],
            "percentages": [18.48, 51.09, 30.43, 0.0],
            "rated": 92,
            "not_applicable": 1,
            "pending": 0,
        },
    }
    assert [(area["id"], area["name"], area["mean"]) for area in latest["areas"]] == [
        ("1", "Gestión directiva", 2.18),
        ("2", "Gestión académica", 2.11),
        ("3", "Gestión administrativa y financiera", 2.23),
        ("4", "Gestión de la comunidad", 1.77),
    ]
    assert len(latest["processes"]) == 19
    assert list(latest["processes"][0]) == ["id", "name", *latest["school"]]
    assert found["factors"][0] == {"id": "f1", "total": 14, "rank": 1}
    assert found["indicators"][0] == {
        "id": "i11",
        "checkpoints": [{"id": "c1", "value": 54.9, "progress": 38.5}, {"id": "c2", "value": 72, "progress": 90.8}],
    }
    assert found["execution"][0] == {
        "checkpoint": "c1",
        "plan": 57.3,
        "objectives": {"o1": 80.0, "o2": 22.0, "o3": 52.0, "o4": 75.0},
        "goals": {"m11": 60.0, "m12": 100.0, "m21": 22.0, "m31": 52.0, "m41": 75.0},
    }
    assert found["execution"][1]["plan"] == 94.9
    assert found["budget"] == {
        "total": 2860000,
        "by_source": {"FSE – gratuidad": 1660000, "Municipio – calidad": 1200000, "En especie": 0},
        "by_year": {"2026": 2860000},
        "by_objective": {"o1": 820000, "o2": 360000, "o3": 1200000, "o4": 480000},
        "over": {},
    }


def test_what_is_unknown_is_null_and_large_decimals_stay_exact() -> None:
    value = Decimal("123456789012.345678")
    plan = make_plan(
        make(Indicator, id="i"),
        Checkpoint(id="c"),
        IndicatorMeasure(checkpoint="c", indicator="i", value=value),
        make(Action),
        Fund(id="u", source="FSE", year=2026, available=5),
        make(Resource, amount=9, source="FSE", year=2026),
        make(Resource, id="r2", amount=4),
    )
    text = profile_json(plan, reference()).decode()
    assert '"value": 123456789012.345678' in text
    found = json.loads(text)
    assert found["indicators"][0]["checkpoints"][0]["progress"] is None
    assert found["budget"]["by_year"] == {"2026": 9, "": 4}
    assert found["budget"]["over"] == {"FSE": 4}
    empty = figures(make_plan(make(Goal), Checkpoint(id="c")))
    assert empty["execution"] == [
        {"checkpoint": "c", "plan": None, "objectives": {"objectives-1": None}, "goals": {"goals-1": None}}
    ]


def test_a_check_has_the_shape_of_the_interchange() -> None:
    goal = example_plan().get(Goal, "m12")
    assert goal is not None
    plan = Plan.of([*example_plan(), goal.but(id="m13", text="Leer media hora diaria")])
    found = json.loads(check_json(check(plan, PLAN, CONTEXT)))
    assert found[0] == {
        "step": "goals",
        "code": "goal-without-indicator",
        "record": "goals:m13",
        "field": None,
        "message": "La meta «Leer media hora diaria» no tiene indicador. Agregue al menos uno.",
        "blocking": True,
    }
    assert json.loads(check_json(())) == []


def test_people_read_the_findings_by_step() -> None:
    late = check(example_plan(), Moment("closing", year=2026), CONTEXT)
    lines = check_text(late).splitlines()
    assert lines[0] == "Avance de las acciones"
    assert lines[1].startswith("  aviso            La acción «Planilla única")
    assert lines[-1] == "Nada impide entregar. 3 avisos."
    nothing = check_text(check(make_plan(), PLAN, replace(CONTEXT, reference=replace(reference(), criteria=()))))
    assert "  IMPIDE ENTREGAR  Falta el nombre del establecimiento." in nothing
    assert nothing.endswith("14 asuntos impiden entregar. 6 avisos.\n")
    assert check_text(()) == "No falta nada.\n"


def test_people_read_the_figures_in_tables() -> None:
    text = profile_text(example_plan(), reference()).replace("\N{NO-BREAK SPACE}", " ")
    for line in (
        "  2,12  17 (18,48 %)  47 (51,09 %)  28 (30,43 %)  0 (0,00 %)          1",
        "  Inasistencia media mensual                    Corte 2    9,1   83,8 %",
        "  Plan                                                 57,3 %   94,9 %",
        "  FSE – gratuidad      $ 1.660.000",
    ):
        assert line in text
    assert profile_text(make_plan(), reference()) == "El plan todavía no tiene cifras.\n"


def test_an_indicator_that_got_worse_says_so() -> None:
    facts = {"baseline": Decimal(10), "target": Decimal(5), "direction": "down"}
    plan = make_plan(
        make(Indicator, id="i", name="Inasistencia", **facts),
        Checkpoint(id="c"),
        IndicatorMeasure(checkpoint="c", indicator="i", value=Decimal(12)),
        make(Fund, source="FSE", available=1),
        make(Resource, amount=3, source="FSE"),
    )
    text = profile_text(plan, reference()).replace("\N{NO-BREAK SPACE}", " ")
    assert "0,0 % (peor que la línea base)" in text
    assert "Se pide más de lo disponible" in text


@given(plans())
def test_any_plan_can_be_printed(plan: Plan) -> None:
    assert figures(plan)["budget"]["total"] >= 0
    assert profile_text(plan, reference()).endswith("\n")
    findings = check(plan, PLAN, CONTEXT)
    assert len(json.loads(check_json(findings))) == len(findings)
    assert check_text(findings)
