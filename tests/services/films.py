"""The smallest files that are a video or a voice message; but for `film`, their length is all
they hold.
"""

import io
import struct
from collections.abc import Sequence

from PIL import Image

_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1, layer 3, 128 kbit/s, 44,100 Hz: 1,152 samples


def mp4(seconds: float, *, kind: str = "vide", brand: str = "isom") -> bytes:
    """`kind`: vide or soun."""
    length = round(seconds * 1000)
    movie = _box("mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, length) + bytes(80))
    media = _box("mdhd", struct.pack(">IIIIIHH", 0, 0, 0, 1000, length, 0, 0))
    handler = _box("hdlr", bytes(8) + kind.encode() + bytes(13))
    table = _box("stsd", bytes(8))
    sample = _box("minf", _box("stbl", table))
    track = _box("trak", _box("mdia", media + handler + sample))
    start = _box("ftyp", brand.encode() + bytes(4) + b"isommp42")
    return start + _box("moov", movie + track) + _box("mdat", bytes(64))


def mp3(seconds: float) -> bytes:
    return _FRAME * round(seconds * 44_100 / 1152)


def _box(name: str, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name.encode() + body


def film(colours: Sequence[tuple[int, int, int]]) -> bytes:
    """A picture of each colour, 20 a second."""
    import av

    out = io.BytesIO()
    with av.open(out, mode="w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=20)
        stream.width, stream.height = 64, 48
        for colour in colours:
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), colour))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return out.getvalue()
