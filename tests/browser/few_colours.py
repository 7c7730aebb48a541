"""A picture in 256 colours: a page is nearly all flat, and so a third of the size is enough."""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

COUNT = """async (data) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${data}`;
  await picture.decode();
  const { width, height } = picture;
  const board = new OffscreenCanvas(width, height).getContext("2d");
  board.drawImage(picture, 0, 0);
  const dots = new Uint32Array(board.getImageData(0, 0, width, height).data.buffer);
  const seen = new Map();
  for (const dot of dots) seen.set(dot, (seen.get(dot) ?? 0) + 1);
  const parts = (dot) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255];
  const used = [...seen.keys()].sort((a, b) => seen.get(b) - seen.get(a));
  const kept = used.slice(0, 256).map(parts);
  const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  const nearer = (c) => (best, k, n) => (far(k, c) < far(kept[best], c) ? n : best);
  const nearest = (c) => kept.reduce(nearer(c), 0);
  const place = new Map(used.map((dot) => [dot, nearest(parts(dot))]));
  let text = "";
  for (const dot of dots) text += String.fromCharCode(place.get(dot));
  return [width, height, kept.flat(), btoa(text)];
}"""


def in_few_colours(page: Page, png: bytes) -> bytes:
    """The same picture with a palette; `page` is a blank one that counts the colours."""
    width, height, palette, dots = page.evaluate(COUNT, base64.b64encode(png).decode())
    rows = base64.b64decode(dots)
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(palette)), (b"IDAT", zlib.compress(lines, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*one) for one in (*parts, (b"IEND", b"")))


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
