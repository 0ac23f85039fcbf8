from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from pmi_desktop.services.places import Place, in_cloud, on_linux, on_windows, place_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:44 / /home/ana/red rw - cifs //servidor/pmi rw
31 22 0:45 / /home/ana/nube\\040mía rw - fuse.rclone drive: rw
32 22 8:17 / /run/media/ana/KINGSTON rw,nosuid - vfat /dev/sdb1 rw
33 22 8:33 / /datos rw - exfat /dev/sdc1 rw
34 22 0:50 / /home rw - nfs4 servidor:/home rw
35 34 0:51 / /home/local rw - ext4 /dev/sda2 rw
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/opt/pmi/plan.pmi", Place.FIXED),
        ("/home/ana/red/pmi/plan.pmi", Place.NETWORK),
        ("/home/ana/nube mía/plan.pmi", Place.CLOUD),
        ("/run/media/ana/KINGSTON/plan.pmi", Place.REMOVABLE),
        ("/run/mediana/plan.pmi", Place.FIXED),
        ("/datos/plan.pmi", Place.REMOVABLE),
        ("/home/otra/plan.pmi", Place.NETWORK),
        ("/home/local/plan.pmi", Place.FIXED),
    ],
)
def test_linux_by_what_is_mounted(tmp_path: Path, path: str, place: Place) -> None:
    disk = tmp_path / "devices" / "sdc"
    (disk / "sdc1").mkdir(parents=True)
    (disk / "removable").write_text("1\n")
    blocks = tmp_path / "sys" / "dev" / "block"
    blocks.mkdir(parents=True)
    (blocks / "8:33").symlink_to(disk / "sdc1")
    assert on_linux(PurePosixPath(path), MOUNTS, tmp_path / "sys") is place


def test_a_usb_disk_counts_even_if_it_denies_it(tmp_path: Path) -> None:
    disk = tmp_path / "devices" / "usb1" / "sdc"
    disk.mkdir(parents=True)
    (disk / "removable").write_text("0\n")
    blocks = tmp_path / "sys" / "dev" / "block"
    blocks.mkdir(parents=True)
    (blocks / "8:33").symlink_to(disk)
    assert on_linux(PurePosixPath("/datos/x.pmi"), MOUNTS, tmp_path / "sys") is Place.REMOVABLE


@pytest.mark.parametrize(
    ("path", "drive_type", "place"),
    [
        ("C:\\PMI\\plan.pmi", 3, Place.FIXED),
        ("E:\\plan.pmi", 2, Place.REMOVABLE),
        ("D:\\plan.pmi", 5, Place.REMOVABLE),
        ("Z:\\plan.pmi", 4, Place.NETWORK),
        ("\\\\servidor\\pmi\\plan.pmi", 3, Place.NETWORK),
    ],
)
def test_windows_by_the_kind_of_drive(path: str, drive_type: int, place: Place) -> None:
    assert on_windows(PureWindowsPath(path), drive_type) is place


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        ("C:\\Users\\Ana\\OneDrive\\Documentos\\plan.pmi", True),
        ("C:\\Users\\Ana\\OneDrive - Secretaría\\plan.pmi", True),
        ("C:\\Users\\Ana\\Dropbox (Personal)\\plan.pmi", True),
        ("G:\\Mi unidad\\plan.pmi", True),
        ("C:\\Users\\Ana\\Google Drive\\plan.pmi", True),
        ("D:\\Nube\\Documentos\\plan.pmi", True),
        ("C:\\Users\\Ana\\Documentos\\OneDrive.pmi", False),
        ("C:\\Users\\Ana\\Documentos\\Mega proyecto\\plan.pmi", False),
    ],
)
def test_cloud_folders_by_name_and_by_what_windows_says(path: str, cloud: bool) -> None:
    assert in_cloud(PureWindowsPath(path), {"OneDrive": "D:\\Nube"}) is cloud


def test_here_is_some_place(tmp_path: Path) -> None:
    assert place_of(tmp_path / "plan.pmi") in Place
    assert place_of(tmp_path / "Dropbox" / "plan.pmi") is Place.CLOUD
