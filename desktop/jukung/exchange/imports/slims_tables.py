"""The tables of a SLiMS database, as far as they are read, and what is never read."""

WANTED: dict[str, tuple[str, ...]] = {
    "biblio": (
        "biblio_id", "title", "sor", "edition", "isbn_issn", "publish_year", "collation",
        "series_title", "call_number", "classification", "notes", "image", "spec_detail_info",
        "gmd_id", "publisher_id", "language_id", "publish_place_id", "frequency_id",
        "opac_hide",
    ),
    "biblio_author": ("biblio_id", "author_id", "level"),
    "biblio_topic": ("biblio_id", "topic_id", "level"),
    "mst_author": ("author_id", "author_name", "authority_type"),
    "mst_topic": ("topic_id", "topic"),
    "mst_publisher": ("publisher_id", "publisher_name"),
    "mst_place": ("place_id", "place_name"),
    "mst_language": ("language_id", "language_name"),
    "mst_gmd": ("gmd_id", "gmd_name"),
    "mst_coll_type": ("coll_type_id", "coll_type_name"),
    "mst_location": ("location_id", "location_name"),
    "mst_item_status": ("item_status_id", "item_status_name", "no_loan"),
    "mst_supplier": ("supplier_id", "supplier_name"),
    "mst_frequency": ("frequency_id", "frequency", "time_increment", "time_unit"),
    "mst_member_type": ("member_type_id", "member_type_name"),
    "item": (
        "item_code", "biblio_id", "call_number", "coll_type_id", "inventory_code", "received_date",
        "supplier_id", "location_id", "item_status_id", "site", "source", "invoice", "price",
        "price_currency",
    ),
    "member": (
        "member_id", "member_name", "gender", "birth_date", "member_type_id", "member_address",
        "member_phone", "member_since_date", "register_date", "expire_date", "member_notes",
        "is_pending",
    ),
    "loan": (
        "loan_id", "item_code", "member_id", "loan_date", "due_date", "renewed", "is_lent",
        "is_return", "return_date",
    ),
    "loan_history": (
        "loan_id", "item_code", "member_id", "loan_date", "due_date", "renewed", "is_lent",
        "is_return", "return_date",
    ),
    "reserve": ("member_id", "biblio_id", "item_code", "reserve_date"),
    "fines": ("fines_date", "member_id", "debet", "credit", "description"),
    "visitor_count": ("member_id", "checkin_date"),
    "holiday": ("holiday_date", "description"),
    "serial": ("biblio_id",),
}  # fmt: skip

WATCHED: dict[str, tuple[str, ...]] = {
    "biblio": ("file_att", "labels"),
    "item": ("order_no", "order_date", "invoice_date"),
    "member": (
        "pin", "mpasswd", "member_email", "member_mail_address", "postal_code", "inst_name",
        "member_image", "member_fax", "last_login", "last_login_ip",
    ),
    "visitor_count": ("member_name", "institution"),
}  # fmt: skip
"""Columns that hold more of a person than a library needs, or that have no place here."""

# Made of other tables, or empty shells of the program itself: nobody misses them.
_OF_THE_PROGRAM = frozenset(
    {
        "search_biblio", "index_words", "index_documents", "mst_module", "mst_content_type",
        "mst_media_type", "mst_carrier_type", "mst_relation_term", "group_access", "user_group",
        "mst_label", "plugins", "cache",
    }
)  # fmt: skip

MADE_FOR = frozenset({"biblio", "item", "member"})
"""A backup with none of these tables is not one of SLiMS."""


def tables_left_out(counts: dict[str, int]) -> tuple[str, ...]:
    """The tables with records that are not read and hold what people entered."""
    return tuple(
        sorted(
            name
            for name, count in counts.items()
            if count and name not in WANTED and name not in _OF_THE_PROGRAM
        )
    )
