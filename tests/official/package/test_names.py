"""The names of a package: as Enjambre wants them, and possible on every system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmi_desktop.official.package.names import (
    LONGEST_PATH,
    allowed,
    evidence_path,
    evidence_sha256,
    names_for,
    safe,
    with_prefix,
)

CE, IE = "centro_educativo", "institucion_educativa"
DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("school", "kind", "shown"),
    [
        ("San José", IE, "IE. San José"),
        ("El Moral", CE, "CE. El Moral"),
        ("El Moral", "", "El Moral"),
        ("Colegio Sagrado Corazón", IE, "IE. Colegio Sagrado Corazón"),
        ("Centro Educativo Rural Loma del Sietecueros", CE, "Centro Educativo Rural Loma del Sietecueros"),
        ("CENTRO EDUCATIVO EL MORAL", CE, "CENTRO EDUCATIVO EL MORAL"),
        ("Institucion  Educativa San José", IE, "Institucion  Educativa San José"),
        ("IE. San José", IE, "IE. San José"),
        ("I.E. San José", IE, "I.E. San José"),
        ("C.E.R. El Moral", CE, "C.E.R. El Moral"),
        ("Iespinal", IE, "IE. Iespinal"),
        ("Centro Poblado La Playa", CE, "CE. Centro Poblado La Playa"),
    ],
)
def test_prefix_goes_before_names_that_do_not_bring_it(school: str, kind: str, shown: str) -> None:
    assert with_prefix(school, kind) == shown


def test_folder_and_form_are_named_as_the_design_says() -> None:
    names = names_for("San José", IE, (2026, 2026), 2, ["D02.03.F01-V5"])
    assert names.folder == "PMI IE. San José 2026 versión 2"
    assert names.form("D02.03.F01-V5", "pdf") == "D02.03.F01-V5 IE. San José versión 2.pdf"


def test_a_plan_of_several_years_says_the_first_and_the_last() -> None:
    assert names_for("San José", IE, (2026, 2028), 1, []).folder == "PMI IE. San José 2026-2028 versión 1"


def test_a_school_without_name_has_a_package_all_the_same() -> None:
    assert names_for("", "", (2026, 2026), 1, []).folder == "PMI sin nombre 2026 versión 1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('a<b>c:d"e/f\\g|h?i*j', "a b c d e f g h i j"),
        ("San Jose\N{COMBINING ACUTE ACCENT}", "San José"),
        ("  punto final. . ", "punto final"),
        ("CON", "_CON"),
        ("aux.F1 San José", "_aux.F1 San José"),
        ("LPT1", "_LPT1"),
        ("Console", "Console"),
        ("una\nlínea\t\x00otra\N{RIGHT-TO-LEFT OVERRIDE}x", "una línea otra x"),
        ("..", ""),
    ],
)
def test_safe_names_work_on_windows(text: str, name: str) -> None:
    assert safe(text) == name


@given(st.text(max_size=300), st.sampled_from([CE, IE, ""]), st.integers(1, 99))
def test_no_path_is_too_long_or_unsafe(school: str, kind: str, version: int) -> None:
    names = names_for(school, kind, (2026, 2029), version, ["D02.03.F01-V5", "D02.03.F02-V3.0"])
    files = [names.form("D02.03.F01-V5", "xlsx"), evidence_path(DIGEST, "foto.jpeg")]
    assert safe(names.folder) == names.folder
    for file in files:
        assert allowed(file)
        assert len(f"{names.folder}/{file}".encode("utf-16-le")) // 2 <= LONGEST_PATH
        assert all(len(part.encode()) <= 255 for part in (names.folder, *file.split("/")))


def test_a_long_name_is_cut_at_a_word() -> None:
    school = "Institución Educativa Rural Nuestra Señora de las Mercedes de la Sabana Alta del Catatumbo y Sus Veredas"
    names = names_for(school, IE, (2026, 2026), 1, ["D02.03.F01-V5"])
    assert school.startswith(names.school + " ")
    assert len(names.school) > 50


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Foto 1.JPG", f"evidencias/{DIGEST}.jpg"),
        ("sin extensión", f"evidencias/{DIGEST}"),
        ("raro.<b>", f"evidencias/{DIGEST}"),
        ("acta.firmada.pdf", f"evidencias/{DIGEST}.pdf"),
    ],
)
def test_evidence_lies_under_its_fingerprint(name: str, path: str) -> None:
    assert evidence_path(DIGEST, name) == path
    assert evidence_sha256(path) == DIGEST


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "../plan.json", "/plan.json", "C:\\plan.json", "C:plan.json", "a/b", "evidencias/../plan.json",
        "evidencias/foto.jpg", f"evidencias/{DIGEST}/x", f"evidencias/{DIGEST}.", f"evidencias/{DIGEST}.a.b",
        f"Evidencias/{DIGEST}.jpg", f"evidencias/{DIGEST.upper()}.jpg", "NUL", "nul.txt", "plan.json.", "x" * 181,
        "plan\n.json", "Jose\N{COMBINING ACUTE ACCENT}.pdf",
    ],
)  # fmt: skip
def test_nothing_else_may_stand_in_a_package(path: str) -> None:
    assert not allowed(path)
