"""Sheets that others ask for, made ready: the IPLM workbook, the SIM, the standards."""
