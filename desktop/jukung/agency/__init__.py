"""The agency: enrols libraries, judges their parcels, answers, and adds up.

Knows the parcels of `exchange`; knows nothing of windows.
The file is never opened by two programs at once.
"""
