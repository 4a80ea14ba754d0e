#!/usr/bin/env python3
"""Draws the default theme's icons: a page with a headline, two columns of text, and the space left for late news.

    tools/draw-icons.py themes/default

Nothing but rectangles on a grid of 16, so that the smallest is as sharp as the largest. A newsroom that wants its own
puts files of the same names into its theme.
"""
import struct
import sys
import zlib

GROUND, PAPER = (0xB3, 0x20, 0x1B), (0xFF, 0xFF, 0xFF)
GRID = 16
# left, top, right, bottom: headline, left column, and on the right the lines above and below the space.
PAPERS = [(3, 3, 13, 5)] + [(3, y, 7.5, y + 1) for y in (6.5, 8.34, 10.17, 12)] + [(8.5, 6.5, 13, 7.5), (8.5, 12, 13, 13)]


def pixels(side):
    boxes = [[round(edge * side / GRID) for edge in box] for box in PAPERS]
    for y in range(side):
        row = bytearray(GROUND * side)
        for left, top, right, bottom in boxes:
            if top <= y < bottom:
                row[3 * left:3 * right] = bytes(PAPER * (right - left))
        yield bytes(row)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(side):
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + row for row in pixels(side))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def ico(side):
    picture = png(side)
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 24, len(picture), 22) + picture


def main(folder):
    files = {"icon-192.png": png(192), "icon-512.png": png(512), "apple-touch-icon.png": png(180), "favicon.ico": ico(32)}
    for name, data in files.items():
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data)


if __name__ == "__main__":
    main(sys.argv[1])
