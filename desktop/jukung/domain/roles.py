"""What people did for a title, by the short codes that catalogues use.

The codes are those of the MARC relator list (Library of Congress), cut to what
Indonesian libraries write: pengarang, penerjemah, penyunting and their like.
"""

from types import MappingProxyType

CODES = ("aut", "trl", "edt", "ill", "com", "aui", "ctb", "pht", "nrt", "isb", "oth")

# Words as exports and lists write them, folded; with brackets and dots taken off.
_WORDS = MappingProxyType(
    {
        "aut": ("pengarang", "penulis", "author", "pengarang utama", "primary author"),
        "trl": ("penerjemah", "alih bahasa", "translator", "pen", "penerj"),
        "edt": ("penyunting", "editor", "ed", "redaktur"),
        "ill": ("ilustrator", "illustrator", "ilus", "gambar", "juru gambar"),
        "com": ("penyusun", "compiler", "penghimpun", "peny"),
        "aui": ("kata pengantar", "pengantar", "author of introduction"),
        "ctb": ("kontributor", "contributor", "pengarang tambahan", "additional author"),
        "pht": ("fotografer", "photographer"),
        "nrt": ("pencerita", "narrator"),
        "isb": ("penanggung jawab", "penasihat", "issuing body", "director", "sutradara"),
    }
)
_CODE_OF = MappingProxyType({word: code for code, words in _WORDS.items() for word in words})


def code_of(said: str) -> str:
    """The code of a role as somebody wrote it; empty where nobody knows the word."""
    folded = " ".join(said.casefold().strip(" .,;:()[]").split())
    return folded if folded in CODES else _CODE_OF.get(folded, "")
