"""Parcels: a month's figures, sealed for one agency, and the receipts that answer them.

`FORMAT.md` beside this file is the format on paper.
Counts leave the building here, never a person.
"""
