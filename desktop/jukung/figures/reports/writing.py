"""How figures, shares, days and money of a report are written."""

from datetime import date

from jukung import words
from jukung.words import brief_day, number, rupiah, short_month

NOT_RECORDED = "–"


def shown(cell: str | float | date | None, kind: str) -> str:
    """A cell as it is read; what was not recorded is a dash, never a zero."""
    if cell is None:
        return NOT_RECORDED
    if isinstance(cell, date):
        return brief_day(cell)
    return cell if isinstance(cell, str) else _figure(cell, kind)


def _figure(figure: float, kind: str) -> str:
    if kind == "share":
        return f"{decimal(figure * 100)} %"
    if kind == "rate":
        return decimal(figure)
    return rupiah(round(figure)) if kind == "money" else number(round(figure))


def decimal(value: float) -> str:
    """A figure with one place, `1.234,5` in Indonesian and `1,234.5` in English."""
    whole, _point, part = f"{value:,.1f}".partition(".")
    if words.language() == "id":
        return f"{whole.replace(',', '.')},{part}"
    return f"{whole}.{part}"


def brief(cell: str | float | date | None) -> str:
    """The name of a row below a chart; a day without its year."""
    if isinstance(cell, date):
        return f"{cell.day} {short_month(cell.month)}"
    return shown(cell, "text")
