"""Files of rows, opened with care: text of any letters, workbooks, pages of a browser.

What is here knows neither titles nor members; imports and rosters stand on it.
"""
