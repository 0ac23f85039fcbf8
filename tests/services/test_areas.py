"""An area goes to a colleague's PC and comes back: through files only, in two data folders."""

import json
import zipfile
from pathlib import Path

import pytest

from pmi_desktop.domain import gestures
from pmi_desktop.domain.diagnosis import Rating
from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.goals import Goal
from pmi_desktop.domain.handing_in import About, Evidence
from pmi_desktop.domain.merge import Choice, Written
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.school import Member
from pmi_desktop.official.package.errors import NotAPackage, NotWhole
from pmi_desktop.services.area_files import NotAnArea
from pmi_desktop.services.area_loans import away, borrowed, given, is_back
from pmi_desktop.services.area_taking import AreaOfAnotherPlan, OlderReturn, Undecided, UnknownLoan
from pmi_desktop.services.area_words import counts, outside_in_words, questions, since_in_words
from pmi_desktop.services.areas import NotLentToUs, UnknownArea
from pmi_desktop.services.backups import Reason
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead, CannotWrite
from pmi_desktop.services.sending import WrittenBadly
from pmi_desktop.services.sentences import sentence
from tests.samples import example_plan, make_plan
from tests.services.lending import Computer, Gesture

RATING = "as2025/2.1.1"


def writing(text: str, key: str = RATING, field: str = "evidence") -> Gesture:
    def gesture(plan: Plan) -> Edit:
        rating = plan.get(Rating, key)
        assert rating is not None
        return gestures.change(plan, rating, **{field: text})

    return gesture


def goal(text: str, key: str = "m11") -> Gesture:
    def gesture(plan: Plan) -> Edit:
        found = plan.get(Goal, key)
        assert found is not None
        return gestures.change(plan, found, text=text)

    return gesture


@pytest.fixture
def school(tmp_path: Path) -> Computer:
    plan = example_plan()
    return Computer(tmp_path / "colegio", plan.after(gestures.change(plan, plan.all(Member)[1], phone="3101234567")))


@pytest.fixture
def home(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "casa")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "memoria").mkdir()
    return tmp_path / "memoria"


@pytest.fixture
def out(school: Computer, home: Computer, stick: Path) -> Path:
    """Area 2 is lent, and open at home."""
    school.give(stick / "a.pmiarea", "2")
    home.borrow(stick / "a.pmiarea")
    return stick / "a.pmiarea"


def test_the_plan_knows_what_is_with_whom_and_the_copy_what_was_lent(
    school: Computer, home: Computer, out: Path
) -> None:
    with school.opened() as opened:
        (loan,) = away(opened.editor.notes)
        assert (loan.areas, loan.to, loan.member) == (("2",), "Ramiro Ibarra Contreras", "t2")
    with home.opened() as opened:
        lent = borrowed(opened.editor.notes)
        assert lent is not None
        assert (lent.id, lent.copy != "") == (loan.id, True)
        assert home.workspace.summary(home.path).borrowed == "Ramiro Ibarra Contreras"
    assert school.workspace.summary(school.path).borrowed == ""
    assert b"3101234567" not in out.read_bytes()
    assert home.plan == _without_phones(school.plan)


def _without_phones(plan: Plan) -> Plan:
    return Plan.of(one.but(phone="", email="") if isinstance(one, Member) else one for one in plan)


def test_what_was_done_elsewhere_comes_in_as_one_step_signed_by_whoever_did_it(
    school: Computer, home: Computer, out: Path, stick: Path
) -> None:
    before = school.plan
    home.do(writing("Acta 7"), goal("Otra meta"))
    home.give(stick / "b.pmiarea", "2")
    merged = school.take(stick / "b.pmiarea")
    assert counts(merged) == "0 nuevos, 2 cambiados, 0 en conflicto y 0 borrados"
    plan = school.plan
    assert plan == before.after(writing("Acta 7")(before)).after(goal("Otra meta")(before))
    with school.opened() as opened:
        assert not away(opened.editor.notes)
        assert [one.reason for one in opened.backups.all()].count(Reason.MERGE) == 1
        last = opened.editor.store.log()[-1]
        assert (last.author, last.label) == ("t2", "recibir Gestión académica")


def test_taking_twice_changes_nothing_and_a_second_return_brings_only_what_is_new(
    school: Computer, home: Computer, out: Path, stick: Path
) -> None:
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    school.take(stick / "b.pmiarea")
    school.do(writing("Acta 8"))
    assert school.take(stick / "b.pmiarea").edit.changes == ()
    home.do(goal("Otra meta"))
    home.give(stick / "c.pmiarea", "2")
    merged = school.take(stick / "c.pmiarea")
    assert (counts(merged), merged.conflicts) == ("0 nuevos, 1 cambiado, 0 en conflicto y 0 borrados", ())
    rating = school.plan.get(Rating, RATING)
    assert rating is not None
    assert rating.evidence == "Acta 8"
    with pytest.raises(OlderReturn):
        school.take(stick / "b.pmiarea")


def test_a_taking_that_was_undone_can_be_done_again(school: Computer, home: Computer, out: Path, stick: Path) -> None:
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    from pmi_desktop.services.area_files import read_area_file
    from pmi_desktop.services.area_taking import take, weigh
    from tests.samples import reference

    with school.opened() as opened:
        editor, before = opened.editor, opened.editor.plan
        for _ in range(2):
            file = read_area_file(stick / "b.pmiarea", reference())
            take(opened, weigh(file, editor.plan, editor.notes, reference()))
            assert is_back(editor.notes, file.loan)
            assert editor.plan != before
            assert editor.undo_label == "recibir Gestión académica"
            editor.undo()
            assert editor.plan == before
            assert away(editor.notes)


def test_what_both_changed_is_asked_with_who_and_when(school: Computer, home: Computer, out: Path, stick: Path) -> None:
    with school.opened() as opened:
        opened.editor.author = "t2"
        opened.editor.apply(writing("De aquí")(opened.editor.plan))
    with home.opened() as opened:
        opened.editor.author = "Quien lo hizo"
        opened.editor.apply(writing("De allá")(opened.editor.plan))
    home.give(stick / "b.pmiarea", "2")
    before = school.plan
    with pytest.raises(Undecided):
        school.take(stick / "b.pmiarea")
    assert school.plan == before
    taking = school.weigh(stick / "b.pmiarea")
    with school.opened() as opened:
        (one,) = questions(taking, taking.merged(before).open, before, opened.editor.store.log())
    assert (one.ours.text, one.theirs.text) == ("De aquí", "De allá")
    assert one.ours.signed == "Ramiro Ibarra Contreras, 13 de febrero de 2026"
    assert one.theirs.signed == "Quien lo hizo, 13 de febrero de 2026"
    assert one.title.startswith("La valoración de «")
    results = {}
    for decision in (Choice.OURS, Choice.THEIRS, Choice.BOTH, Written("Un tercero")):
        rating = before.after(taking.merged(before, decision).edit).get(Rating, RATING)
        assert rating is not None
        results[decision] = rating.evidence
    assert list(results.values()) == ["De aquí", "De allá", "De aquí\n\nDe allá", "Un tercero"]
    school.take(stick / "b.pmiarea", Written("Un tercero"))
    assert school.take(stick / "b.pmiarea").edit.changes == (), "decided once and for all"


def test_removed_here_and_changed_there_is_asked(school: Computer, home: Computer, out: Path, stick: Path) -> None:
    def remove(plan: Plan) -> Edit:
        found = plan.get(Goal, "m11")
        assert found is not None
        return gestures.remove(plan, found)

    school.do(remove)
    home.do(goal("Otra meta"))
    home.give(stick / "b.pmiarea", "2")
    with pytest.raises(Undecided):
        school.take(stick / "b.pmiarea")
    school.take(stick / "b.pmiarea", Choice.THEIRS)
    found = school.plan.get(Goal, "m11")
    assert found is not None
    assert found.text == "Otra meta"


def test_what_was_not_asked_for_is_listed_and_stays_out(
    school: Computer, home: Computer, out: Path, stick: Path
) -> None:
    home.do(
        writing("Acta 7"), writing("Ajena", "as2025/3.1.1"), lambda plan: gestures.change(plan, plan.school, nit="9")
    )
    home.give(stick / "b.pmiarea", "2")
    taking = school.weigh(stick / "b.pmiarea")
    assert len(outside_in_words(taking)) == 2
    before = school.plan
    school.take(stick / "b.pmiarea")
    assert school.plan == before.after(writing("Acta 7")(before))


def test_attached_files_travel_both_ways(school: Computer, home: Computer, stick: Path) -> None:
    def attach(computer: Computer, data: bytes, name: str, key: str, *, minors: bool = False) -> None:
        with computer.opened() as opened:
            sha256 = opened.evidence.put_bytes(data, name).sha256
            about = (About(kind="ratings", key=key),)
            record = Evidence(id=name, name=name, size=len(data), sha256=sha256, about=about, shows_minors=minors)
            opened.editor.apply(gestures.add(opened.editor.plan, record))

    attach(school, b"acta", "acta.pdf", RATING)
    attach(school, b"menores", "menores.jpg", RATING, minors=True)
    attach(school, b"otra", "otra.pdf", "as2025/3.1.1")
    school.give(stick / "a.pmiarea", "2")
    home.borrow(stick / "a.pmiarea")
    assert {path.read_bytes() for path in EvidenceFolder(home.path).present().values()} == {b"acta"}
    attach(home, b"foto", "foto.jpg", RATING, minors=True)
    home.give(stick / "b.pmiarea", "2")
    school.take(stick / "b.pmiarea")
    held = {path.read_bytes() for path in EvidenceFolder(school.path).present().values()}
    assert held == {b"acta", b"menores", b"otra", b"foto"}
    assert {one.name for one in school.plan.all(Evidence)} == {"acta.pdf", "menores.jpg", "otra.pdf", "foto.jpg"}
    member = next(one for one in school.plan.all(Member) if one.phone)
    assert member.phone == "3101234567"


def test_two_copies_of_one_loan_are_compared_each_with_its_own(
    school: Computer, home: Computer, out: Path, stick: Path, tmp_path: Path
) -> None:
    other = Computer(tmp_path / "otra casa")
    other.borrow(out)
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    other.do(goal("Otra meta"))
    other.give(stick / "c.pmiarea", "2")
    school.take(stick / "b.pmiarea")
    school.take(stick / "c.pmiarea")
    before = example_plan()
    expected = before.after(writing("Acta 7")(before)).after(goal("Otra meta")(before))
    assert _without_phones(school.plan) == expected


@pytest.mark.parametrize("part", [0.0, 0.02, 0.5, 0.97, 0.9999])
def test_a_stick_that_loses_part_of_the_file_is_noticed_before_anything_changes(
    school: Computer, home: Computer, out: Path, stick: Path, part: float
) -> None:
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    data = (stick / "b.pmiarea").read_bytes()
    (stick / "b.pmiarea").write_bytes(data[: int(len(data) * part)])
    _refused(school, stick / "b.pmiarea", NotAPackage, NotWhole, NotAnArea)


@pytest.mark.parametrize("place", [0.1, 0.3, 0.6, 0.9])
def test_one_changed_byte_is_noticed(school: Computer, home: Computer, out: Path, stick: Path, place: float) -> None:
    home.give(stick / "b.pmiarea", "2")
    data = bytearray((stick / "b.pmiarea").read_bytes())
    data[int(len(data) * place)] ^= 4
    (stick / "b.pmiarea").write_bytes(data)
    _refused(school, stick / "b.pmiarea", NotWhole, NotAPackage)


def _refused(school: Computer, path: Path, *kinds: type[PmiError]) -> None:
    before = school.path.read_bytes()
    with pytest.raises(kinds) as caught:
        school.take(path)
    assert str(path) in sentence(caught.value)
    assert school.path.read_bytes() == before


def test_what_does_not_belong_here_gets_its_sentence(
    school: Computer, home: Computer, out: Path, stick: Path, tmp_path: Path
) -> None:
    home.give(stick / "b.pmiarea", "2")
    stranger = Computer(tmp_path / "otro colegio", make_plan(id="otro"))
    _refused(stranger, stick / "b.pmiarea", AreaOfAnotherPlan)
    restored = Computer(tmp_path / "restaurado", example_plan())
    _refused(restored, stick / "b.pmiarea", UnknownLoan)
    _refused(school, home.path, NotAnArea)
    _refused(school, stick / "nada.pmiarea", CannotRead)
    of_tomorrow = newer(stick / "b.pmiarea", stick / "nuevo.pmiarea")
    _refused(school, of_tomorrow, NotAPackage)
    with pytest.raises(NotAPackage) as caught:
        school.take(of_tomorrow)
    assert "más nueva" in sentence(caught.value)


def test_a_plan_that_does_not_remember_the_loan_takes_it_when_told_to(
    school: Computer, home: Computer, out: Path, stick: Path, tmp_path: Path
) -> None:
    home.do(writing("Acta 7"), goal("De allá"))
    home.give(stick / "b.pmiarea", "2")
    restored = Computer(tmp_path / "restaurado", example_plan())
    restored.do(goal("De aquí"))
    before = restored.plan
    _refused(restored, stick / "b.pmiarea", UnknownLoan)
    with pytest.raises(Undecided):
        restored.take(stick / "b.pmiarea", anyway=True)
    assert restored.plan == before
    restored.take(stick / "b.pmiarea", Choice.OURS, anyway=True)
    assert restored.plan == before.after(writing("Acta 7")(before))
    again = restored.path.read_bytes()
    restored.take(stick / "b.pmiarea", Choice.OURS, anyway=True)
    assert restored.path.read_bytes() == again


def test_how_old_the_base_is_gets_its_sentence(school: Computer, home: Computer, out: Path, stick: Path) -> None:
    home.do(writing("Acta 7"))
    home.give(stick / "b.pmiarea", "2")
    assert since_in_words(school.weigh(stick / "b.pmiarea"), school.plan) == (
        "Se entregó el 13 de febrero de 2026; aquí, desde entonces, nada ha cambiado."
    )
    school.do(goal("De aquí"), writing("Ajena", "as2025/3.1.1"))
    assert since_in_words(school.weigh(stick / "b.pmiarea"), school.plan) == (
        "Se entregó el 13 de febrero de 2026; aquí, desde entonces, cambiaron 2 registros."
    )


def newer(source: Path, target: Path) -> Path:
    """The same file as a program of another year would write it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _newer(data) if name.endswith("manifest.json") else data)
    return target


def _newer(manifest: bytes) -> bytes:
    from pmi_desktop.official.package.manifest import _canonical, _code

    tree = json.loads(manifest) | {"format_version": 2}
    return _canonical(tree | {"code": _code(tree)})


def test_the_file_that_was_given_brings_nothing_back(school: Computer, out: Path) -> None:
    before = school.plan
    assert not school.weigh(out).brings_something
    assert school.take(out).edit.changes == ()
    assert school.plan == before


def test_only_what_was_lent_is_given_back_and_only_areas_of_the_guide_are_lent(
    school: Computer, home: Computer, out: Path, stick: Path
) -> None:
    with pytest.raises(NotLentToUs):
        home.give(stick / "b.pmiarea", "3")
    with pytest.raises(UnknownArea):
        school.give(stick / "b.pmiarea", "D")
    assert [path.name for path in stick.iterdir()] == ["a.pmiarea"]


def test_nothing_is_lent_when_the_stick_does_not_take_it(
    school: Computer, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotWrite):
        school.give(stick / "no está" / "a.pmiarea", "2")
    from pmi_desktop.services import files

    replace = files._to_disk

    def lose_half(descriptor: int) -> None:
        import os

        os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
        replace(descriptor)

    monkeypatch.setattr(files, "_to_disk", lose_half)
    with pytest.raises(WrittenBadly):
        school.give(stick / "a.pmiarea", "2")
    monkeypatch.undo()
    assert list(stick.iterdir()) == []
    with school.opened() as opened:
        assert given(opened.editor.notes) == ()


def test_a_plan_that_takes_the_place_of_the_copy_is_still_the_copy(
    school: Computer, home: Computer, out: Path, stick: Path
) -> None:
    plan = home.plan
    home.workspace.create(plan.after(writing("De un archivo")(plan)), home.path, replace=True)
    home.give(stick / "b.pmiarea", "2")
    school.take(stick / "b.pmiarea")
    rating = school.plan.get(Rating, RATING)
    assert rating is not None
    assert rating.evidence == "De un archivo"
