"""What a library is: values, rules and refusals.

Knows only the standard library: no tables, no windows, no words of a language.
"""
