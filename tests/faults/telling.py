"""Gathers what the tests measured, to be shown at the end of the run."""

import random

FIGURES = []


def tell(line):
    """Keep a line of figures for the end of the run."""
    FIGURES.append(line)


def chances(seed):
    """Choose moments that look like accidents and can be had again."""
    return random.Random(seed)
