import threading
from pathlib import Path

import pytest

from pmi_desktop.services.settings import MOST_RECENT, Recent, Settings


def at(folder: Path) -> Settings:
    return Settings(folder, lambda: "pc-nuevo")


def test_an_installation_keeps_its_id(tmp_path: Path) -> None:
    assert at(tmp_path / "datos").installation == "pc-nuevo"
    assert Settings(tmp_path / "datos", lambda: "otro").installation == "pc-nuevo"


def test_choices_and_authors_come_back(tmp_path: Path) -> None:
    first = at(tmp_path)
    first.set_option("text_size", 120)
    first.set_author("plan-1", "t1")
    again = at(tmp_path)
    assert again.option("text_size", 100) == 120
    assert again.option("dark", False) is False
    assert (again.author("plan-1"), again.author("plan-2")) == ("t1", "")


def test_a_choice_of_another_type_is_no_choice(tmp_path: Path) -> None:
    at(tmp_path).set_option("text_size", "grande")
    assert at(tmp_path).option("text_size", 100) == 100
    at(tmp_path).set_option("text_size", True)
    assert at(tmp_path).option("text_size", 100) == 100


def test_recent_plans_newest_first_and_not_too_many(tmp_path: Path) -> None:
    settings = at(tmp_path)
    for number in range(MOST_RECENT + 3):
        settings.remember(Recent(f"/{number}.pmi", school=f"CER {number}"))
    settings.remember(Recent("/5.pmi", school="CER 5", start_year=2026))
    found = at(tmp_path).recent()
    assert len(found) == MOST_RECENT
    assert found[0] == Recent("/5.pmi", school="CER 5", start_year=2026)
    settings.forget("/5.pmi")
    assert "/5.pmi" not in [one.path for one in at(tmp_path).recent()]


def test_two_windows_do_not_forget_each_other(tmp_path: Path) -> None:
    one, other = at(tmp_path), at(tmp_path)
    one.remember(Recent("/uno.pmi"))
    other.set_option("dark", True)
    one.set_author("p", "t1")
    assert at(tmp_path).option("dark", False) is True
    assert at(tmp_path).recent() == (Recent("/uno.pmi"),)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_damaged_settings_are_put_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ajustes.json").write_bytes(content)
    settings = at(tmp_path)
    assert settings.recent() == ()
    assert settings.installation == "pc-nuevo"
    assert (tmp_path / "ajustes.dañado.json").read_bytes() == content


@pytest.mark.parametrize("content", ["[]", '{"recent": [1, {"path": 2}, {"path": "/a"}], "options": [], "authors": 3}'])
def test_odd_settings_harm_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "ajustes.json").write_text(content, "utf-8")
    settings = at(tmp_path)
    assert settings.option("dark", False) is False
    assert settings.author("x") == ""
    assert len(settings.recent()) < 2


def test_what_a_newer_program_remembers_stays(tmp_path: Path) -> None:
    (tmp_path / "ajustes.json").write_text('{"futuro": [1, 2]}', "utf-8")
    at(tmp_path).set_option("dark", True)
    assert '"futuro"' in (tmp_path / "ajustes.json").read_text("utf-8")


@pytest.mark.logs("settings not written")
def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "datos").write_text("un archivo donde va la carpeta")
    settings = at(tmp_path / "datos")
    settings.set_option("dark", True)
    assert settings.option("dark", False) is True
    assert settings.installation == "pc-nuevo"


def test_two_threads_at_once_lose_nothing(tmp_path: Path) -> None:
    settings = at(tmp_path)
    begin = threading.Barrier(2)

    def choose(name: str) -> None:
        begin.wait()
        for number in range(30):
            settings.set_option(f"{name}.{number}", number)

    threads = [threading.Thread(target=choose, args=(name,)) for name in ("uno", "dos")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    again = at(tmp_path)
    assert [again.option(f"{name}.{number}", -1) for name in ("uno", "dos") for number in range(30)] == [*range(30)] * 2
