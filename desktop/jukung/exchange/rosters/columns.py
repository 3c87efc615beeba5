"""What the columns of a list are, guessed from the words of its header.

Words are compared folded: capitals, dots and double blanks apart. Where two columns
could be the same, the earlier pattern of a kind wins; the others are not read.
"""

import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum


class Use(StrEnum):
    """What a column is used for."""

    nothing = "nothing"
    name = "name"
    card = "card"
    sex = "sex"
    birth = "birth"
    """A day or year of birth, also with the place in front."""
    age = "age"
    address = "address"
    hamlet = "hamlet"
    rt = "rt"
    rw = "rw"
    rt_rw = "rt_rw"
    village = "village"
    phone = "phone"
    kind = "kind"
    class_ = "class"
    guardian = "guardian"
    guardian_phone = "guardian_phone"
    until = "until"
    note = "note"
    nik = "nik"


IN_PRISON = (Use.nothing, Use.card)

# Whole header words, most telling first. Sources: forms of INLISLite 3.2 and 3.3, the
# export of SLiMS, the population register of villages, and lists typed by hand.
_WORDS: dict[Use, tuple[str, ...]] = {
    Use.name: (
        "nama lengkap", "namalengkap", "nama anggota", "member name", "nama siswa",
        "nama pemustaka", "nama warga", "nama peminjam", "nama", "full name", "name",
        "nama penduduk",
    ),
    Use.card: (
        "no anggota", "nomor anggota", "no kartu", "nomor kartu", "no kartu anggota", "member id",
        "id anggota", "kode anggota", "card number", "card", "kartu", "no induk anggota",
        "nomor induk anggota", "no barcode", "barcode", "nis", "nisn", "no id", "kartu anggota",
        "nomor registrasi", "no registrasi", "no reg", "member number",
    ),
    Use.sex: (
        "jenis kelamin", "l p", "lp", "p l", "kelamin", "jk", "j k", "gender", "sex", "jns kelamin",
        "jenis kel", "lk pr",
    ),
    Use.birth: (
        "tanggal lahir", "tgl lahir", "lhrtanggal", "birth date", "birthdate", "date of birth",
        "dob", "tahun lahir", "thn lahir", "birth year", "year of birth", "tempat tanggal lahir",
        "tempat tgl lahir", "ttl", "tempat dan tanggal lahir", "tmp tgl lahir", "tempat tggl lahir",
    ),
    Use.age: ("umur", "usia", "age"),
    Use.address: (
        "alamat tempat tinggal sekarang", "alamat sekarang", "alamat domisili", "alamat rumah",
        "al1", "alamat", "member address", "address", "alamat lengkap", "alamat tinggal",
        "alamat tempat tinggal", "alamat saat ini", "alamat sesuai ktp",
        "alamat sesuai identitas", "alamat identitas", "alamat ktp", "jalan",
    ),
    Use.hamlet: ("dusun", "kampung", "lingkungan", "hamlet", "rk", "banjar", "jorong", "dukuh"),
    Use.rt: ("rt sekarang", "rt tempat tinggal", "rt", "rt sesuai ktp", "rt sesuai identitas"),
    Use.rw: ("rw sekarang", "rw tempat tinggal", "rw", "rw sesuai ktp", "rw sesuai identitas"),
    Use.rt_rw: ("rt rw", "rt rw sekarang", "rt rw sesuai ktp"),
    Use.village: (
        "kelurahan sekarang", "kelurahan tempat tinggal", "kelurahan desa sekarang",
        "desa kelurahan sekarang", "desa kelurahan", "kelurahan desa", "desa", "kelurahan",
        "village",
        "nama desa", "kelurahan sesuai ktp", "kelurahan sesuai identitas", "kodekel",
    ),
    Use.phone: (
        "no hp", "nomor hp", "hp", "no wa", "wa", "whatsapp", "no whatsapp", "nomor whatsapp",
        "hp wa", "no hp wa", "telepon", "no telepon", "no telp", "telp", "nomor telepon", "telpon",
        "no telpon", "member phone", "phone", "phone number", "no telp hp", "no hp telp", "kontak",
        "no kontak", "handphone", "mobile", "nomor handphone",
        "no handphone", "no telp rumah", "no telepon rumah", "nomor telepon rumah",
    ),
    Use.kind: (
        "jenis anggota", "tipe anggota", "kategori anggota", "member type name", "member type",
        "keanggotaan", "kind", "status keanggotaan", "pekerjaan status",
    ),
    Use.class_: ("kelas", "kelas siswa", "class", "rombel", "kls"),
    Use.guardian: (
        "nama wali", "wali", "nama orang tua", "orang tua", "nama ortu", "ortu", "guardian",
        "nama orang tua wali", "orang tua wali", "nama ayah", "nama ayah ibu", "nama ibu",
    ),
    Use.guardian_phone: (
        "no hp wali", "no hp orang tua", "no hp ortu", "hp wali", "hp ortu", "telepon wali",
        "telepon orang tua", "no telp orang tua", "no telp wali", "guardian phone", "hp orang tua",
    ),
    Use.until: (
        "berlaku sampai", "berlaku hingga", "masa berlaku", "tanggal akhir berlaku",
        "tgl akhir berlaku",
        "tanggal berakhir", "tanggal berlaku sampai", "berlaku sampai dengan", "tgl berlaku",
        "expire date", "expiry date", "valid until", "berakhir", "berlaku s d",
    ),
    Use.note: ("catatan", "keterangan", "member notes", "note", "notes", "ket"),
    Use.nik: (
        "nik", "no nik", "nomor nik", "no ktp", "nomor ktp", "no identitas", "nomor identitas",
        "pin", "nik ktp", "no ktp nik", "nomor induk kependudukan",
    ),
}  # fmt: skip
_RANKS = {word: (use, rank) for use, words in _WORDS.items() for rank, word in enumerate(words)}


def folded(word: str) -> str:
    """A header word as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", word.casefold()).split())


def known_words(cells: Sequence[str]) -> int:
    """How many cells are names of columns."""
    return sum(folded(cell) in _RANKS for cell in cells if len(cell) <= 60)


def guess(
    header: Sequence[str], *, prison: bool = False, keeps_nik: bool = False
) -> tuple[Use, ...]:
    """What each column is used for; in a prison the card alone."""
    best: dict[Use, tuple[int, int]] = {}
    for place, cell in enumerate(header):
        use, rank = _RANKS.get(folded(cell), (Use.nothing, 0))
        if allowed(use, prison=prison, keeps_nik=keeps_nik) and use is not Use.nothing:
            best[use] = min(best.get(use, (rank, place)), (rank, place))
    # One of two ways to say it is enough.
    for more, less in ((Use.birth, Use.age), (Use.rt_rw, Use.rt), (Use.rt_rw, Use.rw)):
        if more in best:
            best.pop(less, None)
    places = {place: use for use, (_rank, place) in best.items()}
    return tuple(places.get(place, Use.nothing) for place in range(len(header)))


def allowed(use: Use, *, prison: bool, keeps_nik: bool) -> bool:
    """Whether this library may read such a column."""
    if prison:
        return use in IN_PRISON
    return keeps_nik or use is not Use.nik


def key_of(header: Sequence[str]) -> str:
    """A short name for a header, to remember what its columns were used for."""
    return hashlib.sha256("\x1f".join(map(folded, header)).encode()).hexdigest()[:24]
