"""The guide's areas, processes and components by the names that workbooks give them, in the edition a file is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pmi_desktop.domain.catalog import Area, Catalog, Component, Process, Reference
from pmi_desktop.official.folding import fold, fold_name, index_of, unique
from pmi_desktop.official.reading.typed import closest
from pmi_desktop.official.reading.understood import Why


@dataclass(frozen=True, slots=True)
class Found:
    """The id of what a name means, with a doubt if it had to be guessed."""

    id: str
    doubt: Why | None = None


def spellings(one: Area | Process | Component) -> Iterator[str]:
    """Every folded name of an area, process or component."""
    for name in (one.name, *one.aliases):
        yield fold(name)
        if isinstance(one, Area):
            yield fold(name.removeprefix("Gestión ").removeprefix("de la "))


class Guide:
    """One edition of the guide, to look names up in."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def _components(self) -> Mapping[str, list[str]]:
        return _by_spelling(self.catalog.components.values())

    @cached_property
    def _processes(self) -> Mapping[str, list[str]]:
        return _by_spelling(self.catalog.processes)

    @cached_property
    def _areas(self) -> Mapping[str, list[str]]:
        return _by_spelling(self.catalog.areas)

    def component(self, *, number: str = "", name: str = "", area: str = "", near: bool = True) -> Found | None:
        """A component by its name, of whatever spelling; by its number only where the name says nothing.

        Numbers of other catalogues differ, so a name is never overruled. ``area`` decides between equal names. With
        ``near`` a name that is much like one will do.
        """
        number = number.strip().rstrip(".") or index_of(name)
        by_number = number if number in self.catalog.components else None
        if not fold(name) or fold(name) == fold(number):
            return Found(by_number) if by_number else None
        named = self._named(name, area, by_number)
        if named is not None:
            # A mere ordinal is no number of the guide.
            otherwise = number and number != named and not number.isdecimal()
            doubt = Why.NUMBER_SAYS_OTHERWISE if otherwise else None
            return Found(named, doubt)
        like = (closest(name, self._components) or closest(fold_name(name), self._components)) if near else None
        if like is not None and (one := self._one_of(self._components[like], area, by_number)) is not None:
            return Found(one, Why.LIKE_COMPONENT)
        return None

    def _named(self, name: str, area: str, by_number: str | None) -> str | None:
        for folded in (fold(name), fold_name(name)):
            if folded in self._components:
                return self._one_of(self._components[folded], area, by_number)
        return None

    def _one_of(self, ids: list[str], area: str, by_number: str | None) -> str | None:
        """The only one; of several the one with that number, or in that area."""
        if by_number in ids:
            return by_number
        return unique(ids) or unique(one for one in ids if self.catalog.components[one].area == area)

    def process(self, text: str) -> Process | None:
        """A process by name, or by number and name in one text."""
        ids = self._processes.get(fold(text)) or self._processes.get(fold_name(text)) or []
        number = index_of(text)
        wanted = number if number in ids else unique(ids)
        return next((one for one in self.catalog.processes if one.id == wanted), None)

    def area(self, text: str) -> Area | None:
        """An area by its name, with or without «Gestión», or by its number among the areas."""
        folded = fold_name(text)
        ids = self._areas.get(fold(text)) or self._areas.get(folded) or []
        if not ids and ";" not in text:
            ids = [one for name, found in self._areas.items() for one in found if f" {folded}".endswith(f" {name}")]
        wanted = unique(ids) or (text.strip() if self.catalog.area(text.strip()) else None)
        return self.catalog.area(wanted) if wanted else None

    def area_by_number(self, number: int) -> Area | None:
        """The first area is 1."""
        return self.catalog.areas[number - 1] if 1 <= number <= len(self.catalog.areas) else None


def _by_spelling(ones: Iterable[Area | Process | Component]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in ones:
        for name in spellings(one):
            if one.id not in found.setdefault(name, []):
                found[name].append(one.id)
    return found


def edition_of(reference: Reference, texts: Iterable[str]) -> Catalog | None:
    """The edition whose components, and only its, are named most among texts; ``None`` if none is."""
    there = {folded for text in texts for folded in (fold(text), fold_name(text))}
    names = {
        key: {fold(one.name) for one in catalog.components.values()} for key, catalog in reference.catalogs.items()
    }
    scores = {
        key: len(there & own.difference(*(other for another, other in names.items() if another != key)))
        for key, own in names.items()
    }
    best = max(scores, key=lambda key: scores[key])
    return reference.catalogs[best] if scores[best] else None
