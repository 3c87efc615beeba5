"""What one label says, and what a run of labels shows of it."""

from dataclasses import dataclass

from jukung.domain.kinds import PrintWhat, Symbology


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says; a design shows some of it."""

    number: str = ""
    heading: str = ""
    title: str = ""
    call_number: str = ""
    spine: tuple[str, ...] = ()
    class_main: str = ""  # "0" to "9"
    isbn: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelDesign:
    """Which kind of label, which bars, and which of its words."""

    what: PrintWhat = PrintWhat.barcode
    symbology: Symbology = Symbology.code128
    heading: bool = True
    title: bool = True
    call_number: bool = True
    colour_band: bool = False
