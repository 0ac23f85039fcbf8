"""Kinds of tables that forms hold: what their columns can be, and what they must have to be that table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmi_desktop.official.adopting.matching import Labels, words_of
from pmi_desktop.official.adopting.vocabulary import Vocabulary
from pmi_desktop.official.definitions import Form

TREE = ("factors", "objectives", "goals", "indicators", "actions")


@dataclass(frozen=True)
class Family:
    """A kind of table: ``labels`` by path; it is one only if a column is found for one of ``needs``.

    ``rows`` is the source of a flat table, empty for the tree of the plan and for rows that are printed already.
    ``titles`` are words that stand above such a table.
    """

    name: str
    rows: str
    needs: frozenset[str]
    labels: Mapping[str, frozenset[str]]
    titles: tuple[frozenset[str], ...]
    least: int = 2

    @cached_property
    def index(self) -> Labels:
        """Its labels, to look others up in."""
        return Labels(self.labels)

    @property
    def printed(self) -> bool:
        """Whether its rows are printed by the form already."""
        return self.name in ("components", "criteria")

    def entitled(self, title: str) -> bool:
        """Whether the words above a table speak of this family."""
        words = words_of(title)
        return any(one and one <= words for one in self.titles)


_FLAT: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    # kind: source, one of these columns, words above it
    "sites": ("sites", ("sites.name",), ("sedes", "sedes educativas")),
    "team": ("team", ("team.name",), ("equipo de gestión", "integrantes", "comité de calidad")),
    "council": ("council", ("council.name",), ("consejo directivo",)),
    "identity.answers": ("identity.answers", ("identity.answers.question",), ("preguntas",)),
    "context_data": ("context_data", ("context_data.topic", "context_data.reading"), ("datos", "contexto")),
    "funds": ("funds", ("funds.available",), ("dinero disponible", "fuentes de financiación")),
    "outreach": ("plan_outreach", ("outreach.means", "outreach.audience"), ("socialización", "divulgación")),
    "checkpoints": ("checkpoints", ("checkpoints.label",), ("cortes", "seguimiento")),
    "observations": ("observations", ("observations.text",), ("observaciones",)),
    "plan.deadlines": ("plan.deadlines", ("plan.deadlines.what",), ("plazos",)),
}
_IN_TREE: Mapping[str, tuple[str, ...]] = {
    "factors": ("factors.component_name", "factors.area_name", "factors.description"),
    "objectives": ("objectives.text",),
    "goals": ("goals.text", "goals.due_on"),
}
_OF_TREE = ("action_progress", "indicator_measures", "goal_reviews", "reading")


def families_of(form: Form, vocabulary: Vocabulary) -> list[Family]:
    """The tables that a form of that id can hold."""
    held = {path.partition(".")[0] for path in vocabulary.held}
    sources = _sources(form)
    found = [
        _family(kind, sources.get(kind, rows), needs, vocabulary.columns.get(kind, {}), titles)
        for kind, (rows, needs, titles) in _FLAT.items()
        if kind.partition(".")[0] in held
    ]
    columns = vocabulary.columns
    if "factors" in held:
        found.append(
            _family("factors", "factors", ("factors.urgency", "factors.trend", "factors.impact"), columns["factors"],
                    ("factores críticos", "priorización"))
        )  # fmt: skip
    if held & {"goals", "objectives", "actions", "indicators"}:
        found.append(_tree(vocabulary, held))
    if "resources" in held:
        labels = {**columns["resources"], "actions.description": columns["actions"]["actions.description"]}
        needs = ("resources.description", "resources.cost")
        found.append(_family("resources", "resources", needs, labels, ("recursos", "presupuesto")))
    if "ratings" in held:
        labels = {**columns["ratings"], "component.name": {"componente", "componentes"}, "component.id": {"codigo"}}
        rated = tuple(path for path in columns["ratings"] if path != "ratings.not_applicable")
        found.append(_family("components", "", rated, labels, ("autoevaluación",), least=1))
        listed = {"component.name": {"componente", "componentes"}, "component.id": {"codigo"}}
        listed |= {"process.name": {"proceso", "procesos"}, "area.name": {"area", "gestion", "area de gestion"}}
        labels = {**columns["ratings"], **listed}
        found.append(_family("component list", "components", ("component.name",), labels, ("autoevaluación",)))
    if "criterion" in held:
        found.append(
            _family(
                "criteria", "", ("criterion.result", "criterion.note"), columns["criterion"], ("verificación",), least=1
            )
        )
    return found


def _family(
    name: str,
    rows: str,
    needs: tuple[str, ...],
    labels: Mapping[str, set[str]],
    titles: tuple[str, ...],
    least: int = 2,
) -> Family:
    return Family(
        name,
        rows,
        frozenset(needs),
        {path: frozenset(known) for path, known in labels.items()},
        tuple(words_of_text(title) for title in titles),
        least,
    )


def words_of_text(text: str) -> frozenset[str]:
    """The words of a title as labels are compared."""
    from pmi_desktop.official.adopting.matching import as_label

    return words_of(as_label(text))


def _tree(vocabulary: Vocabulary, held: set[str]) -> Family:
    labels: dict[str, set[str]] = {}
    for kind in TREE:
        known = vocabulary.columns.get(kind, {})
        wanted = _IN_TREE.get(kind)
        labels |= {path: names for path, names in known.items() if wanted is None or path in wanted}
    for kind in _OF_TREE:
        if kind in held:
            labels |= vocabulary.columns.get(kind, {})
    target = "reading.target" if "reading.target" in labels else "indicators.target"
    labels[target] = {*labels[target], "meta"}
    needs = ("objectives.text", "goals.text", "indicators.name", "actions.description")
    return _family("tree", "", needs, labels, ("plan de mejoramiento", "plan", "cronograma", "seguimiento"))


def _sources(form: Form) -> dict[str, str]:
    """The source by which the shipped form lists each kind."""
    from pmi_desktop.official.reading.subjects import kind_of

    found: dict[str, str] = {}
    for sheet in form.sheets:
        for table in sheet.tables:
            for rows in table.lists:
                kind = kind_of(rows.rows)
                if kind and not table.levels:
                    found.setdefault(kind, rows.rows)
    return found
