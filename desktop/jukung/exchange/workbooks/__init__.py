"""Workbooks of others, filled in place: what they hold besides stays byte for byte."""
