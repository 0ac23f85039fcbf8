"""Reads a package's imports and sizes from its source, without importing it, and says what breaks the house's rules."""

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One imported name, as far as it names a module: `pmi_desktop.domain.plan`, `lxml.etree`."""

    module: str
    line: int
    lazy: bool
    """Inside a function, or for the type checker only: not needed to import the module itself."""


@dataclass(frozen=True)
class Module:
    """One source file of a package."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """`domain` of `pmi_desktop.domain.plan`, `cli` of `pmi_desktop.cli`; empty for the package itself."""
        return ".".join(self.name.split(".")[1:2])

    def imports(self) -> tuple[Import, ...]:
        return tuple(_imports(self.tree, lazy=False))

    def calls(self) -> Iterator[tuple[str, int]]:
        """Every call by its written name, such as `open` or `datetime.now`, and its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node.lineno

    def functions(self) -> Iterator[tuple[str, int]]:
        """Every function by name, with its length in lines, decorators and docstring included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min((d.lineno for d in node.decorator_list), default=node.lineno)
                yield node.name, (node.end_lineno or first) - first + 1


def read(package: Path) -> dict[str, Module]:
    """All modules of a package by dotted name; `__init__` under the package's own name."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = Module(name, path, ast.parse(path.read_text("utf-8"), str(path)))
    return modules


def _imports(node: ast.AST, *, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                yield from (Import(name.name, child.lineno, lazy) for name in names)
            case ast.ImportFrom(module=module, names=names):
                # `from a import b` may name the module a.b: both count, a name that is no module harms nothing.
                yield from (Import(f"{module or '.'}.{name.name}", child.lineno, lazy) for name in names)
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if ast.unparse(func).endswith(
                ("import_module", "__import__")
            ):
                yield Import(name, child.lineno, lazy)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_types = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        yield from _imports(child, lazy=lazy or inside or for_types)


@dataclass(frozen=True)
class Room:
    """What one room of the package may import beside the standard library and itself."""

    ours: Collection[str] = ()
    others: Collection[str] = ()
    not_even: Collection[str] = ()
    """Modules of the standard library that it may not import."""


def layering(modules: Mapping[str, Module], rooms: Mapping[str, Room]) -> list[str]:
    """Imports, wherever they stand in a module, that its room does not allow; and modules in no known room."""
    found = []
    for module in modules.values():
        room = rooms.get(module.room)
        if room is None:
            found.append(f"{module.name}: no rule says what {module.room!r} may import")
            continue
        for imported in module.imports():
            top, second = (*imported.module.split("."), "")[:2]
            if top == module.name.split(".")[0]:
                allowed = second in {module.room, *room.ours} or f"{top}.{second}" not in modules
            elif top in sys.stdlib_module_names:
                allowed = not {top, imported.module} & set(room.not_even)
            else:
                allowed = top in room.others
            if not allowed:
                found.append(f"{module.name}:{imported.line} imports {imported.module}")
    return found


def reached(modules: Mapping[str, Module], start: str, *, eager: bool, except_for: Collection[str] = ()) -> set[str]:
    """Every module that importing `start` brings in, of ours and of others; lazily imported ones too unless `eager`.

    Args:
        except_for: modules of ours that are not entered.
    """
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name in seen or name in except_for:
            continue
        seen.add(name)
        if "." in name:
            todo.append(name.rpartition(".")[0])
        if name in modules:
            todo.extend(i.module for i in modules[name].imports() if not (eager and i.lazy))
    return seen


def calls(modules: Mapping[str, Module], room: str, forbidden: Collection[str]) -> list[str]:
    """Calls in a room to one of the forbidden names: `open`, or `.now` for a method of whatever name."""
    return [
        f"{module.name}:{line} calls {name}"
        for module in modules.values()
        if module.room == room
        for name, line in module.calls()
        if name in forbidden or f".{name.rpartition('.')[2]}" in forbidden
    ]


def too_long(modules: Mapping[str, Module], *, module_lines: int, function_lines: int) -> list[str]:
    """Modules and functions above the house's limits."""
    found = []
    for module in modules.values():
        lines = len(module.path.read_text("utf-8").splitlines())
        if lines > module_lines:
            found.append(f"{module.name} has {lines} lines")
        found += [f"{module.name}.{name} has {n} lines" for name, n in module.functions() if n > function_lines]
    return found
