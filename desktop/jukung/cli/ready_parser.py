"""The words of ready sheets: the IPLM workbook, its evidence, the SIM, the standards."""

from typing import Any

from jukung.cli.paper_parser import OFFICE
from jukung.cli.parsing import verb
from jukung.words import _


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of ready sheets."""
    iplm = verb(verbs, "iplm", "ready_verbs:fill", _("fill in the official IPLM workbook"))
    iplm.add_argument("workbook", metavar="WORKBOOK.xlsx")
    iplm.add_argument("--to", dest="out", metavar="FILE", help=_("a new file; else none is made"))
    iplm.add_argument("--year", metavar="YYYY", help=_("the last full year unless given"))
    iplm.add_argument(
        "--map", action="append", default=[], metavar="AE=visits", help=_("what fills a column")
    )
    iplm.add_argument("--sheet", default="", metavar="NAME")
    iplm.add_argument("--row", type=int, default=0, metavar="N")
    proofs = verb(verbs, "evidence", "ready_verbs:evidence", _("write the lists that prove it"))
    proofs.add_argument("--to", required=True, metavar="DIR")
    proofs.add_argument("--year", metavar="YYYY")
    sim = verb(verbs, "sim", "ready_verbs:sim", _("list activities to type into the SIM"))
    days = sim.add_mutually_exclusive_group()
    days.add_argument("--month", metavar="YYYY-MM")
    days.add_argument("--year", metavar="YYYY")
    sim.add_argument("--to", dest="out", metavar="FILE", help=_("an .xlsx, .csv or .pdf to write"))
    ready = verb(
        verbs, "readiness", "ready_verbs:readiness", _("compare with the standards, or answer")
    )
    ready.add_argument("--year", metavar="YYYY")
    ready.add_argument(
        "--to", dest="out", metavar="FILE", help=_("an .xlsx, .csv or .pdf to write")
    )
    for parser in (sim, ready):
        parser.add_argument("--paper", choices=OFFICE, default=OFFICE[0])
    for parser in (iplm, ready):
        parser.add_argument(
            "--answer", action="append", default=[], metavar="CODE=VALUE",
            help=_("what the program cannot count; remembered by year"),
        )  # fmt: skip
