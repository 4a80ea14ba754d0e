"""Tables seen from above and walls from close by, a street and a river cut open, tiles under a magnifying glass."""
import math

from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, Paint, mixed, smooth, turned
from drawing.indoors import cat, tile
from drawing.on_wheels import digits
from drawing.river import fish, reeds
from drawing.streets_and_fields import night_houses


class Enlarged:
    """A canvas under a magnifying glass: what is drawn on it around x, y comes out `size` times as large."""

    def __init__(self, canvas, x, y, size):
        self.canvas, self.x, self.y, self.size = canvas, x, y, size

    def at(self, points):
        return [((px - self.x) * self.size + WIDTH / 2, (py - self.y) * self.size + HEIGHT / 2) for px, py in points]

    def polygon(self, colour, points, alpha=1.0):
        self.canvas.polygon(colour, self.at(points), alpha)

    def rect(self, colour, left, top, right, bottom, alpha=1.0):
        self.polygon(colour, [(left, top), (right, top), (right, bottom), (left, bottom)], alpha)

    def rounded(self, colour, left, top, right, bottom, radius, alpha=1.0):
        (left, top), (right, bottom) = self.at([(left, top), (right, bottom)])
        self.canvas.rounded(colour, left, top, right, bottom, radius * self.size, alpha)

    def ellipse(self, colour, x, y, across, down=None, angle=0.0, alpha=1.0):
        down = across if down is None else down
        self.canvas.ellipse(colour, *self.at([(x, y)])[0], across * self.size, down * self.size, angle, alpha)

    def line(self, colour, start, end, width, alpha=1.0):
        self.canvas.line(colour, *self.at([start, end]), width * self.size, alpha)

    def stroke(self, colour, points, width, end=None, curved=True):
        end = width if end is None else end
        self.canvas.stroke(colour, self.at(points), width * self.size, end * self.size, curved)


def one_tile(seed, motifs, new=False):
    c = Canvas((196, 186, 162), dots=1)
    glass = Enlarged(c, 92, 99, 2.9)
    chance = Chance(seed)
    for place, motif in enumerate(motifs):
        column, row = place % 3 - 1, place // 3 - 1
        tile(glass, chance, column * 190, row * 206, motif, new=new and place == 4)
    return c


def tile_stork():
    return one_tile(144, ("leaf", "boat", "leaf", "boat", "stork", "leaf", "leaf", "stork", "boat"))


def tile_boat():
    return one_tile(142, ("stork", "leaf", "stork", "leaf", "boat", "stork", "stork", "leaf", "stork"), new=True)


def tile_leaf():
    return one_tile(145, ("stork", "boat", "stork", "boat", "leaf", "stork", "stork", "eye", "boat"))


def tile_eye():
    return one_tile(147, ("stork", "boat", "leaf", "stork", "eye", "stork", "boat", "leaf", "stork"))


def pipe_listener():
    c = Canvas((22, 28, 54))
    c.fade((18, 22, 50), (60, 62, 98), 0, 330)
    chance = Chance(151)
    for _ in range(50):
        c.ellipse((220, 226, 240), chance.between(0, 960), chance.between(0, 150), chance.between(0.8, 1.8))
    night_houses(c, 330, 152)
    # the street cut open
    c.rect((88, 90, 108), 0, 330, WIDTH, 356)
    c.rect((66, 68, 86), 0, 352, WIDTH, 366)
    for stone in range(33):
        c.rect((74, 76, 94), stone * 30, 330, stone * 30 + 2, 352)
    c.fade((104, 80, 66), (66, 50, 50), 366, 640)
    for _ in range(70):
        x, y = chance.between(0, 960), chance.between(384, 630)
        c.ellipse(mixed((124, 98, 80), (82, 64, 60), chance.between(0, 1)), x, y, chance.between(4, 14),
                  chance.between(3, 9), angle=chance.between(0, 180))
    # the shaft
    c.rect((46, 44, 58), 330, 344, 454, 520)
    for row in range(9):
        for brick in range(2):
            for left in (312, 454):
                c.rect((126, 84, 74), left, 360 + row * 18, left + 18, 375 + row * 18)
    for rung in range(4):
        c.line((150, 152, 160), (352, 390 + rung * 32), (384, 390 + rung * 32), 4)
    c.rounded((120, 124, 136), 318, 324, 466, 346, 5)
    c.rect((96, 100, 112), 318, 338, 466, 346)
    # the pipe, and where it leaks
    iron, light, dark = (112, 126, 138), (158, 172, 180), (78, 90, 104)
    c.rect(iron, 0, 496, WIDTH, 560)
    c.rect(light, 0, 504, WIDTH, 514)
    c.rect(dark, 0, 546, WIDTH, 560)
    for x in (120, 560, 900):
        c.rounded(iron, x, 486, x + 34, 570, 5)
        c.rect(light, x + 4, 500, x + 30, 511)
        c.rect(dark, x + 4, 552, x + 30, 566)
    c.polygon((62, 88, 116), smooth([(680, 560), (640, 604), (600, 640)]) +
              smooth([(850, 640), (800, 600), (724, 558)]),
              alpha=0.7)
    c.stroke((44, 52, 66), [(690, 528), (700, 540), (694, 550), (704, 560)], 5, 3)
    for x, y in ((676, 580), (696, 596), (720, 584), (710, 612), (738, 606), (664, 610), (756, 624)):
        c.polygon((160, 206, 232), smooth([(x, y - 9), (x + 6, y + 3), (x, y + 9), (x - 6, y + 3), (x, y - 9)]))
    for reach in range(4):  # the hiss on its way
        for side in (-1, 1):
            x = 700 + side * (64 + reach * 44)
            c.stroke((250, 214, 120), [(x - side * 5, 506), (x + side * 5, 528), (x - side * 5, 550)], 4 - reach * 0.6,
                     4 - reach * 0.6)
    # the ear on its lid
    c.rounded((36, 40, 54), 366, 290, 430, 326, 7)
    c.rounded((58, 64, 82), 362, 284, 426, 320, 7)
    c.ellipse((112, 220, 140), 410, 296, 5)
    c.glow((112, 220, 140), 410, 296, 30)
    c.stroke((196, 200, 210), [(372, 286), (366, 252), (350, 236)], 3, 2)
    # who stayed to listen
    coat, skin = (206, 146, 74), (228, 186, 156)
    c.stroke((64, 74, 100), [(196, 322), (252, 284), (262, 330)], 30, 22, curved=False)
    c.ellipse((36, 34, 44), 272, 328, 24, 9)
    c.blob(coat, [(150, 330), (148, 260), (168, 214), (202, 202), (230, 220), (236, 290), (216, 328)])
    c.stroke(mixed(coat, (60, 40, 30), 0.25), [(206, 232), (236, 262), (276, 256)], 22, 16)
    c.ellipse(skin, 284, 254, 11)
    c.polygon((44, 50, 66), [(272, 258), (332, 246), (338, 284), (278, 294)])
    c.polygon((150, 196, 206), [(277, 261), (329, 251), (333, 280), (282, 289)])
    c.rect((226, 234, 230), 284, 270, 330, 273)
    c.ellipse(skin, 206, 170, 27, 31)
    c.blob((112, 62, 46), [(178, 178), (176, 142), (200, 126), (230, 136), (236, 160), (216, 150), (204, 162),
                           (200, 214), (176, 212)])
    c.stroke((60, 66, 84), [(186, 176), (184, 136), (210, 122), (232, 142)], 6, 6)
    c.ellipse((60, 66, 84), 196, 178, 13, 17)
    c.stroke((60, 66, 84), [(198, 194), (214, 228), (272, 270)], 2.4, 2.4)
    c.glow((150, 196, 206), 304, 270, 80, alpha=0.06)
    cat(c, 780, 332)
    return c


def river_level():
    """The scale on the Quay's wall, after the rain."""
    c = Canvas((150, 160, 172))
    c.fade((118, 130, 150), (196, 200, 198), 0, 210)
    for x, y, wide in ((120, 60, 150), (430, 40, 190), (760, 76, 180)):
        c.blob((132, 142, 158), [(x - wide, y + 18), (x - wide * 0.5, y - 22), (x + wide * 0.1, y - 34),
                                 (x + wide * 0.7, y - 16), (x + wide, y + 20), (x, y + 30)])
    c.land((122, 122, 104), [(0, 196), (220, 180), (480, 198), (740, 178), (960, 192)])
    chance = Chance(161)
    for _ in range(34):
        c.ellipse(mixed((150, 112, 66), (116, 110, 82), chance.between(0, 1)), chance.between(0, 960),
                  chance.between(184, 206), chance.between(12, 26), chance.between(12, 24))
    c.fade((112, 134, 144), (92, 116, 128), 204, 640)
    c.ripples((150, 170, 176), (0, 216, 960, 400), 60, 162, length=110)
    # the wall and its steps
    stone, joint = (172, 164, 152), (142, 134, 126)
    c.polygon(stone, [(356, 150), (960, 150), (960, 640), (356, 640)])
    for row in range(13):
        y = 176 + row * 38
        c.rect(joint, 356, y, WIDTH, y + 3)
        for block in range(8):
            x = 380 + block * 88 + (44 if row % 2 else 0)
            c.rect(joint, x, y, x + 3, y + 38)
    for _ in range(16):
        x, y = chance.between(380, 940), chance.between(180, 420)
        c.rect(mixed(stone, (196, 190, 178), 0.6), x, y, x + chance.between(16, 40), y + chance.between(8, 18))
    c.rect((198, 192, 180), 336, 136, WIDTH, 166)
    c.rect((150, 142, 134), 336, 160, WIDTH, 168)
    c.rect((128, 130, 112), 356, 404, WIDTH, 470, alpha=0.5)  # as far as it has been wet
    c.rect((104, 116, 92), 356, 440, WIDTH, 474, alpha=0.6)
    # the scale
    c.rect((90, 92, 98), 496, 178, 644, 640)
    c.rect((248, 244, 232), 490, 172, 638, 640)
    for mark in range(24):
        y = 196 + mark * 20
        wide = 86 if mark % 5 == 0 else 46
        tone = (196, 66, 54) if mark < 6 else (50, 54, 66)
        c.rect(tone, 490, y, 490 + wide, y + 9)
    for place, number in enumerate(("17", "16", "15", "14")):
        digits(c, (196, 66, 54) if place == 0 else (50, 54, 66), number, 588, 190 + place * 100, 28, 5)
    # the water stands before it
    c.polygon(Paint((96, 124, 138), (52, 80, 100), 466, 640), smooth([(0, 474), (160, 468), (330, 476), (520, 466),
                                                                     (700, 474), (840, 467), (960, 473)]) +
              [(960, 640), (0, 640)])
    for stripe in range(4):
        y = 488 + stripe * 24
        c.polygon((206, 210, 204), smooth([(496 + stripe * 5, y), (540, y + 4), (590, y - 2),
                                           (634 - stripe * 7, y + 3)]) +
                  smooth([(630 - stripe * 7, y + 10), (580, y + 6), (530, y + 12), (500 + stripe * 5, y + 9)]),
                  alpha=0.4)
    c.ripples((160, 184, 190), (0, 484, 960, 636), 40, 163, length=120)
    for x, y, flip in ((186, 512, False), (280, 540, False), (816, 526, True)):
        duck(c, x, y, flip)
    for x, y in ((92, 560), (420, 588), (720, 596)):
        c.ellipse((206, 140, 66), x, y, 10, 4, angle=-14)
    for _ in range(26):  # the last of the rain
        x, y = chance.between(0, 350), chance.between(40, 420)
        c.line((206, 216, 222), (x, y), (x - 5, y + 18), 1.6)
    return c


def duck(c, x, y, flip):
    def at(points):
        return turned(points, x, y, flip=flip)

    c.ellipse((60, 84, 100), x, y + 16, 50, 6, alpha=0.5)
    c.blob((150, 122, 98), at([(-46, -8), (-40, 12), (0, 18), (34, 12), (40, -6), (10, -16), (-26, -14)]))
    c.polygon((112, 88, 74), at([(-60, -16), (-34, -12), (-38, 6)]))
    c.blob((112, 88, 74), at([(-30, -8), (-10, -14), (16, -6), (4, 6), (-20, 6)]))
    c.stroke((46, 92, 76), at([(28, -4), (36, -24), (42, -34)]), 16, 14)
    c.ellipse((46, 92, 76), *at([(44, -38)])[0], 14, 12)
    c.line((240, 236, 224), *at([(24, -10), (42, -12)]), 4)
    c.polygon((226, 176, 74), at([(54, -42), (76, -34), (54, -31)]))
    c.ellipse((24, 24, 30), *at([(48, -41)])[0], 2.6)


def river_sounds():
    c = Canvas((40, 96, 112))
    c.fade((176, 204, 206), (206, 218, 206), 0, 96)
    c.land((126, 140, 110), [(0, 84), (240, 74), (520, 86), (760, 72), (960, 82)])
    c.fade((86, 150, 158), (20, 58, 84), 96, 640)
    c.rect((196, 226, 222), 0, 94, WIDTH, 100)
    for x in (150, 330, 540, 760):
        c.polygon((196, 226, 216), [(x, 98), (x + 60, 98), (x - 60, 620), (x - 180, 620)], alpha=0.1)
    # the bridge's pier
    c.rect((122, 122, 128), 796, 0, 900, 600)
    c.rect((98, 100, 110), 862, 0, 900, 600)
    c.rect((62, 100, 112), 796, 98, 900, 600, alpha=0.55)
    for row in range(16):
        c.rect((88, 96, 106), 796, row * 38, 900, row * 38 + 3, alpha=0.6)
    c.land((46, 70, 74), [(0, 590), (200, 570), (430, 590), (700, 566), (960, 586)])
    c.land((34, 54, 62), [(0, 616), (300, 602), (620, 620), (960, 606)])
    chance = Chance(171)
    for _ in range(26):
        x = chance.between(0, 960)
        c.ellipse(mixed((96, 104, 100), (60, 76, 80), chance.between(0, 1)), x, chance.between(586, 628),
                  chance.between(8, 24), chance.between(5, 12))
    for left, seed in ((20, 172), (250, 173), (640, 174), (900, 175)):  # pondweed and its bubbles
        grow = Chance(seed)
        for _ in range(6):
            x, tall = left + grow.between(-6, 70), grow.between(110, 230)
            path = [(x, 604), (x + grow.between(-14, 14), 604 - tall * 0.4),
                    (x + grow.between(-20, 20), 604 - tall * 0.7), (x + grow.between(-26, 26), 604 - tall)]
            c.stroke((70, 124, 92), path, 5, 2)
            for step in range(1, 7):
                share = step / 7
                lx = path[0][0] + (path[3][0] - path[0][0]) * share
                c.ellipse((92, 148, 104), lx + (11 if step % 2 else -11), 604 - tall * share, 12, 4,
                          angle=-26 if step % 2 else 26)
        for bubble in range(8):
            c.ellipse((206, 234, 232), left + grow.between(-10, 80), grow.between(130, 400), grow.between(2, 5),
                      alpha=0.7)
    # the hydrophone
    c.rounded((214, 78, 58), 452, 74, 508, 110, 16)
    c.rounded((244, 236, 218), 452, 86, 508, 96, 3)
    c.line((30, 44, 58), (480, 106), (480, 300), 4)
    c.rounded((36, 44, 58), 458, 296, 502, 372, 14)
    c.rounded((70, 82, 98), 464, 302, 478, 366, 6)
    for slot in range(3):
        c.rect((20, 28, 40), 464, 318 + slot * 14, 496, 323 + slot * 14)
    c.ellipse((112, 220, 140), 480, 308, 4)
    for reach in range(4):
        for side in (-1, 1):
            x = 480 + side * (48 + reach * 26)
            high = 22 + reach * 11
            c.stroke((206, 234, 226), [(x - side * 8, 334 - high), (x + side * 6, 334), (x - side * 8, 334 + high)],
                     3.4 - reach * 0.5, 3.4 - reach * 0.5)
    fish(c, 210, 250, 0.8, (196, 206, 206))
    fish(c, 300, 318, 0.62, (196, 206, 206))
    fish(c, 150, 350, 0.66, (206, 214, 210))
    fish(c, 680, 216, 0.74, (206, 214, 210), flip=True)
    catfish(c, 560, 520)
    # a loach in the sand
    c.stroke((176, 142, 92), [(150, 566), (190, 552), (232, 562), (274, 550)], 13, 7)
    c.stroke((112, 84, 62), [(160, 562), (192, 552), (230, 559), (268, 550)], 3, 2)
    c.ellipse((30, 30, 34), 154, 563, 2.6)
    return c


def catfish(c, x, y):
    back, belly = (72, 82, 84), (176, 176, 156)

    def at(points):
        return turned(points, x, y, flip=True)

    c.polygon(back, at(smooth([(-180, -6), (-226, -24), (-238, 6), (-216, 30), (-176, 14)])))
    c.blob(back, at([(-190, 2), (-100, -26), (20, -46), (110, -44), (150, -18), (146, 14), (90, 32), (-30, 28),
                     (-120, 18)]))
    c.blob(belly, at([(140, 14), (90, 32), (0, 32), (-70, 24), (0, 18), (90, 14)]))
    c.polygon(back, at(smooth([(6, -42), (18, -72), (38, -42)])))
    c.polygon(mixed(back, (20, 24, 30), 0.3), at(smooth([(60, 20), (24, 52), (70, 34)])))
    c.stroke(mixed(back, (20, 24, 30), 0.5), at([(148, 4), (128, 12), (96, 10)]), 4, 2)
    c.ellipse((240, 226, 170), *at([(112, -22)])[0], 7)
    c.ellipse((24, 24, 28), *at([(113, -22)])[0], 3.6)
    for points in ([(146, -10), (190, -30), (222, -12), (246, -24)], [(140, 8), (166, 34), (188, 40)],
                   [(122, 16), (136, 44), (152, 58)]):
        c.stroke(back, at(points), 4, 1.4)


def river_words():
    c = Canvas((206, 200, 176))
    c.fade((236, 216, 176), (214, 216, 196), 0, 240)
    c.ellipse((255, 244, 208), 230, 96, 46)
    c.land((160, 156, 128), [(0, 232), (260, 214), (560, 230), (960, 210)])
    c.fade((156, 176, 164), (96, 130, 132), 240, 640)
    c.ripples((206, 216, 196), (0, 250, 960, 400), 40, 181, length=110)
    for step in range(8):
        c.rect((255, 240, 200), 200 - step * 4, 256 + step * 13, 260 + step * 3, 259 + step * 13, alpha=0.6)
    # the willow that makes still water
    bark = (96, 78, 66)
    c.land((112, 110, 76), [(0, 640), (560, 640), (700, 560), (800, 530), (960, 520)])
    c.stroke(bark, [(900, 560), (886, 420), (838, 280), (800, 150)], 74, 40)
    c.stroke(bark, [(846, 300), (760, 190), (650, 130)], 34, 14)
    c.stroke(bark, [(820, 190), (880, 90), (930, 40)], 34, 16)
    chance = Chance(182)
    for _ in range(52):
        x, y = chance.between(500, 960), chance.between(10, 150)
        tall = chance.between(120, 380) * (0.6 if x > 780 else 1)
        sway = chance.between(-26, 6)
        tone = mixed((150, 152, 84), (206, 186, 104), chance.between(0, 1))
        c.stroke(tone, [(x, y), (x + sway * 0.3, y + tall * 0.5), (x + sway, y + tall)], 5, 1.5)
        for leaf in range(5):
            share = 0.25 + leaf * 0.16
            c.ellipse(tone, x + sway * share * 0.7 + (7 if leaf % 2 else -7), y + tall * share, 11, 3,
                      angle=64 if leaf % 2 else 116)
    reeds(c, 10, 150, 470, 150, 183)
    # the boat with the one who tells and the one who writes down
    c.ellipse((70, 98, 100), 400, 536, 300, 24, alpha=0.45)
    talker(c, 280, 470, (74, 92, 110), (222, 178, 148), (206, 202, 194), facing=1)
    talker(c, 520, 470, (172, 84, 66), (232, 192, 164), (112, 66, 48), facing=-1)
    wood, dark = (142, 98, 66), (104, 72, 54)
    c.polygon(wood, smooth([(110, 432), (170, 476), (400, 492), (620, 476), (700, 424)]) +
              smooth([(700, 424), (650, 520), (560, 548), (240, 548), (150, 520), (110, 432)]))
    c.stroke(dark, [(112, 434), (172, 478), (400, 494), (620, 478), (698, 426)], 8, 8)
    for plank in (0, 1):
        c.stroke(dark, [(140 + plank * 18, 482 + plank * 24), (260, 510 + plank * 22), (540, 510 + plank * 22),
                        (664 - plank * 20, 478 + plank * 26)], 3, 3)
    c.line((176, 138, 92), (250, 452), (40, 580), 8)
    c.polygon((176, 138, 92), [(66, 554), (78, 566), (20, 612), (6, 598)])
    # on the thwart, the recorder
    c.rect(dark, 352, 462, 452, 476)
    c.rounded((50, 54, 66), 384, 438, 426, 464, 5)
    c.ellipse((214, 78, 58), 394, 446, 4)
    for line in range(3):
        c.rect((150, 156, 166), 404, 444 + line * 5, 420, 446 + line * 5)
    c.ripples((176, 196, 180), (0, 560, 700, 634), 22, 184, length=110)
    return c


def talker(c, x, foot, coat, skin, hair, facing):
    def at(points):
        return turned(points, x, foot, flip=facing < 0)

    c.blob(coat, at([(-50, 26), (-52, -50), (-34, -104), (4, -116), (38, -100), (48, -40), (44, 26)]))
    c.ellipse(skin, *at([(8, -154)])[0], 33, 38)
    c.polygon(skin, at([(38, -158), (52, -146), (38, -142)]))
    c.ellipse((50, 42, 44), *at([(26, -160)])[0], 3)
    if facing > 0:  # the ferryman: a cap, a moustache, and a hand that shows how the water turns
        c.blob(hair, at([(-28, -150), (-26, -176), (0, -188), (6, -160), (-12, -132)]))
        c.stroke(hair, at([(20, -140), (36, -136), (46, -142)]), 8, 5)
        c.polygon((60, 66, 84), at(smooth([(-30, -172), (-16, -202), (18, -204), (40, -178)]) + [(62, -170), (40, -168),
                                                                                            (-30, -166)]))
        c.stroke(mixed(coat, (20, 20, 30), 0.25), at([(20, -84), (60, -56), (98, -96)]), 28, 20)
        c.ellipse(skin, *at([(104, -102)])[0], 14)
    else:
        c.blob(hair, at([(-30, -140), (-32, -180), (0, -198), (34, -184), (36, -168), (14, -168), (-2, -140),
                         (-10, -100), (-34, -98)]))
        c.stroke(mixed(coat, (20, 20, 30), 0.25), at([(16, -84), (40, -34), (70, -46)]), 26, 18)
        c.polygon((246, 240, 222), at([(48, -66), (112, -82), (122, -34), (58, -20)]))
        for line in range(4):
            c.line((150, 150, 156), *at([(58, -60 + line * 10), (108, -72 + line * 10)]), 1.8)
        c.ellipse(skin, *at([(76, -46)])[0], 12)
        c.line((60, 66, 84), *at([(78, -46), (98, -66)]), 4)


def school_menu():
    """A tray from above."""
    c = Canvas((206, 182, 146))
    for plank in range(5):
        c.rect(mixed((206, 182, 146), (190, 162, 124), plank % 2), 0, plank * 130, WIDTH, plank * 130 + 128)
    c.rounded((150, 124, 96), 74, 44, 906, 610, 46, alpha=0.5)
    c.rounded((92, 142, 138), 62, 30, 894, 596, 46)
    c.rounded((116, 166, 160), 84, 52, 872, 574, 34)
    # soup with rusks
    for tone, radius in (((82, 128, 126), 150), ((246, 242, 230), 142), ((226, 220, 204), 118)):
        c.ellipse(tone, 266 + (4 if radius == 150 else 0), 232 + (6 if radius == 150 else 0), radius)
    c.ellipse((226, 148, 62), 266, 232, 110)
    c.ellipse((236, 172, 84), 258, 222, 92)
    c.stroke((250, 236, 206), [(210, 216), (236, 190), (284, 188), (308, 222), (284, 252), (250, 244)], 8, 3)
    chance = Chance(191)
    for _ in range(9):
        x, y, turn = 266 + chance.between(-66, 66), 236 + chance.between(-62, 62), chance.between(0, 90)
        c.polygon((176, 116, 60), turned([(-12, -12), (12, -12), (12, 12), (-12, 12)], x + 2, y + 3, turn))
        c.polygon((222, 166, 92), turned([(-12, -12), (12, -12), (12, 12), (-12, 12)], x, y, turn))
    for _ in range(12):
        c.ellipse((96, 140, 84), 266 + chance.between(-80, 80), 232 + chance.between(-80, 80), 4, 2.4,
                  angle=chance.between(0, 180))
    # fish in oats, beetroot with apple
    for tone, radius in (((82, 128, 126), 186), ((246, 242, 230), 178), ((236, 230, 216), 146)):
        c.ellipse(tone, 612 + (4 if radius == 186 else 0), 280 + (6 if radius == 186 else 0), radius)
    for x, y in ((546, 216), (562, 264), (548, 312)):
        c.rounded((150, 98, 52), x - 66, y - 14, x + 74, y + 24, 16)
        c.rounded((214, 158, 84), x - 70, y - 20, x + 70, y + 18, 16)
        for _ in range(16):
            c.ellipse((236, 200, 136), x + chance.between(-60, 60), y + chance.between(-16, 14), 6, 3,
                      angle=chance.between(0, 180))
    c.blob((142, 42, 74), [(660, 236), (700, 220), (738, 250), (742, 310), (706, 360), (664, 352), (644, 300)])
    for _ in range(26):
        x, y = chance.between(656, 712), chance.between(240, 340)
        c.rounded((172, 60, 96), x, y, x + 22, y + 8, 3)
    for x, y in ((682, 262), (716, 300), (678, 326)):
        c.polygon((246, 232, 176), turned([(-16, 6), (0, -10), (16, 6), (0, 10)], x, y, chance.between(0, 90)))
        c.stroke((206, 74, 62), turned([(-16, 7), (0, 12), (16, 7)], x, y, 0), 3)
    c.polygon((250, 214, 92), turned([(0, 0)] + [(46 * math.cos(math.radians(a)), 46 * math.sin(math.radians(a)))
                                                 for a in range(0, 181, 12)], 596, 372, -10))
    c.polygon((252, 234, 150), turned([(0, 2)] + [(36 * math.cos(math.radians(a)), 38 * math.sin(math.radians(a)))
                                                  for a in range(8, 173, 12)], 596, 373, -10))
    # compote, bread
    for tone, radius in (((82, 128, 126), 64), ((226, 238, 238), 60), ((176, 62, 66), 52), ((196, 84, 82), 44)):
        c.ellipse(tone, 206 + (3 if radius == 64 else 0), 464 + (5 if radius == 64 else 0), radius)
    for x, y, tone in ((190, 448, (122, 40, 52)), (222, 470, (122, 40, 52)), (206, 492, (222, 150, 84)),
                       (226, 444, (222, 150, 84))):
        c.ellipse(tone, x, y, 13, 11)
    c.polygon((246, 252, 250), smooth([(160, 450), (170, 428), (192, 414)]) +
              smooth([(186, 422), (174, 438), (168, 454)]),
              alpha=0.6)
    for x, y, turn in ((352, 474, -10), (404, 492, 12)):
        c.blob((126, 82, 54), turned([(-56, -26), (-30, -44), (0, -38), (30, -44), (56, -26), (52, 44), (-52, 44)], x,
                                     y, turn))
        c.blob((196, 150, 104), turned([(-48, -22), (-28, -36), (0, -30), (28, -36), (48, -22), (45, 37), (-45, 37)],
                                       x, y, turn))
        for _ in range(8):
            c.ellipse((166, 120, 80), x + chance.between(-32, 32), y + chance.between(-18, 28), 4, 3)
    steel, shade = (206, 212, 214), (160, 170, 174)
    for x in (812, 846):  # a fork and a spoon
        c.line(shade, (x + 3, 320), (x + 3, 496), 11)
        c.line(steel, (x, 320), (x, 494), 11)
    c.ellipse(steel, 846, 282, 21, 44)
    c.ellipse(shade, 848, 288, 14, 32)
    c.blob(steel, [(794, 280), (830, 280), (826, 322), (798, 322)])
    for tine in range(4):
        c.line(steel, (798 + tine * 9.4, 234), (798 + tine * 9.4, 290), 4.4)
    # the jury's card
    c.polygon((190, 160, 124), [(500, 480), (700, 498), (694, 566), (494, 548)], alpha=0.6)
    c.polygon((252, 248, 236), [(498, 474), (698, 492), (692, 560), (492, 542)])
    for mark in range(5):
        x, y = 528 + mark * 33, 509 + mark * 3
        tone = (226, 172, 62) if mark < 4 else (222, 214, 196)
        c.polygon(tone, [(x + (15 if point % 2 == 0 else 6.4) * math.sin(math.radians(point * 36)),
                          y - (15 if point % 2 == 0 else 6.4) * math.cos(math.radians(point * 36)))
                         for point in range(10)])
    return c


def soil_map():
    c = Canvas((206, 200, 184))
    c.fade((196, 192, 178), (216, 208, 188), 0, 300)
    # the old map, painted in watercolour
    c.rect((110, 84, 66), 214, 20, 746, 252)
    c.rect((244, 236, 214), 226, 32, 734, 240)
    for tone, points in (((176, 150, 110), [(240, 60), (330, 44), (420, 70), (400, 130), (300, 150), (244, 120)]),
                         ((142, 156, 112), [(420, 60), (560, 44), (640, 80), (600, 130), (480, 140), (410, 110)]),
                         ((206, 172, 120), [(250, 150), (340, 150), (420, 180), (400, 226), (280, 230), (240, 200)]),
                         ((150, 118, 92), [(600, 120), (700, 90), (724, 160), (690, 224), (600, 220), (570, 170)]),
                         ((186, 190, 140), [(420, 170), (520, 150), (580, 180), (570, 226), (450, 230), (410, 210)])):
        c.blob(tone, points)
        c.blob(mixed(tone, (250, 244, 226), 0.35), [(x * 0.8 + points[0][0] * 0.1 + points[3][0] * 0.1,
                                                     y * 0.8 + points[0][1] * 0.1 + points[3][1] * 0.1)
                                                    for x, y in points])
    c.stroke((112, 158, 180), [(228, 96), (330, 140), (430, 150), (520, 140), (600, 176), (732, 150)], 15, 19)
    c.polygon((196, 74, 58), [(690, 64), (700, 44), (710, 64)])
    c.polygon((80, 76, 80), [(690, 64), (700, 84), (710, 64)])
    # the table
    c.rect((150, 114, 84), 0, 300, WIDTH, HEIGHT)
    c.rect((172, 134, 100), 0, 292, WIDTH, 306)
    for plank in range(4):
        c.rect((136, 100, 74), 0, 352 + plank * 76, WIDTH, 354 + plank * 76)
    soils = ((62, 50, 46), (92, 68, 52), (122, 88, 62), (150, 112, 78), (108, 92, 80), (76, 64, 56), (134, 98, 66),
             (84, 58, 46))
    chance = Chance(201)
    for row, (y, count, size) in enumerate(((336, 11, 0.72), (408, 9, 0.88), (496, 8, 1.06), (604, 7, 1.26))):
        for place in range(count):
            x = 480 + (place - (count - 1) / 2) * (86 * size + 10) + chance.between(-4, 4)
            if row == 3 and place in (5, 6) or row == 2 and place == 7:
                continue
            cup(c, x, y, size, soils[int(chance.between(0, 8))], chance)
    # a magnifying glass over a leaf of lettuce
    leaf = (120, 164, 84)
    c.blob(leaf, [(700, 612), (712, 556), (750, 520), (804, 506), (852, 524), (880, 566), (864, 618), (800, 640),
                  (730, 640)])
    c.stroke((176, 206, 130), [(716, 626), (780, 580), (856, 548)], 7, 2)
    for side in (0, 1, 2):
        c.stroke((176, 206, 130), [(752 + side * 30, 602 - side * 16), (762 + side * 28, 572 - side * 12),
                                   (764 + side * 26, 552 - side * 6)], 3, 1)
    c.line((84, 60, 48), (880, 610), (950, 660), 22)
    c.ellipse((90, 94, 104), 838, 566, 62)
    c.ellipse((196, 222, 190), 838, 566, 53)
    c.ellipse(mixed(leaf, (230, 240, 214), 0.4), 838, 566, 53, alpha=0.6)
    c.stroke((206, 226, 160), [(790, 590), (838, 562), (886, 548)], 13, 8)
    c.stroke((206, 226, 160), [(830, 566), (836, 540), (834, 518)], 6, 3)
    c.polygon((255, 255, 250), smooth([(800, 548), (812, 530), (836, 522)]) +
              smooth([(834, 530), (818, 538), (808, 552)]),
              alpha=0.7)
    return c


def cup(c, x, foot, size, soil, chance):
    def at(points):
        return turned(points, x, foot, size=size)

    paper = (238, 228, 206)
    c.ellipse((84, 60, 48), *at([(6, 0)])[0], 40 * size, 8 * size, alpha=0.4)
    c.polygon(paper, at([(-38, -76), (38, -76), (28, 0), (-28, 0)]))
    c.polygon(mixed(paper, (150, 130, 104), 0.4), at([(16, -76), (38, -76), (28, 0), (12, 0)]))
    c.ellipse(mixed(paper, (255, 255, 250), 0.5), *at([(0, -76)])[0], 39 * size, 10 * size)
    c.ellipse(soil, *at([(0, -76)])[0], 34 * size, 8 * size)
    for _ in range(5):
        c.ellipse(mixed(soil, (20, 16, 16), 0.3), *at([(chance.between(-24, 24), chance.between(-80, -72))])[0],
                  4 * size, 2.4 * size)
    for line in range(3):
        c.line((120, 112, 110), *at([(-20, -50 + line * 11), (-20 + (28, 20, 24)[line], -50 + line * 11)]), 2 * size)


def water_meters():
    c = Canvas((198, 214, 212))
    for row in range(7):
        for column in range(9):
            tone = mixed((206, 222, 220), (188, 208, 208), ((row * 7 + column * 5) % 4) / 4)
            c.rect(tone, column * 112 - 20 + 3, row * 98 - 20 + 3, column * 112 + 89, row * 98 + 75)
            c.polygon((232, 240, 238), [(column * 112 - 12, row * 98 - 10), (column * 112 + 16, row * 98 - 10),
                                        (column * 112 - 12, row * 98 + 18)], alpha=0.6)
    c.rect((150, 132, 118), 0, 560, WIDTH, HEIGHT)
    c.rect((120, 104, 96), 0, 554, WIDTH, 566)
    pipe, light, dark = (206, 210, 208), (236, 240, 238), (150, 158, 160)
    for x, low in ((140, 640), (820, 640)):
        c.rect(pipe, x - 24, 0, x + 24, low)
        c.rect(light, x - 16, 0, x - 6, low)
        c.rect(dark, x + 12, 0, x + 24, low)
    for y, tone, reading in ((196, (196, 74, 62), "02187"), (428, (66, 116, 166), "03412")):
        c.rect(pipe, 140, y - 20, 820, y + 20)
        c.rect(light, 140, y - 13, 820, y - 5)
        c.rect(dark, 140, y + 10, 820, y + 20)
        for x in (118, 798):
            c.rounded((184, 150, 92), x, y - 32, x + 46, y + 32, 6)
            c.rect((214, 184, 126), x + 4, y - 22, x + 42, y - 12)
        # a tap
        c.rounded((184, 150, 92), 244, y - 30, 296, y + 30, 6)
        c.rect((184, 150, 92), 264, y - 58, 276, y - 28)
        c.rounded(tone, 230, y - 76, 316, y - 54, 9)
        for x in (384, 610):
            c.rounded((184, 150, 92), x, y - 34, x + 40, y + 34, 5)
            for groove in range(3):
                c.rect((150, 118, 70), x + 7 + groove * 11, y - 34, x + 11 + groove * 11, y + 34)
        meter(c, 517, y, tone, reading)
    # what it sends at three in the morning
    for reach in range(4):
        radius = 54 + reach * 32
        path = [(560 + radius * math.cos(math.radians(turn)), 84 + radius * math.sin(math.radians(turn)))
                for turn in range(-50, 21, 10)]
        c.stroke((66, 116, 166), path, 7 - reach, 7 - reach)
    # a torch and slippers that nobody needs tonight
    c.rounded((60, 64, 78), 330, 586, 430, 616, 8)
    c.polygon((60, 64, 78), [(426, 586), (462, 574), (462, 628), (426, 616)])
    c.ellipse((206, 216, 214), 462, 601, 7, 27)
    c.rounded((206, 74, 62), 366, 580, 388, 590, 4)
    for x in (560, 668):
        c.ellipse((110, 92, 86), x + 6, 620, 56, 9, alpha=0.5)
        c.blob((142, 74, 86), [(x - 52, 612), (x - 48, 588), (x - 10, 572), (x + 34, 578), (x + 52, 600), (x + 44, 618),
                               (x - 20, 622)])
        c.ellipse((84, 46, 58), x - 26, 594, 22, 11, angle=-8)
        c.ellipse((236, 222, 206), x + 22, 590, 12, 10)
    return c


def meter(c, x, y, tone, reading):
    c.ellipse((120, 130, 132), x + 5, y + 7, 100)
    c.ellipse(tone, x, y, 98)
    c.ellipse(mixed(tone, (255, 255, 250), 0.35), x, y, 86)
    c.ellipse((250, 248, 240), x, y, 78)
    for place in range(5):
        left = x - 54 + place * 22
        c.rounded((44, 48, 60) if place < 4 else (196, 74, 62), left, y - 34, left + 19, y - 6, 3)
        digits(c, (250, 248, 240), reading[place], left + 5.5, y - 28, 16, 2.4)
    for px, py in ((-34, 32), (34, 32)):
        c.ellipse((196, 74, 62), x + px, y + py, 17)
        c.ellipse((250, 248, 240), x + px, y + py, 14)
        c.line((196, 74, 62), (x + px, y + py), (x + px + 8, y + py - 8), 2.6)
    for spoke in range(6):
        turn = math.radians(spoke * 60 + 15)
        c.line((44, 48, 60), (x, y + 40), (x + math.cos(turn) * 13, y + 40 + math.sin(turn) * 13), 4)
    c.rounded((236, 236, 230), x + 18, y - 122, x + 74, y - 78, 7)
    c.rounded((206, 208, 204), x + 18, y - 88, x + 74, y - 78, 4)
    c.ellipse((92, 186, 116), x + 60, y - 108, 5)
    c.line((120, 124, 132), (x + 26, y - 120), (x + 26, y - 130), 4)


SCENES = {"pipe-listener": pipe_listener, "river-level": river_level, "river-sounds": river_sounds,
          "river-words": river_words, "school-menu": school_menu, "soil-map": soil_map, "water-meters": water_meters,
          "tile-stork": tile_stork, "tile-boat": tile_boat, "tile-leaf": tile_leaf,
          "tile-eye": tile_eye}
