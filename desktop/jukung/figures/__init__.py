"""What is counted: indicators and reports, by reading only.

A figure that was not recorded is None, never zero.
"""
