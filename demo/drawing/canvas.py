"""A canvas for flat illustrations, and PNG files of them, with the standard library alone.

Shapes are given in units of a picture 960 wide and 640 high. They fill rows of palette numbers twice as fine as the
picture's 1920 x 1280 dots, which are then averaged: smooth edges, few colours, and so a small file. A shape with an
`alpha` below 1 tints what is under it: each colour there is replaced by a mixed one.
"""
import math
import struct
import zlib
from collections import Counter
from itertools import pairwise

WIDTH, HEIGHT = 960, 640
DOTS = 2  # dots of a picture in a unit
FINE = 4  # rows and columns that are filled in a unit
ACROSS, DOWN = WIDTH * FINE, HEIGHT * FINE


class Chance:
    """Numbers that look thrown, and are the same on every machine."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**32

    def between(self, low, high):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return low + (high - low) * self.state / 2**32


def mixed(colour, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(colour, other))


def smooth(points, closed=False, steps=10):
    """A curve through the points (Catmull-Rom)."""
    ends = (points[-1], points[0], points[1]) if closed else (points[0], points[-1], points[-1])
    path = [ends[0], *points, *ends[1:]] if closed else [ends[0], *points, ends[1]]
    curve = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(path, path[1:], path[2:], path[3:]):
        for step in range(steps):
            t = step / steps
            s, c = t * t, t * t * t
            curve.append((
                0.5 * (2 * bx + (cx - ax) * t + (2 * ax - 5 * bx + 4 * cx - dx) * s + (3 * bx - ax - 3 * cx + dx) * c),
                0.5 * (2 * by + (cy - ay) * t + (2 * ay - 5 * by + 4 * cy - dy) * s + (3 * by - ay - 3 * cy + dy) * c),
            ))
    return curve if closed else [*curve, points[-1]]


def turned(points, x, y, angle=0.0, size=1.0, flip=False):
    """Points drawn around 0, 0: turned by degrees, sized, mirrored, and moved to x, y."""
    sine, cosine = math.sin(math.radians(angle)) * size, math.cos(math.radians(angle)) * size
    side = -1 if flip else 1
    return [(x + side * (px * cosine - py * sine), y + px * sine + py * cosine) for px, py in points]


class Paint(tuple):
    """What a palette number stands for: a colour at `top` that becomes another at `bottom`; often both are the same."""

    __slots__ = ()
    SHADES = 40

    def __new__(cls, colour, below=None, top=0, bottom=HEIGHT):
        return super().__new__(cls, (colour, below or colour, top, bottom))

    def at(self, y):
        colour, below, top, bottom = self
        share = min(1, max(0, (y - top) / (bottom - top)))
        return mixed(colour, below, round(share * self.SHADES) / self.SHADES)

    def under(self, colour, alpha):
        return Paint(mixed(self[0], colour, alpha), mixed(self[1], colour, alpha), *self[2:])


class Canvas:
    """With half of the dots, a picture is enough for a gallery, where it is one of several in a row."""

    def __init__(self, background, dots=DOTS):
        self.dots_in_unit = dots
        self.paints = [Paint(background)]
        self.numbers = {self.paints[0]: 0}
        self.rows = [bytearray(ACROSS) for _ in range(DOWN)]

    # ---- filling

    def number_of(self, paint):
        paint = paint if isinstance(paint, Paint) else Paint(paint)
        if paint not in self.numbers:
            if len(self.paints) == 256:  # full: the nearest will do
                near = min(self.paints, key=lambda have: sum((a - b) ** 2 for a,
                                                             b in zip(have[0] + have[1], paint[0] + paint[1])))
                return self.numbers[near]
            self.numbers[paint] = len(self.paints)
            self.paints.append(paint)
        return self.numbers[paint]

    def tint(self, colour, alpha, spans):
        """A table that replaces each number in the spans by its mixture with the colour."""
        under = set()
        for y, left, right in spans:
            under.update(self.rows[y][left:right])
        table = bytearray(range(256))
        for number in sorted(under):
            table[number] = self.number_of(self.paints[number].under(colour, alpha))
        return bytes(table)

    def polygon(self, colour, points, alpha=1.0):
        points = [(x * FINE, y * FINE) for x, y in points]
        crossings = {}
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
            if y1 == y2:
                continue
            if y1 > y2:
                x1, y1, x2, y2 = x2, y2, x1, y1
            slope = (x2 - x1) / (y2 - y1)
            for y in range(max(0, math.ceil(y1 - 0.5)), min(DOWN, math.ceil(y2 - 0.5))):
                crossings.setdefault(y, []).append(x1 + (y + 0.5 - y1) * slope)
        spans = []
        for y, found in crossings.items():
            found.sort()
            for left, right in zip(found[::2], found[1::2]):
                left, right = max(0, round(left)), min(ACROSS, round(right))
                if left < right:
                    spans.append((y, left, right))
        if alpha < 1:
            table = self.tint(colour, alpha, spans)
            for y, left, right in spans:
                self.rows[y][left:right] = self.rows[y][left:right].translate(table)
        else:
            number = self.number_of(colour)
            for y, left, right in spans:
                self.rows[y][left:right] = bytes([number]) * (right - left)

    # ---- shapes

    def rect(self, colour, left, top, right, bottom, alpha=1.0):
        self.polygon(colour, [(left, top), (right, top), (right, bottom), (left, bottom)], alpha)

    def ellipse(self, colour, x, y, across, down=None, angle=0.0, alpha=1.0):
        down = across if down is None else down
        count = max(16, min(120, int(max(across, down))))
        turns = [step * math.tau / count for step in range(count)]
        self.polygon(colour, turned([(across * math.cos(t), down * math.sin(t)) for t in turns], x, y, angle), alpha)

    def blob(self, colour, points, alpha=1.0):
        """A rounded shape through the points."""
        self.polygon(colour, smooth(points, closed=True), alpha)

    def rounded(self, colour, left, top, right, bottom, radius, alpha=1.0):
        corners = ((right - radius, bottom - radius, 0), (left + radius, bottom - radius, 1),
                   (left + radius, top + radius, 2), (right - radius, top + radius, 3))
        self.polygon(colour, [(x + radius * math.cos(math.radians(quarter * 90 + turn)),
                               y + radius * math.sin(math.radians(quarter * 90 + turn)))
                              for x, y, quarter in corners for turn in range(0, 91, 10)], alpha)

    def line(self, colour, start, end, width, alpha=1.0):
        (x1, y1), (x2, y2) = start, end
        length = math.hypot(x2 - x1, y2 - y1) or 1
        dx, dy = (y2 - y1) / length * width / 2, (x1 - x2) / length * width / 2
        self.polygon(colour, [(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)], alpha)

    def stroke(self, colour, points, width, end=None, curved=True):
        """A brush line through the points, from one width to another, round at both ends."""
        path = smooth(points) if curved else list(points)
        end = width if end is None else end
        for step, (here, there) in enumerate(pairwise(path)):
            at = width + (end - width) * step / len(path)
            self.line(colour, here, there, at)
            if at > 1.2:
                self.ellipse(colour, *there, at / 2)
        if width > 1.2:
            self.ellipse(colour, *path[0], width / 2)

    def arch(self, colour, left, top, right, bottom, alpha=1.0):
        """A box with a round head."""
        radius = (right - left) / 2
        head = [(left + radius - radius * math.cos(math.radians(turn)),
                 top + radius - radius * math.sin(math.radians(turn)))
                for turn in range(0, 181, 6)]
        self.polygon(colour, [(left, bottom), *head, (right, bottom)], alpha)

    def land(self, colour, line, alpha=1.0):
        """A rolling line from side to side, filled down to the foot."""
        self.polygon(colour, [*smooth(line), (WIDTH, HEIGHT), (0, HEIGHT)], alpha)

    def fade(self, top_colour, bottom_colour, top, bottom, foot=None):
        """A sky or a water: from one colour to another between two heights, and on to the foot."""
        paint = Paint(top_colour, bottom_colour, top, bottom)
        self.rect(paint, 0, top, WIDTH, bottom if foot is None else foot)

    def glow(self, colour, x, y, radius, rings=7, alpha=0.09):
        for ring in range(rings):
            self.ellipse(colour, x, y, radius * ((rings - ring) / rings) ** 1.3, alpha=alpha)

    def ripples(self, colour, box, count, seed, length=60, thick=1.6):
        """Short level strokes: light on water; longer towards the viewer."""
        left, top, right, bottom = box
        chance = Chance(seed)
        for _ in range(count):
            y = chance.between(top, bottom)
            near = 0.35 + 0.65 * (y - top) / max(1, bottom - top)
            half = chance.between(0.3, 1) * length * near / 2
            x = chance.between(left, right)
            self.polygon(colour, [(x - half, y), (x, y - thick * near), (x + half, y), (x, y + thick * near)])

    # ---- the file

    def dots(self):
        """The picture's rows as RGB triples, each the mean of the finer ones."""
        step = FINE // self.dots_in_unit
        half = step // 2
        for top in range(0, DOWN, step):
            colours = [paint.at(top / FINE) for paint in self.paints]
            upper, lower = self.rows[top], self.rows[top + half]
            row, means = [], {}
            for four in zip(upper[::step], upper[half::step], lower[::step], lower[half::step]):
                mean = means.get(four)
                if mean is None:
                    mean = tuple((sum(part) + 2) // 4 for part in zip(*(colours[number] for number in four)))
                    means[four] = mean
                row.append(mean)
            yield row

    def png(self):
        """A PNG file of at most 256 colours: the rarest take the place of their nearest neighbours."""
        rows = list(self.dots())
        counts = Counter(colour for row in rows for colour in row)
        ranked = sorted(counts, key=lambda colour: (-counts[colour], colour))
        palette = sorted(ranked[:256])
        numbers = {colour: number for number, colour in enumerate(palette)}
        for colour in ranked[256:]:
            near = min(palette, key=lambda have: sum((a - b) ** 2 for a, b in zip(have, colour)))
            numbers[colour] = numbers[near]
        pixels = b"".join(b"\0" + bytes([numbers[colour] for colour in row]) for row in rows)

        width, height = WIDTH * self.dots_in_unit, HEIGHT * self.dots_in_unit

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        return (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
            + chunk(b"PLTE", b"".join(bytes(colour) for colour in palette))
            + chunk(b"IDAT", zlib.compress(pixels, 9))
            + chunk(b"IEND", b"")
        )
