"""Carriers over a network: parcels to the agency, and its receipts back.

Nothing here speaks to anybody unless a person asks for it at that moment.
"""
