"""What crosses the door: old lists, open exports, parcels, packs and their carriers.

Knows the library and its figures; knows nothing of windows, paper or the agency.
"""
