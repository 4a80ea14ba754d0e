#!/usr/bin/env python3
"""Draws the demo newsroom's illustrations into demo/pictures/, with the standard library alone.

Flat shapes are filled on a canvas twice the size, which is then averaged down: smooth edges, few colours, and so a
small palette PNG. The same bytes come out every time.
"""
import math
import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 640, 427
SCALE = 2
PICTURES = Path(__file__).parent / "pictures"


class Canvas:
    """Rows of palette numbers, SCALE times finer than the picture; shapes are given in the picture's pixels."""

    def __init__(self, background):
        self.colours = [background]
        self.rows = [bytearray(WIDTH * SCALE) for _ in range(HEIGHT * SCALE)]

    def number_of(self, colour):
        if colour not in self.colours:
            self.colours.append(colour)
        return self.colours.index(colour)

    def span(self, y, left, right, number):
        left, right = max(0, round(left)), min(WIDTH * SCALE, round(right))
        if 0 <= y < HEIGHT * SCALE and left < right:
            self.rows[y][left:right] = bytes([number]) * (right - left)

    def polygon(self, colour, *points):
        number = self.number_of(colour)
        points = [(x * SCALE, y * SCALE) for x, y in points]
        edges = list(zip(points, points[1:] + points[:1]))
        for y in range(math.floor(min(y for _, y in points)), math.ceil(max(y for _, y in points))):
            middle = y + 0.5
            crossings = sorted(
                x1 + (middle - y1) * (x2 - x1) / (y2 - y1)
                for (x1, y1), (x2, y2) in edges
                if (y1 <= middle) != (y2 <= middle)
            )
            for left, right in zip(crossings[::2], crossings[1::2]):
                self.span(y, left, right, number)

    def box(self, colour, left, top, right, bottom):
        self.polygon(colour, (left, top), (right, top), (right, bottom), (left, bottom))

    def ellipse(self, colour, x, y, across, down):
        turns = [step * math.tau / 72 for step in range(72)]
        self.polygon(colour, *((x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns))

    def hills(self, colour, base, height, length, shift):
        """A rolling line across the whole picture, filled down to its foot."""
        line = [(x, base - height * math.sin(x / length + shift)) for x in range(0, WIDTH + 8, 8)]
        self.polygon(colour, *line, (WIDTH, HEIGHT), (0, HEIGHT))

    def averaged(self):
        """The picture's rows as RGB triples, each the mean of SCALE x SCALE fine dots."""
        for top in range(0, HEIGHT * SCALE, SCALE):
            block = self.rows[top : top + SCALE]
            row = []
            for left in range(0, WIDTH * SCALE, SCALE):
                dots = [self.colours[number] for fine in block for number in fine[left : left + SCALE]]
                row.append(tuple(sum(part) // len(dots) for part in zip(*dots)))
            yield row


def png(rows):
    """A PNG file of at most 256 colours."""
    palette = sorted({colour for row in rows for colour in row})
    if len(palette) > 256:
        raise SystemExit(f"{len(palette)} colours do not fit a palette: draw with fewer")
    numbers = {colour: number for number, colour in enumerate(palette)}
    pixels = b"".join(b"\0" + bytes(numbers[colour] for colour in row) for row in rows)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", b"".join(bytes(colour) for colour in palette))
        + chunk(b"IDAT", zlib.compress(pixels, 9))
        + chunk(b"IEND", b"")
    )


def fir(canvas, x, foot, size, needles, snow):
    canvas.box((84, 66, 58), x - size * 0.06, foot - size * 0.2, x + size * 0.06, foot)
    for step in range(3):
        top = foot - size * (1.25 - step * 0.32)
        half = size * (0.24 + step * 0.1)
        canvas.polygon(needles, (x, top), (x + half, top + size * 0.45), (x - half, top + size * 0.45))
        canvas.polygon(snow, (x, top), (x + half * 0.42, top + size * 0.19), (x - half * 0.42, top + size * 0.19))


def house(canvas, left, foot, width, height, wall, roof):
    top, right = foot - height, left + width
    canvas.box(wall, left, top, right, foot)
    canvas.polygon(roof, (left - 8, top), (left + width / 2, top - width * 0.42), (right + 8, top))
    for column in range(2):
        x = left + width * (0.2 + column * 0.38)
        canvas.box((247, 205, 120), x, top + height * 0.3, x + width * 0.2, top + height * 0.62)


def first_snow():
    canvas = Canvas((176, 194, 212))
    snow, shade = (244, 247, 250), (216, 226, 237)
    canvas.hills((196, 210, 224), 210, 26, 90, 0.4)
    canvas.hills(shade, 262, 20, 120, 2.2)
    for left, width, height, wall in ((70, 92, 74, (150, 108, 96)), (180, 110, 92, (126, 116, 136)),
                                      (312, 88, 70, (164, 134, 106)), (420, 120, 84, (118, 128, 140))):
        house(canvas, left, 332, width, height + 14, wall, snow)
    canvas.hills(snow, 318, 10, 140, 1.0)
    for x, foot, size in ((40, 350, 74), (290, 352, 58), (556, 356, 96), (606, 372, 70)):
        fir(canvas, x, foot, size, (52, 84, 82), snow)
    for flake in range(150):
        x, y = (flake * 197) % WIDTH, (flake * 131 + flake * flake * 7) % (HEIGHT - 60)
        canvas.ellipse((255, 255, 255), x, y, 1.5 + flake % 3, 1.5 + flake % 3)
    return canvas


def night_tram():
    canvas = Canvas((24, 34, 62))
    for star in range(40):
        canvas.ellipse((150, 164, 200), (star * 173) % WIDTH, (star * 89) % 150, 1.2, 1.2)
    canvas.ellipse((240, 232, 200), 540, 74, 30, 30)
    canvas.ellipse((24, 34, 62), 553, 66, 27, 27)
    for block in range(16):
        left, top = block * 42, 190 - (block * 53) % 48
        canvas.box((36, 48, 82), left, top, left + 38, 300)
        canvas.box((214, 178, 104), left + 9, top + 14, left + 15, top + 22)
        canvas.box((214, 178, 104), left + 23, top + 34, left + 29, top + 42)
    canvas.box((18, 26, 48), 0, 300, WIDTH, HEIGHT)
    for ripple in range(14):
        canvas.box((46, 62, 104), (ripple * 97) % 600, 340 + ripple * 6, (ripple * 97) % 600 + 70, 342 + ripple * 6)
    canvas.box((70, 80, 108), 0, 284, WIDTH, 306)
    for pier in range(5):
        x = 40 + pier * 140
        canvas.polygon((58, 68, 96), (x, 306), (x + 34, 306), (x + 26, 390), (x + 8, 390))
    canvas.box((92, 102, 130), 0, 172, WIDTH, 174)
    tram(canvas, 150, 196)
    return canvas


def tram(canvas, left, top):
    right = left + 330
    canvas.polygon((92, 102, 130), (left + 150, top), (left + 176, top - 24), (left + 180, top - 24), (left + 156, top))
    canvas.box((196, 60, 52), left, top, right, top + 78)
    canvas.polygon((196, 60, 52), (right, top), (right + 20, top + 26), (right + 20, top + 78), (right, top + 78))
    canvas.box((236, 228, 212), left, top + 50, right + 20, top + 56)
    for window in range(6):
        x = left + 12 + window * 52
        canvas.box((255, 218, 132), x, top + 12, x + 42, top + 44)
    canvas.polygon((255, 218, 132), (right + 2, top + 12), (right + 14, top + 28), (right + 14, top + 44),
                   (right + 2, top + 44))
    for wheel in (60, 96, 240, 276):
        canvas.ellipse((40, 44, 58), left + wheel, top + 80, 10, 10)


def otters():
    canvas = Canvas((250, 214, 168))
    canvas.ellipse((255, 240, 206), 470, 128, 46, 46)
    canvas.hills((196, 186, 150), 176, 22, 100, 0.8)
    canvas.hills((128, 152, 112), 206, 14, 70, 2.4)
    canvas.box((108, 150, 160), 0, 218, WIDTH, HEIGHT)
    for ripple in range(26):
        x, y = (ripple * 149) % 610 - 20, 234 + ripple * 6
        canvas.box((142, 180, 184), x, y, x + 40 + ripple * 3, y + 2)
    otter(canvas, 260, 292, 1.0)
    otter(canvas, 190, 352, 0.62)
    otter(canvas, 84, 324, 0.55)
    canvas.polygon((92, 118, 72), (640, 250), (560, 300), (500, 380), (470, 427), (640, 427))
    for stem in range(22):
        x = 486 + stem * 7
        top = 214 + (stem * 37) % 70
        canvas.polygon((70, 96, 60), (x, 427), (x + 3, 427), (x + 10, top))
        if stem % 3 == 0:
            canvas.ellipse((112, 76, 52), x + 9, top + 12, 4, 14)
    return canvas


def otter(canvas, x, y, size):
    fur, light = (84, 62, 52), (180, 148, 120)
    canvas.ellipse(fur, x - 62 * size, y + 4 * size, 66 * size, 13 * size)
    canvas.polygon(fur, (x - 110 * size, y), (x - 172 * size, y + 12 * size), (x - 110 * size, y + 14 * size))
    canvas.ellipse(fur, x + 8 * size, y - 12 * size, 32 * size, 24 * size)
    canvas.ellipse(fur, x - 6 * size, y - 34 * size, 7 * size, 7 * size)
    canvas.ellipse(light, x + 24 * size, y - 4 * size, 17 * size, 11 * size)
    canvas.ellipse((30, 24, 24), x + 14 * size, y - 20 * size, 3.4 * size, 3.4 * size)
    canvas.ellipse((30, 24, 24), x + 37 * size, y - 9 * size, 5 * size, 4 * size)
    canvas.box((108, 150, 160), x - 180 * size, y + 10 * size, x + 60 * size, y + 24 * size)
    canvas.box((190, 212, 210), x - 130 * size, y + 10 * size, x + 48 * size, y + 12 * size)


def dugout():
    canvas = Canvas((204, 222, 228))
    canvas.hills((158, 178, 150), 150, 18, 110, 0.2)
    canvas.hills((120, 148, 118), 176, 10, 60, 1.4)
    canvas.box((122, 160, 180), 0, 182, WIDTH, 280)
    for ripple in range(10):
        x = (ripple * 131) % 600
        canvas.box((156, 188, 202), x, 192 + ripple * 6, x + 64, 194 + ripple * 6)
    canvas.hills((226, 204, 160), 262, 9, 130, 2.0)
    canvas.hills((212, 186, 138), 372, 12, 100, 0.4)
    oak, inside, grain = (92, 64, 46), (58, 40, 32), (116, 84, 60)
    canvas.polygon((190, 164, 120), (86, 352), (160, 374), (500, 372), (584, 344), (500, 356), (160, 358))
    canvas.polygon(oak, (66, 290), (120, 296), (520, 288), (590, 276), (560, 330), (500, 358), (160, 364), (100, 340))
    canvas.polygon(inside, (104, 304), (140, 300), (512, 293), (552, 290), (510, 312), (160, 320))
    for line in range(4):
        canvas.polygon(grain, (126 + line * 12, 330 + line * 8), (536 - line * 14, 320 + line * 9),
                       (536 - line * 14, 322 + line * 9), (126 + line * 12, 332 + line * 8))
    for hole in (220, 310, 400):
        canvas.ellipse((40, 28, 24), hole, 332, 5, 5)
    for pebble in range(26):
        x, y = (pebble * 83) % WIDTH, 384 + (pebble * 29) % 38
        canvas.ellipse((176, 152, 116), x, y, 5 + pebble % 4, 3)
    return canvas


def warehouse():
    canvas = Canvas((98, 96, 138))
    canvas.box((150, 122, 150), 0, 130, WIDTH, 190)
    canvas.box((206, 150, 140), 0, 190, WIDTH, 250)
    canvas.box((234, 184, 142), 0, 236, WIDTH, 310)
    brick, dark, glow = (146, 74, 60), (104, 54, 50), (255, 214, 128)
    canvas.box(brick, 120, 140, 520, 314)
    canvas.polygon(dark, (104, 142), (160, 92), (480, 92), (536, 142))
    canvas.box(dark, 120, 216, 520, 221)
    for column in range(7):
        x = 142 + column * 54
        canvas.box(glow, x, 166, x + 30, 204)
        canvas.box(dark, x + 14, 166, x + 16, 204)
    canvas.box((50, 34, 38), 262, 236, 378, 314)
    canvas.box(glow, 268, 264, 372, 314)
    for person in range(5):
        x = 282 + person * 19
        canvas.ellipse((60, 42, 48), x, 286, 5, 6)
        canvas.polygon((60, 42, 48), (x - 8, 314), (x - 5, 294), (x + 5, 294), (x + 8, 314))
    canvas.box((92, 84, 88), 0, 314, WIDTH, 336)
    canvas.box((60, 72, 108), 0, 336, WIDTH, HEIGHT)
    for ripple in range(13):
        half = 52 - ripple * 3
        canvas.box((226, 184, 118), 320 - half, 342 + ripple * 6, 320 + half, 345 + ripple * 6)
    canvas.polygon((36, 36, 52), (80, 372), (190, 372), (172, 394), (98, 394))
    canvas.box((36, 36, 52), 134, 330, 137, 372)
    canvas.ellipse(glow, 136, 332, 7, 8)
    return canvas


def main():
    PICTURES.mkdir(exist_ok=True)
    scenes = {"first-snow": first_snow, "night-tram": night_tram, "otters": otters, "dugout": dugout,
              "warehouse": warehouse}
    for name, scene in scenes.items():
        file = PICTURES / f"{name}.png"
        file.write_bytes(png(list(scene().averaged())))
        print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
