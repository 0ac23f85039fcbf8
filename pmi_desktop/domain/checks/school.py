"""What is missing about the school, its sites and its team."""

import re
from collections.abc import Iterator

from pmi_desktop.domain.checks.rules import Miss, rule
from pmi_desktop.domain.checks.view import View
from pmi_desktop.domain.checks.words import blank, listed, of, quoted, sentence
from pmi_desktop.domain.school import Member, School, Site

_NEEDED = {
    "name": "Falta el nombre del establecimiento. Escríbalo completo.",
    "dane_code": "Falta el código DANE del establecimiento. Escriba sus doce dígitos.",
    "kind": "Falta la clase de establecimiento. Escoja institución educativa o centro educativo.",
    "zone": "Falta la zona del establecimiento. Escójala.",
    "municipality": "Falta el municipio del establecimiento. Escójalo de la lista.",
    "head_name": "Falta el nombre del rector o director rural. Escríbalo.",
}


@rule("school-field-missing")
def school_field_missing(view: View) -> Iterator[Miss]:
    """One finding per field of the school without which no form can be filled."""
    school = view.plan.school
    for field, message in _NEEDED.items():
        if blank(getattr(school, field)):
            yield Miss(message, school, field)


def _owners(view: View) -> Iterator[tuple[School | Site, str, str]]:
    """The school and its sites, each with the step where it is edited and how a sentence calls it."""
    yield view.plan.school, School.STEP, "el establecimiento"
    for site in view.plan.all(Site):
        yield site, Site.STEP, view.named(site)


def _whole(code: str) -> bool:
    return re.fullmatch(r"[0-9]{12}", code) is not None


@rule("dane-not-12-digits")
def dane_not_12_digits(view: View) -> Iterator[Miss]:
    """A code that is written but is not twelve digits; the school's missing one is a finding of its own."""
    for owner, step, name in _owners(view):
        code = owner.dane_code
        if not blank(code) and not _whole(code):
            tail = "Revíselo: se escribe sin letras, espacios ni guiones."
            yield Miss(
                f"El código DANE {quoted(code)} {of(name)} no tiene doce dígitos. {tail}", owner, "dane_code", step
            )


@rule("dane-doubtful")
def dane_doubtful(view: View) -> Iterator[Miss]:
    """What the structure of a whole code makes doubtful; its check digit is not public, so nobody counts it.

    First digit: 1 and 3 urban, 2 and 4 rural. Digits 2 to 6: municipality. Sites made before a municipality was split
    keep their old code, so all of this is advice. One finding per reason.
    """
    municipality = view.plan.school.municipality
    known = view.reference.municipalities.get(municipality)
    first_with: dict[str, Site] = {}
    for owner, step, name in _owners(view):
        code = owner.dane_code
        if not _whole(code):
            continue
        doubts = []
        if code[0] not in "1234":
            doubts.append("no empieza por 1, 2, 3 ni 4")
        if municipality and code[1:6] != municipality:
            doubts.append(f"no es del municipio escogido ({known.name if known else municipality})")
        if code[0] in "13" and owner.zone == "rural":
            doubts.append("es de zona urbana y la zona escogida es rural")
        if isinstance(owner, Site) and first_with.setdefault(code, owner) is not owner:
            doubts.append(f"es el mismo {of(view.named(first_with[code]))}")
        for doubt in doubts:
            yield Miss(f"El código DANE {of(name)} {doubt}. Revíselo.", owner, "dane_code", step)


@rule("other-secretariat")
def other_secretariat(view: View) -> Iterator[Miss]:
    """The departmental secretariat receives the plans of its own municipalities only."""
    code = view.plan.school.municipality
    if blank(code):
        return
    municipality = view.reference.municipalities.get(code)
    if municipality is None:
        yield Miss(
            f"El municipio escogido no es de {view.reference.department}. Confirme a qué secretaría se entrega el PMI.",
            view.plan.school,
            "municipality",
        )
    elif municipality.certified:
        yield Miss(
            f"{municipality.name} tiene su propia Secretaría de Educación. El PMI se entrega a ella y no a la del"
            " departamento.",
            view.plan.school,
            "municipality",
        )


@rule("main-site")
def main_site(view: View) -> Iterator[Miss]:
    """Exactly one; when there are several the finding goes to the second."""
    sites = view.plan.all(Site)
    main = view.plan.where(Site, "main", True)
    if not sites:
        yield Miss("No hay sedes. Agregue al menos la principal.")
    elif not main:
        yield Miss("Ninguna sede está marcada como principal. Marque una.", sites[0], "main")
    elif len(main) > 1:
        yield Miss(f"Hay {len(main)} sedes marcadas como principales. Deje solo una.", main[1], "main")


@rule("site-incomplete")
def site_incomplete(view: View) -> Iterator[Miss]:
    """A site without name, or without the count of its students or of its teachers (zero is a count)."""
    for site in view.plan.all(Site):
        missing = {
            "name": "nombre" if blank(site.name) else "",
            "students": "número de estudiantes" if site.students is None else "",
            "teachers": "número de docentes" if site.teachers is None else "",
        }
        fields = [field for field, word in missing.items() if word]
        if fields:
            words = listed([missing[field] for field in fields], "ni")
            yield Miss(f"{sentence(view.named(site))} no tiene {words}. Complete sus datos.", site, fields[0])


@rule("team-empty")
def team_empty(view: View) -> Iterator[Miss]:
    """No members."""
    if not view.plan.all(Member):
        yield Miss("El equipo de gestión no tiene integrantes. Agregue a quienes lo forman.")


@rule("area-without-leader")
def area_without_leader(view: View) -> Iterator[Miss]:
    """An area of the plan's edition of the guide that nobody leads."""
    for area in view.reference.catalog(view.plan).areas:
        if not view.plan.where(Member, "leads", area.id):
            yield Miss(f"Nadie del equipo lidera el área {quoted(area.name)}. Escoja a quien la lidera.")


@rule("team-act-missing")
def team_act_missing(view: View) -> Iterator[Miss]:
    """No act that creates the team."""
    if blank(view.plan.info.team_act):
        yield Miss(
            "Falta el acto que conforma el equipo de gestión. Escriba su número y su fecha.", view.plan.info, "team_act"
        )
