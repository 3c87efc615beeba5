"""A librarian's day through the real windows: test, demonstration, and pictures.

It visits a village, a prison and the province, keeps a picture of each page at two
sizes, prints labels, closes the month, carries the parcels and reads the receipts.
At the end it counts the month again with SQL of its own, and fails on a difference.
"""
