"""What goes straight to the window, and what is the parser's business."""

from pathlib import Path

import pytest

from pmi_desktop.cli.arguments import parsed
from pmi_desktop.cli.usage import window_asked

PLAIN = [[], ["PMI.pmi"], ["Mi plan.PMI"], ["--data", "d"], ["--data", "d", "PMI.pmi"], ["PMI.pmi", "--data", "d"]]


@pytest.mark.parametrize("typed", PLAIN)
def test_what_the_window_opens_is_what_the_parser_would_say(typed: list[str]) -> None:
    args = parsed(typed)
    assert not args.command
    assert window_asked(typed) == (args.plan, getattr(args, "data", None))


@pytest.mark.parametrize(
    "typed",
    [["check", "PMI.pmi"], ["--help"], ["--version"], ["--data"], ["--data", "--help"], ["plan"], ["a.pmi", "b.pmi"]],
)
def test_all_else_is_left_to_the_parser(typed: list[str]) -> None:
    assert window_asked(typed) is None


def test_an_area_is_opened_by_double_click_too() -> None:
    assert window_asked(["Área 2.pmiarea"]) == (Path("Área 2.pmiarea"), None)
