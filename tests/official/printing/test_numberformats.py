"""Numbers and dates look as an office set to Colombia shows them."""

from decimal import Decimal

import pytest

from pmi_desktop.official.printing.numberformats import Shown, general, show, show_text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1234.5", "#,##0.00", "1.234,50"),
        ("999", "#,##0", "999"),
        ("1234567", "#,##0", "1.234.567"),
        ("1660000", '"$" #,##0', "$ 1.660.000"),
        ("1660000", "[$$-240A] #,##0", "$ 1.660.000"),
        ("0.145", "0.0%", "14,5%"),
        ("0.005", "0.00", "0,01"),
        ("-0.001", "0.0", "0,0"),
        ("-5", "0.00", "-5,00"),
        ("-5", "#,##0;(#,##0)", "(5)"),
        ("0", '#,##0;-#,##0;"-"', "-"),
        ("0", "#", ""),
        ("0.5", "#.0", ",5"),
        ("1.5", "0.##", "1,5"),
        ("12", "000", "012"),
        ("12345", "0.0,", "12,3"),
        ("3001234567", "### ### ####", "300 123 4567"),
        ("12345678", "000-000-00", "123-456-78"),
        ("1234567890123", "General", "1,23457E+12"),
        ("3.14159265358979", "General", "3,141592654"),
        ("0.1", "General", "0,1"),
        ("7", 'General" años"', "7 años"),
        ("5", '[>3]"mucho";"poco"', "mucho"),
        ("2", '[>3]"mucho";"poco"', "poco"),
        ("254051999010", "@", "2,54052E+11"),
        ("46066", "dd/mm/yyyy", "13/02/2026"),
        ("46066", "d-mmm-yy", "13-feb-26"),
        ("46066", 'd "de" mmmm "de" yyyy', "13 de febrero de 2026"),
        ("46066", "[$-es-CO]dddd;@", "viernes"),
        ("46066.75", "dd/mm/yyyy hh:mm", "13/02/2026 18:00"),
        ("0.39583333333", "h:mm AM/PM", "9:30 a.\N{NO-BREAK SPACE}m."),
        ("1.5", "[h]:mm", "36:00"),
        ("0.000023148", "mm:ss.0", "00:02,0"),
        ("-1", "dd/mm/yyyy", "#####"),
    ],
)
def test_value_as_its_format_says(value: str, code: str, text: str) -> None:
    assert show(Decimal(value), code).text == text


def test_negative_section_may_be_coloured() -> None:
    assert show(Decimal(-5), "0;[Red]-0") == Shown("-5", "#FF0000")


def test_accounting_pushes_currency_and_digits_apart() -> None:
    shown = show(Decimal("-1234.5"), '_-"$" * #,##0.00_-;-"$" * #,##0.00_-')
    assert (shown.text[: shown.filled], shown.text[shown.filled :].strip()) == ("-$ ", "1.234,50")


def test_fraction_is_shown_plainer_and_says_so() -> None:
    assert show(Decimal("3.5"), "# ?/?") == Shown("3,5", plain=True)


def test_text_takes_its_own_section() -> None:
    assert show_text("hola", '0;0;0;"<"@">"').text == "<hola>"
    assert show_text("=1+1", "0.00").text == "=1+1"


@pytest.mark.parametrize(("digits", "text"), [(10, "0,333333333"), (4, "0,333"), (2, "0,3"), (1, "0")])
def test_general_number_gives_up_decimals_for_room(digits: int, text: str) -> None:
    assert general(Decimal(1) / 3, digits) == text
