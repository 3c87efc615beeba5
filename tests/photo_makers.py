"""Small true JPEGs for tests, written out as bytes so that no picture library is needed."""

import base64

# A grey picture of 8 × 10 points, from Qt's own writer.
_SMALL = (
    "/9j/4AAQSkZJRgABAQEAZABkAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqg"
    "tObDoKrarYqMyP/L2u71////m8H////6/+b9//j/wAALCAAKAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAA"
    "AAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEI"
    "I0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1"
    "dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/ACiv/9k="
)


def a_photo(*, width=None, height=None, said=b""):
    """A JPEG; other sides only change its header, `said` stands in it as a camera's words."""
    jpeg = bytearray(base64.b64decode(_SMALL))
    at = jpeg.index(b"\xff\xc0")
    if height is not None:
        jpeg[at + 5 : at + 7] = height.to_bytes(2, "big")
    if width is not None:
        jpeg[at + 7 : at + 9] = width.to_bytes(2, "big")
    if said:
        words = b"Exif\x00\x00" + said
        jpeg[2:2] = b"\xff\xe1" + (len(words) + 2).to_bytes(2, "big") + words
    return bytes(jpeg)
