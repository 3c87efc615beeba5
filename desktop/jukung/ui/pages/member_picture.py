"""Makes the small JPEG that is kept of a member or an activity, from any picture.

What a camera wrote beside the picture, such as the place, is gone afterwards.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from jukung.domain import errors, picture_limits

WIDE, HIGH = 480, 640
MOST_BYTES = 100_000
PATTERN = "*.jpg *.jpeg *.png *.webp *.bmp *.gif"
# Others draw what they are told to, or read further files.
_FORMATS = {b"jpeg", b"png", b"webp", b"bmp", b"gif"}
_QUALITIES = (85, 75, 65, 55, 45)

Source = Path | QImage
"""A file, or a picture that was pasted or dropped."""


def source_of(mime: QMimeData | None) -> Source | None:
    """The picture in what was pasted or dropped; None where there is none."""
    if mime is None:
        return None
    for url in mime.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    picture = mime.imageData() if mime.hasImage() else None
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def jpeg_of(
    source: Source, *, wide: int = WIDE, high: int = HIGH, most_bytes: int = MOST_BYTES
) -> bytes:
    """The picture as a small upright JPEG; refuses PhotoUnreadable, PictureTooLarge."""
    picture = read_picture(source) if isinstance(source, Path) else source
    name = source.name if isinstance(source, Path) else "?"
    if picture.isNull():
        raise errors.PhotoUnreadable(name)
    picture = on_white(_fitted(picture, wide, high))
    while True:
        for quality in _QUALITIES:
            written = _write(picture, quality)
            if not written:
                raise errors.PhotoUnreadable(name)
            if len(written) <= most_bytes:
                return written
        picture = picture.scaled(
            picture.size() * 0.75,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )


def read_picture(path: Path) -> QImage:
    """The picture in a file, upright; null where it cannot be read.

    Refuses PictureTooLarge before it is read.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    # Phones write which way is up beside the picture.
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _FORMATS:
        return QImage()
    size = reader.size()
    _refuse_large(path, size)
    if size.isValid() and max(size.width(), size.height()) > 2 * HIGH:
        # Read smaller from the start: a phone's picture has fifty million bytes.
        reader.setScaledSize(
            size.scaled(QSize(2 * HIGH, 2 * HIGH), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()


def _refuse_large(path: Path, size: QSize) -> None:
    try:
        with path.open("rb") as file:
            most = picture_limits.most_points(file.read(picture_limits.HEAD))
    except OSError as fault:
        raise errors.PhotoUnreadable(path.name) from fault
    if size.width() * size.height() > most:
        raise errors.PictureTooLarge(path.name, most // 1_000_000)


def _fitted(picture: QImage, wide: int, high: int) -> QImage:
    if picture.width() <= wide and picture.height() <= high:
        return picture
    return picture.scaled(
        wide,
        high,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def on_white(picture: QImage) -> QImage:
    """The picture alone, without its words; see-through places become white."""
    plain = QImage(picture.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(plain.rect(), picture)
    painter.end()
    return plain


def _write(picture: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    return bytes(buffer.data().data()) if writer.write(picture) else b""
