"""Plans with and without what is missing in the school, its identity and its self-assessment."""

from collections.abc import Mapping

from pmi_desktop.domain.diagnosis import Assessment, Rating
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import Identity, Member, PlanInfo, School, Site
from tests.domain.checks.making import Broken, Case, changed, no_text_in_area, without

_FILE = Evidence(id="e", name="Acta 3.pdf", sha256="bb")


def _school(name: str, words: str) -> Broken:
    return Broken(changed(School, "", **{name: ""}), "school", name, words)


CASES: Mapping[str, Case] = {
    "school-field-missing": Case(
        "B B B",
        (
            _school("name", "Falta el nombre del establecimiento"),
            _school("dane_code", "Falta el código DANE"),
            _school("kind", "clase de establecimiento"),
            _school("zone", "Falta la zona"),
            _school("municipality", "Falta el municipio"),
            _school("head_name", "rector o director rural"),
        ),
    ),
    "dane-not-12-digits": Case(
        "B a a",
        (
            Broken(changed(School, "", dane_code="25405199901"), "school", "dane_code", "doce dígitos"),
            Broken(
                changed(School, "", dane_code="25405199901O"),
                "school",
                "dane_code",
                "del establecimiento no tiene doce",
            ),
            Broken(changed(Site, "s2", dane_code="٢٥٤٠٥١٩٩٩٠٢٩"), "sites:s2", "dane_code", "de la sede «La Cristalina"),
        ),
        (changed(Site, "s2", dane_code=""),),
    ),
    "dane-doubtful": Case(
        "a - -",
        (
            Broken(changed(School, "", dane_code="954051999010"), "school", "dane_code", "no empieza por 1, 2, 3 ni 4"),
            Broken(
                changed(School, "", dane_code="254003999010"), "school", "dane_code", "municipio escogido (Arboledas)"
            ),
            Broken(changed(School, "", dane_code="154051999010"), "school", "dane_code", "zona urbana"),
            Broken(
                changed(Site, "s3", dane_code="254051999029"), "sites:s3", "dane_code", "el mismo de la sede «La Cri"
            ),
            Broken(changed(Site, "s3", dane_code="254003999029"), "sites:s3", "dane_code", "de la sede «El Moral»"),
        ),
        (
            changed(School, "", dane_code="154051999010", zone="urbana_rural"),
            changed(School, "", municipality=""),
            changed(School, "", dane_code="9540519990"),
        ),
    ),
    "other-secretariat": Case(
        "a - -",
        (
            Broken(changed(School, "", municipality="54001"), "school", "municipality", "Cúcuta tiene su propia"),
            Broken(changed(School, "", municipality="05001"), "school", "municipality", "no es de Norte de Santander"),
        ),
        (changed(School, "", municipality=""),),
    ),
    "main-site": Case(
        "B a a",
        (
            Broken(changed(Site, "s1", main=False), "sites:s1", "main", "Ninguna sede"),
            Broken(changed(Site, "s4", main=True), "sites:s4", "main", "Hay 2 sedes marcadas como principales"),
            Broken(without(Site), None, None, "No hay sedes"),
        ),
    ),
    "site-incomplete": Case(
        "a - -",
        (
            Broken(changed(Site, "s2", name=" "), "sites:s2", "name", "La segunda sede no tiene nombre."),
            Broken(
                changed(Site, "s2", students=None, teachers=None),
                "sites:s2",
                "students",
                "La sede «La Cristalina Alta» no tiene número de estudiantes ni número de docentes.",
            ),
        ),
        (changed(Site, "s2", students=0, teachers=0),),
    ),
    "team-empty": Case("B a a", (Broken(without(Member), None, None, "no tiene integrantes"),)),
    "area-without-leader": Case(
        "B a a",
        (
            Broken(changed(Member, "t2", leads=()), None, None, "«Gestión académica»"),
            Broken(without(Member, "t4"), None, None, "«Gestión de la comunidad»"),
        ),
        (changed(Member, "t5", leads=("1", "2", "3", "4")),),
    ),
    "team-act-missing": Case(
        "a - -", (Broken(changed(PlanInfo, "", team_act=""), "plan", "team_act", "acto que conforma"),)
    ),
    "identity-missing": Case(
        "a - -",
        (
            Broken(changed(Identity, "", mission=""), "identity", "mission", "Falta la misión"),
            Broken(changed(Identity, "", vision="\n"), "identity", "vision", "Falta la visión"),
        ),
        (changed(Identity, "", values="", context=""),),
    ),
    "component-pending": Case(
        "B - -",
        (
            Broken(without(Rating, "as2025/1.2.1"), "ratings:as2025/1.2.1", "level", "«Liderazgo» no tiene valoración"),
            Broken(changed(Rating, "as2025/1.2.1", level=None), "ratings:as2025/1.2.1", "level", "«Liderazgo»"),
            Broken(without(Assessment), None, None, "Todavía no hay autoevaluación"),
        ),
        (without(Rating, "as2024/1.2.1"),),
    ),
    "na-without-reason": Case(
        "B - -",
        (Broken(changed(Rating, "as2025/4.1.2", reason=""), "ratings:as2025/4.1.2", "reason", "«No aplica»"),),
        (changed(Rating, "as2024/4.1.2", reason=""),),
    ),
    "rating-without-evidence": Case(
        "a - -",
        (Broken(changed(Rating, "as2025/1.1.1", evidence=""), "ratings:as2025/1.1.1", "evidence", "nivel 3 (Apropia"),),
        (
            changed(Rating, "as2025/1.2.4", evidence=""),
            lambda: Plan.of(
                [
                    *changed(Rating, "as2025/1.1.1", evidence="")(),
                    _FILE.but(about=(About(kind="ratings", key="as2025/1.1.1"),)),
                ]
            ),
        ),
    ),
    "level-1-without-opportunity": Case(
        "a - -",
        (
            Broken(
                changed(Rating, "as2025/1.2.4", opportunity=""), "ratings:as2025/1.2.4", "opportunity", "nivel 1 (Exist"
            ),
        ),
    ),
    "area-without-strength": Case(
        "a - -",
        (Broken(no_text_in_area("strength", "2"), None, None, "El área «Gestión académica» no tiene fortalezas"),),
        (changed(Rating, "as2025/1.1.1", strength=""),),
    ),
    "area-without-opportunity": Case(
        "a - -",
        (Broken(no_text_in_area("opportunity", "4"), None, None, "«Gestión de la comunidad» no tiene oportunidades"),),
    ),
}
