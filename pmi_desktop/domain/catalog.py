"""Guía 34 as data: areas, processes and components of an edition, and the crosswalk between editions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pmi_desktop.domain.diagnosis import Assessment
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Component:
    """What a school rates (componente); ``aliases`` are other spellings in use."""

    id: str
    name: str
    process: str
    area: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A group of components (proceso)."""

    id: str
    name: str
    area: str
    components: tuple[Component, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One of the four areas of management (área de gestión)."""

    id: str
    name: str
    processes: tuple[Process, ...]
    aliases: tuple[str, ...] = ()

    @property
    def components(self) -> tuple[Component, ...]:
        """Its components, process by process."""
        return tuple(component for process in self.processes for component in process.components)


@dataclass(frozen=True)
class Catalog:
    """One edition of the guide."""

    id: str
    title: str
    areas: tuple[Area, ...]

    @cached_property
    def processes(self) -> tuple[Process, ...]:
        """All processes in order."""
        return tuple(process for area in self.areas for process in area.processes)

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """All components in order, by id."""
        return {component.id: component for area in self.areas for component in area.components}

    def area(self, id: str) -> Area | None:
        """The area with that id."""
        return next((area for area in self.areas if area.id == id), None)

    @property
    def academic_area(self) -> Area:
        """The area whose name speaks of what is academic; every edition has it second."""
        return next((area for area in self.areas if "académica" in area.name.lower()), self.areas[1])

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Catalog":
        """The edition described by a TOML file of ``resources/catalogs``."""
        areas = []
        for area in data["area"]:
            processes = tuple(
                Process(
                    process["id"],
                    process["name"],
                    area["id"],
                    tuple(
                        Component(one["id"], one["name"], process["id"], area["id"], tuple(one.get("aliases", ())))
                        for one in process["component"]
                    ),
                    tuple(process.get("aliases", ())),
                )
                for process in area["process"]
            )
            areas.append(Area(area["id"], area["name"], processes, tuple(area.get("aliases", ()))))
        return cls(data["id"], data["title"], tuple(areas))


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which components of an older edition a newer one's components take up; ours, not the Ministry's."""

    older: str
    newer: str
    heirs: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Crosswalk":
        """The crosswalk described by its TOML file."""
        return cls(data["from"], data["to"], {key: tuple(value) for key, value in data["heirs"].items()})

    def ancestors(self, component: str, catalog: str, earlier: str) -> tuple[str, ...]:
        """The components of edition ``earlier`` that answer to one of ``catalog``, whichever of both is older."""
        if catalog == earlier:
            return (component,)
        if (earlier, catalog) == (self.older, self.newer):
            return self.heirs.get(component, ())
        if (earlier, catalog) == (self.newer, self.older):
            return tuple(heir for heir, olds in self.heirs.items() if component in olds)
        return ()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its DIVIPOLA code; a ``certified`` one has its own Secretaría de Educación."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    certified: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the verification form: answered by the findings with these codes, or by hand without any."""

    id: str
    text: str
    codes: tuple[str, ...] = ()
    step: str = ""

    @property
    def manual(self) -> bool:
        """Whether the program cannot tell by itself."""
        return not self.codes


class UnknownCatalog(PmiError):
    """A plan's file names an edition of the guide (``catalog``) that this program does not know, as a newer one may."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What is the same for every plan: the guide's editions, their crosswalk, municipalities, F02's criteria."""

    catalogs: Mapping[str, Catalog]
    crosswalk: Crosswalk
    municipalities: Mapping[str, Municipality]
    department: str
    department_code: str
    criteria: Sequence[Criterion] = field(default=())

    def catalog(self, plan: Plan, assessment: Assessment | None = None) -> Catalog:
        """The edition of an assessment, or of the plan itself; raises :class:`UnknownCatalog`."""
        name = (assessment.catalog if assessment else "") or plan.info.catalog
        if name not in self.catalogs:
            raise UnknownCatalog(catalog=name)
        return self.catalogs[name]

    def must_know(self, plan: Plan) -> None:
        """Raises :class:`UnknownCatalog` where a plan or one of its assessments names an edition we do not have."""
        for assessment in (None, *plan.all(Assessment)):
            self.catalog(plan, assessment)

    def components(self) -> Iterator[Component]:
        """Every component of every edition."""
        for catalog in self.catalogs.values():
            yield from catalog.components.values()


def assessments_by_year(plan: Plan) -> tuple[Assessment, ...]:
    """The assessments from the oldest year to the newest; those without a year come first."""
    return tuple(sorted(plan.all(Assessment), key=lambda one: one.year or 0))


def latest_assessment(plan: Plan) -> Assessment | None:
    """The assessment the plan rests on: the one of the newest year."""
    ordered = assessments_by_year(plan)
    return ordered[-1] if ordered else None


def previous_assessment(plan: Plan, assessment: Assessment) -> Assessment | None:
    """The assessment of the year before this one in the plan, whatever years lie between.

    It is known by its id: a screen may still hold it as it was a moment ago.
    """
    ordered = assessments_by_year(plan)
    index = next((index for index, one in enumerate(ordered) if one.id == assessment.id), 0)
    return ordered[index - 1] if index > 0 else None
