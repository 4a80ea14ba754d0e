"""Woods, gardens, and what is seen there after dark."""
import math

from drawing.canvas import WIDTH, Canvas, Chance, Paint, mixed, smooth, turned


def mushroom(c, x, foot, size, cap, stem=(238, 226, 202), tilt=0.0):
    dark = mixed(cap, (40, 20, 20), 0.3)

    def at(points):
        return turned(points, x, foot, tilt, size)

    c.polygon(stem, at(smooth([(-20, -74), (-22, -44), (-30, -12), (-20, 2), (18, 2), (28, -12), (20, -44),
                               (18, -74)])))
    c.polygon(mixed(stem, (120, 96, 70), 0.3), at(smooth([(4, -74), (8, -40), (12, -8), (18, 2), (28, -12), (20, -44),
                                                          (18, -74)])))
    c.polygon(mixed(stem, (150, 120, 80), 0.35), at(smooth([(-60, -70), (0, -58), (60, -70), (30, -80), (-30, -80)])))
    c.polygon(cap, at(smooth([(-74, -70), (-66, -104), (-34, -128), (0, -134), (36, -128), (66, -104), (74, -70),
                              (40, -64), (0, -62), (-40, -64), (-74, -70)])))
    c.polygon(dark, at(smooth([(74, -70), (66, -104), (36, -128), (44, -96), (30, -72), (0, -62), (40, -64),
                               (74, -70)])), alpha=0.5)
    c.polygon(mixed(cap, (255, 250, 230), 0.4), at(smooth([(-52, -96), (-38, -116), (-16, -122), (-30, -106),
                                                           (-46, -92)])), alpha=0.7)


def fern(c, x, foot, size, colour, lean):
    for leaf in range(12):
        share = leaf / 12
        px, py = x + lean * share * share * size, foot - share * size
        reach = (1 - share) * size * 0.34 + 4
        for side in (-1, 1):
            c.stroke(colour, [(px, py), (px + side * reach * 0.6, py - reach * 0.2),
                              (px + side * reach, py + reach * 0.16)], 5 * (1 - share) + 1.6, 1)
    c.stroke(mixed(colour, (30, 50, 30), 0.3), [(x, foot), (x + lean * 0.3 * size, foot - size * 0.55),
                                                (x + lean * size, foot - size)], 3, 1)


def mushrooms():
    c = Canvas((196, 206, 176))
    c.fade((170, 192, 180), (232, 226, 186), 0, 420)
    chance = Chance(17)
    for depth, (tone, count, wide) in enumerate((((176, 192, 168), 16, 16), ((138, 150, 128), 12, 24),
                                                 ((104, 96, 84), 7, 40))):
        for index in range(count):
            x = (index + chance.between(0.1, 0.9)) * WIDTH / count
            c.polygon(tone, [(x - wide * 0.42, 0), (x + wide * 0.42, 0), (x + wide * 0.6, 470 + depth * 20),
                             (x - wide * 0.6, 470 + depth * 20)])
            if depth == 2:
                c.polygon((162, 104, 72), [(x - wide * 0.42, 0), (x + wide * 0.1, 0), (x + wide * 0.06, 260),
                                           (x - wide * 0.5, 330)])
                for bark in range(9):
                    y = 30 + bark * 50 + chance.between(0, 20)
                    c.stroke((78, 70, 66), [(x - wide * 0.2, y), (x + wide * 0.1, y + 14)], 3, 1)
        if depth == 0:
            for ray in range(4):
                left = 250 + ray * 170
                c.polygon((255, 246, 206), [(left, 0), (left + 64, 0), (left - 120, 480), (left - 250, 480)],
                          alpha=0.22)
    c.land((124, 132, 84), [(0, 440), (240, 416), (500, 446), (760, 420), (960, 440)])
    c.land((98, 106, 64), [(0, 500), (220, 470), (480, 500), (740, 474), (960, 500)])
    for x, size, lean in ((70, 170, 0.3), (160, 120, -0.2), (880, 190, -0.35), (800, 120, 0.3)):
        fern(c, x, 540, size, (86, 116, 66), lean)
    c.land((84, 84, 52), [(0, 560), (240, 530), (500, 556), (740, 530), (960, 556)])
    basket(c, 664, 572)
    for x, foot, size, cap, tilt in ((250, 580, 1.5, (150, 92, 56), -4), (400, 596, 0.95, (168, 106, 62), 6),
                                     (132, 604, 0.8, (206, 138, 62), -8),
                                     (480, 612, 0.6, (206, 138, 62), 4), (336, 616, 0.5, (150, 92, 56), -3)):
        mushroom(c, x, foot, size, cap, tilt=tilt)
    for _ in range(150):
        x, y = chance.between(0, WIDTH), chance.between(572, 640)
        colour = ((196, 140, 70), (166, 96, 54), (124, 124, 70), (214, 172, 90))[int(chance.between(0, 4))]
        c.ellipse(colour, x, y, chance.between(6, 15), chance.between(2.5, 6), angle=chance.between(-40, 40))
    return c


def basket(c, x, foot):
    straw, dark, light = (190, 142, 82), (138, 96, 56), (220, 180, 118)
    c.stroke(dark, [(x - 106, foot - 110), (x - 92, foot - 210), (x, foot - 250), (x + 92, foot - 210),
                    (x + 106, foot - 110)], 13, 13)
    c.stroke(straw, [(x - 108, foot - 110), (x - 94, foot - 212), (x, foot - 253), (x + 90, foot - 212),
                     (x + 104, foot - 110)], 7, 7)
    for dx, size, cap, tilt in ((-70, 0.66, (150, 92, 56), -22), (60, 0.7, (168, 106, 62), 24),
                                (-6, 0.8, (140, 82, 50), 4), (-38, 0.56, (212, 150, 66), -8),
                                (34, 0.56, (206, 138, 62), 12)):
        mushroom(c, x + dx, foot - 84, size, cap, tilt=tilt)
    c.polygon(straw, [(x - 126, foot - 112), (x + 126, foot - 112), (x + 100, foot), (x - 100, foot)])
    for row in range(6):
        y = foot - 104 + row * 18
        half = 124 - row * 4.4
        for cell in range(14):
            left = x - half + cell * half / 7
            c.rounded(light if (cell + row) % 2 else dark, left + 1, y, left + half / 7 - 1, y + 12, 4)
    c.rounded(dark, x - 132, foot - 122, x + 132, foot - 104, 8)
    c.rounded(light, x - 132, foot - 124, x + 132, foot - 112, 6)


def oak():
    c = Canvas((232, 222, 200))
    c.fade((186, 204, 212), (246, 232, 200), 0, 430)
    c.land((190, 186, 160), [(0, 390), (220, 360), (480, 392), (740, 356), (960, 380)])
    c.polygon((176, 196, 200), smooth([(0, 424), (300, 414), (620, 420), (960, 410)]) + smooth([(960, 442), (620, 446),
        (300, 444), (0, 452)]))
    c.land((170, 160, 104), [(0, 450), (240, 436), (520, 446), (780, 434), (960, 446)])
    c.land((146, 134, 82), [(0, 540), (240, 516), (520, 530), (760, 510), (960, 530)])
    chance = Chance(23)
    back, gold, rust, green, bright = (150, 96, 50), (206, 148, 66), (178, 106, 54), (138, 130, 70), (228, 178, 88)
    bark, dark, light = (98, 78, 66), (70, 56, 52), (136, 110, 90)
    c.ellipse((104, 96, 62), 500, 556, 400, 26, alpha=0.6)

    def crown(colour, count, spread, size, lift):
        for _ in range(count):
            turn = chance.between(0, math.tau)
            reach = chance.between(0.1, 1) ** 0.6
            x, y = 480 + math.cos(turn) * reach * spread, 210 - lift + math.sin(turn) * reach * spread * 0.44
            c.ellipse(colour, x, y, chance.between(0.6, 1) * size, chance.between(0.5, 0.8) * size)

    crown(back, 80, 390, 66, 0)
    limbs = (((480, 420), (420, 330), (300, 270), (180, 250)), ((500, 420), (560, 320), (690, 266), (812, 262)),
             ((480, 400), (470, 290), (430, 180), (390, 90)),
             ((500, 400), (530, 270), (580, 180), (640, 100)), ((430, 360), (330, 352), (210, 352), (120, 372)),
             ((560, 356), (660, 346), (770, 356), (860, 384)))
    for limb in limbs:
        c.stroke(bark, list(limb), 56 if limb[1][1] < 320 else 44, 12)
    c.polygon(bark, smooth([(392, 566), (420, 520), (430, 440), (424, 360), (470, 330), (540, 340), (568, 370),
                            (560, 450), (572, 524), (606, 566), (500, 556), (392, 566)]))
    c.polygon(dark, smooth([(606, 566), (572, 524), (560, 450), (568, 370), (540, 344), (536, 430), (534, 520),
                            (540, 560)]))
    c.stroke((44, 36, 38), [(486, 352), (480, 400), (490, 450), (484, 500)], 10, 3)
    for line in range(6):
        x = 438 + line * 17
        c.stroke(light if line % 2 else dark, [(x, 380), (x - 5, 440), (x + 3, 500), (x - 6, 548)], 3, 1.4)
    crown(rust, 60, 380, 44, 12)
    crown(gold, 66, 360, 40, 30)
    crown(green, 24, 340, 34, 20)
    crown(bright, 40, 320, 26, 54)
    for limb in limbs[:2] + limbs[4:]:
        c.stroke(bark, [limb[0], limb[1]], 40, 30)
    steel, shine = (92, 104, 112), (148, 160, 166)
    for x, top, foot in ((176, 356, 548), (300, 346, 552), (690, 348, 552), (810, 362, 546)):
        c.line(steel, (x, top), (x + (14 if x < 480 else -14), foot), 9)
        c.line(shine, (x - 2, top), (x + (12 if x < 480 else -16), foot), 2.4)
        c.line(steel, (x - 16, top), (x + 16, top), 9)
        c.rect(steel, x - 6, foot - 4, x + 36 if x < 480 else x + 8, foot + 4)
    fence = (120, 92, 66)
    c.stroke(fence, [(60, 590), (300, 604), (660, 604), (910, 588)], 3, 3)
    for post in range(12):
        x = 60 + post * 77
        c.rect(fence, x - 3, 574, x + 3, 616)
    walker(c, 230, 622, (150, 70, 58), 1.0)
    walker(c, 264, 622, (64, 88, 104), 0.66)
    for _ in range(160):
        c.ellipse((gold, rust, bright, back)[int(chance.between(0, 4))], chance.between(80, 900),
                  chance.between(548, 640), chance.between(3, 8), chance.between(1.6, 3.4),
                  angle=chance.between(-50, 50))
    return c


def walker(c, x, foot, coat, size):
    dark = mixed(coat, (30, 26, 36), 0.6)
    for side in (-6, 6):
        c.line(dark, (x + side * size, foot - 34 * size), (x + side * size, foot), 9 * size)
    c.blob(coat, turned([(-17, -24), (-15, -56), (-9, -74), (0, -77), (9, -74), (15, -56), (17, -24)], x, foot,
                        size=size))
    c.ellipse((222, 182, 152), x, foot - 88 * size, 9 * size, 10 * size)
    c.blob((84, 62, 50), turned([(-11, -88), (-9, -99), (0, -103), (9, -99), (11, -88), (7, -92), (-7, -92)], x, foot,
                                size=size))


def greenhouse():
    c = Canvas((60, 70, 104))
    c.fade((52, 62, 98), (206, 164, 154), 0, 470)
    chance = Chance(29)
    for _ in range(40):
        c.ellipse((176, 182, 206), chance.between(0, WIDTH), chance.between(0, 160), chance.between(0.7, 1.5))
    c.land((76, 78, 100), [(0, 440), (200, 414), (480, 436), (740, 410), (960, 430)])
    c.land((58, 64, 78), [(0, 520), (300, 510), (660, 512), (960, 516)])
    glass, warm, iron, deep = (214, 226, 186), (250, 226, 160), (56, 72, 76), (72, 112, 84)
    dome = smooth([(230, 330), (236, 250), (280, 170), (360, 110), (480, 84), (600, 110), (680, 170), (724, 250),
                   (730, 330)])
    c.polygon(Paint((196, 214, 184), (252, 230, 164), 90, 520), [(230, 540), *dome, (730, 540)])
    for left, right in ((60, 232), (728, 900)):
        c.polygon(Paint((190, 208, 180), (250, 226, 160), 320, 520),
                  [(left, 540), (left, 380), ((left + right) / 2, 330), (right, 380), (right, 540)])
    c.glow((255, 236, 176), 480, 400, 300)
    trunk = (112, 84, 62)
    c.stroke(trunk, [(476, 536), (484, 440), (474, 330), (482, 240)], 22, 13)
    for ring in range(16):
        y = 524 - ring * 17
        c.line((88, 64, 52), (470 - (ring % 2), y), (490, y - 3), 2)
    for leaf in range(15):
        turn = math.radians(-205 + leaf * 17)
        reach = 122 + (leaf * 37) % 26
        tip = (482 + math.cos(turn) * reach, 230 + math.sin(turn) * reach * 0.72 + 34)
        knee = (482 + math.cos(turn) * reach * 0.56, 214 + math.sin(turn) * reach * 0.7)
        tone = ((54, 96, 70), (76, 120, 80), (98, 140, 88))[leaf % 3]
        c.stroke(tone, [(482, 238), knee, tip], 5, 2)
        for finger in range(9):
            spread = (finger - 4) * 0.2
            way = math.atan2(tip[1] - knee[1], tip[0] - knee[0]) + spread
            c.stroke(tone, [knee, (knee[0] + math.cos(way) * 42, knee[1] + math.sin(way) * 40),
                            (knee[0] + math.cos(way) * 66, knee[1] + math.sin(way) * 64 + 12)], 7, 1.4)
    for x, size, tone in ((300, 1.2, (62, 104, 74)), (372, 0.9, (92, 134, 84)), (590, 1.1, (70, 114, 78)),
                          (660, 1.3, (54, 94, 70)), (120, 0.8, (62, 104, 74)), (182, 0.7, (92, 134, 84)),
                          (786, 0.8, (70, 114, 78)), (848, 0.9, (54, 94, 70)), (540, 0.7, (110, 148, 90)),
                          (420, 0.7, (54, 94, 70))):
        for leaf in range(9):
            turn = math.radians(-168 + leaf * 19)
            c.stroke(tone, [(x, 536), (x + math.cos(turn) * 34 * size, 536 + math.sin(turn) * 66 * size),
                            (x + math.cos(turn) * 78 * size, 540 + math.sin(turn) * 92 * size)], 12 * size, 1.6)
    for x in (330, 640):
        c.ellipse((206, 96, 74), x, 500, 7)
        c.ellipse((206, 96, 74), x + 18, 486, 6)
    for rib in range(9):  # iron
        x = 230 + rib * 62.5
        top = min((y for px, y in dome if abs(px - x) < 14), default=330)
        c.rect(iron, x - 2, top, x + 2, 540)
    for y in (170, 250, 330, 410, 480):
        half = max((abs(px - 480) for px, py in dome if abs(py - y) < 12), default=250) if y < 330 else 250
        c.rect(iron, 480 - half, y - 2, 480 + half, y + 2)
    c.stroke(iron, [(230, 540), (230, 330)] + dome[::6] + [(730, 330), (730, 540)], 7, 7, curved=False)
    c.rect(iron, 452, 58, 508, 88)
    c.polygon(iron, [(446, 60), (480, 34), (514, 60)])
    for left, right in ((60, 232), (728, 900)):
        c.stroke(iron, [(left, 540), (left, 380), ((left + right) / 2, 330), (right, 380), (right, 540)], 6, 6,
                 curved=False)
        for part in range(1, 5):
            x = left + (right - left) * part / 5
            c.rect(iron, x - 1.6, 350, x + 1.6, 540)
        c.rect(iron, left, 440, right, 444)
    c.rect((92, 92, 100), 40, 536, 920, 552)
    c.rect((52, 66, 70), 448, 452, 512, 540)
    c.rect((255, 236, 176), 454, 458, 478, 536)
    c.rect((255, 236, 176), 482, 458, 506, 536)
    c.polygon((255, 232, 170), [(448, 552), (512, 552), (600, 640), (360, 640)], alpha=0.3)
    for x, coat, size in ((388, (40, 44, 66), 1.0), (420, (120, 56, 58), 0.9), (566, (44, 60, 70), 0.7)):
        walker(c, x, 620 if size > 0.8 else 604, coat, size)
    return c


def trunks(c, seed, count, tone, wide, foot):
    chance = Chance(seed)
    for index in range(count):
        x = (index + chance.between(0.1, 0.9)) * WIDTH / count
        lean = chance.between(-20, 20)
        half = wide * chance.between(0.6, 1.2) / 2
        c.polygon(tone, [(x + lean - half * 0.7, 0), (x + lean + half * 0.7, 0), (x + half, foot), (x - half, foot)])
        if chance.between(0, 1) < 0.7:
            y = chance.between(60, 260)
            side = 1 if index % 2 else -1
            c.stroke(tone, [(x + lean * 0.6, y), (x + side * 46, y - 36), (x + side * 84, y - 88)], half * 0.7, 1.4)


def night_forest():
    c = Canvas((20, 30, 46))
    c.fade((16, 24, 44), (58, 84, 92), 0, 470)
    chance = Chance(3)
    for _ in range(46):
        c.ellipse((160, 174, 196), chance.between(0, WIDTH), chance.between(0, 220), chance.between(0.7, 1.6))
    trunks(c, 5, 18, (44, 64, 76), 16, 470)
    c.land((36, 54, 62), [(0, 450), (240, 430), (520, 452), (760, 430), (960, 446)])
    for x, y, size in ((180, 430, 0.5), (330, 440, 0.55), (610, 436, 0.5), (770, 428, 0.45), (468, 424, 0.4)):
        lantern_runner(c, x, y, size, (26, 38, 50))
    trunks(c, 9, 9, (26, 40, 54), 34, 540)
    c.land((24, 36, 46), [(0, 520), (260, 500), (540, 528), (780, 500), (960, 520)])
    lantern_runner(c, 330, 590, 1.2, (14, 22, 34))
    lantern_runner(c, 470, 612, 1.05, (14, 22, 34))
    flag(c, 610, 560)
    dark = (10, 16, 28)
    c.polygon(dark, smooth([(820, 640), (850, 480), (842, 300), (856, 120), (850, 0)]) + [(960, 0), (960, 640)])
    c.stroke(dark, [(880, 250), (780, 226), (690, 232), (620, 214)], 24, 6)
    c.stroke(dark, [(700, 230), (660, 254), (636, 262)], 8, 2)
    owl(c, 748, 226)
    c.land(dark, [(0, 626), (240, 610), (520, 632), (760, 616), (960, 626)])
    for x in range(0, 960, 17):
        c.stroke(dark, [(x, 640), (x + 4, 614), (x + 10, 598)], 3.4, 1)
    return c


def lantern_runner(c, x, foot, size, tone):
    light = (255, 226, 150)
    c.polygon(light, turned([(10, -92), (210, -60), (210, 20), (150, 6)], x, foot, size=size), alpha=0.16)
    c.polygon(light, turned([(10, -92), (170, -56), (170, 4), (130, -6)], x, foot, size=size), alpha=0.2)
    c.stroke(tone, turned([(-4, -44), (16, -24), (8, 0)], x, foot, size=size), 12 * size, 7 * size)
    c.stroke(tone, turned([(-8, -44), (-22, -20), (-42, -12)], x, foot, size=size), 12 * size, 7 * size)
    c.blob(tone, turned([(-18, -40), (-14, -70), (0, -80), (12, -72), (10, -44), (0, -36)], x, foot, size=size))
    c.stroke(tone, turned([(6, -70), (24, -54), (40, -62)], x, foot, size=size), 8 * size, 6 * size)
    c.ellipse(tone, *turned([(8, -92)], x, foot, size=size)[0], 10 * size, 11 * size)
    c.rect((236, 230, 210), *turned([(34, -72)], x, foot, size=size)[0], *turned([(48, -58)], x, foot, size=size)[0])
    c.ellipse((255, 244, 206), *turned([(17, -95)], x, foot, size=size)[0], 4 * size)
    c.glow(light, *turned([(18, -95)], x, foot, size=size)[0], 44 * size)


def flag(c, x, foot):
    c.rect((96, 92, 88), x - 2, foot - 96, x + 2, foot)
    c.polygon((240, 236, 226), [(x - 24, foot - 96), (x + 24, foot - 96), (x - 24, foot - 48)])
    c.polygon((224, 112, 52), [(x + 24, foot - 96), (x + 24, foot - 48), (x - 24, foot - 48)])


def owl(c, x, foot):
    body, light, dark = (134, 104, 78), (196, 164, 124), (78, 58, 50)
    c.blob(body, [(x - 34, foot + 2), (x - 44, foot - 50), (x - 34, foot - 100), (x, foot - 112), (x + 34, foot - 100),
                  (x + 44, foot - 50), (x + 34, foot + 2)])
    c.polygon(body, [(x - 32, foot - 98), (x - 26, foot - 136), (x - 10, foot - 106)])
    c.polygon(body, [(x + 32, foot - 98), (x + 26, foot - 136), (x + 10, foot - 106)])
    c.blob(light, [(x - 22, foot - 6), (x - 26, foot - 46), (x, foot - 64), (x + 26, foot - 46), (x + 22, foot - 6),
                   (x, foot)])
    for row in range(4):
        for mark in range(4):
            c.stroke(dark, [(x - 18 + mark * 12, foot - 48 + row * 12), (x - 18 + mark * 12, foot - 41 + row * 12)], 3,
                     2)
    c.blob(dark, [(x - 38, foot - 4), (x - 46, foot - 48), (x - 34, foot - 80), (x - 26, foot - 40)])
    c.blob(dark, [(x + 38, foot - 4), (x + 46, foot - 48), (x + 34, foot - 80), (x + 26, foot - 40)])
    for side in (-16, 16):
        c.ellipse(light, x + side, foot - 88, 17, 18)
        c.ellipse((250, 186, 74), x + side, foot - 88, 10)
        c.ellipse((20, 20, 26), x + side, foot - 88, 6)
        c.ellipse((255, 250, 236), x + side + 2, foot - 91, 1.8)
    c.polygon((60, 48, 46), [(x - 5, foot - 84), (x + 5, foot - 84), (x, foot - 70)])
    for claw in (-20, -12, 10, 18):
        c.ellipse(dark, x + claw, foot + 2, 5, 7)


def bats():
    c = Canvas((44, 34, 40))
    c.fade((34, 28, 38), (62, 44, 44), 0, 640)
    tones = ((58, 42, 46), (78, 54, 50), (104, 70, 58), (138, 92, 66), (178, 122, 78))
    boxes = ((40, 20, 920, 640), (150, 92, 810, 610), (250, 160, 710, 580), (330, 216, 630, 552), (386, 258, 574, 530))
    for tone, (left, top, right, bottom) in zip(tones, boxes):
        c.arch(tone, left, top, right, bottom)
        shade = mixed(tone, (20, 16, 24), 0.25)
        radius = (right - left) / 2
        for stone in range(0, 181, 12):
            turn = math.radians(stone)
            inner = radius - 22
            x, y = left + radius, top + radius
            c.line(shade, (x - math.cos(turn) * inner, y - math.sin(turn) * inner),
                   (x - math.cos(turn) * radius, y - math.sin(turn) * radius), 2.4)
    c.arch((30, 40, 66), 420, 286, 540, 520)
    c.ellipse((228, 222, 200), 500, 340, 17)
    c.glow((228, 222, 200), 500, 340, 46)
    c.polygon((72, 54, 50), [(0, 640), (386, 530), (574, 530), (960, 640)])
    for line in range(7):
        y = 540 + line * line * 3
        c.line((58, 44, 46), (386 - line * 60, y), (574 + line * 60, y), 2)
    barrel(c, 150, 600, 1.0)
    barrel(c, 824, 606, 1.1)
    chance = Chance(37)
    for x, y, size in ((120, 232, 1.2), (170, 170, 1.25), (214, 130, 1.25), (236, 124, 1.1), (284, 86, 1.3),
                       (330, 66, 1.2), (352, 62, 1.35), (404, 46, 1.2), (470, 40, 1.35),
                       (500, 42, 1.25), (560, 50, 1.3), (640, 74, 1.25), (664, 84, 1.2), (720, 120, 1.3),
                       (786, 186, 1.2), (812, 216, 1.3), (850, 270, 1.2)):
        hanging_bat(c, x, y - 4, size * chance.between(0.9, 1.15))
    c.glow((220, 60, 44), 300, 560, 130)
    c.ellipse((250, 120, 90), 300, 560, 7)
    tone = (26, 20, 28)
    walker(c, 278, 628, tone, 1.1)
    c.ellipse(tone, 278, 628 - 97, 11, 12)
    c.stroke(tone, [(286, 570), (298, 562)], 7, 6)
    return c


def barrel(c, x, foot, size):
    wood, hoop = (122, 78, 56), (64, 56, 60)
    c.blob(wood, turned([(-58, 0), (-70, -60), (-58, -120), (0, -126), (58, -120), (70, -60), (58, 0), (0, 6)], x,
                        foot, size=size))
    for stave in (-36, -12, 14, 38):
        c.stroke((94, 60, 48), turned([(stave, 2), (stave * 1.2, -60), (stave, -122)], x, foot, size=size), 2.4, 2.4)
    for y in (-16, -44, -82, -108):
        half = 64 + (4 if y in (-44, -82) else -2)
        c.stroke(hoop, turned([(-half, y), (0, y + 8), (half, y)], x, foot, size=size), 7 * size, 7 * size)


def hanging_bat(c, x, y, size):
    fur, wing = (40, 30, 34), (22, 17, 24)
    c.polygon(wing, turned([(-3, 0), (-15, 26), (-12, 52), (0, 62), (12, 52), (15, 26), (3, 0)], x, y, size=size))
    c.blob(fur, turned([(-6, 8), (-9, 34), (0, 56), (9, 34), (6, 8)], x, y, size=size))
    c.ellipse((96, 66, 56), *turned([(0, 60)], x, y, size=size)[0], 7.5 * size, 7 * size)
    for side in (-1, 1):
        c.polygon((96, 66, 56), turned([(side * 2, 64), (side * 9, 76), (side * 8, 60)], x, y, size=size))
        c.ellipse((24, 18, 22), *turned([(side * 2.6, 61)], x, y, size=size)[0], 1.1 * size)


def apples():
    c = Canvas((238, 226, 200))
    c.fade((188, 210, 214), (250, 236, 204), 0, 430)
    c.land((190, 192, 150), [(0, 380), (240, 350), (500, 382), (760, 346), (960, 372)])
    for row in range(3):
        for index in range(9 - row):
            x = 40 + index * (110 + row * 14) + row * 30
            foot = 404 + row * 26
            size = 26 + row * 8
            c.rect((120, 92, 70), x - 3, foot - size, x + 3, foot)
            c.ellipse(((150, 154, 96), (176, 150, 86), (140, 144, 88))[(index + row) % 3], x, foot - size * 1.7, size,
                      size * 0.9)
    c.land((156, 154, 92), [(0, 470), (260, 452), (540, 470), (960, 450)])
    bark, dark = (106, 82, 66), (78, 60, 54)
    c.stroke(bark, [(286, 570), (296, 470), (280, 390), (292, 300)], 46, 26)
    c.stroke(dark, [(304, 570), (310, 470), (296, 390)], 12, 6)
    for limb in (((288, 380), (210, 310), (130, 270)), ((292, 340), (370, 280), (450, 230)),
                 ((290, 310), (270, 220), (240, 140)), ((292, 300), (350, 210), (380, 130))):
        c.stroke(bark, list(limb), 24, 8)
    chance = Chance(43)
    for tone, count, size in (((92, 112, 66), 56, 60), ((120, 136, 76), 60, 44), ((150, 156, 88), 46, 30)):
        for _ in range(count):
            turn, reach = chance.between(0, math.tau), chance.between(0.05, 1) ** 0.6
            c.ellipse(tone, 290 + math.cos(turn) * reach * 236, 200 + math.sin(turn) * reach * 150,
                      size * chance.between(0.6, 1), size * chance.between(0.4, 0.7))
    for _ in range(34):
        turn, reach = chance.between(0, math.tau), chance.between(0.1, 1) ** 0.6
        apple(c, 290 + math.cos(turn) * reach * 236, 214 + math.sin(turn) * reach * 150, 14,
              ((206, 70, 54), (226, 176, 72), (214, 106, 62))[int(chance.between(0, 3))])
    ladder = (176, 138, 88)
    c.line(ladder, (410, 580), (356, 190), 9)
    c.line(ladder, (474, 576), (402, 184), 9)
    for rung in range(9):
        share = rung / 9 + 0.05
        c.line(ladder, (410 - 54 * share, 580 - 390 * share), (474 - 72 * share, 576 - 392 * share), 7)
    c.land((140, 136, 78), [(0, 580), (260, 568), (560, 580), (960, 560)])
    crate(c, 560, 604, 170, ((206, 70, 54), (190, 58, 50)))
    crate(c, 752, 600, 160, ((226, 180, 78), (214, 160, 62)))
    crate(c, 660, 520, 150, ((176, 182, 92), (206, 120, 66)))
    for x, y in ((180, 600), (226, 618), (336, 612), (520, 626), (120, 622), (890, 620)):
        apple(c, x, y, 15, ((206, 70, 54), (226, 176, 72))[int(x) % 2])
    return c


def apple(c, x, y, size, colour):
    c.blob(colour, turned([(0, -9), (9, -12), (15, -3), (11, 10), (3, 14), (0, 12), (-3, 14), (-11, 10), (-15, -3),
                           (-9, -12)], x, y, size=size / 14))
    c.ellipse(mixed(colour, (255, 246, 220), 0.5), x - size * 0.4, y - size * 0.3, size * 0.2, size * 0.32, angle=24)
    c.stroke((84, 62, 48), [(x, y - size * 0.6), (x + size * 0.2, y - size * 1.2)], size * 0.17, 1)


def crate(c, x, foot, wide, colours):
    wood, dark = (196, 156, 104), (146, 108, 72)
    c.rect((104, 76, 58), x - wide / 2 + 4, foot - 96, x + wide / 2 - 4, foot - 60)
    for row in range(2):
        for index in range(int(wide / 24)):
            apple(c, x - wide / 2 + 22 + index * 24 + row * 8, foot - 92 + row * 18, 15, colours[(index + row) % 2])
    for slat in range(3):
        y = foot - 70 + slat * 24
        c.rect(wood, x - wide / 2, y, x + wide / 2, y + 19)
        c.rect(dark, x - wide / 2, y + 16, x + wide / 2, y + 19)
    for side in (-1, 1):
        c.rect(dark, x + side * wide / 2 - 6, foot - 80, x + side * wide / 2 + 6, foot)


def comet():
    c = Canvas((14, 20, 44))
    c.fade((12, 16, 40), (66, 78, 112), 0, 520)
    chance = Chance(51)
    for _ in range(230):
        c.ellipse((206, 212, 228), chance.between(0, WIDTH), chance.between(0, 430), chance.between(0.5, 1.9))
    for x, y in ((140, 90), (230, 140), (300, 110), (380, 170), (350, 250)):
        c.ellipse((240, 240, 236), x, y, 2.6)
    head = (640, 250)
    for wide, alpha in ((92, 0.07), (64, 0.09), (40, 0.12), (20, 0.18)):
        c.polygon((214, 226, 236), smooth([head, (700 + wide * 0.2, 130), (800 + wide, 20),
                                           (860 + wide, -40)]) + smooth([(790 - wide * 0.6, -40),
                                                                         (740 - wide * 0.5, 40),
                                                                         (676 - wide * 0.3, 140), head]), alpha=alpha)
    c.polygon((150, 180, 220), smooth([head, (720, 170), (880, 70), (980, 10)]) + smooth([(980, -10), (860, 70),
        (704, 170), head]), alpha=0.22)
    c.glow((226, 236, 236), *head, 46)
    c.ellipse((252, 252, 244), *head, 9)
    c.land((34, 44, 72), [(0, 440), (240, 416), (480, 446), (720, 424), (960, 440)])
    for index in range(90):  # the town far below
        x = 520 + chance.between(0, 440)
        y = 452 + chance.between(-10, 16)
        c.ellipse((240, 196, 116), x, y, chance.between(0.8, 2))
    c.polygon((60, 72, 104), smooth([(300, 476), (700, 470), (960, 476)]) + smooth([(960, 488), (700, 484),
        (300, 480)]))
    c.land((18, 26, 46), [(0, 470), (200, 474), (420, 520), (700, 560), (960, 580)])
    tone = (8, 12, 26)
    c.land(tone, [(0, 520), (240, 530), (520, 580), (960, 626)])
    c.line(tone, (214, 420), (180, 532), 6)
    c.line(tone, (214, 420), (250, 538), 6)
    c.line(tone, (214, 420), (216, 536), 6)
    c.line(tone, (170, 446), (292, 366), 24)
    c.line((40, 50, 80), (174, 438), (290, 360), 4)
    c.line(tone, (160, 452), (178, 440), 14)
    for x, foot, size in ((132, 530, 1.3), (330, 548, 1.25), (372, 552, 1.2), (470, 574, 1.25), (520, 582, 0.8)):
        figure(c, x, foot, size, tone)
    figure(c, 372, 552 - 88, 0.6, tone)
    c.ellipse((196, 60, 50), 152, 470, 3.4)
    c.glow((196, 60, 50), 152, 470, 26)
    return c


def figure(c, x, foot, size, tone):
    for side in (-6, 6):
        c.line(tone, (x + side * size, foot - 36 * size), (x + side * size, foot + 6), 9 * size)
    c.blob(tone, turned([(-16, -24), (-15, -56), (-9, -74), (0, -77), (9, -74), (15, -56), (16, -24)], x, foot,
                        size=size))
    c.ellipse(tone, x + 2 * size, foot - 89 * size, 9 * size, 10 * size)


SCENES = {"mushrooms": mushrooms, "oak": oak, "greenhouse": greenhouse, "night-forest": night_forest, "bats": bats,
          "apples": apples, "comet": comet}
