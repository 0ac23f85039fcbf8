"""One cell's XML: the value it holds, and another put in its place."""

from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from pmi_desktop.official.workbook.values import (
    CellError,
    Value,
    escape,
    from_number,
    from_serial,
    to_decimal,
    to_serial,
    unescape,
)
from pmi_desktop.official.workbook.xml import MAIN, drop, number

F = f"{{{MAIN}}}f"
V = f"{{{MAIN}}}v"
_IS = f"{{{MAIN}}}is"
_T = f"{{{MAIN}}}t"
_RUN = f"{{{MAIN}}}r"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def rich_text(element: etree._Element) -> str:
    """The text of a string that may be written in several looks; reading aids of Asian texts left out."""
    texts = [child.text or "" for child in element.iterchildren(_T)]
    for run in element.iterchildren(_RUN):
        texts += [child.text or "" for child in run.iterchildren(_T)]
    return unescape("".join(texts))


def read(element: etree._Element, shared: list[str], kind: str, since_1904: bool) -> Value:
    """The value in a cell's XML; ``kind`` is what its style makes of numbers (``Styles.shows``)."""
    sort = element.get("t", "n")
    if sort == "inlineStr":
        inline = element.find(_IS)
        return (rich_text(inline) or None) if inline is not None else None
    stored = element.findtext(V)
    if stored is None:
        return None
    if sort == "s":
        index = number(stored, -1)
        return (shared[index] or None) if 0 <= index < len(shared) else None
    if sort == "str":
        return unescape(stored) or None
    if sort == "b":
        return stored.strip() in {"1", "true"}
    if sort == "e":
        return CellError(stored)
    if sort == "d":
        return _iso(stored)
    found = to_decimal(stored)
    if found is None or kind not in {"date", "time"}:
        return found
    moment = from_serial(found, kind, since_1904)
    return found if moment is None else moment


def empty(element: etree._Element) -> None:
    """Take value and formula out of a cell; the style stays."""
    for child in list(element):
        element.remove(child)
    drop(element, "t", "cm", "vm")


def put_text(element: etree._Element, text: str) -> None:
    """Put a text in an emptied cell."""
    element.set("t", "inlineStr")
    holder = etree.SubElement(etree.SubElement(element, _IS), _T)
    holder.set(_SPACE, "preserve")
    holder.text = escape(text)


def put_stored(element: etree._Element, stored: str, sort: str = "") -> None:
    """Put a stored value after the formula, if there is one, in place of the one before."""
    drop_result(element)
    if sort:
        element.set("t", sort)
    value = etree.Element(V)
    value.text = stored
    formula = element.find(F)
    if formula is None:
        element.insert(0, value)
    else:
        formula.addnext(value)


def drop_result(element: etree._Element) -> bool:
    """Take out a value, keeping the formula; whether there was one."""
    found = [child for child in element if child.tag in (V, _IS)]
    for child in found:
        element.remove(child)
    drop(element, "t", "vm")
    return bool(found)


def put_result(element: etree._Element, value: Value, since_1904: bool) -> bool:
    """Keep a formula's result; False if a workbook cannot hold it."""
    if value is None:
        drop_result(element)
    elif isinstance(value, str):
        put_stored(element, escape(value), "str")
    elif isinstance(value, bool):
        put_stored(element, "1" if value else "0", "b")
    elif isinstance(value, CellError):
        put_stored(element, value.code, "e")
    else:
        stored = _stored(value, since_1904)
        if stored is None:
            return False
        put_stored(element, stored)
    return True


def _stored(value: Decimal | date | datetime | time, since_1904: bool) -> str | None:
    if isinstance(value, time):
        value = Decimal(value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, Decimal):
        return from_number(value)
    serial = to_serial(value, since_1904)
    return None if serial is None else from_number(serial)


def _iso(stored: str) -> Value:
    try:
        moment = datetime.fromisoformat(stored.strip())
    except ValueError:
        return stored
    return moment.date() if moment.time() == time() else moment
