"""Buses, bicycles, trams from inside, runners, the station's clock: the town on its way."""
import math

from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, Paint, mixed, smooth, turned
from drawing.indoors import cat
from drawing.streets_and_fields import night_houses, person
from drawing.winter_and_town import house

DIGITS = {
    "0": [(0, 0), (1, 0), (1, 2), (0, 2), (0, 0)],
    "1": [(0.1, 0.4), (0.6, 0), (0.6, 2)],
    "2": [(0, 0.4), (0.2, 0), (0.8, 0), (1, 0.4), (1, 0.8), (0, 2), (1, 2)],
    "3": [(0, 0), (1, 0), (0.45, 0.85), (1, 1.2), (1, 1.7), (0.7, 2), (0, 2)],
    "4": [(0.75, 2), (0.75, 0), (0, 1.35), (1.05, 1.35)],
    "5": [(1, 0), (0.05, 0), (0, 0.9), (0.8, 0.85), (1, 1.2), (1, 1.7), (0.7, 2), (0, 2)],
    "6": [(0.9, 0), (0.1, 0.8), (0, 1.5), (0.3, 2), (0.8, 2), (1, 1.5), (0.7, 1.05), (0.1, 1.1)],
    "7": [(0, 0), (1, 0), (0.35, 2)],
    "8": [(0.5, 0.95), (0, 0.5), (0.3, 0), (0.7, 0), (1, 0.5), (0, 1.5), (0.3, 2), (0.7, 2), (1, 1.5), (0.5, 0.95)],
    "9": [(0.1, 2), (0.9, 1.2), (1, 0.5), (0.7, 0), (0.2, 0), (0, 0.5), (0.3, 0.95), (0.9, 0.9)],
}


def digits(c, colour, text, x, y, height, width):
    """A number painted with a brush; x, y is its top left corner."""
    unit = height / 2
    for place, digit in enumerate(text):
        c.stroke(colour, [(x + (px + place * 1.5) * unit, y + py * unit) for px, py in DIGITS[digit]], width, width,
                 curved=False)


def wheel(c, x, foot, radius):
    c.ellipse((38, 40, 50), x, foot - radius, radius)
    c.ellipse((120, 124, 132), x, foot - radius, radius * 0.5)
    c.ellipse((74, 78, 88), x, foot - radius, radius * 0.2)


def bus(c, left, foot, size, body, stripe, number, glass=(176, 206, 214)):
    """A bus that goes to the right, with its number beside the door."""
    def at(x, y):
        return left + x * size, foot + y * size

    c.ellipse((30, 32, 44), *at(210, 2), 226 * size, 9 * size, alpha=0.3)
    c.rounded(body, *at(0, -150), *at(420, -22), 16 * size)
    c.rounded(mixed(body, (255, 255, 250), 0.35), *at(30, -158), *at(330, -146), 5 * size)
    c.polygon(stripe, [at(0, -64), at(420, -64), at(420, -40), at(0, -40)])
    c.polygon(mixed(stripe, (20, 22, 34), 0.4), [at(4, -34), at(418, -34), at(412, -22), at(10, -22)])
    for pane in range(4):
        x = 16 + pane * 70
        c.rounded(glass, *at(x, -134), *at(x + 62, -76), 6 * size)
        c.polygon((240, 248, 246), [at(x + 12, -130), at(x + 26, -130), at(x + 12, -80), at(x + 2, -80)], alpha=0.35)
        if pane in (0, 2, 3):
            head = x + 30 + pane
            tone = mixed(glass, (50, 48, 60), 0.7)
            c.ellipse(tone, *at(head, -98), 9 * size, 11 * size)
            c.polygon(tone, smooth([at(head - 18, -76), at(head - 12, -88), at(head, -90), at(head + 12, -88),
                                    at(head + 18, -76)]))
    c.rect(mixed(body, (20, 22, 34), 0.45), *at(300, -136), *at(352, -28))
    for leaf in (303, 328):
        c.rounded(glass, *at(leaf, -132), *at(leaf + 21, -36), 4 * size)
    c.polygon(glass, [at(362, -126), at(410, -126), at(418, -76), at(362, -76)])
    c.rounded((40, 42, 52), *at(360, -152), *at(412, -128), 4 * size)
    digits(c, (255, 214, 110), number, *at(374, -148), 16 * size, 2.6 * size)
    c.ellipse((255, 240, 190), *at(412, -50), 7 * size)
    for x in (84, 262):
        c.ellipse(mixed(stripe, (20, 22, 34), 0.7), *at(x, -22), 31 * size, 26 * size)
        wheel(c, *at(x, 4), 24 * size)


def autumn_tree(c, x, foot, size, tone, seed):
    chance = Chance(seed)
    bark = (92, 70, 62)
    c.polygon(bark, [(x - 8 * size, foot), (x - 4 * size, foot - 120 * size), (x + 4 * size, foot - 120 * size),
                     (x + 9 * size, foot)])
    for side in (-1, 1):
        c.line(bark, (x, foot - 84 * size), (x + side * 30 * size, foot - 130 * size), 5 * size)
    for _ in range(16):
        turn, reach = chance.between(0, math.tau), chance.between(0, 54) * size
        c.ellipse(mixed(tone, (246, 206, 110), chance.between(0, 0.45)), x + math.cos(turn) * reach,
                  foot - 160 * size + math.sin(turn) * reach * 0.8, chance.between(18, 30) * size)


def fallen_leaves(c, box, count, seed):
    left, top, right, bottom = box
    chance = Chance(seed)
    for _ in range(count):
        tone = ((206, 132, 60), (226, 172, 76), (172, 92, 54))[int(chance.between(0, 3))]
        c.ellipse(tone, chance.between(left, right), chance.between(top, bottom), chance.between(4, 7),
                  chance.between(2, 3.4), angle=chance.between(0, 180))


def hire_bicycle(c, x, foot, size, paint=(226, 120, 52)):
    tyre, steel = (48, 50, 58), (150, 154, 158)

    def at(px, py):
        return x + px * size, foot + py * size

    for axle in (-52, 52):
        c.ellipse(tyre, *at(axle, -36), 36 * size)
        c.ellipse((186, 182, 172), *at(axle, -36), 31 * size)
        for spoke in range(0, 180, 30):
            c.line((128, 128, 128), *turned([(-30, 0), (30, 0)], *at(axle, -36), spoke, size), 1.1)
        c.ellipse(steel, *at(axle, -36), 5 * size)
        c.stroke(paint, [at(axle - 34, -54), at(axle - 16, -74), at(axle + 8, -76), at(axle + 26, -62)], 5 * size)
    for start, end in (((-52, -36), (-18, -92)), ((-18, -92), (-2, -38)), ((-52, -36), (-2, -38)),
                       ((-14, -80), (36, -88)), ((-2, -38), (38, -80)), ((38, -98), (52, -36))):
        c.line(paint, at(*start), at(*end), 6.5 * size)
    c.line(steel, at(-18, -92), at(-20, -104), 5 * size)
    c.rounded(tyre, *at(-36, -110), *at(-4, -102), 4 * size)
    c.stroke(steel, [at(38, -98), at(36, -116), at(24, -118)], 5 * size, curved=False)
    c.stroke(tyre, [at(26, -118), at(14, -114)], 6 * size)
    c.polygon((98, 86, 80), [at(44, -118), at(84, -118), at(78, -88), at(48, -88)])
    for bar in range(3):
        c.line((146, 132, 120), at(54 + bar * 10, -116), at(56 + bar * 8, -90), 2 * size)
    c.ellipse(steel, *at(-2, -38), 8 * size)
    c.line(tyre, at(-2, -38), at(8, -20), 4 * size)
    c.rect(tyre, *at(2, -22), *at(18, -17))


def bike_hire():
    c = Canvas((226, 206, 172))
    c.fade((150, 172, 190), (240, 212, 164), 0, 380)
    c.ellipse((255, 238, 190), 724, 250, 50)
    for left, wide, tall, wall, roof in ((-40, 190, 150, (198, 164, 128), (134, 82, 66)),
                                         (196, 160, 120, (212, 186, 142), (112, 78, 70)),
                                         (430, 180, 140, (190, 150, 122), (134, 82, 66)),
                                         (800, 200, 160, (206, 174, 136), (112, 78, 70))):
        house(c, left, 410, wide, tall, mixed(wall, (226, 206, 172), 0.35), mixed(roof, (206, 170, 140), 0.3),
              lit=(150, 150, 150))
    c.rect((186, 170, 148), 0, 404, WIDTH, HEIGHT)
    c.rect((206, 192, 168), 0, 404, WIDTH, 426)
    for row in range(4):
        c.rect((174, 156, 136), 0, 462 + row * 46, WIDTH, 464 + row * 46)
    for x, size, tone, seed in ((104, 1.5, (206, 128, 58), 21), (412, 1.25, (184, 96, 56), 22),
                                (880, 1.6, (214, 150, 66), 23)):
        autumn_tree(c, x, 424, size, tone, seed)
    # the van that takes them in for the winter
    c.ellipse((60, 50, 50), 770, 560, 210, 14, alpha=0.3)
    c.rounded((236, 230, 214), 590, 318, 880, 540, 12)
    c.polygon((236, 230, 214), [(870, 380), (930, 392), (980, 460), (980, 540), (870, 540)])
    c.polygon((150, 180, 190), [(884, 396), (926, 404), (960, 456), (884, 456)])
    c.rect((76, 132, 120), 590, 470, 980, 492)
    c.rect((56, 52, 56), 590, 330, 632, 526)
    c.polygon((150, 120, 90), [(590, 528), (636, 528), (560, 566), (500, 566)])
    hire_bicycle(c, 742, 448, 0.62, paint=(76, 132, 120))
    for x in (690, 900):
        wheel(c, x, 570, 34)
    # the stand and the last bicycles
    c.rect((96, 100, 104), 44, 560, 470, 570)
    for index, x in enumerate((140, 330)):
        c.rounded((96, 100, 104), x + 62, 482, x + 82, 566, 6)
        c.ellipse((120, 190, 140) if index else (226, 90, 70), x + 72, 494, 4)
        hire_bicycle(c, x, 572, 1.28)
    person(c, 512, 566, 1.5, (70, 98, 110), hat=(206, 142, 60))
    fallen_leaves(c, (0, 574, 960, 634), 70, 24)
    return c


def barrier(c, left, right, foot):
    for x in (left + 14, right - 14):
        c.rect((90, 92, 100), x - 4, foot - 70, x + 4, foot)
    for step in range(7):
        x = left + (right - left) * step / 7
        tone = (214, 72, 56) if step % 2 else (244, 238, 224)
        c.rect(tone, x, foot - 84, x + (right - left) / 7, foot - 56)
    c.ellipse((255, 196, 90), left + 14, foot - 94, 8)
    c.glow((255, 190, 90), left + 14, foot - 94, 46)


def worker(c, x, foot, size, bent=False):
    vest, trousers, skin = (232, 118, 46), (62, 70, 92), (214, 168, 136)
    lean = 34 if bent else 0

    def at(points):
        return turned(points, x, foot - 44 * size, lean, size)

    for side in (-8, 8):
        c.line(trousers, (x + side * size, foot - 46 * size), (x + side * size * 1.2, foot), 13 * size)
    c.blob(vest, at([(-18, 8), (-20, -22), (-14, -46), (0, -50), (14, -46), (20, -22), (18, 8)]))
    c.polygon((250, 238, 180), at([(-20, -12), (20, -12), (20, -5), (-20, -5)]))
    c.ellipse(skin, *at([(0, -64)])[0], 11 * size, 12 * size)
    c.polygon((250, 206, 84), at(smooth([(-15, -66), (-13, -80), (0, -86), (13, -80), (15, -66)]) + [(-15, -66)]))
    c.stroke(vest, at([(12, -40), (26, -26), (34, -6)]), 9 * size, 7 * size)


def bridge_joints():
    c = Canvas((20, 26, 52))
    c.fade((16, 20, 46), (62, 66, 104), 0, 420)
    chance = Chance(31)
    for _ in range(60):
        c.ellipse((220, 226, 240), chance.between(0, 960), chance.between(0, 240), chance.between(0.8, 1.8))
    night_houses(c, 430, 32)
    c.fade((40, 48, 84), (18, 24, 50), 430, 640)
    c.ripples((96, 104, 150), (0, 520, 960, 640), 50, 33, length=90)
    for x in (130, 520, 900):  # lamps in the water
        for step in range(7):
            c.rect((196, 158, 96), x - 34 + step * 3, 566 + step * 11, x + 34 - step * 4, 569 + step * 11, alpha=0.7)
    # the light on its mast, and what it shows
    c.polygon((255, 238, 180), [(700, 128), (760, 128), (880, 452), (300, 452)], alpha=0.16)
    c.polygon((255, 238, 180), [(710, 128), (750, 128), (760, 452), (420, 452)], alpha=0.16)
    c.rect((150, 154, 168), 742, 130, 750, 450)
    for side in (-36, 36):
        c.line((150, 154, 168), (746, 380), (746 + side, 450), 5)
    c.polygon((70, 76, 98), [(690, 108), (770, 96), (774, 122), (694, 134)])
    c.ellipse((255, 248, 220), 730, 128, 34, 9, angle=-8)
    c.glow((255, 236, 180), 730, 128, 96)
    # the deck, cut open at its joint
    deck, top = (110, 116, 142), (146, 150, 172)
    for left, right in ((0, 452), (520, 960)):
        c.rect(deck, left, 450, right, 520)
        c.rect(top, left, 450, right, 462)
        c.rect((82, 88, 116), left, 508, right, 520)
    for x in (150, 800):
        c.polygon(deck, [(x - 50, 520), (x + 50, 520), (x + 36, 640), (x - 36, 640)])
        c.rect((82, 88, 116), x + 10, 520, x + 38, 640)
    for tooth in range(3):
        c.rect((206, 210, 220), 440, 466 + tooth * 16, 484, 474 + tooth * 16)
        c.rect((206, 210, 220), 488, 472 + tooth * 16, 532, 480 + tooth * 16)
    # the crane lets the new joint down
    c.line((232, 178, 66), (960, 30), (486, 150), 15)
    for step in range(9):
        x, y = 960 - step * 52, 30 + step * 13.2
        c.line((150, 110, 50), (x, y + 5), (x - 26, y + 2), 3)
    c.line((190, 194, 204), (486, 152), (486, 300), 3)
    c.polygon((190, 194, 204), [(486, 296), (404, 336), (400, 334), (486, 290), (572, 334), (568, 336)])
    c.rect((206, 210, 220), 386, 334, 586, 348)
    for tooth in range(10):
        c.rect((206, 210, 220), 390 + tooth * 20, 348, 400 + tooth * 20, 362)
    worker(c, 322, 450, 1.25, bent=True)
    worker(c, 614, 450, 1.25)
    worker(c, 690, 450, 1.2)
    barrier(c, 60, 262, 450)
    c.polygon((232, 118, 46), [(396, 450), (404, 404), (414, 404), (424, 450)])
    c.rect((244, 238, 224), 401, 424, 419, 434)
    return c


def traffic_light(c, x, foot, tall):
    c.rect((70, 74, 84), x - 5, foot - tall, x + 5, foot)
    c.rounded((44, 46, 56), x - 22, foot - tall - 96, x + 22, foot - tall + 4, 8)
    for place, tone in enumerate(((96, 52, 50), (104, 88, 48), (58, 88, 66))):
        c.ellipse(tone, x, foot - tall - 76 + place * 30, 12)


def bus_12():
    c = Canvas((196, 206, 206))
    c.fade((150, 170, 186), (224, 218, 200), 0, 400)
    for x, y, wide in ((180, 90, 120), (560, 60, 150), (800, 130, 100)):
        c.blob((226, 228, 226), [(x - wide, y + 14), (x - wide * 0.5, y - 16), (x, y - 26), (x + wide * 0.6, y - 12),
                                 (x + wide, y + 14), (x, y + 22)])
    chance = Chance(41)
    x = -30
    while x < 960:
        wide, tall = chance.between(130, 180), chance.between(150, 230)
        wall = ((212, 190, 152), (196, 162, 138), (178, 184, 170), (220, 204, 176))[int(chance.between(0, 4))]
        c.rect(wall, x, 420 - tall, x + wide, 420)
        c.rect(mixed(wall, (60, 44, 44), 0.5), x - 4, 412 - tall, x + wide + 2, 426 - tall)
        for row in range(int((tall - 60) / 56)):
            for column in range(3):
                left, top = x + 18 + column * (wide - 30) / 3, 444 - tall + row * 56
                c.rect((238, 232, 216), left - 3, top - 3, left + 25, top + 35)
                c.rect((126, 146, 156), left, top, left + 22, top + 32)
        c.rect(mixed(wall, (50, 44, 50), 0.55), x + wide / 2 - 12, 372, x + wide / 2 + 12, 420)
        x += wide + 3
    c.rect((168, 162, 154), 0, 420, WIDTH, 444)
    c.rect((122, 122, 126), 0, 444, WIDTH, HEIGHT)
    for dash in range(8):
        c.polygon((222, 218, 206), [(dash * 140 - 30, 596), (dash * 140 + 50, 596), (dash * 140 + 44, 606),
                                    (dash * 140 - 38, 606)])
    # the old light comes down, the new one lies ready
    c.rect((150, 152, 158), 742, 250, 752, 444)
    c.polygon((232, 178, 66), [(620, 400), (640, 400), (690, 250), (676, 246)])
    c.rounded((232, 178, 66), 556, 396, 700, 440, 8)
    wheel(c, 588, 452, 18)
    wheel(c, 668, 452, 18)
    c.rect((90, 94, 104), 650, 206, 726, 250)
    c.rect((232, 178, 66), 646, 204, 730, 212)
    worker(c, 684, 248, 0.95)
    traffic_light(c, 747, 444, 230)
    c.line((214, 168, 136), (700, 190), (728, 178), 7)
    barrier(c, 780, 950, 470)
    # where to go instead
    c.rect((90, 94, 104), 506, 330, 514, 450)
    c.polygon((244, 198, 66), [(436, 286), (556, 286), (590, 318), (556, 350), (436, 350)])
    c.stroke((44, 44, 52), [(460, 336), (462, 316), (482, 312), (546, 312)], 10, 10)
    c.polygon((44, 44, 52), [(540, 296), (566, 312), (540, 328)])
    bus(c, 24, 590, 1.3, (238, 232, 216), (70, 118, 148), "12")
    fallen_leaves(c, (0, 612, 960, 636), 26, 42)
    return c


def charging_bus(c, x, foot, size):
    """A bus from the front, on its cable."""
    def at(px, py):
        return x + px * size, foot + py * size

    yellow, white, dark = (240, 196, 80), (240, 236, 222), (46, 52, 72)
    c.ellipse((14, 18, 34), *at(0, 2), 100 * size, 10 * size, alpha=0.5)
    for side in (-62, 62):
        c.rounded((28, 30, 42), *at(side - 16, -40), *at(side + 16, 4), 6 * size)
    c.rounded(white, *at(-86, -240), *at(86, -20), 18 * size)
    c.rounded(yellow, *at(-86, -106), *at(86, -20), 14 * size)
    c.rect(yellow, *at(-86, -106), *at(86, -70))
    c.rounded(dark, *at(-74, -226), *at(74, -196), 8 * size)
    c.rounded((92, 122, 148), *at(-74, -190), *at(74, -104), 10 * size)
    c.polygon((150, 176, 192), [at(-50, -188), at(-16, -188), at(-46, -106), at(-70, -106)], alpha=0.6)
    c.line(dark, at(-30, -106), at(-6, -150), 3 * size)
    c.line(dark, at(40, -106), at(20, -150), 3 * size)
    for side in (-60, 60):
        c.ellipse((255, 246, 210), *at(side, -62), 13 * size, 10 * size)
        c.line(dark, at(side * 1.42, -180), at(side * 1.6, -166), 4 * size)
        c.rounded(dark, *at(side * 1.6 - 8, -168), *at(side * 1.6 + 8, -134), 4 * size)
    c.rounded(dark, *at(-30, -50), *at(30, -30), 5 * size)
    c.stroke((120, 220, 150), [at(4, -100), at(-8, -84), at(6, -84), at(-6, -66)], 4 * size, curved=False)


def electric_buses():
    c = Canvas((36, 42, 66))
    c.fade((30, 36, 60), (56, 62, 88), 0, 400)
    for bay in range(5):  # the depot's roof
        x = bay * 240 - 120
        c.polygon((24, 28, 48), [(x, 96), (x + 120, 20), (x + 240, 96), (x + 240, 108), (x + 120, 34), (x, 108)])
    c.rect((24, 28, 48), 0, 96, WIDTH, 110)
    for lamp in (120, 360, 600, 840):
        c.rect((24, 28, 48), lamp - 2, 96, lamp + 2, 140)
        c.polygon((24, 28, 48), [(lamp - 28, 152), (lamp + 28, 152), (lamp + 14, 134), (lamp - 14, 134)])
        c.ellipse((255, 236, 176), lamp, 153, 22, 6)
        c.polygon((255, 226, 160), [(lamp - 22, 154), (lamp + 22, 154), (lamp + 116, 560), (lamp - 116, 560)],
                  alpha=0.12)
    c.fade((66, 70, 94), (44, 48, 72), 500, 640)
    for line in range(5):
        c.polygon((206, 180, 96), [(0 + line * 240 - 4, 520), (line * 240 + 4, 520), (line * 250 - 8, 640),
                                   (line * 250 - 26, 640)])
    for x in (120, 360, 600, 840):
        charging_bus(c, x, 548, 1.06)
    for x in (240, 480, 720):  # the posts they drink from
        c.rounded((206, 212, 214), x - 17, 330, x + 17, 552, 8)
        c.rounded((46, 52, 72), x - 11, 346, x + 11, 384, 4)
        c.ellipse((120, 220, 150), x, 400, 5)
        c.glow((120, 220, 150), x, 400, 34)
        c.stroke((26, 30, 44), [(x + 10, 430), (x + 34, 520), (x + 58, 556), (x + 72, 520), (x + 60, 494)], 6, 6)
        c.ellipse((46, 52, 72), x + 60, 494, 9)
    return c


def resting_tram(c, x, foot, size, lit):
    """A tram from the front, at home for the night."""
    def at(px, py):
        return x + px * size, foot + py * size

    red, cream, dark, glass = (188, 56, 48), (238, 228, 208), (34, 36, 50), (255, 218, 134) if lit else (84, 104, 132)
    c.polygon((120, 128, 156), [at(-34, -262), at(-4, -316), at(4, -316), at(-22, -262)])
    c.polygon((120, 128, 156), [at(34, -262), at(4, -316), at(-4, -316), at(22, -262)])
    c.rect((120, 128, 156), *at(-46, -320), *at(46, -314))
    c.ellipse((14, 18, 34), *at(0, 2), 96 * size, 9 * size, alpha=0.5)
    for side in (-46, 46):
        c.rounded(dark, *at(side - 12, -40), *at(side + 12, 4), 5 * size)
    c.rounded(mixed(red, (30, 24, 40), 0.45), *at(-62, -268), *at(62, -240), 8 * size)
    c.rounded(red, *at(-80, -252), *at(80, -22), 20 * size)
    c.rounded(dark, *at(-40, -244), *at(40, -218), 6 * size)
    c.rounded(glass, *at(-68, -206), *at(-4, -118), 8 * size)
    c.rounded(glass, *at(4, -206), *at(68, -118), 8 * size)
    c.rect(cream, *at(-80, -106), *at(80, -94))
    c.rounded(mixed(red, (30, 24, 40), 0.4), *at(-80, -54), *at(80, -22), 12 * size)
    c.ellipse(cream, *at(0, -74), 17 * size)
    c.ellipse((255, 244, 204) if lit else (150, 156, 166), *at(0, -74), 13 * size)
    if lit:
        c.glow((255, 236, 170), *at(0, -74), 70 * size)


def depot_night():
    c = Canvas((30, 34, 56))
    c.fade((24, 28, 50), (60, 62, 86), 0, 420)
    beam = (20, 24, 42)
    for bay in range(5):
        x = bay * 240 - 120
        c.polygon(beam, [(x, 84), (x + 120, 18), (x + 240, 84), (x + 240, 95), (x + 120, 31), (x, 95)])
    c.rect(beam, 0, 84, WIDTH, 97)
    for wire in (170, 400, 630, 860):
        c.line((90, 96, 122), (wire, 97), (wire, 172), 1.6)
    for lamp in (285, 515, 745):
        c.rect(beam, lamp - 2, 84, lamp + 2, 124)
        c.polygon(beam, [(lamp - 28, 136), (lamp + 28, 136), (lamp + 14, 118), (lamp - 14, 118)])
        c.ellipse((255, 236, 176), lamp, 137, 22, 6)
        c.polygon((255, 226, 160), [(lamp - 22, 138), (lamp + 22, 138), (lamp + 120, 520), (lamp - 120, 520)],
                  alpha=0.1)
    c.fade((70, 72, 94), (40, 42, 62), 470, 640)
    for x, lit in ((170, False), (400, True), (630, False), (860, False)):
        resting_tram(c, x, 500, 1.04, lit)
        for side in (-1, 1):  # its rails
            far, near = x + side * 46, x + side * 62 + (x - 480) * 0.2
            c.polygon((150, 154, 170), [(far - 3, 504), (far + 3, 504), (near + 5, 640), (near - 5, 640)])
    c.polygon((22, 22, 34), [(366, 506), (434, 506), (442, 640), (326, 640)])  # the pit, and who stands in it
    c.glow((255, 226, 150), 398, 520, 90)
    c.polygon((255, 232, 166), [(412, 566), (374, 508), (428, 508)], alpha=0.35)
    coat, skin = (66, 112, 150), (214, 172, 146)
    c.blob(coat, [(342, 640), (350, 598), (374, 586), (398, 598), (408, 640)])
    c.stroke(coat, [(396, 606), (412, 592), (412, 572)], 15, 10)
    c.ellipse(skin, 412, 568, 7)
    c.rounded((240, 196, 80), 407, 548, 418, 566, 4)
    c.stroke(coat, [(354, 606), (344, 586), (352, 562)], 15, 10)
    c.ellipse(skin, 352, 560, 7)
    c.line((150, 108, 70), (352, 566), (360, 524), 4)
    c.rounded((176, 182, 192), 348, 516, 374, 528, 3)
    c.ellipse(skin, 374, 570, 14, 16)
    c.polygon((200, 84, 54), [(359, 566), (361, 552), (374, 547), (387, 552), (389, 566)])
    return c


def runner(c, x, foot, size, shirt, skin, hair, stride, number=""):
    shorts, shoe = mixed(shirt, (30, 30, 46), 0.65), (236, 120, 60)

    def at(*points):
        return turned(points, x, foot, 0, size)

    if stride:
        near, far = ((0, -60), (22, -40), (32, -4)), ((0, -60), (-10, -32), (-42, -24))
    else:
        near, far = ((0, -60), (-14, -34), (-30, 0)), ((0, -60), (28, -52), (24, -18))
    c.stroke(mixed(skin, (60, 40, 40), 0.25), at(*far), 12 * size, 7 * size, curved=False)
    c.ellipse(shoe, *at((far[2][0] + 4, far[2][1] + 2))[0], 10 * size, 5 * size, angle=-12 if stride else 20)
    c.stroke(mixed(skin, (60, 40, 40), 0.25), at((8, -96), (26 if not stride else -14, -80),
                                                 (38 if not stride else -4, -96)), 8 * size, 6 * size, curved=False)
    c.stroke(skin, at(*near), 13 * size, 8 * size, curved=False)
    c.ellipse(shoe, *at((near[2][0] + 5, near[2][1] + 1))[0], 11 * size, 5 * size)
    c.stroke(shorts, at((0, -60), (near[1][0] * 0.7, -60 + (near[1][1] + 60) * 0.7)), 17 * size, 15 * size)
    c.blob(shirt, at((-14, -54), (-12, -80), (-6, -104), (8, -110), (20, -102), (18, -78), (12, -54)))
    if number:
        c.polygon((244, 240, 228), at((-6, -92), (14, -94), (13, -76), (-7, -74)))
        digits(c, (60, 60, 70), number, *at((-3, -90))[0], 9 * size, 1.6 * size)
    c.stroke(skin, at((8, -98), (-8 if not stride else 24, -80), (4 if not stride else 38, -70)), 9 * size, 6 * size,
             curved=False)
    c.line(skin, *at((8, -106), (11, -118)), 9 * size)
    c.ellipse(skin, *at((13, -124))[0], 12 * size, 13 * size)
    c.blob(hair, at((1, -122), (2, -134), (13, -139), (24, -132), (17, -129), (8, -126)))


def half_marathon():
    c = Canvas((190, 208, 214))
    c.fade((138, 174, 200), (228, 226, 206), 0, 360)
    for x, y, wide in ((150, 84, 130), (520, 54, 110), (830, 110, 150)):
        c.blob((238, 240, 236), [(x - wide, y + 12), (x - wide * 0.4, y - 18), (x + wide * 0.3, y - 22),
                                 (x + wide, y + 10), (x, y + 18)])
    c.land((150, 158, 132), [(0, 300), (240, 268), (520, 296), (760, 262), (960, 290)])
    chance = Chance(51)
    for _ in range(54):
        tone = ((206, 138, 66), (178, 96, 56), (222, 176, 84), (146, 132, 82))[int(chance.between(0, 4))]
        x = chance.between(0, 960)
        c.ellipse(tone, x, 318 + chance.between(-14, 14), chance.between(16, 30), chance.between(18, 32))
    c.fade((118, 156, 176), (150, 184, 192), 336, 470)
    c.ripples((196, 216, 216), (0, 350, 960, 450), 60, 52, length=80)
    # the bridge
    c.rect((172, 168, 164), 0, 436, WIDTH, HEIGHT)
    c.rect((200, 196, 188), 0, 430, WIDTH, 442)
    iron = (74, 92, 104)
    for x in range(10, 960, 34):
        c.rect(iron, x, 380, x + 4, 436)
    c.rect(iron, 0, 374, WIDTH, 384)
    c.rect(iron, 0, 408, WIDTH, 412)
    for x in (150, 480, 810):
        c.rect(iron, x - 5, 176, x + 5, 436)
        c.rounded((240, 234, 214), x - 13, 148, x + 13, 182, 8)
        c.polygon(iron, [(x - 18, 150), (x + 18, 150), (x, 134)])
        tone = ((206, 78, 62), (226, 176, 74), (70, 118, 148))[(x // 330) % 3]
        c.polygon(tone, smooth([(x - 6, 206), (x - 46, 200), (x - 84, 214), (x - 118, 206)]) +
                  smooth([(x - 118, 250), (x - 84, 258), (x - 46, 244), (x - 6, 252)]))
    c.rect((136, 134, 136), 0, 470, WIDTH, HEIGHT)
    c.rect((236, 232, 220), 0, 470, WIDTH, 475)
    skins = ((228, 184, 152), (206, 158, 126), (236, 200, 174), (176, 126, 98))
    for x, foot, size, shirt, number, skin, hair, stride in (
            (96, 540, 1.2, (226, 176, 74), "79", 2, (226, 222, 214), 0),
            (236, 556, 1.26, (96, 138, 104), "", 1, (60, 46, 44), 1),
            (372, 538, 1.2, (150, 96, 132), "", 0, (150, 96, 58), 0),
            (520, 592, 1.5, (70, 118, 148), "18", 3, (40, 36, 40), 1),
            (676, 560, 1.36, (232, 226, 208), "6", 0, (196, 142, 80), 0),
            (824, 600, 1.56, (206, 78, 62), "3", 2, (92, 62, 48), 1)):
        c.ellipse((60, 60, 70), x, foot + 5, 46 * size, 6 * size, alpha=0.3)
        runner(c, x, foot, size, shirt, skins[skin], hair, stride, number)
    return c


def clock_change():
    """The station's clock from inside its tower."""
    c = Canvas((52, 44, 52))
    c.fade((44, 38, 50), (76, 60, 58), 0, 640)
    chance = Chance(61)
    for row in range(27):
        for brick in range(13):
            left = brick * 80 - (40 if row % 2 else 0)
            c.rect(mixed((62, 50, 56), (84, 66, 64), chance.between(0, 1)), left + 2, row * 24 + 2, left + 78,
                   row * 24 + 22)
    c.ellipse((40, 34, 42), 470, 262, 252)
    c.ellipse(Paint((70, 92, 148), (150, 150, 178), 20, 500), 470, 262, 236)
    c.ellipse((244, 236, 206), 560, 150, 34)  # the moon behind the glass
    c.glow((244, 236, 206), 560, 150, 84)
    roofs = [(288, 412), (300, 400), (330, 400), (342, 384), (356, 400), (392, 400), (392, 414), (420, 414), (434, 396),
             (450, 396), (464, 414), (520, 414), (520, 388), (530, 370), (540, 388), (540, 410), (584, 410), (600, 392),
             (616, 410), (652, 412)]
    arc = [math.radians(turn) for turn in range(40, 141, 4)]
    c.polygon((58, 62, 96), roofs + [(470 + 236 * math.cos(turn), 262 + 236 * math.sin(turn)) for turn in arc])
    for x, y in ((320, 424), (372, 430), (408, 446), (478, 440), (506, 462), (566, 432), (604, 428), (440, 470)):
        c.rect((240, 200, 120), x, y, x + 7, y + 10)
    for ring, width in ((236, 12), (196, 4)):
        path = [(470 + ring * math.cos(t * math.tau / 90), 262 + ring * math.sin(t * math.tau / 90))
                for t in range(91)]
        c.stroke((34, 30, 40), path, width, width, curved=False)
    for hour in range(12):
        turn = math.radians(hour * 30)
        c.line((34, 30, 40), (470 + math.sin(turn) * 202, 262 - math.cos(turn) * 202),
               (470 + math.sin(turn) * 228, 262 - math.cos(turn) * 228), 12 if hour % 3 == 0 else 7)
    # four o'clock, seen from behind
    c.polygon((26, 24, 34), [(460, 262), (480, 262), (474, 84), (466, 84)])
    c.polygon((26, 24, 34), turned([(-9, 10), (9, 10), (6, -120), (0, -136), (-6, -120)], 470, 262, 240))
    c.ellipse((150, 118, 66), 470, 262, 15)
    brass, dark = (196, 152, 78), (132, 96, 52)
    for x, y, radius, teeth in ((828, 150, 74, 20), (742, 244, 46, 14), (858, 270, 52, 14)):
        for tooth in range(teeth):
            turn = math.tau * tooth / teeth
            c.line(dark, (x, y), (x + math.cos(turn) * (radius + 9), y + math.sin(turn) * (radius + 9)), 9)
        c.ellipse(brass, x, y, radius)
        c.ellipse(dark, x, y, radius * 0.74)
        for spoke in range(3):
            turn = math.radians(spoke * 60 + x)
            c.line(brass, (x - math.cos(turn) * radius, y - math.sin(turn) * radius),
                   (x + math.cos(turn) * radius, y + math.sin(turn) * radius), 9)
        c.ellipse(brass, x, y, radius * 0.22)
    c.line(dark, (860, 320), (860, 486), 7)  # the pendulum, held
    c.ellipse(brass, 860, 506, 40)
    c.ellipse(mixed(brass, (255, 240, 190), 0.5), 850, 496, 14)
    c.rect((96, 70, 56), 0, 560, WIDTH, HEIGHT)
    c.rect((120, 90, 70), 0, 554, WIDTH, 568)
    for plank in range(3):
        c.rect((80, 58, 48), 0, 588 + plank * 24, WIDTH, 590 + plank * 24)
    # the master with his detective story, the thermos, the lantern
    c.glow((255, 206, 120), 150, 470, 190, alpha=0.07)
    c.rect((110, 78, 56), 196, 504, 336, 518)
    for x in (208, 318):
        c.rect((110, 78, 56), x, 518, x + 10, 600)
    coat, skin = (96, 112, 120), (222, 178, 146)
    c.stroke((58, 62, 80), [(266, 504), (208, 512), (200, 596)], 30, 22, curved=False)
    c.ellipse((34, 30, 36), 192, 600, 24, 10)
    c.blob(coat, [(240, 506), (238, 440), (254, 392), (280, 384), (304, 400), (312, 450), (306, 508)])
    c.stroke(mixed(coat, (20, 20, 30), 0.2), [(280, 410), (262, 462), (214, 454)], 22, 16)
    c.ellipse(skin, 206, 452, 11)
    c.polygon((172, 62, 54), [(184, 472), (176, 414), (206, 420), (212, 476)])
    c.polygon((240, 232, 210), [(188, 470), (180, 418), (204, 422), (208, 472)])
    c.ellipse(skin, 268, 356, 24, 28)
    c.blob((206, 202, 196), [(248, 344), (252, 324), (276, 318), (296, 332), (296, 360), (284, 350), (266, 338)])
    c.blob((206, 202, 196), [(246, 366), (258, 372), (274, 368), (272, 388), (256, 390)])
    c.rect((44, 40, 48), 244, 350, 262, 355)
    c.rounded((70, 118, 108), 96, 492, 130, 562, 6)
    c.rounded((206, 210, 212), 100, 470, 126, 496, 5)
    c.rect((60, 54, 58), 40, 500, 84, 560)
    c.rounded((255, 214, 124), 46, 508, 78, 552, 5)
    c.polygon((60, 54, 58), [(36, 502), (88, 502), (72, 484), (52, 484)])
    c.glow((255, 206, 120), 62, 528, 90)
    return c


def newcomer_tickets():
    """A tram from inside: the conductor's seat, with somebody in it."""
    c = Canvas((226, 206, 168))
    c.rect((214, 190, 150), 0, 0, WIDTH, 90)
    c.rect((198, 168, 126), 0, 84, WIDTH, 96)
    for left in (30, 350):
        c.rounded((150, 72, 56), left - 14, 112, left + 286, 400, 24)
        c.rounded(Paint((168, 196, 212), (226, 220, 196), 120, 390), left, 126, left + 272, 386, 16)
        for x, y, tall, tone in ((left + 10, 386, 120, (196, 166, 140)), (left + 96, 386, 160, (178, 150, 138)),
                                 (left + 190, 386, 110, (206, 180, 146))):
            c.rect(tone, x, y - tall, x + 74, y)
            c.polygon((132, 86, 76), [(x - 5, y - tall), (x + 37, y - tall - 34), (x + 79, y - tall)])
            for row in range(2):
                for column in range(2):
                    c.rect((104, 116, 128), x + 14 + column * 30, y - tall + 18 + row * 40, x + 30 + column * 30,
                           y - tall + 42 + row * 40)
        c.polygon((250, 252, 246), [(left + 60, 126), (left + 110, 126), (left + 50, 386), (left, 386), (left, 330)],
                  alpha=0.22)
        c.rect((150, 72, 56), left, 196, left + 272, 204)
    # the doors, with their button
    c.rect((126, 58, 48), 668, 100, 930, 590)
    for left in (680, 804):
        c.rounded((168, 84, 64), left, 110, left + 116, 584, 8)
        c.rounded(Paint((168, 196, 212), (226, 220, 196), 120, 500), left + 14, 130, left + 102, 430, 10)
        c.rounded((206, 180, 146), left + 26, 330, left + 90, 430, 4)
    c.rounded((240, 204, 84), 640, 268, 664, 316, 6)
    c.ellipse((74, 140, 96), 652, 292, 8)
    c.rect((186, 156, 120), 0, 412, 660, HEIGHT)
    c.rect((150, 72, 56), 0, 404, 660, 416)
    c.rect((112, 100, 96), 0, 590, WIDTH, HEIGHT)
    for rib in range(4):
        c.rect((98, 86, 84), 0, 600 + rib * 11, WIDTH, 603 + rib * 11)
    steel = (206, 206, 198)
    c.rect(steel, 0, 60, WIDTH, 68)
    for x in (90, 210, 330, 450, 570):
        c.stroke((120, 96, 78), [(x, 64), (x - 3, 96)], 5, 5)
        c.polygon((120, 96, 78), [(x - 20, 132), (x + 14, 132), (x - 3, 94)])
        c.polygon((214, 190, 150), [(x - 11, 127), (x + 5, 127), (x - 3, 106)])
    for x in (296, 630):
        c.rect(steel, x - 5, 64, x + 5, 596)
        c.rect((166, 166, 160), x + 1, 64, x + 5, 596)
    c.rounded((196, 74, 58), 276, 268, 318, 340, 8)  # where a card is touched
    c.rounded((60, 66, 78), 282, 276, 312, 302, 4)
    for arc in range(3):
        c.stroke((250, 240, 220), [(290 + arc * 5, 312), (294 + arc * 5, 320), (290 + arc * 5, 328)], 2.4)
    # the seats
    for left, tone in ((20, (74, 112, 122)), (430, (140, 66, 58))):
        c.rect((90, 84, 86), left + 64, 540, left + 82, 596)
        c.rounded(mixed(tone, (20, 20, 30), 0.3), left - 4, 380, left + 38, 548, 14)
        c.rounded(tone, left, 372, left + 30, 540, 14)
        c.rounded(tone, left, 508, left + 160, 548, 14)
        c.rounded(mixed(tone, (255, 240, 220), 0.18), left + 10, 508, left + 154, 522, 7)
    cat(c, 520, 512)
    traveller(c)
    return c


def traveller(c):
    """Somebody new in town, with a rucksack and the net of lines in hand."""
    skin, coat, hair = (176, 128, 98), (206, 152, 74), (44, 38, 42)
    for x in (176, 214):
        c.rect((62, 70, 92), x - 15, 480, x + 15, 600)
        c.ellipse((236, 232, 222), x - 6, 604, 24, 9)
    c.rounded((76, 118, 96), 212, 300, 262, 430, 18)
    c.blob(coat, [(148, 486), (146, 380), (160, 306), (194, 294), (228, 306), (240, 380), (238, 488)])
    c.ellipse(skin, 190, 250, 32, 38)
    c.blob(hair, [(158, 256), (156, 222), (180, 202), (212, 206), (228, 232), (224, 268), (214, 240), (178, 228)])
    c.polygon((244, 238, 220), [(72, 372), (152, 352), (164, 444), (84, 466)])
    for tone, points in (((196, 74, 58), [(84, 390), (116, 402), (150, 372)]),
                         ((70, 118, 148), [(88, 440), (116, 402), (154, 430)]),
                         ((96, 138, 104), [(96, 380), (118, 430), (146, 440)])):
        c.stroke(tone, points, 4, 4)
    c.stroke(mixed(coat, (40, 30, 20), 0.2), [(170, 330), (142, 400), (158, 420)], 24, 18)
    c.ellipse(skin, 158, 424, 12)
    c.ellipse((44, 38, 42), 172, 254, 2.6, 3.4)


def suburban_timetable():
    c = Canvas((214, 196, 176))
    c.fade((112, 132, 168), (244, 206, 160), 0, 350)
    c.ellipse((255, 232, 176), 250, 316, 62)
    c.glow((255, 226, 170), 250, 316, 150, alpha=0.12)
    c.land((150, 138, 136), [(0, 322), (200, 296), (420, 318), (640, 290), (960, 316)])
    for x, size in ((520, 60), (590, 72), (900, 66), (60, 64)):
        house(c, x, 346, size, size * 0.7, (176, 158, 150), (112, 84, 84), lit=(255, 214, 130))
    c.land((172, 156, 110), [(0, 352), (300, 340), (620, 356), (960, 344)])
    chance = Chance(71)
    for row in range(8):
        y = 366 + row * row * 1.6 + row * 4
        c.stroke((150, 132, 92), [(0, y + 6), (320, y), (640, y + 8), (960, y + 2)], 2 + row * 0.4, 2)
    for _ in range(60):
        x, y = chance.between(0, 960), chance.between(372, 440)
        c.line((196, 178, 122), (x, y), (x + chance.between(-3, 3), y - 12), 1.6)
    c.polygon((134, 126, 124), [(0, 500), (960, 476), (960, 640), (0, 640)])
    c.polygon((196, 184, 150), [(0, 484), (960, 462), (960, 478), (0, 502)])
    for dash in range(6):
        c.polygon((226, 220, 202), [(dash * 180, 572 - dash * 1.4), (dash * 180 + 90, 571 - dash * 1.4),
                                    (dash * 180 + 84, 579 - dash * 1.4), (dash * 180 - 8, 580 - dash * 1.4)])
    # the stop
    wood, dark = (150, 112, 82), (110, 80, 62)
    c.rect(dark, 640, 300, 652, 496)
    c.rect(dark, 896, 300, 908, 494)
    c.rect(wood, 652, 316, 896, 476)
    for board in range(6):
        c.rect(mixed(wood, dark, 0.5), 652, 338 + board * 26, 896, 341 + board * 26)
    c.polygon((134, 76, 62), [(612, 306), (936, 296), (916, 262), (640, 268)])
    c.rect(dark, 676, 440, 872, 452)
    c.rect(dark, 690, 452, 698, 492)
    c.rect(dark, 850, 452, 858, 490)
    c.polygon((246, 240, 222), [(762, 338), (836, 338), (836, 424), (762, 424)])
    c.rect((70, 118, 148), 762, 338, 836, 352)
    for row in range(6):
        for column in range(3):
            c.rect((120, 120, 128), 770 + column * 22, 360 + row * 10, 785 + column * 22, 363 + row * 10)
    c.rect((90, 94, 104), 596, 288, 603, 506)
    c.rounded((70, 118, 148), 566, 238, 632, 300, 8)
    digits(c, (250, 246, 232), "21", 580, 254, 30, 4.5)
    person(c, 706, 512, 1.36, (86, 92, 112), hair=(120, 112, 108))
    c.rounded((112, 74, 54), 736, 446, 776, 476, 5)
    c.stroke((112, 74, 54), [(748, 446), (756, 436), (764, 446)], 4)
    c.stroke((86, 92, 112), [(724, 402), (742, 426), (754, 440)], 11, 9)
    bus(c, 40, 570, 1.16, (240, 226, 180), (150, 82, 60), "21")
    c.glow((255, 240, 190), 40 + 412 * 1.16, 570 - 50 * 1.16, 80)
    return c


SCENES = {"bike-hire": bike_hire, "bridge-joints": bridge_joints, "bus-12": bus_12, "depot-night": depot_night,
          "electric-buses": electric_buses, "half-marathon": half_marathon, "clock-change": clock_change,
          "newcomer-tickets": newcomer_tickets, "suburban-timetable": suburban_timetable}
