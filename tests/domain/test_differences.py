"""What changed, in words: the sentence, where it leads, and that no change goes unsaid."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Action, Task
from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.diagnosis import Factor, Rating
from pmi_desktop.domain.differences import Difference, differences
from pmi_desktop.domain.fields import fields_of
from pmi_desktop.domain.followup import ActionProgress
from pmi_desktop.domain.goals import Goal, Indicator, Objective, YearTarget
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.naming import with_article
from pmi_desktop.domain.plan import Plan, difference
from pmi_desktop.domain.records import Change, Edit, Listed, Record
from pmi_desktop.domain.school import Member, PlanInfo, Site
from pmi_desktop.domain.steps import STEP_BY_ID
from tests.strategies import edits, plans

CASES: list[tuple[type[Record], str, dict[str, object], str]] = [
    (Goal, "m31", {"due_on": dt.date(2026, 12, 15)},
     ("La meta «A octubre de 2026, las seis sedes tienen plan escolar de…»: la fecha de cumplimiento pasa de 31/10/2026"
     " a 15/12/2026.")),
    (Goal, "m31", {"due_on": None},
     ("La meta «A octubre de 2026, las seis sedes tienen plan escolar de…»: se borra la fecha de cumplimiento"
     " (era 31/10/2026).")),
    (Objective, "o3", {"text": "Preparar a las seis sedes para responder a emergencias."},
     ("El objetivo «Preparar a las seis sedes para prevenir y responder a…»: el texto cambia: donde decía"
     " «… seis sedes para prevenir y responder a emergencias.» dice «… seis sedes para responder a emergencias.».")),
    (Action, "a9", {"responsible": ("t1", "t3", "t4")},
     "La acción «Simulacro por sede»: en los responsables, se agregan «Nelly Rangel Tarazona» y «Edilson Pabón Leal»."),
    (Action, "a9", {"responsible": ()},
     "La acción «Simulacro por sede»: se borran los responsables (eran «Yolima Carrascal Peñaranda»)."),
    (Action, "a9", {"sites": ("s1", "s2")},
     "La acción «Simulacro por sede»: se anotan las sedes: «Loma del Sietecueros» y «La Cristalina Alta»."),
    (Action, "a9", {"start_on": dt.date(2026, 5, 4)},
     "La acción «Simulacro por sede»: «Comienza» pasa de 13/04/2026 a 04/05/2026."),
    (Action, "a9", {"tasks": (Task(id="t", description="Avisar a las familias"),)},
     "La acción «Simulacro por sede»: en las tareas, se agrega «Avisar a las familias»."),
    (Action, "a9", {"goal": "m21"},
     ("La acción «Simulacro por sede»: la meta pasa de «A octubre de 2026, las seis sedes tienen plan escolar de…»"
     " a «Bajar la inasistencia media mensual de 14,8 % a 8 % o…».")),
    (Indicator, "i31", {"targets": (YearTarget(year=2026, value=Decimal(4)),)},
     "El indicador «Sedes con plan de riesgo y simulacro»: en las metas por año, se agrega «2026 · 4»."),
    (Indicator, "i31", {"direction": "down"},
     "El indicador «Sedes con plan de riesgo y simulacro»: el sentido pasa de subir a bajar."),
    (Site, "s2", {"main": True}, "La sede «La Cristalina Alta»: se marca «Es la sede principal»."),
    (Site, "s1", {"main": False}, "La sede «Loma del Sietecueros»: se quita la marca de «Es la sede principal»."),
    (Member, "t2", {"leads": ("2", "1")},
     "El integrante «Ramiro Ibarra Contreras»: en las áreas que lidera, se agrega «Gestión directiva»."),
    (Rating, "as2025/2.4.3", {"level": 2},
     "La valoración de «Seguimiento a la asistencia» (2025): el nivel pasa de 1 (Existencia) a 2 (Pertinencia)."),
    (Factor, "f4", {"included": None},
     ("El factor crítico «El consejo de padres se eligió pero casi no se reúne; las…»: «¿Pasa al plan?» pasa de sí"
     " a sin decidir.")),
    (ActionProgress, "c2/a8", {"spent": 950_000},
     "El avance de la acción «Señalizar rutas y dotar botiquines» (Corte 2): se anota «Gastado»: $\xa0950.000."),
    (PlanInfo, "", {"end_year": 2028}, "El plan: el último año del plan pasa de 2026 a 2028."),
]  # fmt: skip


def _one(plan: Plan, edit: Edit, reference: Reference) -> Difference:
    (found,) = differences(plan, plan.after(edit), reference)
    return found


@pytest.mark.parametrize(("cls", "key", "values", "text"), CASES)
def test_a_change_reads_as_a_rector_would_write_it(
    example_plan: Plan, reference: Reference, cls: type[Record], key: str, values: dict[str, object], text: str
) -> None:
    record = example_plan.get(cls, key)
    assert record is not None
    found = _one(example_plan, gestures.change(example_plan, record, **values), reference)
    assert found.text == text
    assert (found.ident, found.field) == (record.ident, next(iter(values)))


def test_a_field_inside_a_group_leads_to_its_input(example_plan: Plan, reference: Reference) -> None:
    found = _one(example_plan, gestures.change(example_plan, example_plan.school, staff__docentes=12), reference)
    assert found.text == "El establecimiento: en el personal, los docentes pasan de 11 a 12."
    assert (found.field, found.step, found.before, found.after) == ("staff.docentes", "school", "11", "12")


def test_strengths_are_edited_on_their_own_step(example_plan: Plan, reference: Reference) -> None:
    rating = example_plan.get(Rating, "as2025/2.4.3")
    assert rating is not None
    assert _one(example_plan, gestures.change(example_plan, rating, strength="Sí"), reference).step == "strengths"


def test_what_goes_with_a_removed_record_is_one_line(example_plan: Plan, reference: Reference) -> None:
    goal = example_plan.get(Goal, "m41")
    assert goal is not None
    found = _one(example_plan, gestures.remove(example_plan, goal), reference)
    assert found.text == (
        "Se elimina la meta «Lograr en 2026 una asistencia media del 60 % de los…», con lo que dependía de ahí."
    )


def test_another_order_is_one_line_and_moving_apart_is_none(example_plan: Plan, reference: Reference) -> None:
    objectives = example_plan.all(Objective)
    found = _one(example_plan, gestures.move(example_plan, objectives[3], after=None), reference)
    assert found.text == "Cambia el orden de los objetivos."
    apart = Edit("", tuple(Change(one, one.but(order=one.order + 5)) for one in objectives))
    assert differences(example_plan, example_plan.after(apart), reference) == ()


def test_every_label_can_stand_in_a_sentence() -> None:
    wrong = {"el tarea", "la tema", "el sede", "el fuente", "la acta", "los metas", "los dificultades", "el clase"}
    labels = {with_article(field.label) for cls in KINDS.values() for field in fields_of(cls)}
    assert not labels & wrong
    assert {"la fecha de cumplimiento", "las sedes", "el NIT", "«Comienza»", "el acta del Consejo Directivo"} <= labels


@given(st.data(), plans())
def test_nothing_changes_unsaid(reference: Reference, data: st.DataObject, plan: Plan) -> None:
    edit = data.draw(edits(plan))
    after = plan.after(edit)
    found = differences(plan, after, reference)
    assert all(one.text.endswith(".") for one in found)
    assert all(one.step in STEP_BY_ID for one in found)
    changed = [change for change in difference(plan, after) if not _only_moved(change.before, change.after)]
    assert bool(changed) <= bool(found)


def _only_moved(before: Record | None, after: Record | None) -> bool:
    return isinstance(before, Listed) and isinstance(after, Listed) and before.but(order=after.order) == after
