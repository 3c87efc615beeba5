"""Lists of people in any shape: read, understood, planned, and registered.

A file becomes rows of text, the header's words say what each column is, and every
row becomes the draft of a member. What is not needed of a person is not read on.
"""
