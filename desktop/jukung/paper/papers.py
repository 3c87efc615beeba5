"""The papers an office in Indonesia has, in true millimetres.

A roll has no height of its own: its page is as long as what stands on it.
"""

A4 = "a4"
F4 = "f4"  # the folio of Indonesian offices, 215 × 330 mm
A5 = "a5"
A6 = "a6"
ROLL_80 = "roll80"
ROLL_58 = "roll58"

SHEETS = {A4: (210.0, 297.0), F4: (215.0, 330.0), A5: (148.0, 210.0), A6: (105.0, 148.0)}
"""Width and height of what comes in sheets (ISO 216, and folio)."""

ROLLS = {ROLL_80: (80.0, 72.0), ROLL_58: (58.0, 48.0)}
"""Width of the paper, and of the part that thermal heads of this size print."""

OFFICE = (A4, F4)
"""What letters and forms are written on."""
