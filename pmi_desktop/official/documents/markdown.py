"""Our help's Markdown as flowables: headings, paragraphs, lists, tables, bold and italics."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, ListFlowable, ListItem, Paragraph, Spacer

from pmi_desktop.official.documents.page import BODY, BOLD, FONT, GREY, HEAD, style, table

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKS = {"strong": "b", "em": "i"}


def flowables(text: str, width: float, size: float = BODY.fontSize) -> list[Flowable]:
    """What stands in a text, ``width`` points wide, in letters of ``size`` points."""
    looks = _Looks(size)
    return [
        flowable for node in SyntaxTreeNode(_PARSER.parse(text)).children for flowable in _block(node, width, looks)
    ]


class _Looks:
    """Paragraph styles in one size of text."""

    def __init__(self, size: float) -> None:
        self.body = style(size, spaceAfter=size * 0.5)
        self.item = style(size, spaceAfter=size * 0.2)
        self.small = style(size - 0.5)
        self.heading = style(size * 1.15, font=BOLD, spaceBefore=size * 0.7, spaceAfter=size * 0.3, keepWithNext=1)
        self.gap = size * 0.4


def _block(node: SyntaxTreeNode, width: float, looks: _Looks) -> list[Flowable]:
    if node.type == "heading":
        return [_paragraph(node, looks.heading)]
    if node.type == "paragraph":
        return [_paragraph(node, looks.body)]
    if node.type in ("bullet_list", "ordered_list"):
        return [_list(node, width, looks), Spacer(0, looks.gap)]
    if node.type == "table":
        return [KeepTogether(_table(node, width, looks)), Spacer(0, looks.gap * 2)]
    raise ValueError(node.type)


def _paragraph(node: SyntaxTreeNode, look: ParagraphStyle) -> Paragraph:
    return Paragraph("".join(_inline(child) for child in node.children), look)


def _inline(node: SyntaxTreeNode) -> str:
    """A piece of a line in reportlab's own marks."""
    if node.type in ("text", "code_inline"):
        return escape(node.content)
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "<br/>"
    inside = "".join(_inline(child) for child in node.children)
    if node.type in _MARKS:
        mark = _MARKS[node.type]
        return f"<{mark}>{inside}</{mark}>"
    return inside  # the line itself, and links, of which paper keeps the words


def _list(node: SyntaxTreeNode, width: float, looks: _Looks) -> ListFlowable:
    numbered = node.type == "ordered_list"
    items: list[Any] = [
        ListItem([_paragraph(child, looks.item) if child.type == "paragraph" else _list(child, width, looks)
                  for child in item.children])
        for item in node.children
    ]  # fmt: skip
    return ListFlowable(
        items,
        bulletType="1" if numbered else "bullet",
        bulletFormat="%s." if numbered else None,
        start=None if numbered else "•",
        bulletFontName=FONT,
        bulletFontSize=looks.item.fontSize,
        bulletColor=GREY,
        leftIndent=looks.item.fontSize * 1.6,
    )


def _table(node: SyntaxTreeNode, width: float, looks: _Looks) -> Flowable:
    """Columns as wide as their longest words ask for, within reason."""
    rows = [row for part in node.children for row in part.children]
    texts = [["".join(_inline(child) for child in cell.children) for cell in row.children] for row in rows]
    looks_of = [HEAD, *[looks.small] * (len(rows) - 1)]
    cells = [[Paragraph(text, look) for text in row] for row, look in zip(texts, looks_of, strict=True)]
    return table(cells, _widths(texts, width))


def _widths(texts: Sequence[Sequence[str]], width: float) -> list[float]:
    longest = [max(8, *(len(text) for text in column)) ** 0.7 for column in zip(*texts, strict=True)]
    return [width * one / sum(longest) for one in longest]
