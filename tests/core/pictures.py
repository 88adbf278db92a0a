"""Picture files for the tests, with all that a telephone or a stranger puts into them."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

# Words that must not be found in anything that is stored.
SECRETS = [b"Geheim-toestel", b"Geheime-plek", b"Geheim-bericht", b"sRGB", b"ICC", b"Exif", b"xmp"]
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Geheime-plek</a></x:xmpmeta>'


def exif(orientation: int = 1) -> Image.Exif:
    """Return notes of a camera: what it is, where it was, how it was held."""
    notes = Image.Exif()
    notes[0x010F] = "Geheim-toestel"
    notes[0x0112] = orientation
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 50.0, 40.0), 3: "E", 4: (5.0, 51.0, 50.0)})
    notes[0x9286] = "Geheim-bericht"
    return notes


def photo(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture with a red left half and a blue right half."""
    made = Image.new("RGB", (width, height), (0, 0, 220))
    made.paste((220, 0, 0), (0, 0, width // 2, height))
    return made


def picture_bytes(kind: str = "JPEG", image: Image.Image | None = None, **options: Any) -> bytes:
    output = BytesIO()
    (image or photo()).save(output, kind, **options)
    return output.getvalue()


def telling(kind: str, orientation: int = 1) -> bytes:
    """Return a picture in a format with everything in it that may not be stored."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": exif(orientation), "icc_profile": profile, "xmp": XMP}
    if kind == "JPEG":
        options["comment"] = b"Geheim-bericht"
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "Geheim-bericht")
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = text
        del options["xmp"]
    return picture_bytes(kind, **options)


def bomb_png(side: int = 11_000) -> bytes:
    """Return a PNG of a few kilobytes that says to hold 121 million pixels, and does."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
