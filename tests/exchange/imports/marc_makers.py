"""Small MARC records, sound and torn."""

LEADER = "nam a22%05d a 4500"


def field(tag, *parts, marks="  "):
    """A field: `("a", "Perahu :"), ("b", "cerita")`; a text alone is a control field."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return tag, parts[0]
    return tag, marks + "".join(f"\x1f{code}{text}" for code, text in parts)


def record(*fields, leader="nam a", letters="utf-8", level=" "):
    """The bytes of a record with its leader and directory."""
    directory, body = b"", b""
    for tag, text in fields:
        cell = text.encode(letters) + b"\x1e"
        directory += tag.encode() + b"%04d%05d" % (len(cell), len(body))
        body += cell
    base = 24 + len(directory) + 1
    whole = base + len(body) + 1
    head = f"{whole:05d}{leader.ljust(5)}22{base:05d}{level} a 4500"[:24].ljust(24)
    return head.encode() + directory + b"\x1e" + body + b"\x1d"


def a_record(title="Perahu di Hulu", *more, **said):
    """A record with a title and whatever else is wanted."""
    return record(field("245", ("a", title), marks="10"), *more, **said)


XML = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<{p}collection xmlns{c}="http://www.loc.gov/MARC21/slim">{records}</{p}collection>'
)


def marc_xml(*titles, prefix=""):
    """A collection of MARCXML with or without a prefix."""
    p, c = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    made = "".join(
        f"<{p}record><{p}leader>00000nam a2200000 a 4500</{p}leader>"
        f'<{p}datafield tag="245" ind1="#" ind2="*"><{p}subfield code="a">{title}</{p}subfield>'
        f"</{p}datafield></{p}record>"
        for title in titles
    )
    return XML.format(p=p, c=c, records=made)
