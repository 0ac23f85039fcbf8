"""Native charts that a photocopier keeps: four greys with outlines, the number in each bar."""

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, NumData, StrData, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pmi_desktop.domain.diagnosis import LEVEL_NAMES

_GREYS = {1: "404040", 2: "999999", 3: "D9D9D9", 4: "FFFFFF"}
_NEARLY_A_ROW = 180_000
_NEARLY_A_CHARACTER = 69_500
"""Of a column's width, which is counted in digits of 70 485. Units of drawings, of which 12 700 are a point."""
_LETTERS = {1: "FFFFFF", 2: "000000", 3: "000000", 4: "000000"}


def stacked_levels(
    sheet: Worksheet, rows: tuple[int, int], columns: str, where: tuple[int, int, int], *, share: bool = False
) -> None:
    """A bar for each of the rows (named in column A), stacked by level.

    It lies where ``where`` says: first row, last row, how many columns. With ``share`` all bars are equally long.
    """
    chart = BarChart()
    chart.type = "bar"
    chart.grouping = "percentStacked" if share else "stacked"
    chart.overlap = 100
    chart.gapWidth = 35
    first, last = rows
    names = str(Reference(sheet, min_col=1, min_row=first, max_row=last))
    for level, letter in zip(LEVEL_NAMES, columns, strict=True):
        index = column_index_from_string(letter)
        series = Series(Reference(sheet, min_col=index, min_row=first, max_row=last), title=_name(level))
        series.graphicalProperties = GraphicalProperties(
            solidFill=_GREYS[level], ln=LineProperties(solidFill="000000", w=6350)
        )
        # Empty caches, so that whoever fills the cells knows to fill these too.
        series.val.numRef.numCache = NumData(formatCode="General", ptCount=0)
        series.cat = AxDataSource(strRef=StrRef(f=names, strCache=StrData(ptCount=0)))
        series.dLbls = _labels(level, "0.0;;" if share else "0;;")
        chart.series.append(series)
    _axes(chart, share=share)
    top, bottom, width = where
    # It ends inside the last column: one that touched the next would have it printed.
    inside = round(sheet.column_dimensions[get_column_letter(width)].width * _NEARLY_A_CHARACTER)
    end = AnchorMarker(col=width - 1, colOff=inside, row=bottom - 1, rowOff=_NEARLY_A_ROW)
    over = TwoCellAnchor(editAs="oneCell", _from=AnchorMarker(row=top - 1), to=end)
    chart.anchor = over  # type: ignore[assignment]  # the stub knows only the name of a cell
    sheet.add_chart(chart)


def _name(level: int) -> str:
    return f"{level} {LEVEL_NAMES[level]}"


def _labels(level: int, number: str) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = number
    labels.position = "ctr"
    labels.txPr = _text(700, _LETTERS[level])
    return labels


def _axes(chart: BarChart, *, share: bool) -> None:
    # Bars are drawn from below; what the table names first is to be on top.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.txPr = _text(800)
    chart.y_axis.txPr = _text(800)
    chart.x_axis.delete = chart.y_axis.delete = False
    assert chart.y_axis.majorGridlines is not None
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="BFBFBF", w=3175))
    chart.y_axis.numFmt = "0%" if share else "0"
    chart.y_axis.crosses = "max"
    assert chart.legend is not None
    chart.legend.position = "t"
    chart.legend.txPr = _text(800)
    chart.layout = Layout(
        manualLayout=ManualLayout(layoutTarget="outer", xMode="edge", yMode="edge", x=0.01, y=0.1, w=0.98, h=0.89)
    )


def _text(size: int, colour: str = "000000") -> RichText:
    letters = CharacterProperties(sz=size, solidFill=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
