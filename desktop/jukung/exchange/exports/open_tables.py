"""Which tables the open export holds, and what of each it leaves out.

A prison's export has no name, no card beside a title, and nobody's whereabouts:
a table that cannot be without them is not in it, a column is cut from it. Free words are
cut, because anybody may be named in them; and ids of what people did, which hold the
moment it was done (`domain.ids`). Reading gives new ones.
"""

from dataclasses import dataclass
from types import MappingProxyType

from sqlmodel import SQLModel

from jukung.store import tables as kept


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A file of the export: its table, what it is in both languages, what is cut."""

    name: str
    row: type[SQLModel]
    english: str
    indonesian: str
    cut: frozenset[str] = frozenset()
    """Columns that no export holds: secrets, or made anew when it is read."""
    prison_cut: frozenset[str] | None = frozenset()
    """Columns that a prison's export leaves out too; None where it has no such table."""
    file: str = ""
    """The ending of the pictures or sealed files that lie beside, one for each row."""


def _table(
    name: str,
    row: type[SQLModel],
    english: str,
    indonesian: str,
    *,
    cut: str = "",
    prison: str | None = "",
    file: str = "",
) -> OpenTable:
    apart = None if prison is None else frozenset(prison.split())
    return OpenTable(name, row, english, indonesian, frozenset(cut.split()), apart, file)


# Parents before children, so that a reader meets nothing it does not know.
TABLES = (
    _table("library", kept.LibraryRow, "The library", "Perpustakaan ini",
           cut="one epoch public_key"),
    _table("settings", kept.Setting, "Choices that were made", "Pilihan yang dibuat"),
    _table("staff", kept.Staff, "Who works here, without PINs", "Petugas, tanpa PIN",
           cut="pin failures wait_s", prison=None),
    _table("acts", kept.JournalAct, "The journal: what was done, when, by whom",
           "Jurnal: apa yang dikerjakan, kapan, oleh siapa", prison=None),
    _table("journal", kept.JournalEntry, "The journal's chain of digests, without its words",
           "Rantai sidik jurnal, tanpa isinya", prison=None),
    _table("owners", kept.Owner, "Whose property copies are", "Pemilik eksemplar"),
    _table("places", kept.Place, "Shelves, rooms and blocks", "Rak, ruang, dan blok"),
    _table("number_series", kept.NumberSeries, "How numbers are made", "Pola nomor"),
    _table("persons", kept.Person, "Names and addresses of members",
           "Nama dan alamat anggota", cut="nik", prison=None),
    _table("photos", kept.Photo, "Photographs of members", "Foto anggota",
           prison=None, file="jpg"),
    _table("member_kinds", kept.MemberKind, "Kinds of members", "Jenis anggota"),
    _table("members", kept.Borrower, "Members, by their cards", "Anggota, menurut kartunya",
           prison="id person place until_on left_on note guardian card_printed_at"),
    _table("card_numbers", kept.CardNumber, "Every card number there ever was",
           "Semua nomor kartu yang pernah ada"),
    _table("sanctions", kept.Sanction, "Suspensions, warnings, tasks",
           "Skorsing, peringatan, tugas", prison=None),
    _table("titles", kept.Title, "Titles", "Judul"),
    _table("contributors", kept.Contributor, "Who made a title", "Pengarang dan kontributor"),
    _table("subjects", kept.Subject, "What a title is about", "Subjek"),
    _table("title_fields", kept.TitleField, "Fields of the library's own", "Ruas lokal"),
    _table("title_origins", kept.TitleOrigin, "Records as they came, in base64",
           "Rekaman asal, dalam base64"),
    _table("covers", kept.Cover, "Covers", "Sampul", file="jpg"),
    _table("withdrawals", kept.Withdrawal, "Weedings", "Penyiangan",
           prison="id note"),
    _table("copies", kept.Copy, "Copies", "Eksemplar",
           prison="source condition_note"),
    _table("copy_numbers", kept.CopyNumber, "Every copy number there ever was",
           "Semua nomor eksemplar yang pernah ada"),
    _table("copy_traits", kept.CopyTraitRow, "What a copy has that a house may not let in",
           "Ciri eksemplar"),
    _table("blank_numbers", kept.BlankNumber, "Numbers printed before they had a copy",
           "Nomor yang dicetak lebih dulu"),
    _table("issues", kept.Issue, "Issues of newspapers and magazines",
           "Nomor terbitan surat kabar dan majalah",
           prison="note"),
    _table("loan_rules", kept.LoanRule, "Loan rules", "Aturan peminjaman"),
    _table("calendar", kept.Closure, "Days closed, or open in spite of a holiday",
           "Hari tutup, atau buka pada hari libur"),
    _table("open_days", kept.OpenDay, "Opening days and hours", "Hari dan jam buka"),
    _table("loans", kept.Loan, "Loans, open and past", "Peminjaman, berjalan dan selesai",
           prison="id borrower lent_time returned_time permitted_by sex age_band place"),
    _table("renewals", kept.Renewal, "Renewals", "Perpanjangan",
           prison="id"),
    _table("due_moves", kept.DueMove, "Due days that a closing moved",
           "Jatuh tempo yang digeser",
           prison="id"),
    _table("borrowed_months", kept.BorrowedMonth, "Who borrowed in a month",
           "Siapa meminjam dalam suatu bulan", prison=None),
    _table("holds", kept.Hold, "Holds", "Reservasi", prison=None),
    _table("in_house_uses", kept.InHouseUse, "Read in the building", "Baca di tempat",
           prison="id"),
    _table("ledger", kept.Ledger, "Fines and payments", "Denda dan pembayaran",
           prison="id borrower reason"),
    _table("loose_loans", kept.LooseLoan, "Loans of an older program without a copy",
           "Peminjaman program lama tanpa eksemplar"),
    _table("visits", kept.Visit, "Visits", "Kunjungan", prison="id borrower group_name"),
    _table("activities", kept.Activity, "Activities", "Kegiatan",
           prison="result follow_up facilitator story story_consent"),
    _table("activity_photos", kept.ActivityPhoto, "Photographs of activities", "Foto kegiatan",
           prison=None, file="jpg"),
    _table("cooperations", kept.Cooperation, "Partners", "Kerja sama"),
    _table("services", kept.ServiceOffered, "Services offered", "Layanan"),
    _table("figure_notes", kept.FigureNote, "Figures typed or explained",
           "Angka yang diketik atau dijelaskan",
           prison="words"),
    _table("screenings", kept.Screening, "Decisions whether a title may circulate",
           "Seleksi bahan bacaan", prison="staff"),
    _table("permissions", kept.LoanPermission, "Permissions for loans", "Izin peminjaman",
           prison=None),
    _table("letters", kept.Letter, "Letters that went out", "Surat keluar", prison=None),
    _table("clearances", kept.Clearance, "Clearances", "Bebas pustaka", prison=None),
    _table("write_offs", kept.WriteOff, "Loans that never come back",
           "Peminjaman yang tidak kembali", prison="clearance note"),
    _table("hand_overs", kept.HandOver, "Loans passed from hand to hand",
           "Peminjaman yang dialihkan", prison=None),
    _table("return_checks", kept.ReturnCheck, "What returned copies had in them",
           "Pemeriksaan saat kembali", prison="note"),
    _table("boxes", kept.BoxRow, "Boxes on loan", "Koleksi bergilir", cut="sealed"),
    _table("box_lines", kept.BoxLine, "What was in a box", "Isi koleksi bergilir"),
    _table("stocktakes", kept.Stocktake, "Stocktakes", "Stock opname"),
    _table("stocktake_copies", kept.StocktakeCopy, "Copies of a stocktake",
           "Eksemplar stock opname",
           prison="reason seen_where"),
    _table("stocktake_others", kept.StocktakeOther, "Codes of a stocktake that were not listed",
           "Kode di luar daftar stock opname",
           prison="note seen_where"),
    _table("bin", kept.Binned, "The recycle bin", "Keranjang sampah", prison=None),
    _table("slips", kept.PaperSlip, "Paper slips not recorded yet",
           "Slip kertas yang belum dicatat", prison=None),
    _table("months", kept.Period, "Months: open, closed, sealed",
           "Bulan: terbuka, ditutup, disegel"),
    _table("figures", kept.Figure, "Figures as they stood when a month was closed",
           "Angka saat bulan ditutup"),
    _table("agency", kept.AgencyRow, "The agency reported to", "Dinas tujuan laporan"),
    _table("parcels", kept.ParcelRow, "Reports sealed for the agency",
           "Berkas laporan yang disegel", file="jkp"),
    _table("receipts", kept.ReceiptRow, "Receipts of the agency", "Tanda terima dinas",
           file="jkr"),
    _table("emblems", kept.Emblem, "Crests", "Lambang", file="png"),
    _table("sheets", kept.OwnSheet, "Label sheets of the library's own",
           "Lembar label buatan sendiri"),
    _table("import_mappings", kept.ImportMapping, "How columns of lists were understood",
           "Arti kolom daftar yang pernah dibaca"),
)  # fmt: skip

NOT_HELD = MappingProxyType(
    {
        kept.JournalDetail: "erasable, and it stays where it can be erased",
        kept.Recovery: "a key",
        kept.VaultDoor: "a key",
        kept.VaultEscrow: "a key",
        kept.Identity: "a name",
        kept.LookUp: "who looked at whom",
        kept.ResidentRow: "where somebody is",
        kept.ResidentMove: "where somebody was",
        kept.Round: "who gets what",
        kept.RoundLine: "who gets what",
        kept.RoundCopy: "who gets what",
        kept.PrintRun: "work of a printer",
        kept.PrintLine: "work of a printer",
        kept.TitlePack: "lies in a file of its own",
    }
)
"""The tables that no export holds, and why; a test finds every other table above."""

SETTINGS = frozenset(
    {
        "activity_themes",
        "agency_address",
        "closed_weekdays",
        "forget_after_days",
        "house_rules",
        "idle_lock_minutes",
        "iplm_columns",
        "joint_leave",
        "keep_nik",
        "letterhead",
        "national_holidays",
        "ready_answers",
        "scanner_prefix",
        "scanner_suffix",
        "sim_typed",
        "usual_hours",
        "come_back_days",
    }
)
"""The choices that matter to another program, or to the same one on another computer."""

PRISON_SETTINGS = SETTINGS - {"letterhead", "ready_answers"}
"""Those without the name of anybody who signs."""


def tables_of(*, is_prison: bool) -> tuple[OpenTable, ...]:
    """The files of a library's export, in their order."""
    return tuple(each for each in TABLES if not is_prison or each.prison_cut is not None)


def settings_of(*, is_prison: bool) -> frozenset[str]:
    """The choices that a library's export holds."""
    return PRISON_SETTINGS if is_prison else SETTINGS
