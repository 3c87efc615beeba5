"""Jukung: an offline desk for village and prison libraries."""
