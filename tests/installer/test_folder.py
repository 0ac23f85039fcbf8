"""The folder that schools install: all that the program needs, nothing else, and no larger than promised."""

import re
import subprocess
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from pmi_desktop.domain.steps import STEPS
from pmi_desktop.services import support_report
from tests.installer.built import DEB, PROGRAM, SETUP, WINDOWS, executable, only_linux
from tests.samples import ROOT

pytestmark = pytest.mark.installer

MEGABYTE = 1_000_000
FOLDER_AT_MOST, PACKED_AT_MOST = 150 * MEGABYTE, 50 * MEGABYTE

STRANGERS = re.compile(
    r"""
    numpy | tkinter | _tk | tcl | matplotlib | pandas | unittest | setuptools
    | Qt6?(Qml|Quick|OpenGL|Sql|Test|Designer|Help|Pdf|WebEngine|Network|Svg|PrintSupport|Multimedia|3D|Virtual|Wayland)
    | opengl32sw | d3dcompiler | qtvirtualkeyboard | [/]qml[/] | icudtl | \.debug$
    | plugins/(tls|platformthemes|sqldrivers|networkinformation|generic|iconengines|platforminputcontexts)
    | lib(gtk|gdk|gdk_pixbuf|pango|pangocairo|atk|cairo|cups|krb5|gssapi)[-_.0-9] | avif | webp | _imagingtk
    | (lib)?(ssl|crypto)[-.] | _ssl | _hashlib | readline | ncurses
    """,
    re.VERBOSE | re.IGNORECASE,
)
QT_PLUGINS = {
    "platforms": {"qwindows", "qoffscreen"} if WINDOWS else {"qxcb", "qoffscreen"},
    "imageformats": {"qjpeg", "qgif", "qico"},
    "styles": {"qmodernwindowsstyle"},
}
OF_THE_SYSTEM = {
    "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "ld-linux-x86-64.so.2",
    "libEGL.so.1", "libGL.so.1", "libxcb.so.1",
}  # fmt: skip
"""What the .deb depends on, and every desktop has."""


def _files() -> dict[str, Path]:
    found = {path.relative_to(PROGRAM).as_posix(): path for path in PROGRAM.rglob("*") if not path.is_dir()}
    assert found, "run make installer"
    return found


def test_no_strangers_lie_in_the_folder() -> None:
    ours = re.compile(r"_internal/(resources|forms)/")
    assert [name for name in _files() if STRANGERS.search(name) and not ours.match(name)] == []


def test_of_qt_only_three_libraries_and_the_plugins_used() -> None:
    modules = {match[1] for name in _files() if (match := re.search(r"PySide6/Qt(\w+)\.(abi3\.so|pyd)$", name))}
    assert modules == {"Core", "Gui", "Widgets"}
    plugins = [re.search(r"plugins/(\w+)/(?:lib)?(\w+)\.\w+$", name) for name in _files() if "/plugins/" in name]
    assert plugins
    strange = [match[0] for match in plugins if match and match[2] not in QT_PLUGINS.get(match[1], set())]
    assert strange == []
    platforms = {match[2] for match in plugins if match and match[1] == "platforms"}
    assert platforms == QT_PLUGINS["platforms"]


def test_qt_speaks_spanish_and_no_other_language() -> None:
    assert [Path(name).name for name in _files() if name.endswith(".qm")] == ["qtbase_es.qm"]


@pytest.mark.skipif(not WINDOWS, reason="Windows' own ICU came with Windows 10; a copy in the folder would be another")
def test_no_icu_on_windows() -> None:
    assert [name for name in _files() if re.search(r"icu\w*\.dll$", name, re.IGNORECASE)] == []


def test_everything_shipped_is_there() -> None:
    shipped = {
        path.relative_to(ROOT).as_posix()
        for top in ("resources", "forms")
        for path in (ROOT / top).rglob("*")
        if path.is_file()
    }
    assert {f"_internal/{name}" for name in shipped} <= _files().keys()
    assert {f"_internal/resources/help/{step.id}.md" for step in STEPS} <= _files().keys()


def test_every_module_of_ours_is_inside() -> None:
    """Pages are imported by name, which PyInstaller cannot see."""
    archive = CArchiveReader(str(executable(PROGRAM))).open_embedded_archive("PYZ.pyz")  # type: ignore[no-untyped-call]  # PyInstaller has no types
    folder = ROOT / "pmi_desktop"
    ours = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in folder.rglob("*.py")
    }
    assert len(ours) > 200
    assert ours - {"pmi_desktop.__main__"} - archive.toc.keys() == set()


def test_licences_of_what_is_inside_go_along() -> None:
    names = " ".join(_files())
    for one in ("LICENSE", "licences/LGPL-3.0.txt", "licences/GPL-3.0.txt", "licences/sqlalchemy", "licences/pillow"):
        assert one in names, one


def test_the_report_for_support_can_tell_versions() -> None:
    """By what `importlib.metadata` reads, and no more of it: the lists of files are long."""
    told = {
        match[1].replace("_", "-").lower()
        for name in _files()
        if (match := re.fullmatch(r"_internal/([^/]+)-[^/-]+\.dist-info/METADATA", name))
    }
    assert {name.lower() for name in support_report.LIBRARIES} <= told
    assert [name for name in _files() if name.endswith("/RECORD")] == []


def test_no_links_because_a_zip_or_a_stick_keeps_none() -> None:
    assert [name for name, path in _files().items() if path.is_symlink()] == []


@only_linux
def test_every_library_is_in_the_folder_or_in_every_system() -> None:
    binaries = [path for name, path in _files().items() if ".so" in name or name == "pmi-desktop"]
    run = subprocess.run(["readelf", "-d", *binaries], capture_output=True, encoding="utf-8", check=True)
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", run.stdout))
    assert len(wanted) > 30
    assert wanted - {path.name for path in binaries} == OF_THE_SYSTEM


@only_linux
def test_libraries_are_stripped() -> None:
    binaries = [path for name, path in _files().items() if ".so" in name]
    run = subprocess.run(["readelf", "-S", "-W", *binaries], capture_output=True, encoding="utf-8", check=True)
    assert ".debug_info" not in run.stdout


def test_the_folder_is_no_larger_than_promised() -> None:
    size = sum(path.stat().st_size for path in _files().values())
    assert 50 * MEGABYTE < size <= FOLDER_AT_MOST, f"{size / MEGABYTE:.1f} MB"


@pytest.mark.parametrize("packed", [SETUP] if WINDOWS else [DEB, SETUP], ids=lambda path: path.suffix)
def test_packed_with_lzma_it_is_no_larger_than_promised(packed: Path) -> None:
    size = packed.stat().st_size
    assert 20 * MEGABYTE < size <= PACKED_AT_MOST, f"{size / MEGABYTE:.1f} MB"
