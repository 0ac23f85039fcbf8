"""What can be said only when the whole file is read: names looked up, parents found, the plan's frame."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pmi_desktop.domain.catalog import Catalog, Reference
from pmi_desktop.domain.codec import LONGEST_PLAN
from pmi_desktop.domain.fields import FIRST_YEAR, LAST_YEAR, Field, Type, fields_of
from pmi_desktop.domain.handing_in import Person
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.numbers import rounded
from pmi_desktop.official.computed.planning import ALL_SITES
from pmi_desktop.official.folding import fold
from pmi_desktop.official.reading.collecting import Told
from pmi_desktop.official.reading.comparing import number_shown
from pmi_desktop.official.reading.drafts import Draft, Drafts
from pmi_desktop.official.reading.giving import Giving
from pmi_desktop.official.reading.guide import Guide
from pmi_desktop.official.reading.typed import as_text, split_names
from pmi_desktop.official.reading.understood import Note, Spot, Why
from pmi_desktop.official.values import SEPARATOR

_PARTED = re.compile(r"[;\n]")
_SEVERAL = frozenset({Type.REFS, Type.CODES})


@dataclass(frozen=True, slots=True)
class Finishing:
    """Everything that waits for the end of the file; ``run`` leaves the drafts ready to be built."""

    drafts: Drafts
    giving: Giving
    guide: Guide
    reference: Reference
    today: date

    def run(self) -> None:
        """Names, minutes, parents, costs and the frame, in the order in which they need each other."""
        for told, draft, field in self.giving.waiting:
            self._name(told, draft, field)
        self._minutes()
        self._parents()
        self._costs()
        self._frame()

    # -- names --------------------------------------------------------------------------------------------------
    def _name(self, told: Told, draft: Draft, field: Field) -> None:
        text = as_text(told.cell)
        if draft.kind == "actions" and field.name == "responsible":
            self._responsible(told, draft, text)
            return
        if draft.kind == "actions" and field.name == "sites" and fold(text) in {fold(ALL_SITES), "todas las sedes"}:
            return
        if field.target == "component":
            self._component(told, draft)
            return
        if field.holds not in _SEVERAL:
            found = self._one(field, text)
            if found is None:
                self._not_found(told, field)
            elif not (draft.kind == "plan" and field.name == "catalog"):
                self.drafts.give(draft, field.name, found, told.cell)
            return
        keys, unknown = names_in(text, lambda name: self._one(field, name))
        if unknown:
            self._not_found(told, field)
        if keys:
            self.drafts.give(draft, field.name, tuple(keys), told.cell)

    def _not_found(self, told: Told, field: Field) -> None:
        why = {"area": Why.NO_SUCH_AREA, "component": Why.NO_SUCH_COMPONENT}.get(field.target, Why.NO_SUCH_RECORD)
        self.drafts.leave(told.cell, field.label, why)

    def _one(self, field: Field, text: str) -> str | None:
        """The key of what a name means."""
        match field.target:
            case "municipality":
                return municipality_of(self.reference, text)
            case "catalog":
                folded = fold(text)
                return next((key for key, one in self.reference.catalogs.items() if fold(one.title) == folded), None)
            case "area":
                return self._area(text)
        return person_or_site(self.drafts.all(field.target), text)

    def _area(self, text: str) -> str | None:
        """An area of the file's edition, else of another one: people go on leading what they led."""
        for guide in (self.guide, *(Guide(one) for one in self.reference.catalogs.values())):
            area = guide.catalog.area(text.strip()) or guide.area(text)
            if area is not None:
                return area.id
        return None

    def _component(self, told: Told, draft: Draft) -> None:
        """A factor's component; one of another edition belongs to an assessment made with that edition."""
        text = as_text(told.cell).split("\n")[0]
        guides = {one.id: Guide(one) for one in (self.guide.catalog, *self.reference.catalogs.values())}
        found = [(edition, one) for edition, guide in guides.items() if (one := guide.component(name=text))]
        if not found:
            self.drafts.leave(told.cell, "Componente", Why.NO_SUCH_COMPONENT)
            return
        edition, best = next((one for one in found if one[1].doubt is None), found[0])
        self.drafts.give(draft, "component", best.id, told.cell, best.doubt)
        if edition != self.guide.catalog.id:
            draft.parents["assessments"] = self._older(edition)

    def _older(self, edition: str) -> Draft:
        for one in self.drafts.all("assessments"):
            if one.values.get("catalog") == edition:
                return one
        draft = self.drafts.new("assessments")
        draft.values["catalog"] = edition
        # The latest assessment, of which the form speaks, stays the last one.
        self.drafts.all("assessments").insert(0, self.drafts.all("assessments").pop())
        return draft

    def _responsible(self, told: Told, draft: Draft, text: str) -> None:
        """People of the team by name; whoever is not in it stays in words."""
        team = self.drafts.all("team")
        keys, others = names_in(text, lambda name: person_or_site(team, name))
        if keys:
            self.drafts.give(draft, "responsible", tuple(keys), told.cell)
        if others:
            separator = SEPARATOR if SEPARATOR.strip() in text else ", "
            words = text if not keys else separator.join(others)
            cell = replace(told.cell, value=words)
            self.giving.give(Told("", told.slot, cell), draft, "responsible_other")

    # -- minutes ------------------------------------------------------------------------------------------------
    def _minutes(self) -> None:
        """Who attended and who signed the meeting that approved the plan, if the file tells of one."""
        school = self.drafts.singles["school"]
        head = fold(str(school.values.get("head_name", "")))
        signers = [Person(name=name, role=role) for name, role in self.giving.signers if fold(name) != head]
        meetings = self.drafts.all("meetings")
        if not meetings and not self.giving.attendance and not signers:
            return
        meeting = meetings[0] if meetings else self.drafts.new("meetings")
        meeting.values.setdefault("kind", "consejo_directivo")
        if signers:
            meeting.values["signers"] = tuple(signers)
        self.drafts.singles["plan"].values["approval_meeting"] = meeting.id
        if self.giving.attendance is not None:
            self._attended(self.giving.attendance, meeting)

    def _attended(self, told: Told, meeting: Draft) -> None:
        people = [*self.drafts.all("team"), *self.drafts.all("council")]
        keys, others = names_in(as_text(told.cell), lambda name: person_or_site(people, name))
        team = {one.id for one in self.drafts.all("team")}
        meeting.values["attendees"] = tuple(key for key in keys if key in team)
        meeting.values["council_attendees"] = tuple(key for key in keys if key not in team)
        meeting.values["guests"] = tuple(Person(name=name) for name in others)
        self.drafts.taken.append((told.cell.spot, meeting, "guests", "Asistentes"))

    # -- parents ------------------------------------------------------------------------------------------------
    def _parents(self) -> None:
        """Whatever hangs from nothing known gets a parent, or stays out; said in either case."""
        self._diagnosis()
        for kind, above in (("goals", "objectives"), ("indicators", "goals"), ("actions", "goals")):
            for draft in self.drafts.all(kind):
                if above not in draft.parents:
                    draft.parents[above] = self._stand_in(above, draft)
        for draft in self._of("resources"):
            if "actions" not in draft.parents:
                self._leave_out(draft, Why.NO_PARENT)
        for draft in self.drafts.all("observations"):
            draft.parents.setdefault("concepts", self.giving.only("concepts"))
        for draft in self.drafts.all("concepts"):
            draft.parents.setdefault("deliveries", self._delivery())
        for key, draft in list(self.drafts.keyed.items()):
            if any(one.holds is Type.PARENT and one.target not in draft.parents for one in fields_of(draft.cls)):
                del self.drafts.keyed[key]
                self.drafts.taken = [one for one in self.drafts.taken if one[1] is not draft]

    def _diagnosis(self) -> None:
        """Ratings and factors are of the file's assessment; a factor must say of which component."""
        for kind in ("ratings", "factors"):
            for draft in self._of(kind):
                draft.parents.setdefault("assessments", self.assessment())
        for draft in self.drafts.all("factors"):
            if "component" not in draft.values:
                self._leave_out(draft, Why.NO_SUCH_COMPONENT)
        self._drop_gone_factors()

    def assessment(self) -> Draft:
        """The assessment that the file is about."""
        known = self.drafts.all("assessments")
        return known[-1] if known else self.drafts.new("assessments")

    def _of(self, kind: str) -> Iterable[Draft]:
        return [*self.drafts.all(kind), *(one for (name, _), one in self.drafts.keyed.items() if name == kind)]

    def _leave_out(self, draft: Draft, why: Why) -> None:
        self.drafts.listed[draft.kind] = [one for one in self.drafts.all(draft.kind) if one is not draft]
        self.drafts.taken = [one for one in self.drafts.taken if one[1] is not draft]
        spot = next(iter(draft.spots.values()), Spot())
        title = str(draft.values.get(draft.cls.TITLE, ""))
        self.drafts.left.append(Note(spot, draft.cls.NOUN.capitalize(), title, why))

    def _drop_gone_factors(self) -> None:
        there = {one.id for one in self.drafts.all("factors")}
        for objective in self.drafts.all("objectives"):
            keys = objective.values.get("factors", ())
            if any(key not in there for key in keys):
                objective.values["factors"] = tuple(key for key in keys if key in there)

    def _stand_in(self, kind: str, child: Draft) -> Draft:
        """One empty parent for all that have none."""
        for one in self.drafts.all(kind):
            if not one.spots and not one.label and not one.values:
                return one
        draft = self.drafts.new(kind)
        if kind == "goals":
            draft.parents["objectives"] = self._stand_in("objectives", draft)
        spot = next(iter(child.spots.values()), Spot())
        self.drafts.doubtful.append(Note(spot, KINDS[kind].NOUN.capitalize(), "", Why.NO_PARENT))
        return draft

    def _delivery(self) -> Draft:
        known = self.drafts.all("deliveries")
        if known:
            return known[0]
        draft = self.drafts.new("deliveries")
        draft.values |= {"moment": "plan", "version": self.drafts.singles["plan"].values.get("version", 1)}
        return draft

    # -- costs --------------------------------------------------------------------------------------------------
    def _costs(self) -> None:
        """A cost that is quantity times unit cost, and the year in which the action begins, need not be written."""
        there = [one for one in self.giving.following if "actions" in one[1].parents]  # the others were left out
        for told, draft, name in there:
            follows = _product(draft) if name == "amount" else _start_year(draft)
            if follows is None or number_shown(told.cell) != follows:
                self.giving.give(told, draft, name)

    # -- the frame ----------------------------------------------------------------------------------------------
    def _frame(self) -> None:
        plan = self.drafts.singles["plan"]
        first, last = self._years()
        plan.values |= {"start_year": first, "end_year": last, "catalog": self.guide.catalog.id}

    def _years(self) -> tuple[int, int]:
        for told in self.giving.period:
            years = [int(year) for year in re.findall(r"2[01][0-9]{2}", as_text(told.cell))]
            if years and 0 <= years[-1] - years[0] < LONGEST_PLAN:
                return years[0], years[-1]
        years = sorted(set(self._years_told()))
        first = years[0] if years else self.today.year
        last = min(years[-1], first + LONGEST_PLAN - 1) if years else first
        text = str(first) if first == last else f"{first}–{last}"
        self.drafts.doubtful.append(Note(Spot(), "Años del plan", "", Why.ASSUMED, text))
        return first, last

    def _years_told(self) -> Iterable[int]:
        """Years in which something happens."""
        for kind, name in (
            ("actions", "start_on"),
            ("actions", "end_on"),
            ("goals", "due_on"),
            ("checkpoints", "date"),
        ):
            for draft in self.drafts.all(kind):
                when = draft.values.get(name)
                if isinstance(when, date) and FIRST_YEAR <= when.year <= LAST_YEAR:
                    yield when.year


def _product(resource: Draft) -> Decimal | None:
    quantity, unit = resource.values.get("quantity"), resource.values.get("unit_cost")
    return rounded(quantity * unit, 0) if isinstance(quantity, Decimal) and isinstance(unit, int) else None


def _start_year(resource: Draft) -> int | None:
    start = resource.parents["actions"].values.get("start_on")
    return start.year if isinstance(start, date) else None


def names_in(text: str, find: Callable[[str], str | None]) -> tuple[list[str], list[str]]:
    """The keys of several names in one cell, and the names that nobody has.

    A name may hold a comma or even a semicolon («Estudiante, 9.º»), so the longest pieces are tried first. The names
    that nobody has keep their blanks.
    """
    keys: list[str] = []
    others: list[str] = []
    pieces = re.split(r"(; |[;\n])", text)  # every other one is what parts its neighbours
    while pieces:
        for length in range(len(pieces), 0, -2):
            key = find("".join(pieces[:length])) if length > 1 or pieces[0].strip() else None
            if key is not None:
                keys.append(key)
                pieces = pieces[length + 1 :]
                break
        else:
            found, unknown = _with_commas(pieces[0], find)
            pieces = pieces[2:]
            keys += found
            others += unknown
    return list(dict.fromkeys(keys)), others


def _with_commas(piece: str, find: Callable[[str], str | None]) -> tuple[list[str], list[str]]:
    """The same for a piece in which commas or «y» may part names; none of them known, it is one name."""
    parts = split_names(piece)
    known = [find(part) for part in parts]
    if not any(known):
        return [], [piece] if piece.strip() else []
    return [key for key in known if key], [part for part, key in zip(parts, known, strict=True) if not key]


def person_or_site(known: Iterable[Draft], text: str) -> str | None:
    """The only record of that name; of a person also by position, and by the words before a comma or bracket."""
    folded, ones = fold(text), list(known)
    exact = [one for one in ones if text.strip() and str(one.values.get("name", "")).strip() == text.strip()]
    if exact or not folded:
        return exact[0].id if exact else None
    parted = _PARTED.search(text) is not None
    for name in ("name", "position"):
        said = [(one, str(one.values.get(name, ""))) for one in ones]
        # Several pieces are one name only where the name has as many: what is no letter does not count otherwise.
        found = [one for one, words in said if fold(words) == folded and (_PARTED.search(words) is not None) == parted]
        if found:
            return found[0].id
    shorter = "" if parted else fold(re.split(r"[,(–-]", text)[0])
    found = [one for one in ones if fold(str(one.values.get("name", ""))) == shorter]
    return found[0].id if len(found) == 1 and shorter else None


def municipality_of(reference: Reference, text: str) -> str | None:
    """A municipality's code by its name, an alias or the code itself; its department may stand behind it."""
    folded = fold(text)
    names: Mapping[str, Any] = reference.municipalities
    for code, one in names.items():
        spelled = {fold(one.name), *(fold(alias) for alias in one.aliases), code}
        if folded in spelled or any(folded == f"{name} {fold(reference.department)}" for name in spelled):
            return code
    return None


def edition(reference: Reference, texts: Iterable[str]) -> Catalog:
    """The edition that a file's texts speak of; the first one if they name no component."""
    from pmi_desktop.official.reading.guide import edition_of

    known = list(texts)
    folded = {fold(text) for text in known}
    titled = [one for one in reference.catalogs.values() if fold(one.title) in folded]
    found = titled[0] if len(titled) == 1 else edition_of(reference, known)
    return found or next(iter(reference.catalogs.values()))
