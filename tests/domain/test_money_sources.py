"""Sources of money proposed while typing."""

from pmi_desktop.domain import gestures
from pmi_desktop.domain.actions import Fund, Resource
from pmi_desktop.domain.money_sources import proposed_sources
from pmi_desktop.domain.plan import Plan


def test_what_the_plan_names_comes_first_and_once(example_plan: Plan) -> None:
    sources = list(proposed_sources(example_plan))
    assert sources[:2] == ["FSE – gratuidad", "Municipio – calidad"]
    assert len(sources) == len(set(sources))
    assert "Regalías" in sources


def test_a_private_school_is_never_offered_the_fse(example_plan: Plan) -> None:
    plan = example_plan.after(gestures.remove(example_plan, *example_plan.all(Resource), *example_plan.all(Fund)))
    plan = plan.after(gestures.change(plan, plan.school, sector="no_oficial"))
    sources = proposed_sources(plan)
    assert not [source for source in sources if "FSE" in source]
    assert "Recursos propios" in sources


def test_spellings_of_one_source_are_one(example_plan: Plan) -> None:
    plan = example_plan.after(gestures.add(example_plan, Fund(id="u9", source=" fse - GRATUIDAD ")))
    assert [source for source in proposed_sources(plan) if "gratuidad" in source.lower()] == ["FSE – gratuidad"]
