"""What a column of the IPLM workbook can be filled from, and how its heading is known.

The official template is known by a third party's list of its columns only, and its
headings change: a rule proposes, and a person may choose otherwise. In a rule words are
parted by spaces, `a|b` is either, `-a` may not stand there, and `=a` is a whole word.
"""

from dataclasses import dataclass

from jukung.figures.ready.facts import BY_CODE
from jukung.words import N_

FIGURE, PROFILE, TYPED = "figure", "profile", "typed"
USERS = "users"
"""Whoever used the library, which may mean people or visits: a person must choose."""

_DIGITAL = "digital|elektronik|e-book|ebook"
_NEW = "tambah|penambah|pengadaan"
_USED = "manfaat|dipinjam|dibaca|terpakai|didayaguna|digunakan"
_NO_MONEY = "-anggaran -biaya -dana -belanja"
_MONEY = "anggaran|biaya|dana|belanja"
_PRINTED = f"judul -{_DIGITAL.replace('|', ' -')}"
_PIECES = f"eksemplar|eks -{_DIGITAL.replace('|', ' -')} -judul"
_OLD = f"-{_NEW.replace('|', ' -')} -{_USED.replace('|', ' -')} {_NO_MONEY}"


@dataclass(frozen=True, slots=True)
class Source:
    """A figure, a fact of the library or a typed answer; words are English keys."""

    code: str
    title: str
    kind: str
    rules: tuple[str, ...] = ()
    where: str = ""
    """The place of the program where it could be recorded."""


def _figure(code: str, title: str, where: str, *rules: str) -> Source:
    return Source(code, title, FIGURE, rules, where)


def _typed(code: str, *rules: str) -> Source:
    return Source(code, BY_CODE[code].title, TYPED, rules, N_("Typed answers"))


_CATALOGUE = N_("Catalogue")
_DESK = N_("Circulation desk: lend, and “read here”")
_VISITS = N_("Visits: tally every day")
_CARDS = N_("Visits: scan cards at the door")
_ACTIVITIES = N_("Activities")
_PROGRAMME = N_("Settings: inclusion programme")
_LIBRARY = N_("Settings: library")

SOURCES: tuple[Source, ...] = (
    Source("name", N_("Name of the library"), PROFILE, ("nama perpustakaan",), _LIBRARY),
    Source("npp", N_("NPP"), PROFILE, ("=npp", "nomor pokok perpustakaan"), _LIBRARY),
    Source("place", N_("Place of the library"), PROFILE, ("=desa|kelurahan nama",), _LIBRARY),
    _typed("iplm_kind", "jenis -subjenis -sub-jenis -=sub -layan -ragam -bahan"),
    _typed("iplm_subkind", "subjenis|sub-jenis|sub jenis"),
    _typed("npsn", "npsn"),
    _typed("address", "alamat"),
    _typed("province", "provinsi -nama"),
    _typed("regency", "kabupaten|kab/kota|=kab -nama -perda"),
    _typed("filled_by", "pengisi|responden -whatsapp -telepon -=wa -=hp", "nama petugas"),
    _typed("filled_phone", "whatsapp|telepon|=wa|=hp"),
    _figure("titles_held", N_("Titles held"), _CATALOGUE, f"{_PRINTED} {_OLD}"),
    _figure("copies_held", N_("Copies held"), _CATALOGUE, f"{_PIECES} {_OLD}"),
    _typed("digital_titles", f"judul {_DIGITAL} {_OLD}"),
    _typed("digital_copies", f"eksemplar|eks|salin {_DIGITAL} -judul {_OLD}"),
    _figure("titles_added", N_("Titles added in the year"), _CATALOGUE,
            f"{_PRINTED} {_NEW} {_NO_MONEY}"),
    _figure("copies_added", N_("Copies added in the year"), _CATALOGUE,
            f"{_PIECES} {_NEW} {_NO_MONEY}"),
    _typed("digital_titles_added", f"judul {_DIGITAL} {_NEW} {_NO_MONEY}"),
    _typed("digital_copies_added", f"eksemplar|eks|salin {_DIGITAL} {_NEW} -judul {_NO_MONEY}"),
    _typed("budget_whole", f"{_MONEY} desa|instansi|daerah|=total -koleksi"),
    _typed("budget_collection", f"{_MONEY} koleksi"),
    _typed("budget_library", f"{_MONEY} perpustakaan -koleksi -layan -diklat -pelatihan"),
    _typed("staff_qualified", f"tenaga|pustakawan|staf|=sdm kualifikasi|kompeten|ahli -lain -non"
                              f" -belum -tidak {_NO_MONEY}"),
    _typed("staff_other", f"tenaga|staf|=sdm lain|=non|belum|tidak {_NO_MONEY}"),
    _typed("training_joined", f"diklat|pelatihan|bimtek|kompetensi {_NO_MONEY}"),
    _typed("training_budget", f"diklat|pelatihan|bimtek|kompetensi {_MONEY}"),
    _figure("activity_participants", N_("Participants of activities"), _ACTIVITIES,
            f"peserta|partisipan {_NO_MONEY}", f"terlibat kegiatan {_NO_MONEY}"),
    Source(USERS, N_("Users: people or visits, please choose"), FIGURE,
           ("pemustaka|pengunjung|pengguna -=tik -komputer -internet -digital",), _VISITS),
    _figure("readers", N_("Different readers"), _CARDS),
    _figure("visits", N_("Visits"), _VISITS),
    _figure("borrowers", N_("Different borrowers"), _DESK),
    _figure("visits_computer", N_("Visits with computer use"), N_("Visits: mark computer use"),
            f"=tik|komputer|internet {_NO_MONEY} -tersedia -jumlah=unit"),
    _figure("titles_used", N_("Titles lent or read here"), _DESK, f"{_PRINTED} {_USED}"),
    _figure("copies_used", N_("Copies lent or read here"), _DESK, f"{_PIECES} {_USED}"),
    _figure("uses", N_("Loans and copies read here, each time"), _DESK),
    _figure("loans", N_("Loans"), _DESK),
    _typed("digital_titles_used", f"judul {_DIGITAL} {_USED}"),
    _typed("digital_copies_used", f"eksemplar|eks|salin {_DIGITAL} {_USED} -judul"),
    _figure("activities", N_("Activities"), _ACTIVITIES,
            f"kegiatan -peserta -partisipan -terlibat {_NO_MONEY} -bukti -tautan"),
    _figure("cooperations", N_("Cooperations"), _PROGRAMME, "kerja sama|kerjasama|kemitraan"),
    _figure("services_offered", N_("Kinds of service"), _PROGRAMME,
            f"variasi|ragam|jenis layan {_NO_MONEY}"),
    _figure("members", N_("Members"), N_("Members"), "anggota"),
    _typed("policies", f"kebijakan|=sop|prosedur {_NO_MONEY}"),
    _typed("regulation", f"perda|perdes|peraturan {_NO_MONEY}"),
    _typed("service_budget", f"{_MONEY} layan"),
    _typed("evidence_link", "tautan|link|bukti|evidence"),
)  # fmt: skip
BY_SOURCE = {each.code: each for each in SOURCES}


def matches(rule: str, heading: str) -> int:
    """How many words of a rule a heading has; zero where it may not be meant."""
    spaced = f" {' '.join(_parted(heading))} "
    score = 0
    for group in rule.split():
        if group.startswith("-"):
            if _has(group[1:], spaced):
                return 0
        elif any(_has(each, spaced) for each in group.split("|")):
            score += 1
        else:
            return 0
    return score


def _has(word: str, spaced: str) -> bool:
    return f" {word[1:]} " in spaced if word.startswith("=") else word in spaced


def _parted(heading: str) -> list[str]:
    plain = "".join(each if each.isalnum() or each in "/-" else " " for each in heading.casefold())
    return plain.split()
