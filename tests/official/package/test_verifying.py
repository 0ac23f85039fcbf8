"""A package is whole only while every byte of it is as it was written; hostile ones are harmless."""

import io
import struct
import sys
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from pmi_desktop.official.package.errors import NotAPackage, NotWhole
from pmi_desktop.official.package.verifying import Damage, Wound, opened_folder, opened_zip, verify_folder
from tests.official.package.sample_package import PHOTO, PHOTO_PATH, Sample, in_folder, quiet, sample, tiny, verdict

FORM = "F1 versión 1.xlsx"


@pytest.fixture(scope="module")
def made() -> Sample:
    return sample()


def repacked(
    made: Sample, changes: Mapping[str, bytes | None] = MappingProxyType({}), folder: str | None = None
) -> bytes:
    """The package as another program would pack it, with files changed, added or (None) left out."""
    prefix = f"{made.folder}/" if folder is None else folder
    files = {item.path: b"".join(item.chunks()) for item in made.package.items} | dict(changes)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            if data is not None:
                archive.writestr(prefix + path, data)
    return out.getvalue()


def wounds(data: bytes) -> set[tuple[str, str]]:
    return {(wound.damage.value, wound.path) for wound in verdict(data).wounds}


def test_a_package_is_whole_and_says_whose_it_is(made: Sample) -> None:
    found = verdict(made.data)
    assert found.whole
    assert found.manifest == made.package.manifest


def test_the_same_files_on_the_same_day_make_the_same_bytes(made: Sample) -> None:
    assert sample().data == made.data


def test_every_unzipper_can_open_it(made: Sample) -> None:
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert archive.testzip() is None
        assert archive.read(f"{made.folder}/{PHOTO_PATH}") == PHOTO
        assert {info.date_time for info in archive.infolist()} == {(2026, 2, 13, 0, 0, 0)}


def test_every_single_changed_byte_is_noticed() -> None:
    small = tiny()
    assert verdict(small.data).whole
    for position in range(len(small.data)):
        for mask in (0x01, 0x80):
            flipped = bytearray(small.data)
            flipped[position] ^= mask
            assert wounds(bytes(flipped)), position


def test_a_changed_byte_is_named_by_its_file(made: Sample) -> None:
    for item in made.package.items:
        flipped = bytearray(made.data)
        flipped[made.data.index(b"".join(item.chunks())) + item.size // 2] ^= 1
        assert ("changed", item.path) in wounds(bytes(flipped)), item.path


@pytest.mark.parametrize("cut", [1, 22, 500, 5_000])
def test_a_package_cut_short_is_not_whole(made: Sample, cut: int) -> None:
    assert wounds(made.data[:-cut])


@pytest.mark.parametrize("where", ["before", "after", "comment", "between"])
def test_bytes_put_in_are_noticed(made: Sample, where: str) -> None:
    data = made.data
    second = data.index(b"PK\3\4", 4)
    changed = {
        "before": b"x" + data,
        "after": data + b"x",
        "comment": data[:-2] + struct.pack("<H", 3) + b"hey",
        "between": data[:second] + b"xyz" + data[second:],
    }
    assert wounds(changed[where])


def test_whatever_is_wrong_is_named(made: Sample) -> None:
    changes = {FORM: b"otro", PHOTO_PATH: None, "extra.txt": b"x", "plan.json": None}
    assert wounds(repacked(made, changes)) == {
        ("changed", FORM),
        ("missing", PHOTO_PATH),
        ("missing", "plan.json"),
        ("added", "extra.txt"),
    }


def test_a_zip_packed_anew_has_its_files_but_is_not_the_same(made: Sample) -> None:
    for folder in (None, "Otra carpeta/", ""):
        assert {kind for kind, _ in wounds(repacked(made, folder=folder))} == {"wrapping"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice_is_noticed(made: Sample) -> None:
    out = io.BytesIO(made.data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(f"{made.folder}/plan.json", b"{}")
    assert ("repeated", "plan.json") in wounds(out.getvalue())
    with opened_zip(out) as contents, pytest.raises(NotWhole):
        contents.read("plan.json", len)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"hola", "not_zip"),
        (b'{"code":"404","files":[]}', "not_zip"),
        (b"PK\3\4" + b"\0" * 100, "not_zip"),
        (b"PK\5\6" + b"\0" * 18, "no_manifest"),
    ],
)
def test_what_is_no_package_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPackage) as caught:
        verdict(data)
    assert caught.value.facts["reason"] == reason
    with pytest.raises(NotAPackage), opened_zip(io.BytesIO(data)):
        pass


def test_a_manifest_of_something_else_or_of_a_newer_program_is_told(made: Sample) -> None:
    for manifest, reason in ((b'{"name":"otra"}', "other"), (b"{", None)):
        data = repacked(made, {"manifest.json": manifest})
        if reason is None:
            assert wounds(data) == {("changed", "manifest.json")}
            continue
        with pytest.raises(NotAPackage) as caught:
            verdict(data)
        assert caught.value.facts["reason"] == reason


def _index_lies(count: int, size: int) -> bytes:
    return b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, size, 0, 0)


def test_an_index_of_a_million_files_is_refused_without_reading_it() -> None:
    entry = struct.pack("<4s16xIIHHH8xI", b"PK\1\2", 0, 0, 1, 0, 0, 0) + b"x"
    data = entry * 1_000_000
    data += _index_lies(0xFFFF, len(data))
    tracemalloc.start()
    with pytest.raises(NotAPackage) as caught:
        verdict(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.facts["reason"] == "too_big"
    assert peak < 10 * 2**20


def test_offsets_that_lie_are_no_package() -> None:
    for size, offset in ((46, 0), (2**22, 0), (0, 2**31), (46, 2**31)):
        data = b"x" * 100 + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, size, offset, 0)
        with pytest.raises(NotAPackage):
            verdict(data)


def test_a_bomb_is_refused(made: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmi_desktop.official.package.verifying._SMALL", 0)
    monkeypatch.setattr("pmi_desktop.official.package.verifying._MOST_UNPACKED", 0)
    data = repacked(made)
    with pytest.raises(NotAPackage) as caught:
        verdict(data)
    assert caught.value.facts["reason"] == "too_big"
    assert verdict(made.data).whole  # ours is stored as it is: nothing to unpack


def test_a_file_that_unpacks_to_more_than_the_manifest_says_is_not_read_on(made: Sample) -> None:
    data = repacked(made, {"plan.json": b"0" * 50_000_000})
    read = []
    tracemalloc.start()
    with opened_zip(io.BytesIO(data)) as contents, pytest.raises(NotWhole):
        contents.read("plan.json", lambda chunk: read.append(len(chunk)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read == []
    assert peak < 20 * 2**20


@pytest.mark.parametrize("name", ["../fuera.txt", "/etc/passwd", "..\\fuera.txt", "C:/fuera.txt", "a/b/c.txt"])
def test_a_path_that_leads_outside_is_an_added_file(made: Sample, name: str) -> None:
    out = io.BytesIO(made.data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    assert [kind for kind, _ in wounds(out.getvalue())] == ["added"]


def test_a_folder_is_verified_like_a_zip(made: Sample, tmp_path: Path) -> None:
    folder = in_folder(made.package, tmp_path)
    assert verify_folder(folder, quiet).whole
    chunks: list[bytes] = []
    opened_folder(folder).read(PHOTO_PATH, chunks.append)
    assert b"".join(chunks) == PHOTO


def test_every_changed_file_of_a_folder_is_named(made: Sample, tmp_path: Path) -> None:
    folder = in_folder(made.package, tmp_path)
    for item in made.package.items:
        path = folder / item.path
        whole = path.read_bytes()
        for position in {0, item.size // 2, item.size - 1}:
            flipped = bytearray(whole)
            flipped[position] ^= 1
            path.write_bytes(flipped)
            assert Wound(Damage.CHANGED, item.path) in verify_folder(folder, quiet).wounds, (item.path, position)
        for other in (whole[:-1], whole + b"\n"):
            path.write_bytes(other)
            assert Wound(Damage.CHANGED, item.path) in verify_folder(folder, quiet).wounds
        path.write_bytes(whole)
    assert verify_folder(folder, quiet).whole


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_files_taken_out_of_a_folder_or_put_in_are_named(made: Sample, tmp_path: Path) -> None:
    folder = in_folder(made.package, tmp_path)
    (folder / PHOTO_PATH).unlink()
    (folder / "plan.json").unlink()
    (folder / "plan.json").symlink_to(folder / FORM)
    (folder / "evidencias" / "Thumbs.db").write_bytes(b"")
    (folder / "enlace").symlink_to(tmp_path, target_is_directory=True)
    assert set(verify_folder(folder, quiet).wounds) == {
        Wound(Damage.MISSING, PHOTO_PATH),
        Wound(Damage.CHANGED, "plan.json"),
        Wound(Damage.ADDED, "evidencias/Thumbs.db"),
        Wound(Damage.ADDED, "enlace"),
    }


def test_a_folder_without_manifest_is_no_package(made: Sample, tmp_path: Path) -> None:
    folder = in_folder(made.package, tmp_path)
    (folder / "manifest.json").unlink()
    with pytest.raises(NotAPackage):
        verify_folder(folder, quiet)
    with pytest.raises(NotAPackage):
        opened_folder(folder)


def test_a_draft_is_whole() -> None:
    found = verdict(sample(draft=True).data)
    assert found.whole
    assert found.manifest is not None
    assert found.manifest.draft
