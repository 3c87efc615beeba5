# ruff: noqa: PLC0414 - the doubled name tells the type checker that it is given on
"""The library's verbs for pages, imported on a lane when first called.

A page that imported them itself would hold up the first painted window
by the second that SQLModel takes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

# The names that differ from their modules'; the others are given on by `as`.
__all__ = [
    "figures",
    "import_apply",
    "import_plan",
    "joining",
    "letter_book",
    "paper_cards",
    "paper_receipts",
    "parcel_codes",
    "parcel_export",
    "qr_squares",
    "receipts",
    "report_tables",
    "report_values",
    "reports",
    "roster_columns",
    "roster_leftovers",
    "roster_people",
    "roster_plan",
    "sealing",
    "story_files",
]

if TYPE_CHECKING:
    from jukung.agency import accept as accept
    from jukung.agency import completeness as completeness
    from jukung.agency import enrol as enrol
    from jukung.agency import office as office
    from jukung.agency import sites as sites
    from jukung.agency import totals as totals
    from jukung.exchange import stories as story_files
    from jukung.exchange import tables as report_tables
    from jukung.exchange.imports import apply as import_apply
    from jukung.exchange.imports import plan as import_plan
    from jukung.exchange.parcels import export as parcel_export
    from jukung.exchange.parcels import flushed as flushed
    from jukung.exchange.parcels import identity as identity
    from jukung.exchange.parcels import join as joining
    from jukung.exchange.parcels import qr as parcel_codes
    from jukung.exchange.parcels import receipt as receipts
    from jukung.exchange.parcels import receipt_code as receipt_code
    from jukung.exchange.parcels import seal as sealing
    from jukung.exchange.parcels import verdict as verdict
    from jukung.exchange.rosters import columns as roster_columns
    from jukung.exchange.rosters import leftovers as roster_leftovers
    from jukung.exchange.rosters import people as roster_people
    from jukung.exchange.rosters import plan as roster_plan
    from jukung.exchange.rosters import residents as residents
    from jukung.figures import indicators as indicators
    from jukung.figures import month as figures
    from jukung.figures.reports import report as report_values
    from jukung.figures.reports import running as reports
    from jukung.library import activities as activities
    from jukung.library import activity_photos as activity_photos
    from jukung.library import backup as backup
    from jukung.library import blank_numbers as blank_numbers
    from jukung.library import card_faces as card_faces
    from jukung.library import cards as cards
    from jukung.library import catalogue as catalogue
    from jukung.library import check as check
    from jukung.library import circulation as circulation
    from jukung.library import closing as closing
    from jukung.library import closures as closures
    from jukung.library import cooperations as cooperations
    from jukung.library import copies as copies
    from jukung.library import copy_history as copy_history
    from jukung.library import days as days
    from jukung.library import demo as demo
    from jukung.library import desk as desk
    from jukung.library import due_moves as due_moves
    from jukung.library import figure_notes as figure_notes
    from jukung.library import forgetting as forgetting
    from jukung.library import holds as holds
    from jukung.library import in_house as in_house
    from jukung.library import intake as intake
    from jukung.library import late_entry as late_entry
    from jukung.library import leaving as leaving
    from jukung.library import ledger as ledger
    from jukung.library import letterhead as letterhead
    from jukung.library import letters as letter_book
    from jukung.library import lists as lists
    from jukung.library import member_kinds as member_kinds
    from jukung.library import members as members
    from jukung.library import merging as merging
    from jukung.library import numbers as numbers
    from jukung.library import opening as opening
    from jukung.library import overview as overview
    from jukung.library import own_sheets as own_sheets
    from jukung.library import personal as personal
    from jukung.library import photos as photos
    from jukung.library import print_runs as print_runs
    from jukung.library import recovery as recovery
    from jukung.library import reminding as reminding
    from jukung.library import roster as roster
    from jukung.library import rules as rules
    from jukung.library import sanctions as sanctions
    from jukung.library import series as series
    from jukung.library import services as services
    from jukung.library import settings as settings
    from jukung.library import silent_months as silent_months
    from jukung.library import slips as slips
    from jukung.library import staff as staff
    from jukung.library import stories as stories
    from jukung.library import suggesting as suggesting
    from jukung.library import themes as themes
    from jukung.library import undoing as undoing
    from jukung.library import visit_corrections as visit_corrections
    from jukung.library import visit_names as visit_names
    from jukung.library import visits as visits
    from jukung.paper import attendance as attendance
    from jukung.paper import barcodes as barcodes
    from jukung.paper import book_papers as book_papers
    from jukung.paper import cards as paper_cards
    from jukung.paper import document as document
    from jukung.paper import labels as labels
    from jukung.paper import ledgers as ledgers
    from jukung.paper import letters as letters
    from jukung.paper import month_page as month_page
    from jukung.paper import picture as picture
    from jukung.paper import placement as placement
    from jukung.paper import qr as qr_squares
    from jukung.paper import qr_sheet as qr_sheet
    from jukung.paper import receipts as paper_receipts
    from jukung.paper import recovery_sheet as recovery_sheet
    from jukung.paper import registration as registration
    from jukung.paper import reminders as reminders
    from jukung.paper import report_pages as report_pages
    from jukung.paper import ruler as ruler
    from jukung.paper import sheets as sheets
else:
    _WHERE = {
        "accept": "jukung.agency.accept",
        "completeness": "jukung.agency.completeness",
        "enrol": "jukung.agency.enrol",
        "office": "jukung.agency.office",
        "sites": "jukung.agency.sites",
        "totals": "jukung.agency.totals",
        "import_apply": "jukung.exchange.imports.apply",
        "import_plan": "jukung.exchange.imports.plan",
        "parcel_export": "jukung.exchange.parcels.export",
        "flushed": "jukung.exchange.parcels.flushed",
        "identity": "jukung.exchange.parcels.identity",
        "joining": "jukung.exchange.parcels.join",
        "parcel_codes": "jukung.exchange.parcels.qr",
        "receipts": "jukung.exchange.parcels.receipt",
        "receipt_code": "jukung.exchange.parcels.receipt_code",
        "sealing": "jukung.exchange.parcels.seal",
        "verdict": "jukung.exchange.parcels.verdict",
        "residents": "jukung.exchange.rosters.residents",
        "roster_columns": "jukung.exchange.rosters.columns",
        "roster_leftovers": "jukung.exchange.rosters.leftovers",
        "roster_people": "jukung.exchange.rosters.people",
        "roster_plan": "jukung.exchange.rosters.plan",
        "indicators": "jukung.figures.indicators",
        "figures": "jukung.figures.month",
        "report_values": "jukung.figures.reports.report",
        "reports": "jukung.figures.reports.running",
        "report_tables": "jukung.exchange.tables",
        "report_pages": "jukung.paper.report_pages",
        "letter_book": "jukung.library.letters",
        "story_files": "jukung.exchange.stories",
        "attendance": "jukung.paper.attendance",
        "barcodes": "jukung.paper.barcodes",
        "book_papers": "jukung.paper.book_papers",
        "paper_cards": "jukung.paper.cards",
        "document": "jukung.paper.document",
        "labels": "jukung.paper.labels",
        "ledgers": "jukung.paper.ledgers",
        "letters": "jukung.paper.letters",
        "picture": "jukung.paper.picture",
        "placement": "jukung.paper.placement",
        "month_page": "jukung.paper.month_page",
        "qr_squares": "jukung.paper.qr",
        "qr_sheet": "jukung.paper.qr_sheet",
        "paper_receipts": "jukung.paper.receipts",
        "recovery_sheet": "jukung.paper.recovery_sheet",
        "registration": "jukung.paper.registration",
        "reminders": "jukung.paper.reminders",
        "ruler": "jukung.paper.ruler",
        "sheets": "jukung.paper.sheets",
    }

    def __getattr__(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return import_module(_WHERE.get(name, f"jukung.library.{name}"))
