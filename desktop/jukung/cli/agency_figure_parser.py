"""The words of the agency's figures on the command line."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

_SPAN = "YYYY-MM | YYYY-Qn | YYYY"
_WHERE = "agency_figure_verbs:"


def add(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs to those of the agency."""
    figures = verb(agency, "figures", _WHERE + "show_figures", _("show a figure of some months"))
    figures.add_argument("--from", dest="first", required=True, metavar=_SPAN)
    figures.add_argument("--until", dest="last", metavar=_SPAN, help=_("the last of them"))
    figures.add_argument("--by", choices=("district", "site", "month"), default="district")
    figures.add_argument("--of", default="", metavar="CODE", help=_("a kabupaten or a library"))
    figures.add_argument("--indicator", default="visits", metavar="CODE")
    figures.add_argument("--to", metavar="FILE", help=_("write .xlsx, .csv or .pdf"))
    compare = verb(agency, "compare", _WHERE + "compare", _("compare two spans of months"))
    compare.add_argument("span", metavar=_SPAN)
    compare.add_argument("other", metavar=_SPAN)
    compare.add_argument("--indicator", default="", metavar="CODE")
    year = verb(agency, "year", _WHERE + "show_year", _("show a year of all libraries"))
    year.add_argument("year", metavar="YYYY")
    year.add_argument("--to", metavar="FILE.xlsx")
    opened = verb(
        agency, "open-data", _WHERE + "write_open_package", _("write the open data package")
    )
    opened.add_argument("--year", required=True, metavar="YYYY")
    opened.add_argument("--to", required=True, metavar="DIR")
    opened.add_argument("--libraries", action="store_true", help=_("also by village library"))
    dhis = verb(agency, "dhis2", _WHERE + "write_dhis2", _("write figures for DHIS2"))
    dhis.add_argument("--month", required=True, metavar=_SPAN)
    dhis.add_argument("--to", required=True, metavar="FILE")
