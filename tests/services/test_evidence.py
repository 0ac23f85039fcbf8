import hashlib
from pathlib import Path

import pytest

from pmi_desktop.services import evidence
from pmi_desktop.services.evidence import EvidenceFolder
from pmi_desktop.services.files import CannotRead


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "Plan Ñ.pmi")


def photo(tmp_path: Path, data: bytes = b"foto", name: str = "Salida al río.JPG") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_bytes_lie_beside_the_plan_under_what_they_are(folder: EvidenceFolder, tmp_path: Path) -> None:
    kept = folder.put(photo(tmp_path))
    sha256 = hashlib.sha256(b"foto").hexdigest()
    assert kept.path == tmp_path / "Plan Ñ.evidencias" / f"{sha256}.jpg"
    assert (kept.sha256, kept.size, kept.path.read_bytes()) == (sha256, 4, b"foto")
    assert folder.present() == {sha256: kept.path}
    assert folder.verify(sha256)


def test_the_same_bytes_are_kept_once(folder: EvidenceFolder, tmp_path: Path) -> None:
    first = folder.put(photo(tmp_path))
    second = folder.put(photo(tmp_path, name="copia.png"))
    third = folder.put_bytes(b"foto", "otra")
    assert first == second == third
    assert len(list(folder.path.iterdir())) == 1


def test_damaged_bytes_are_noticed_and_mended(folder: EvidenceFolder, tmp_path: Path) -> None:
    kept = folder.put(photo(tmp_path))
    kept.path.write_bytes(b"otra")
    assert not folder.verify(kept.sha256)
    folder.put(photo(tmp_path))
    assert folder.verify(kept.sha256)


@pytest.mark.parametrize(
    ("name", "extension"),
    [("acta.pdf", ".pdf"), ("acta", ""), ("a.tar.gz", ".gz"), ("a.ñ", ""), ("a." + "x" * 40, ""), ("a.p df", "")],
)
def test_an_extension_is_kept_where_it_harms_nothing(folder: EvidenceFolder, name: str, extension: str) -> None:
    assert folder.put_bytes(b"x", name).path.suffix == extension


def test_what_is_too_large_or_no_file_leaves_nothing(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST", 3)
    for source in (photo(tmp_path), tmp_path, tmp_path / "no.jpg"):
        with pytest.raises(CannotRead):
            folder.put(source)
    assert not folder.path.exists()


def test_sweeping_takes_only_what_nobody_names(folder: EvidenceFolder, tmp_path: Path) -> None:
    kept, gone = folder.put_bytes(b"uno", "a.jpg"), folder.put_bytes(b"dos", "b.jpg")
    (folder.path / "LEAME.txt").write_text("del rector")
    assert folder.sweep({kept.sha256}) == (gone.path,)
    assert sorted(path.name for path in folder.path.iterdir()) == sorted([kept.path.name, "LEAME.txt"])


def test_a_name_that_is_no_digest_is_not_looked_for(folder: EvidenceFolder) -> None:
    assert folder.find("../../etc/passwd") is None
    assert folder.find("*") is None
    assert not folder.verify("")
