# ruff: noqa: PLC0414 - the doubled name tells the type checker that it is given on
"""The library's verbs for pages, imported on a lane when first called.

A page that imported them itself would hold up the first painted window
by the second that SQLModel takes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

# The names that differ from their modules'; the others are given on by `as`.
__all__ = [
    "agency_box_papers",
    "agency_entries",
    "agency_news",
    "agency_notices",
    "book_columns",
    "book_lists",
    "export_lists",
    "export_telling",
    "figures",
    "house_residents",
    "import_apply",
    "import_columns",
    "import_kept",
    "import_plan",
    "import_rejects",
    "internet",
    "iplm_row",
    "iplm_workbook",
    "joining",
    "kept_packs",
    "lent_boxes",
    "letter_book",
    "list_export",
    "marc_export",
    "paper_cards",
    "paper_receipts",
    "parcel_codes",
    "parcel_export",
    "qr_squares",
    "receipts",
    "report_tables",
    "report_values",
    "report_writing",
    "reports",
    "roster_columns",
    "roster_leftovers",
    "roster_people",
    "roster_plan",
    "sealing",
    "sim_aid",
    "slims_export",
    "source_words_of",
    "story_files",
    "title_bin",
    "title_packs",
    "title_packs_kept",
]

if TYPE_CHECKING:
    from jukung.agency import accept as accept
    from jukung.agency import agreements as agreements
    from jukung.agency import asking_words as asking_words
    from jukung.agency import box_files as box_files
    from jukung.agency import box_lists as box_lists
    from jukung.agency import box_papers as agency_box_papers
    from jukung.agency import boxes as boxes
    from jukung.agency import candidates as candidates
    from jukung.agency import card_files as card_files
    from jukung.agency import chase_table as chase_table
    from jukung.agency import chasing as chasing
    from jukung.agency import comparing as comparing
    from jukung.agency import comparisons as comparisons
    from jukung.agency import completeness as completeness
    from jukung.agency import contacts as contacts
    from jukung.agency import deciding as deciding
    from jukung.agency import deeds as deeds
    from jukung.agency import delivery as delivery
    from jukung.agency import districts as districts
    from jukung.agency import enrol as enrol
    from jukung.agency import entries as agency_entries
    from jukung.agency import entry_hints as entry_hints
    from jukung.agency import entry_imports as entry_imports
    from jukung.agency import entry_sheets as entry_sheets
    from jukung.agency import figure_tables as figure_tables
    from jukung.agency import flows as flows
    from jukung.agency import invitation_lists as invitation_lists
    from jukung.agency import invitations as invitations
    from jukung.agency import key_change as key_change
    from jukung.agency import key_files as key_files
    from jukung.agency import league_table as league_table
    from jukung.agency import leagues as leagues
    from jukung.agency import news_out as news_out
    from jukung.agency import notices as agency_notices
    from jukung.agency import office as office
    from jukung.agency import open_package as open_package
    from jukung.agency import open_terms as open_terms
    from jukung.agency import outgoing as outgoing
    from jukung.agency import owing as owing
    from jukung.agency import packs as packs
    from jukung.agency import paper_head as paper_head
    from jukung.agency import people_counts as people_counts
    from jukung.agency import per_capita as per_capita
    from jukung.agency import planning as planning
    from jukung.agency import plausibility as plausibility
    from jukung.agency import prison_pages as prison_pages
    from jukung.agency import public_card as public_card
    from jukung.agency import publishing as publishing
    from jukung.agency import questions as questions
    from jukung.agency import region_lists as region_lists
    from jukung.agency import register as register
    from jukung.agency import relay_permits as relay_permits
    from jukung.agency import relay_receipts as relay_receipts
    from jukung.agency import relays as relays
    from jukung.agency import rulings as rulings
    from jukung.agency import site_lists as site_lists
    from jukung.agency import sites as sites
    from jukung.agency import source_words as source_words_of
    from jukung.agency import span_totals as span_totals
    from jukung.agency import spans as spans
    from jukung.agency import target_sheets as target_sheets
    from jukung.agency import targets as targets
    from jukung.agency import timeliness as timeliness
    from jukung.agency import totals as totals
    from jukung.agency import waiting as waiting
    from jukung.exchange import box_exchange as box_exchange
    from jukung.exchange import stock_lists as stock_lists
    from jukung.exchange import stories as story_files
    from jukung.exchange import tables as report_tables
    from jukung.exchange.carriers import https as internet
    from jukung.exchange.carriers import way_out as way_out
    from jukung.exchange.exports import list_files as list_export
    from jukung.exchange.exports import lists as export_lists
    from jukung.exchange.exports import marc as marc_export
    from jukung.exchange.exports import marc_holdings as marc_holdings
    from jukung.exchange.exports import open_export as open_export
    from jukung.exchange.exports import open_reading as open_reading
    from jukung.exchange.exports import shown_titles as shown_titles
    from jukung.exchange.exports import slims as slims_export
    from jukung.exchange.exports import telling as export_telling
    from jukung.exchange.imports import apply as import_apply
    from jukung.exchange.imports import free_columns as book_columns
    from jukung.exchange.imports import kept_words as import_kept
    from jukung.exchange.imports import mapping as import_columns
    from jukung.exchange.imports import plan as import_plan
    from jukung.exchange.imports import rejects as import_rejects
    from jukung.exchange.packs import kept as kept_packs
    from jukung.exchange.packs import lists as book_lists
    from jukung.exchange.packs import titles as title_packs
    from jukung.exchange.parcels import answering as answering
    from jukung.exchange.parcels import card_codes as card_codes
    from jukung.exchange.parcels import export as parcel_export
    from jukung.exchange.parcels import flushed as flushed
    from jukung.exchange.parcels import identity as identity
    from jukung.exchange.parcels import invitation as invitation
    from jukung.exchange.parcels import join as joining
    from jukung.exchange.parcels import notices as agency_news
    from jukung.exchange.parcels import qr as parcel_codes
    from jukung.exchange.parcels import receipt as receipts
    from jukung.exchange.parcels import receipt_code as receipt_code
    from jukung.exchange.parcels import relay_permit as relay_permit
    from jukung.exchange.parcels import seal as sealing
    from jukung.exchange.parcels import verdict as verdict
    from jukung.exchange.rosters import columns as roster_columns
    from jukung.exchange.rosters import daily_list as daily_list
    from jukung.exchange.rosters import daily_matches as daily_matches
    from jukung.exchange.rosters import house_lists as house_lists
    from jukung.exchange.rosters import house_words as house_words
    from jukung.exchange.rosters import leftovers as roster_leftovers
    from jukung.exchange.rosters import people as roster_people
    from jukung.exchange.rosters import plan as roster_plan
    from jukung.exchange.rosters import residents as residents
    from jukung.exchange.workbooks import iplm as iplm_workbook
    from jukung.figures import indicators as indicators
    from jukung.figures import month as figures
    from jukung.figures import protected as protected
    from jukung.figures.ready import answers as answers
    from jukung.figures.ready import iplm as iplm_row
    from jukung.figures.ready import readiness as readiness
    from jukung.figures.ready import ready_tables as ready_tables
    from jukung.figures.ready import sim as sim_aid
    from jukung.figures.reports import report as report_values
    from jukung.figures.reports import running as reports
    from jukung.figures.reports import writing as report_writing
    from jukung.library import accession as accession
    from jukung.library import activities as activities
    from jukung.library import activity_photos as activity_photos
    from jukung.library import aides as aides
    from jukung.library import backup as backup
    from jukung.library import bin as title_bin
    from jukung.library import blank_numbers as blank_numbers
    from jukung.library import box_arrival as box_arrival
    from jukung.library import box_return as box_return
    from jukung.library import boxes as lent_boxes
    from jukung.library import card_faces as card_faces
    from jukung.library import cards as cards
    from jukung.library import catalogue as catalogue
    from jukung.library import check as check
    from jukung.library import circulation as circulation
    from jukung.library import clearances as clearances
    from jukung.library import closing as closing
    from jukung.library import closures as closures
    from jukung.library import cooperations as cooperations
    from jukung.library import copies as copies
    from jukung.library import copy_history as copy_history
    from jukung.library import corners as corners
    from jukung.library import covers as covers
    from jukung.library import days as days
    from jukung.library import demo as demo
    from jukung.library import desk as desk
    from jukung.library import due_moves as due_moves
    from jukung.library import duplicates as duplicates
    from jukung.library import figure_notes as figure_notes
    from jukung.library import forgetting as forgetting
    from jukung.library import holds as holds
    from jukung.library import house as house
    from jukung.library import house_plan as house_plan
    from jukung.library import house_rules as house_rules
    from jukung.library import identities as identities
    from jukung.library import in_house as in_house
    from jukung.library import intake as intake
    from jukung.library import issues as issues
    from jukung.library import late_entry as late_entry
    from jukung.library import leaving as leaving
    from jukung.library import ledger as ledger
    from jukung.library import letterhead as letterhead
    from jukung.library import letters as letter_book
    from jukung.library import lists as lists
    from jukung.library import member_kinds as member_kinds
    from jukung.library import members as members
    from jukung.library import mended_letters as mended_letters
    from jukung.library import merging as merging
    from jukung.library import moves as moves
    from jukung.library import name_merging as name_merging
    from jukung.library import numbers as numbers
    from jukung.library import opening as opening
    from jukung.library import overview as overview
    from jukung.library import own_fields as own_fields
    from jukung.library import own_sheets as own_sheets
    from jukung.library import permissions_asked as permissions_asked
    from jukung.library import personal as personal
    from jukung.library import photos as photos
    from jukung.library import print_runs as print_runs
    from jukung.library import public_catalogue as public_catalogue
    from jukung.library import recovery as recovery
    from jukung.library import release_days as release_days
    from jukung.library import reminding as reminding
    from jukung.library import requests as requests
    from jukung.library import residents as house_residents
    from jukung.library import return_checks as return_checks
    from jukung.library import roster as roster
    from jukung.library import round_cells as round_cells
    from jukung.library import round_corners as round_corners
    from jukung.library import round_paper as round_paper
    from jukung.library import round_views as round_views
    from jukung.library import rounds as rounds
    from jukung.library import rules as rules
    from jukung.library import sanctions as sanctions
    from jukung.library import screening as screening
    from jukung.library import serials as serials
    from jukung.library import series as series
    from jukung.library import services as services
    from jukung.library import settings as settings
    from jukung.library import shelves as shelves
    from jukung.library import silent_months as silent_months
    from jukung.library import slips as slips
    from jukung.library import staff as staff
    from jukung.library import stocktake_counting as stocktake_counting
    from jukung.library import stocktake_deciding as stocktake_deciding
    from jukung.library import stocktake_files as stocktake_files
    from jukung.library import stocktake_lists as stocktake_lists
    from jukung.library import stocktakes as stocktakes
    from jukung.library import stories as stories
    from jukung.library import suggesting as suggesting
    from jukung.library import themes as themes
    from jukung.library import title_batch as title_batch
    from jukung.library import title_filters as title_filters
    from jukung.library import title_lists as title_lists
    from jukung.library import title_merging as title_merging
    from jukung.library import title_packs as title_packs_kept
    from jukung.library import title_search as title_search
    from jukung.library import traits as traits
    from jukung.library import undoing as undoing
    from jukung.library import vault_doors as vault_doors
    from jukung.library import vaulting as vaulting
    from jukung.library import visit_corrections as visit_corrections
    from jukung.library import visit_names as visit_names
    from jukung.library import visits as visits
    from jukung.library import weeding as weeding
    from jukung.library import withdrawals as withdrawals
    from jukung.paper import accession_book as accession_book
    from jukung.paper import attendance as attendance
    from jukung.paper import barcodes as barcodes
    from jukung.paper import book_papers as book_papers
    from jukung.paper import box_gaps as box_gaps
    from jukung.paper import box_papers as box_papers
    from jukung.paper import card_sheet as card_sheet
    from jukung.paper import cards as paper_cards
    from jukung.paper import corner_list as corner_list
    from jukung.paper import document as document
    from jukung.paper import labels as labels
    from jukung.paper import ledgers as ledgers
    from jukung.paper import letters as letters
    from jukung.paper import month_page as month_page
    from jukung.paper import picture as picture
    from jukung.paper import placement as placement
    from jukung.paper import prison_setup_sheet as prison_setup_sheet
    from jukung.paper import qr as qr_squares
    from jukung.paper import qr_sheet as qr_sheet
    from jukung.paper import readiness_page as readiness_page
    from jukung.paper import receipts as paper_receipts
    from jukung.paper import recovery_sheet as recovery_sheet
    from jukung.paper import registration as registration
    from jukung.paper import release_papers as release_papers
    from jukung.paper import reminders as reminders
    from jukung.paper import report_pages as report_pages
    from jukung.paper import round_papers as round_papers
    from jukung.paper import ruler as ruler
    from jukung.paper import screening_papers as screening_papers
    from jukung.paper import sheets as sheets
    from jukung.paper import stocktake_minutes as stocktake_minutes
    from jukung.paper import withdrawal_minutes as withdrawal_minutes
else:
    _WHERE = {
        "agreements": "jukung.agency.agreements",
        "box_files": "jukung.agency.box_files",
        "box_lists": "jukung.agency.box_lists",
        "boxes": "jukung.agency.boxes",
        "packs": "jukung.agency.packs",
        "prison_pages": "jukung.agency.prison_pages",
        "agency_box_papers": "jukung.agency.box_papers",
        "list_export": "jukung.exchange.exports.list_files",
        "export_lists": "jukung.exchange.exports.lists",
        "shown_titles": "jukung.exchange.exports.shown_titles",
        "marc_export": "jukung.exchange.exports.marc",
        "marc_holdings": "jukung.exchange.exports.marc_holdings",
        "open_export": "jukung.exchange.exports.open_export",
        "open_reading": "jukung.exchange.exports.open_reading",
        "slims_export": "jukung.exchange.exports.slims",
        "export_telling": "jukung.exchange.exports.telling",
        "book_columns": "jukung.exchange.imports.free_columns",
        "book_lists": "jukung.exchange.packs.lists",
        "title_packs": "jukung.exchange.packs.titles",
        "kept_packs": "jukung.exchange.packs.kept",
        "title_bin": "jukung.library.bin",
        "title_packs_kept": "jukung.library.title_packs",
        "agency_entries": "jukung.agency.entries",
        "asking_words": "jukung.agency.asking_words",
        "chase_table": "jukung.agency.chase_table",
        "chasing": "jukung.agency.chasing",
        "entry_hints": "jukung.agency.entry_hints",
        "entry_imports": "jukung.agency.entry_imports",
        "entry_sheets": "jukung.agency.entry_sheets",
        "flows": "jukung.agency.flows",
        "league_table": "jukung.agency.league_table",
        "leagues": "jukung.agency.leagues",
        "planning": "jukung.agency.planning",
        "target_sheets": "jukung.agency.target_sheets",
        "targets": "jukung.agency.targets",
        "source_words_of": "jukung.agency.source_words",
        "accept": "jukung.agency.accept",
        "agency_news": "jukung.exchange.parcels.notices",
        "agency_notices": "jukung.agency.notices",
        "comparisons": "jukung.agency.comparisons",
        "key_files": "jukung.agency.key_files",
        "open_package": "jukung.agency.open_package",
        "open_terms": "jukung.agency.open_terms",
        "paper_head": "jukung.agency.paper_head",
        "people_counts": "jukung.agency.people_counts",
        "public_card": "jukung.agency.public_card",
        "timeliness": "jukung.agency.timeliness",
        "owing": "jukung.agency.owing",
        "districts": "jukung.agency.districts",
        "candidates": "jukung.agency.candidates",
        "card_files": "jukung.agency.card_files",
        "contacts": "jukung.agency.contacts",
        "invitation_lists": "jukung.agency.invitation_lists",
        "invitations": "jukung.agency.invitations",
        "region_lists": "jukung.agency.region_lists",
        "register": "jukung.agency.register",
        "site_lists": "jukung.agency.site_lists",
        "answering": "jukung.exchange.parcels.answering",
        "card_codes": "jukung.exchange.parcels.card_codes",
        "invitation": "jukung.exchange.parcels.invitation",
        "completeness": "jukung.agency.completeness",
        "comparing": "jukung.agency.comparing",
        "deciding": "jukung.agency.deciding",
        "deeds": "jukung.agency.deeds",
        "delivery": "jukung.agency.delivery",
        "outgoing": "jukung.agency.outgoing",
        "publishing": "jukung.agency.publishing",
        "relay_permit": "jukung.exchange.parcels.relay_permit",
        "relay_permits": "jukung.agency.relay_permits",
        "relay_receipts": "jukung.agency.relay_receipts",
        "relays": "jukung.agency.relays",
        "rulings": "jukung.agency.rulings",
        "waiting": "jukung.agency.waiting",
        "figure_tables": "jukung.agency.figure_tables",
        "per_capita": "jukung.agency.per_capita",
        "span_totals": "jukung.agency.span_totals",
        "spans": "jukung.agency.spans",
        "key_change": "jukung.agency.key_change",
        "news_out": "jukung.agency.news_out",
        "plausibility": "jukung.agency.plausibility",
        "questions": "jukung.agency.questions",
        "enrol": "jukung.agency.enrol",
        "office": "jukung.agency.office",
        "sites": "jukung.agency.sites",
        "totals": "jukung.agency.totals",
        "internet": "jukung.exchange.carriers.https",
        "way_out": "jukung.exchange.carriers.way_out",
        "import_apply": "jukung.exchange.imports.apply",
        "import_columns": "jukung.exchange.imports.mapping",
        "import_kept": "jukung.exchange.imports.kept_words",
        "import_plan": "jukung.exchange.imports.plan",
        "import_rejects": "jukung.exchange.imports.rejects",
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
        "daily_list": "jukung.exchange.rosters.daily_list",
        "daily_matches": "jukung.exchange.rosters.daily_matches",
        "house_lists": "jukung.exchange.rosters.house_lists",
        "house_words": "jukung.exchange.rosters.house_words",
        "house_residents": "jukung.library.residents",
        "roster_columns": "jukung.exchange.rosters.columns",
        "roster_leftovers": "jukung.exchange.rosters.leftovers",
        "roster_people": "jukung.exchange.rosters.people",
        "roster_plan": "jukung.exchange.rosters.plan",
        "iplm_workbook": "jukung.exchange.workbooks.iplm",
        "answers": "jukung.figures.ready.answers",
        "iplm_row": "jukung.figures.ready.iplm",
        "readiness": "jukung.figures.ready.readiness",
        "ready_tables": "jukung.figures.ready.ready_tables",
        "sim_aid": "jukung.figures.ready.sim",
        "readiness_page": "jukung.paper.readiness_page",
        "indicators": "jukung.figures.indicators",
        "figures": "jukung.figures.month",
        "protected": "jukung.figures.protected",
        "report_values": "jukung.figures.reports.report",
        "reports": "jukung.figures.reports.running",
        "report_writing": "jukung.figures.reports.writing",
        "report_tables": "jukung.exchange.tables",
        "report_pages": "jukung.paper.report_pages",
        "letter_book": "jukung.library.letters",
        "story_files": "jukung.exchange.stories",
        "box_exchange": "jukung.exchange.box_exchange",
        "lent_boxes": "jukung.library.boxes",
        "box_gaps": "jukung.paper.box_gaps",
        "box_papers": "jukung.paper.box_papers",
        "accession_book": "jukung.paper.accession_book",
        "stocktake_minutes": "jukung.paper.stocktake_minutes",
        "withdrawal_minutes": "jukung.paper.withdrawal_minutes",
        "stock_lists": "jukung.exchange.stock_lists",
        "attendance": "jukung.paper.attendance",
        "barcodes": "jukung.paper.barcodes",
        "book_papers": "jukung.paper.book_papers",
        "card_sheet": "jukung.paper.card_sheet",
        "paper_cards": "jukung.paper.cards",
        "corner_list": "jukung.paper.corner_list",
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
        "release_papers": "jukung.paper.release_papers",
        "reminders": "jukung.paper.reminders",
        "round_papers": "jukung.paper.round_papers",
        "ruler": "jukung.paper.ruler",
        "screening_papers": "jukung.paper.screening_papers",
        "prison_setup_sheet": "jukung.paper.prison_setup_sheet",
        "sheets": "jukung.paper.sheets",
    }

    def __getattr__(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return import_module(_WHERE.get(name, f"jukung.library.{name}"))
