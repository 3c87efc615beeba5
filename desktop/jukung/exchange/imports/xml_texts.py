"""The words of XML elements, for the readers of MODS and Dublin Core."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def said(element: Element | None) -> str:
    """All the letters of an element, in one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def every(element: Element, *names: str) -> Iterator[str]:
    """What the children of some names say, those that say something."""
    for child in element:
        if child.tag in names and (text := said(child)):
            yield text


def first(element: Element, *names: str) -> str:
    """What the first of them says; the names in the order of preference."""
    return next((text for name in names for text in every(element, name)), "")
