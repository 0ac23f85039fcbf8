"""What can be typed after ``pmi-desktop``, and what is said when it is not that."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pmi_desktop import __version__
from pmi_desktop.cli.area import add_to as add_area
from pmi_desktop.cli.usage import Usage
from pmi_desktop.domain.fields import FIRST_YEAR, LAST_YEAR
from pmi_desktop.services.files import is_there

_WORDS = (
    (r"the following arguments are required: (.+)", "Falta {0}."),
    (r"unrecognized arguments: (.+)", "No se entiende «{0}»."),
    (r"argument (\S+): expected one argument", "Falta el valor de {0}."),
    (r"argument (\S+): expected at least one argument", "Falta el valor de {0}."),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} no puede ser «{1}»: use {2}."),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} y {1} no van juntos."),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?", "{0} no lleva valor."),
    (r"argument (\S+): invalid .+ value: '?(.*?)'?", "{0} no puede ser «{1}»."),
    (r"one of the arguments (.+) is required", "Falta uno de estos: {0}."),
)


class Parser(argparse.ArgumentParser):
    """Python's parser, speaking Spanish."""

    def __init__(self, **facts: object) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, add_help=False, **facts)  # type: ignore[arg-type]  # passed on as they are
        self._positionals.title = "Qué se indica"
        self._optionals.title = "Opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda")

    def error(self, message: str) -> NoReturn:
        """Raises :class:`Usage` instead of ending the program."""
        for pattern, words in _WORDS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                raise Usage(words.format(*found.groups()))
        raise Usage("No se entiende la orden.")


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Uso: " if prefix is None else prefix)  # type: ignore[arg-type]  # passed on as they are


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed; ``command`` is empty for the window. Raises :class:`Usage`."""
    parser, commands = _parsers()
    word = _first_word(argv)
    if word is None or word in commands:
        return parser.parse_args(argv)
    if not word.lower().endswith(".pmi") and not is_there(Path(word)):
        raise Usage(f"No existe la orden «{word}».")
    return _window_parser().parse_args(argv)


def _first_word(argv: Sequence[str]) -> str | None:
    """The first thing typed that is neither an option nor the value of ``--data``."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word == "--data":
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _window_parser() -> Parser:
    parser = Parser(prog=_program())
    _everywhere(parser)
    parser.add_argument("plan", type=Path, metavar="PLAN.pmi")
    parser.set_defaults(command="")
    return parser


def _everywhere(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        metavar="CARPETA",
        default=argparse.SUPPRESS,
        help="carpeta de datos de PMI Escritorio (si no, la de este usuario)",
    )


def _parsers() -> tuple[Parser, Sequence[str]]:
    parser = Parser(
        prog=_program(),
        description="PMI Escritorio: el Plan de Mejoramiento Institucional, sin internet.\n"
        "Sin orden abre la ventana; con PLAN.pmi, ese plan.",
        epilog="Termina con 0 si lo hizo, 1 si lo impiden los datos y 2 si no se pudo.",
    )
    _everywhere(parser)
    parser.add_argument("--version", action="version", version=f"PMI Escritorio {__version__}", help="dice la versión")
    parser.set_defaults(command="", plan=None)
    commands = parser.add_subparsers(dest="command", title="Órdenes", metavar="ORDEN", parser_class=Parser)

    def command(name: str, words: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words[:1].upper() + words[1:] + ".")
        _everywhere(one)
        return one

    def plan(one: argparse.ArgumentParser) -> None:
        one.add_argument("plan", type=Path, metavar="PLAN.pmi")

    def moment(one: argparse.ArgumentParser) -> None:
        one.add_argument(
            "--for", dest="moment", metavar="MOMENTO", help="plan, checkpoint:CORTE o closing:AÑO (si no, plan)"
        )

    one = command("import", "hace un plan nuevo de un archivo JSON o de un paquete")
    one.add_argument("source", type=Path, metavar="ARCHIVO.json|PAQUETE")
    plan(one)
    one.add_argument("--force", action="store_true", help="reemplaza el plan que haya, con una copia antes")
    plan(command("dump", "escribe el plan en JSON en la salida"))
    one = command("check", "dice qué falta en el plan")
    plan(one)
    moment(one)
    one.add_argument("--json", action="store_true", help="en JSON")
    one = command("profile", "muestra las cifras que salen del plan")
    plan(one)
    one.add_argument("--json", action="store_true", help="en JSON")
    one = command("export", "llena un formato oficial")
    one.add_argument("plan", type=Path, metavar="PLAN.pmi", nargs="?")
    one.add_argument("--form", required=True, metavar="ID", help="código del formato o su carpeta; «list» los muestra")
    one.add_argument("--out", type=Path, metavar="ARCHIVO", help="el archivo que se escribe (.xlsx)")
    moment(one)
    one = command("package", "hace el paquete de entrega")
    plan(one)
    one.add_argument("--out", type=Path, required=True, metavar="ARCHIVO.zip|CARPETA", help="dónde queda")
    moment(one)
    one.add_argument("--draft", action="store_true", help="un borrador, aunque falte algo")
    one.add_argument("--evidence", choices=["all", "none"], default="chosen", help="todas las evidencias o ninguna")
    one.add_argument("--contacts", action="store_true", help="con los teléfonos y correos del equipo")
    one = command("verify", "dice si un paquete está completo y de quién es")
    one.add_argument("package", type=Path, metavar="ARCHIVO.zip|CARPETA")
    one = command("read", "lee un formato ya lleno: hace un plan o agrega una autoevaluación")
    one.add_argument("file", type=Path, metavar="ARCHIVO.xlsx")
    plan(one)
    one.add_argument("--form", metavar="ID", help="código del formato o su carpeta (si no, se reconoce)")
    one.add_argument(
        "--as-assessment", dest="year", type=_year, metavar="AÑO", help="agrega al plan la autoevaluación de ese año"
    )
    add_area(command("area", "entrega un área a un compañero, o la recibe de vuelta"), _everywhere)
    one = command("adopt", "reconoce el libro de la Secretaría para llenarlo en vez del formato de este programa")
    one.add_argument("file", type=Path, metavar="ARCHIVO.xlsx")
    one.add_argument("--form", required=True, metavar="ID", help="código del formato que es, como D02.03.F01-V5")
    one.add_argument("--out", type=Path, metavar="CARPETA", help="dónde queda (si no, entre los formatos del usuario)")
    plan(command("backup", "hace ahora una copia comprobada del plan"))
    one = command("restore", "pone una copia en el lugar de un plan")
    one.add_argument("copy", type=Path, metavar="COPIA")
    plan(one)
    one = command("demo", "hace el paquete de la escuela de ejemplo, desde cero")
    one.add_argument("folder", type=Path, metavar="CARPETA")
    return parser, tuple(commands.choices)


def _year(text: str) -> int:
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError(text)
    return int(text)


def _program() -> str:
    return "pmi-desktop-cli" if sys.platform == "win32" else "pmi-desktop"
