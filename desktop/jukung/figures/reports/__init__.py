"""Reports of what the file can answer, in the order in which they are listed.

No person is named in any of them. Their codes are never used for anything else.
"""

from jukung.figures.reports.care import CARE
from jukung.figures.reports.collection import COLLECTION
from jukung.figures.reports.evidence import EVIDENCE
from jukung.figures.reports.loans import LOANS
from jukung.figures.reports.members import MEMBERS
from jukung.figures.reports.report import Report
from jukung.figures.reports.stock import STOCK
from jukung.figures.reports.visits import VISITS
from jukung.figures.reports.work import WORK_REPORTS
from jukung.figures.reports.year import YEAR

REPORTS: tuple[Report, ...] = (
    *LOANS,
    *VISITS,
    *MEMBERS,
    *COLLECTION,
    *STOCK,
    *CARE,
    *WORK_REPORTS,
    *YEAR,
    *EVIDENCE,
)
