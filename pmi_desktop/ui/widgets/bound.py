"""From a declared field to the input that suits it."""

from collections.abc import Callable, Mapping

from pmi_desktop.domain.fields import Field, Type
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.domain.records import Record
from pmi_desktop.ui.context import PlanContext
from pmi_desktop.ui.widgets.choices import ChoiceInput, MarksInput, NamedInput, Options, YesNoInput
from pmi_desktop.ui.widgets.inputs import Input
from pmi_desktop.ui.widgets.rows import RowsInput
from pmi_desktop.ui.widgets.typed import DateInput, MoneyInput, NumberInput, TextInput, TimeInput, WholeInput

NOT_CHOSEN = "Sin elegir"


def make_input(field: Field, context: PlanContext) -> Input:
    """The input for a field of any type but a group, whose fields have their own."""
    if field.target == "municipality":
        return _municipality(field, context)
    return _MAKERS[field.holds](field, context)


def options_of(field: Field, context: PlanContext) -> Options:
    """What a reference or a code can point to, in the plan as it is."""
    plan, reference = context.plan, context.reference
    lists: dict[str, Callable[[], Options]] = {
        "catalog": lambda: tuple((one.id, one.title) for one in reference.catalogs.values()),
        "area": lambda: tuple((one.id, one.name) for one in reference.catalog(plan).areas),
        "component": lambda: tuple((one.id, one.name) for one in reference.catalog(plan).components.values()),
    }
    if field.target in lists:
        return lists[field.target]()
    if field.target not in KINDS:
        return ()  # what it mentions lies in another file
    return tuple((record.key, title_of(record)) for record in plan.all(KINDS[field.target]))


def refresh_options(one: Input, context: PlanContext) -> None:
    """Offer what the plan holds now, where an input chooses among its records."""
    if one.field.holds in (Type.REF, Type.REFS, Type.PARENT, Type.CODES) and isinstance(one, ChoiceInput | MarksInput):
        one.set_options(options_of(one.field, context))


def title_of(record: Record, most: int = 120) -> str:
    """How a record is called in lists: its title field in one line, cut at a word, or «Meta sin nombre»."""
    value = getattr(record, record.TITLE, "") if record.TITLE else ""
    text = " ".join(str(value or "").split())
    if not text:
        return f"{record.NOUN[:1].upper()}{record.NOUN[1:]} sin nombre"
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _municipality(field: Field, context: PlanContext) -> Input:
    entries = [(one.code, one.name, one.aliases) for one in context.reference.municipalities.values()]
    return NamedInput(field, entries, f"No es un municipio de {context.reference.department}. Elíjalo de la lista.")


_MAKERS: Mapping[Type, Callable[[Field, PlanContext], Input]] = {
    Type.KEY: lambda field, _: TextInput(field),
    Type.TEXT: lambda field, _: TextInput(field),
    Type.PROSE: lambda field, _: TextInput(field),
    Type.INTEGER: lambda field, _: WholeInput(field),
    Type.MONEY: lambda field, _: MoneyInput(field),
    Type.NUMBER: lambda field, _: NumberInput(field),
    Type.TIME: lambda field, _: TimeInput(field),
    Type.DATE: lambda field, context: DateInput(field, context.today, lambda: context.plan.years),
    Type.YES_NO: lambda field, _: YesNoInput(field),
    Type.CHOICE: lambda field, _: ChoiceInput(field, tuple(field.choices.items()), ("", NOT_CHOSEN)),
    Type.CHOICES: lambda field, _: MarksInput(field, tuple(field.choices.items())),
    Type.DECISION: lambda field, _: ChoiceInput(field, ((True, "Sí"), (False, "No")), (None, "Sin decidir")),
    Type.REF: lambda field, context: ChoiceInput(field, options_of(field, context), (None, NOT_CHOSEN)),
    Type.PARENT: lambda field, context: ChoiceInput(field, options_of(field, context), (None, NOT_CHOSEN)),
    Type.CODE: lambda field, context: ChoiceInput(field, options_of(field, context), ("", NOT_CHOSEN)),
    Type.REFS: lambda field, context: MarksInput(field, options_of(field, context)),
    Type.CODES: lambda field, context: MarksInput(field, options_of(field, context)),
    Type.ROWS: lambda field, context: RowsInput(field, lambda part: make_input(part, context), context.new_id),
}
"""Which input suits what a field holds; a form lays out the fields of a group one by one."""
