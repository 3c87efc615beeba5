"""Small workbooks that look like the official one, made for tests."""

from xlsxwriter import Workbook

# A heading alone, or a group with what stands below it.
COLUMNS = (
    "Jenis Perpustakaan", "Subjenis Perpustakaan", "Jumlah Guru", "Jumlah Siswa",
    "Jumlah Karyawan", "Nama Institusi", "NPSN", "NPP", "Nama Perpustakaan", "Alamat",
    "Provinsi", "Kabupaten/Kota", "Nama Pengisi", "Nomor WhatsApp Pengisi",
    ("Koleksi Tercetak", "Judul", "Eksemplar"),
    ("Koleksi Digital", "Judul", "Eksemplar"),
    ("Penambahan Koleksi Tercetak 1 Tahun", "Judul", "Eksemplar"),
    ("Penambahan Koleksi Digital 1 Tahun", "Judul", "Eksemplar"),
    ("Anggaran", "Total Instansi", "Perpustakaan", "Pengembangan Koleksi"),
    ("Tenaga Perpustakaan", "Berkualifikasi Ilmu Perpustakaan", "Lainnya"),
    ("Diklat Tenaga", "Jumlah yang Mengikuti", "Anggaran"),
    "Jumlah Peserta Kegiatan Pembudayaan Kegemaran Membaca dan Literasi",
    "Jumlah Pemustaka yang Memanfaatkan Perpustakaan secara Luring dan Daring",
    "Jumlah Pemustaka yang Memanfaatkan Fasilitas TIK",
    ("Koleksi Tercetak Dimanfaatkan", "Judul", "Eksemplar"),
    ("Koleksi Digital Dimanfaatkan", "Judul", "Eksemplar"),
    "Jumlah Kegiatan", "Jumlah Kerja Sama", "Variasi Jenis Layanan",
    "Jumlah Kebijakan dan Prosedur (SOP)", "Perda/Perkada", "Anggaran Layanan",
    "Tautan Bukti Dukung",
)  # fmt: skip


def a_template(path, *, head=2, numbered=True, rows=()):
    """The workbook of 43 columns with two more sheets, validations, merges and a formula."""
    book = Workbook(path)
    guide = book.add_worksheet("Petunjuk")
    guide.write(0, 0, "Isilah dengan huruf kapital")
    guide.write_formula(1, 0, "=SUM('IPLM Kab-Kota'!O6:O60)", None, 0)
    sheet = book.add_worksheet("IPLM Kab-Kota")
    look = book.add_format({"bold": True, "border": 1, "num_format": "0"})
    sheet.merge_range(0, 0, 0, 42, "DATA INDEKS PEMBANGUNAN LITERASI MASYARAKAT", look)
    place = 0
    for each in COLUMNS:
        if isinstance(each, str):
            sheet.merge_range(head, place, head + 1, place, each, look)
            place += 1
            continue
        group, *below = each
        sheet.merge_range(head, place, head, place + len(below) - 1, group, look)
        for words in below:
            sheet.write(head + 1, place, words, look)
            place += 1
    first = head + 2
    if numbered:
        for column in range(place):
            sheet.write(first, column, column + 1)
        first += 1
    for number, row in enumerate(rows):
        for column, value in row.items():
            sheet.write(first + number, column, value)
    sheet.data_validation(first, 0, 60, 0, {"validate": "list", "source": ["Umum", "Khusus"]})
    sheet.write_formula(60, 14, "=SUM(O6:O60)", look, 0)
    sheet.set_column(14, 15, 12, look)
    sheet.set_row(first, 21, None)
    sheet.freeze_panes(first, 1)
    hidden = book.add_worksheet("Referensi")
    hidden.write(0, 0, "Umum")
    hidden.hide()
    sheet.activate()
    book.close()
    return path
