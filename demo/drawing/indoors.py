"""Halls, workshops, the pool: the town from inside, and a wall or two close by."""
import math

from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, Paint, mixed, smooth, turned


def signs():
    c = Canvas((158, 98, 78))
    chance = Chance(61)
    for row in range(40):
        for brick in range(21):
            left = brick * 48 - (24 if row % 2 else 0)
            c.rect(mixed((150, 90, 72), (178, 116, 88), chance.between(0, 1)), left + 1, row * 16 + 1, left + 46,
                   row * 16 + 14)
    c.polygon((60, 34, 40), [(0, 0), (960, 0), (960, 120), (0, 320)], alpha=0.22)
    iron, gold, cream, black = (44, 42, 50), (222, 176, 84), (240, 228, 200), (52, 48, 54)

    def bracket(x, y, reach):
        c.rect(iron, x - 6, y - 12, x + 6, y + 70)
        c.line(iron, (x, y), (x + reach, y), 7)
        c.stroke(iron, [(x, y + 60), (x + reach * 0.4, y + 40), (x + reach * 0.62, y + 4)], 4, 4)
        c.ellipse(iron, x + reach, y, 7)

    # a hat
    bracket(60, 70, 190)
    for x in (130, 214):
        c.line(iron, (x, 72), (x, 108), 3)
    c.polygon((34, 30, 40), smooth([(96, 236), (172, 250), (250, 236), (262, 222), (172, 232), (84, 222)]))
    c.polygon(black, [(124, 112), (222, 112), (214, 228), (132, 228)])
    c.ellipse((74, 70, 80), 173, 112, 49, 9)
    c.rect((176, 66, 56), 130, 196, 217, 218)
    c.polygon((96, 92, 102), [(136, 122), (146, 122), (148, 194), (142, 194)])
    # a board with a fish
    c.rounded((40, 50, 60), 330, 60, 664, 196, 10)
    c.rounded((44, 92, 112), 324, 52, 658, 188, 10)
    c.rounded(gold, 334, 62, 648, 178, 6)
    c.rounded((38, 82, 102), 339, 67, 643, 173, 5)
    c.polygon(cream, smooth([(386, 120), (430, 92), (500, 84), (560, 100), (600, 120), (560, 142), (500, 156),
                             (430, 148), (386, 120)]))
    c.polygon(cream, [(392, 120), (356, 92), (364, 120), (356, 148)])
    c.polygon(gold, smooth([(470, 88), (492, 72), (524, 86)]))
    c.stroke((38, 82, 102), [(556, 102), (546, 120), (556, 140)], 3)
    c.ellipse((38, 82, 102), 578, 114, 5)
    for row in range(3):
        for scale in range(6):
            c.stroke((176, 166, 140), [(430 + scale * 20 + row * 4, 108 + row * 14),
                                       (438 + scale * 20 + row * 4, 114 + row * 14),
                                       (430 + scale * 20 + row * 4, 120 + row * 14)], 2)
    # a pretzel
    bracket(900, 60, -170)
    c.line(iron, (766, 62), (766, 96), 3)
    dough, shade = (206, 142, 72), (158, 98, 52)
    loop = [(772, 226), (712, 210), (676, 160), (698, 112), (750, 104), (790, 146), (822, 204)]
    for tone, dy, wide in ((shade, 4, 27), (dough, 0, 22)):
        c.stroke(tone, [(x, y + dy) for x, y in loop], wide, wide - 6)
        c.stroke(tone, [(1536 - x, y + dy) for x, y in loop], wide, wide - 6)
    for x, y in ((690, 170), (712, 126), (838, 130), (850, 168), (770, 214), (740, 110)):
        c.ellipse(cream, x, y, 3)
    # a watchmaker's hand and watch
    c.rounded((92, 64, 60), 66, 324, 378, 436, 8)
    c.rounded(cream, 58, 316, 370, 428, 8)
    hand = (196, 74, 56)
    c.polygon(hand, [(84, 346), (140, 346), (140, 398), (84, 398)])
    c.rect(gold, 132, 342, 146, 402)
    c.blob((224, 178, 142), [(146, 350), (190, 342), (206, 352), (196, 396), (166, 402), (146, 394)])
    c.stroke((224, 178, 142), [(196, 356), (250, 358), (338, 360)], 17, 11)
    for knuckle in range(3):
        c.stroke((196, 146, 112), [(198, 374 + knuckle * 9), (174, 374 + knuckle * 9)], 8, 7)
    # a kettle
    c.ellipse((40, 30, 34), 536, 366, 112, 112, alpha=0.35)
    c.ellipse(gold, 528, 358, 112)
    c.ellipse((58, 96, 82), 528, 358, 103)
    c.blob(cream, [(476, 404), (472, 364), (496, 330), (546, 330), (570, 364), (566, 404), (520, 412)])
    c.stroke(cream, [(568, 372), (592, 366), (602, 336)], 14, 8)
    c.stroke(cream, [(482, 344), (486, 300), (520, 286), (556, 300), (560, 344)], 7, 7)
    c.ellipse(cream, 521, 324, 10, 7)
    c.polygon((58, 96, 82), smooth([(486, 390), (484, 366), (500, 344), (492, 368)]))
    # scissors
    bracket(900, 310, -150)
    c.line(iron, (806, 312), (806, 346), 3)
    c.line((190, 196, 198), (764, 356), (850, 500), 12)
    c.line((166, 172, 176), (848, 356), (762, 500), 12)
    c.ellipse(gold, 806, 426, 7)
    for x, y in ((752, 524), (860, 524)):
        c.ellipse((72, 76, 84), x, y, 30)
        c.ellipse((158, 98, 78), x, y, 18)
    # the painter's ladder and pots
    c.rect((88, 76, 78), 0, 596, WIDTH, HEIGHT)
    c.rect((112, 98, 96), 0, 590, WIDTH, 600)
    wood = (196, 156, 102)
    c.line(wood, (180, 600), (246, 452), 11)
    c.line(wood, (330, 600), (264, 452), 11)
    for rung in range(4):
        share = 0.2 + rung * 0.22
        c.line(wood, (180 + 66 * share, 600 - 148 * share), (330 - 66 * share, 600 - 148 * share), 8)
    for x, tone in ((420, (196, 74, 56)), (484, (222, 176, 84)), (652, (58, 96, 112))):
        c.polygon((180, 184, 186), [(x - 22, 556), (x + 22, 556), (x + 19, 604), (x - 19, 604)])
        c.ellipse(tone, x, 556, 22, 6)
        c.polygon(tone, [(x - 18, 558), (x - 8, 558), (x - 9, 582), (x - 13, 586), (x - 16, 576)])
    c.line(wood, (502, 540), (480, 560), 5)
    return c


def choir():
    c = Canvas((206, 188, 160))
    c.fade((120, 104, 104), (214, 190, 152), 0, 520)
    stone, deep = (190, 168, 138), (150, 128, 112)
    for x in (150, 480, 810):
        c.arch(stone, x - 126, 30, x + 126, 420)
        c.arch(deep, x - 112, 44, x + 112, 420)
        c.arch(Paint((248, 226, 176), (252, 244, 214), 50, 420), x - 104, 52, x + 104, 420)
        for bar in (-52, 0, 52):
            c.rect(deep, x + bar - 3, 60 if bar == 0 else 70, x + bar + 3, 420)
        for y in (150, 236, 322):
            c.rect(deep, x - 104, y, x + 104, y + 5)
    for x in (-14, 316, 644, 974):
        c.rect((206, 184, 152), x - 30, 120, x + 30, 470)
        c.rect((170, 146, 122), x + 12, 120, x + 30, 470)
        c.rect((216, 196, 164), x - 40, 104, x + 40, 124)
    for x in (150, 480, 810):
        c.polygon((255, 246, 210), [(x - 100, 70), (x + 100, 70), (x - 120, 640), (x - 420, 640)], alpha=0.2)
    c.ellipse((96, 74, 66), 480, 60, 44)
    c.ellipse((248, 240, 220), 480, 60, 38)
    for hour in range(12):
        turn = math.radians(hour * 30)
        c.line((70, 60, 60), (480 + math.sin(turn) * 30, 60 - math.cos(turn) * 30),
               (480 + math.sin(turn) * 35, 60 - math.cos(turn) * 35), 2.4)
    c.line((70, 60, 60), (480, 60), (464, 74), 4)
    c.line((70, 60, 60), (480, 60), (480, 30), 3)
    c.fade((150, 128, 110), (118, 96, 88), 470, 640)
    coats = ((142, 62, 58), (60, 84, 100), (92, 106, 78), (196, 152, 82), (92, 70, 96), (56, 66, 82), (172, 104, 72),
             (112, 124, 124))
    skins = ((228, 190, 162), (206, 162, 132), (236, 202, 178), (186, 138, 108))
    hairs = ((70, 52, 46), (196, 188, 180), (146, 96, 58), (46, 40, 44), (214, 176, 112), (120, 70, 50))
    chance = Chance(67)
    for row, (y, count, size) in enumerate(((436, 13, 0.92), (488, 12, 1.02), (548, 11, 1.14))):
        for index in range(count):
            x = 60 + (index + 0.5 * (row % 2)) * 860 / count + chance.between(-5, 5)
            singer(c, x, y + chance.between(-7, 7), size * chance.between(0.92, 1.05),
                   coats[int(chance.between(0, 8))], skins[int(chance.between(0, 4))],
                   hairs[int(chance.between(0, 6))], int(chance.between(0, 3)))
    c.rect((120, 84, 66), 372, 616, 588, HEIGHT)
    tone = (44, 40, 52)
    c.blob(tone, [(418, 640), (426, 560), (452, 524), (480, 516), (508, 524), (534, 560), (542, 640)])
    c.stroke(tone, [(448, 548), (404, 526), (382, 474)], 24, 16)
    c.stroke(tone, [(512, 548), (560, 530), (586, 470)], 24, 16)
    c.ellipse((228, 190, 162), 380, 462, 10, 12)
    c.ellipse((228, 190, 162), 588, 458, 10, 12)
    c.ellipse((228, 190, 162), 480, 506, 12, 16)
    c.ellipse((156, 92, 56), 480, 478, 26, 30)
    c.ellipse((156, 92, 56), 480, 446, 14, 12)
    return c


def singer(c, x, foot, size, coat, skin, hair, style):
    c.blob(coat, turned([(-30, 60), (-32, 6), (-18, -14), (0, -18), (18, -14), (32, 6), (30, 60)], x, foot, size=size))
    c.polygon(mixed(coat, (255, 250, 240), 0.7), turned([(-8, -16), (8, -16), (0, 4)], x, foot, size=size))
    if style == 1:
        c.blob(hair, turned([(-22, -44), (-18, -66), (0, -74), (18, -66), (22, -44), (20, -16), (-20, -16)], x, foot,
                            size=size))
    c.ellipse(skin, *turned([(0, -42)], x, foot, size=size)[0], 17 * size, 21 * size)
    c.ellipse((120, 52, 50), *turned([(0, -32)], x, foot, size=size)[0], 4.4 * size, 6 * size)
    for side in (-6, 6):
        c.stroke((70, 52, 50), turned([(side - 3, -45), (side, -47), (side + 3, -45)], x, foot, size=size), 1.6)
    c.blob(hair, turned([(-19, -44), (-18, -60), (0, -69), (18, -60), (19, -44), (10, -56), (-8, -57)], x, foot,
                        size=size))
    c.polygon((246, 240, 226), turned([(-22, 14), (0, 20), (22, 14), (22, 40), (0, 46), (-22, 40)], x, foot, size=size))
    c.line((190, 180, 166), *turned([(0, 20), (0, 46)], x, foot, size=size), 1.6)


def chess():
    c = Canvas((86, 74, 76))
    c.fade((74, 66, 76), (132, 108, 96), 0, 330)
    c.rect((112, 96, 100), 90, 30, 420, 300)
    c.rect(Paint((176, 196, 206), (232, 222, 196), 40, 290), 100, 40, 410, 290)
    for x, y, tone in ((152, 246, (196, 142, 76)), (224, 236, (178, 112, 66)), (304, 246, (206, 164, 90)),
                       (360, 236, (160, 130, 84))):
        c.ellipse(tone, x, y, 46, 42)
    c.rect((112, 96, 100), 248, 40, 262, 290)
    c.rect((112, 96, 100), 100, 150, 410, 160)
    c.glow((255, 226, 170), 760, 90, 260)
    c.polygon((196, 92, 66), [(700, 40), (820, 40), (862, 120), (658, 120)])
    c.rect((60, 54, 58), 756, 0, 764, 42)
    c.rect((255, 236, 190), 690, 120, 830, 126)
    table = (120, 82, 60)
    c.rect(table, 0, 330, WIDTH, HEIGHT)
    c.rect((146, 102, 74), 0, 330, WIDTH, 338)
    for grain in range(8):
        c.stroke((108, 74, 56), [(0, 372 + grain * 36), (300, 366 + grain * 38), (640, 378 + grain * 35),
                                 (960, 370 + grain * 37)], 2, 1)
    light, dark, rim = (232, 208, 166), (140, 92, 64), (84, 56, 46)

    def square(column, row):
        far, near = 270, 440
        y = 352 + row * row * 2.2 + row * 16
        half = far + (near - far) * (y - 352) / 270
        return 480 + (column - 4) / 4 * half, y

    c.polygon(rim, [(square(0, 0)[0] - 24, 340), (square(8, 0)[0] + 24, 340), (square(8, 8)[0] + 36, 634),
                    (square(0, 8)[0] - 36, 634)])
    for row in range(8):
        for column in range(8):
            c.polygon(dark if (row + column) % 2 else light,
                      [square(column, row), square(column + 1, row), square(column + 1, row + 1),
                       square(column, row + 1)])
    white, black = (244, 234, 212), (58, 48, 52)

    def put(kind, column, row, tone):
        x, y = square(column + 0.5, row + 0.72)
        piece(c, kind, x, y, 0.56 + row * 0.082, tone)

    for kind, column, row, tone in (("rook", 0, 0, black), ("king", 4, 0, black), ("knight", 6, 0, black),
                                    ("pawn", 1, 1, black), ("pawn", 5, 1, black), ("bishop", 3, 1, black),
                                    ("pawn", 7, 2, black), ("pawn", 3, 3, black), ("knight", 5, 3, white),
                                    ("pawn", 2, 4, white), ("queen", 6, 4, black), ("bishop", 1, 5, white),
                                    ("pawn", 6, 6, white), ("pawn", 0, 6, white), ("queen", 3, 6, white),
                                    ("king", 5, 7, white), ("rook", 2, 7, white)):
        put(kind, column, row, tone)
    return c


def piece(c, kind, x, foot, size, tone):
    side = mixed(tone, (20, 16, 22), 0.3) if tone[0] > 128 else mixed(tone, (20, 16, 22), 0.5)
    shine = mixed(tone, (255, 250, 240), 0.5 if tone[0] > 128 else 0.22)
    c.ellipse((40, 26, 26), x + 12 * size, foot + 2, 40 * size, 9 * size, alpha=0.4)
    profiles = {
        "pawn": [(12, -58), (9, -44), (14, -20), (26, -8), (28, 4)],
        "rook": [(22, -96), (22, -76), (16, -72), (17, -30), (28, -10), (31, 4)],
        "bishop": [(4, -112), (17, -88), (14, -70), (9, -62), (13, -30), (28, -10), (31, 4)],
        "queen": [(24, -126), (13, -84), (10, -66), (14, -30), (29, -10), (33, 4)],
        "king": [(22, -126), (12, -88), (11, -66), (15, -30), (30, -10), (34, 4)],
        "knight": [(12, -34), (28, -10), (31, 4)],
    }
    right = profiles[kind]
    half = smooth(right)
    body = half + [(-px, py) for px, py in reversed(half)]
    c.polygon(tone, turned(body, x, foot, size=size))
    c.polygon(side, turned(half + [(px * 0.35, py) for px, py in reversed(half)], x, foot, size=size))
    c.ellipse(side, x, foot + 3 * size, right[-1][0] * size, 7 * size)
    if kind == "pawn":
        c.ellipse(tone, x, foot - 66 * size, 17 * size)
        c.ellipse(shine, x - 5 * size, foot - 70 * size, 4 * size, 6 * size)
    if kind == "rook":
        for notch in (-22, -6, 10):
            c.rect(tone, *turned([(notch, -106)], x, foot, size=size)[0],
                   *turned([(notch + 12, -94)], x, foot, size=size)[0])
    if kind == "bishop":
        c.ellipse(tone, x, foot - 114 * size, 5 * size)
        c.line(side, *turned([(2, -104), (12, -88)], x, foot, size=size), 3 * size)
    if kind == "queen":
        for point in (-22, -8, 8, 22):
            c.polygon(tone, turned([(point - 7, -122), (point, -140), (point + 7, -122)], x, foot, size=size))
            c.ellipse(tone, *turned([(point, -142)], x, foot, size=size)[0], 3.6 * size)
    if kind == "king":
        c.rect(tone, *turned([(-4, -152)], x, foot, size=size)[0], *turned([(4, -122)], x, foot, size=size)[0])
        c.rect(tone, *turned([(-12, -146)], x, foot, size=size)[0], *turned([(12, -139)], x, foot, size=size)[0])
    if kind == "knight":
        horse = [(-20, -26), (-24, -56), (-16, -84), (0, -104), (8, -112), (10, -98), (26, -84), (38, -68), (34, -58),
                 (20, -60), (8, -58), (20, -42), (18, -26)]
        c.polygon(tone, turned(smooth(horse, closed=True), x, foot, size=size))
        c.polygon(side, turned(smooth([(-20, -26), (-24, -56), (-16, -84), (0, -104), (-8, -80), (-12, -52),
                                       (-8, -26)]), x, foot, size=size))
        c.ellipse(side, *turned([(12, -84)], x, foot, size=size)[0], 2.6 * size)
    if kind in ("bishop", "queen", "king"):
        c.ellipse(side, *turned([(0, -64)], x, foot, size=size)[0], 15 * size, 4.4 * size)


def books():
    c = Canvas((206, 190, 164))
    c.fade((190, 176, 156), (214, 198, 170), 0, 430)
    c.rect((132, 106, 86), 80, 40, 470, 372)
    c.rect(Paint((150, 176, 196), (236, 216, 180), 54, 350), 94, 54, 456, 352)
    for x, y, tone in ((152, 298, (196, 136, 72)), (220, 290, (172, 108, 64)), (330, 298, (206, 160, 88)),
                       (396, 292, (150, 124, 80))):
        c.ellipse(tone, x, y, 56, 52)
    c.rect((132, 106, 86), 268, 54, 282, 352)
    c.rect((132, 106, 86), 94, 180, 456, 190)
    c.rect((150, 122, 98), 60, 352, 490, 376)
    cat(c, 376, 354)
    shelf = (128, 98, 78)
    for y in (110, 230):
        c.rect(shelf, 560, y, 930, y + 14)
        x = 572
        chance = Chance(int(y))
        while x < 900:
            wide, tall = chance.between(14, 34), chance.between(64, 94)
            tone = ((142, 62, 56), (64, 88, 96), (196, 156, 92), (96, 104, 72), (92, 70, 92),
                    (176, 108, 72))[int(chance.between(0, 6))]
            c.rect(tone, x, y - tall, x + wide, y)
            c.rect(mixed(tone, (240, 220, 170), 0.5), x, y - tall + 12, x + wide, y - tall + 16)
            c.rect(mixed(tone, (20, 16, 20), 0.25), x + wide - 4, y - tall, x + wide, y)
            x += wide + 3
    for index in range(5):  # spools of thread
        x = 590 + index * 62
        tone = ((196, 74, 58), (238, 230, 210), (64, 96, 108), (214, 170, 86), (70, 64, 70))[index]
        c.rect((160, 122, 82), x - 14, 268, x + 14, 318)
        c.rect(tone, x - 12, 276, x + 12, 310)
        c.rect(mixed(tone, (30, 24, 28), 0.25), x + 4, 276, x + 12, 310)
    c.rect(shelf, 560, 318, 930, 332)
    c.rect((150, 108, 76), 0, 470, WIDTH, HEIGHT)
    c.rect((176, 132, 94), 0, 462, WIDTH, 478)
    for plank in range(4):
        c.rect((136, 96, 70), 0, 516 + plank * 36, WIDTH, 518 + plank * 36)
    iron, dark = (70, 78, 86), (50, 54, 62)  # the press
    c.rect(iron, 90, 300, 106, 500)
    c.rect(iron, 300, 300, 316, 500)
    c.rounded(iron, 76, 282, 330, 308, 8)
    c.rect(dark, 194, 250, 212, 400)
    for thread in range(12):
        c.line((104, 112, 120), (192, 258 + thread * 11), (214, 264 + thread * 11), 2.4)
    c.rounded(iron, 116, 236, 290, 252, 8)
    c.ellipse((196, 74, 58), 118, 244, 13)
    c.ellipse((196, 74, 58), 288, 244, 13)
    c.rounded(iron, 112, 396, 294, 416, 6)
    for index, (tone, tall) in enumerate((((142, 62, 56), 26), ((196, 156, 92), 20), ((64, 88, 96), 30))):
        y = 496 - sum((30, 20, 26)[:index])
        c.rounded(tone, 124 + index * 4, y - tall, 284 - index * 3, y, 4)
        c.rect((240, 230, 206), 130 + index * 4, y - tall + 5, 284 - index * 3, y - 5)
    c.rounded(dark, 70, 494, 336, 514, 6)
    # an open book being sewn
    page, edge = (246, 238, 218), (206, 192, 164)
    c.polygon((142, 62, 56), [(420, 566), (640, 546), (868, 566), (868, 580), (640, 566), (420, 580)])
    c.polygon(edge, smooth([(428, 566), (520, 540), (640, 556)]) + [(640, 566), (428, 576)])
    c.polygon(page, smooth([(424, 560), (470, 520), (560, 514), (640, 548)]) + [(640, 556)] + smooth([(640, 556),
        (540, 530), (428, 566)]))
    c.polygon(page, smooth([(640, 548), (720, 514), (810, 520), (860, 560)]) + smooth([(860, 566), (740, 530),
        (640, 556)]))
    c.polygon(page, smooth([(640, 546), (640, 470), (690, 438), (760, 430), (800, 446), (740, 470), (690, 510),
                            (640, 546)]))
    c.polygon(edge, smooth([(640, 546), (690, 510), (740, 470), (800, 446), (750, 490), (700, 530), (640, 550)]))
    for line in range(4):
        c.stroke((176, 164, 144), [(470 + line * 6, 536 - line * 5), (540, 526 - line * 4), (610, 540 - line * 3)],
                 1.6, 1.6)
        c.stroke((176, 164, 144), [(680, 538 - line * 4), (750, 524 - line * 4), (820, 536 - line * 4)], 1.6, 1.6)
    c.stroke((196, 74, 58), [(640, 548), (600, 492), (566, 520), (520, 488), (486, 500)], 2.6, 2.6)
    c.line((190, 196, 200), (486, 500), (440, 484), 3)
    c.rect((90, 120, 110), 884, 500, 936, 566)
    c.ellipse((238, 232, 214), 910, 502, 26, 7)
    c.line((176, 132, 84), (916, 500), (944, 430), 7)
    return c


def cat(c, x, foot):
    fur, dark = (70, 62, 66), (50, 44, 50)
    c.stroke(fur, [(x + 46, foot - 8), (x + 82, foot - 10), (x + 88, foot - 34)], 13, 8)
    c.blob(fur, [(x - 44, foot), (x - 48, foot - 40), (x - 26, foot - 74), (x + 10, foot - 72), (x + 44, foot - 44),
                 (x + 52, foot), (x, foot + 2)])
    c.blob(fur, [(x - 62, foot - 84), (x - 54, foot - 108), (x - 28, foot - 114), (x - 6, foot - 102),
                 (x - 6, foot - 80), (x - 28, foot - 66), (x - 52, foot - 68)])
    c.polygon(fur, [(x - 60, foot - 96), (x - 60, foot - 130), (x - 38, foot - 110)])
    c.polygon(fur, [(x - 28, foot - 112), (x - 10, foot - 130), (x - 6, foot - 98)])
    c.stroke((226, 186, 96), [(x - 52, foot - 92), (x - 47, foot - 90), (x - 42, foot - 92)], 2.4)
    c.stroke((226, 186, 96), [(x - 26, foot - 92), (x - 21, foot - 90), (x - 16, foot - 92)], 2.4)
    c.polygon((206, 140, 130), [(x - 38, foot - 84), (x - 30, foot - 84), (x - 34, foot - 79)])
    c.blob(dark, [(x - 34, foot), (x - 32, foot - 30), (x - 20, foot - 40), (x - 10, foot - 30), (x - 8, foot)],
           alpha=0.6)


def tiles():
    c = Canvas((196, 186, 162))
    chance = Chance(71)
    motifs = ("stork", "leaf", "boat", "stork", "leaf", "boat", "stork", "eye", "stork", "boat", "leaf", "stork",
              "boat", "stork", "leaf")
    for index, motif in enumerate(motifs):
        column, row = index % 5, index // 5
        tile(c, chance, 12 + column * 188, 14 + row * 208, motif, new=index in (4, 9, 11))
    return c


def tile(c, chance, left, top, motif, new=False):
    """A stove tile of 184 by 198; a new one has no crazing, and not quite the old green."""
    green, deep, pale, light = (74, 126, 96), (50, 96, 76), (120, 164, 124), (168, 200, 156)
    wide, tall = 184, 198
    shift = chance.between(-0.12, 0.16)
    tone = mixed(green, deep if shift < 0 else pale, abs(shift) * 3)
    if new:
        tone = mixed(tone, (92, 146, 104), 0.5)
    c.rounded(mixed(tone, (20, 40, 40), 0.45), left, top, left + wide, top + tall, 9)
    c.rounded(tone, left, top, left + wide - 4, top + tall - 5, 9)
    c.rounded(mixed(tone, light, 0.5), left + 10, top + 10, left + wide - 14, top + tall - 15, 14)
    c.rounded(mixed(tone, deep, 0.35), left + 14, top + 14, left + wide - 16, top + tall - 17, 12)
    relief(c, motif, left + wide / 2 - 2, top + tall / 2, mixed(tone, light, 0.75), mixed(tone, (24, 56, 52), 0.5))
    c.polygon((230, 244, 222), smooth([(left + 14, top + 40), (left + 18, top + 16),
                                       (left + 44, top + 13)]) + smooth([(left + 40, top + 20), (left + 24, top + 24),
                                                                         (left + 20, top + 42)]), alpha=0.6)
    for _ in range(0 if new else 5):  # crazing
        x, y = left + chance.between(14, wide - 24), top + chance.between(14, tall - 24)
        c.stroke(mixed(tone, (20, 46, 44), 0.5), [(x, y), (x + chance.between(-14, 14), y + 12),
                                                  (x + chance.between(-20, 20), y + 26)], 1.1)


def relief(c, motif, x, y, light, dark):
    def at(points, dx=0.0, dy=0.0):
        return turned(points, x + dx, y + dy)

    for tone, dx, dy in ((dark, 3, 4), (light, 0, 0)):
        if motif == "stork":
            c.stroke(tone, at([(-6, 20), (-10, 50), (-6, 74)], dx, dy), 5, 4)
            c.stroke(tone, at([(8, 20), (10, 50), (18, 74)], dx, dy), 5, 4)
            c.polygon(tone, at(smooth([(-52, 26), (-34, -4), (4, -18), (30, -8), (26, 14), (0, 28), (-30, 26),
                                       (-52, 26)]), dx, dy))
            c.stroke(tone, at([(22, -6), (34, -30), (24, -52)], dx, dy), 13, 9)
            c.ellipse(tone, *at([(26, -58)], dx, dy)[0], 12, 10)
            c.polygon(tone, at([(32, -64), (70, -48), (34, -53)], dx, dy))
            c.stroke(tone, at([(60, -50), (52, -30), (60, -18)], dx, dy), 2.6)
            c.polygon(tone, at([(46, -18), (76, -18), (70, 6), (52, 6)], dx, dy))
        elif motif == "boat":
            c.polygon(tone, at(smooth([(-58, 22), (-30, 44), (0, 48), (30, 44), (60, 20)]) + [(60, 20), (-58, 22)], dx,
                               dy))
            c.rect(tone, x - 3 + dx, y - 70 + dy, x + 3 + dx, y + 24 + dy)
            c.polygon(tone, at(smooth([(8, -66), (44, -28), (50, 8)]) + [(8, 8)], dx, dy))
            c.polygon(tone, at([(-8, -54), (-8, 8), (-42, 8)], dx, dy))
            for wave in (0, 1):
                c.stroke(tone, at([(-66, 60 + wave * 13), (-40, 54 + wave * 13), (-14, 62 + wave * 13),
                                   (14, 54 + wave * 13), (40, 62 + wave * 13), (66, 56 + wave * 13)], dx, dy), 4, 4)
        elif motif == "leaf":
            c.stroke(tone, at([(-4, 76), (0, 30), (2, -64)], dx, dy), 5, 3)
            for side in (-1, 1):
                for lobe, (ly, reach, size) in enumerate(((34, 30, 17), (4, 40, 20), (-28, 32, 18), (-52, 16, 14))):
                    c.ellipse(tone, *at([(side * reach * 0.62, ly)], dx, dy)[0], reach * 0.62, size * 0.72,
                              angle=side * (28 + lobe * 6) * -1)
            c.ellipse(tone, *at([(0, -8)], dx, dy)[0], 16, 54)
        else:
            c.polygon(tone, at(smooth([(-66, 0), (-30, -34), (0, -42), (30, -34), (66, 0), (30, 32), (0, 38),
                                       (-30, 32), (-66, 0)]), dx, dy))
            for ray in range(7):
                turn = math.radians(-150 + ray * 20)
                c.line(tone, *at([(math.cos(turn) * 56, math.sin(turn) * 52),
                                  (math.cos(turn) * 78, math.sin(turn) * 76)], dx, dy), 4)
    if motif == "leaf":
        c.stroke(dark, at([(0, 60), (1, 10), (2, -54)]), 2)
        for side in (-1, 1):
            for ly in (30, 2, -26):
                c.stroke(dark, at([(0, ly + 12), (side * 26, ly - 6)]), 1.8, 1)
    if motif == "eye":
        c.ellipse(dark, *at([(0, -2)])[0], 27)
        c.ellipse(light, *at([(0, -2)])[0], 20)
        c.ellipse(dark, *at([(0, -2)])[0], 10)
        c.ellipse((240, 248, 230), *at([(4, -7)])[0], 4)
    if motif == "stork":
        c.stroke(dark, at([(-46, 22), (-24, 12), (6, 8)]), 3, 1)
        c.ellipse(dark, *at([(28, -60)])[0], 2.4)


def pool():
    c = Canvas((96, 176, 196))
    c.fade((112, 190, 204), (64, 146, 176), 0, 640)
    chance = Chance(73)
    for _ in range(210):  # light on the bottom
        x, y = chance.between(-20, WIDTH), chance.between(0, HEIGHT)
        wide = chance.between(18, 54)
        c.stroke((156, 216, 222), [(x, y), (x + wide * 0.3, y + chance.between(-7, 7)),
                                   (x + wide * 0.7, y + chance.between(-7, 7)), (x + wide, y)], 2, 1)
    for y in (106, 320, 534):
        c.rect((44, 104, 140), 0, y - 9, WIDTH, y + 9, alpha=0.5)
    for y in (0, 213, 427, 640):
        for part in range(33):
            tone = (214, 74, 58) if (part // 3) % 2 else (246, 242, 230)
            c.rounded(mixed(tone, (30, 60, 80), 0.35), part * 30 - 14, y - 6, part * 30 + 13, y + 11, 6)
            c.rounded(tone, part * 30 - 14, y - 9, part * 30 + 13, y + 7, 6)
    backstroke(c, 500, 320, 1.0, (198, 62, 56), (232, 190, 162))
    backstroke(c, 250, 106, 0.62, (52, 70, 104), (214, 172, 142))
    backstroke(c, 330, 534, 0.62, (236, 190, 88), (226, 186, 158))
    return c


def backstroke(c, x, y, size, cap, skin):
    """Seen from above, swimming to the right, one arm ahead."""
    foam, suit, shadow = (226, 244, 246), mixed(cap, (20, 24, 50), 0.55), (44, 112, 148)

    def at(points):
        return turned(points, x, y, size=size)

    c.polygon(shadow, turned(smooth([(-250, 16), (-120, -30), (60, -46), (130, -20), (120, 24), (0, 50), (-160, 34),
                                     (-250, 16)]), x - 12 * size, y + 26 * size, size=size), alpha=0.45)
    for start, bend, tip in (((-150, -12), (-220, -22), (-294, -10)), ((-150, 14), (-214, 18), (-284, 30))):
        c.stroke(skin, at([start, bend, tip]), 32 * size, 15 * size)
    for spray in range(9):
        c.ellipse(foam, *at([(-286 - (spray * 17) % 40, -26 + (spray * 23) % 70)])[0], (12 - spray) * size + 4,
                  (9 - spray * 0.6) * size + 2)
    c.stroke(skin, at([(60, 44), (0, 96), (-70, 104)]), 27 * size, 17 * size)
    c.ellipse(skin, *at([(-86, 102)])[0], 17 * size, 10 * size)
    c.stroke(skin, at([(70, -42), (140, -78), (226, -70)]), 27 * size, 17 * size)
    c.ellipse(skin, *at([(244, -68)])[0], 19 * size, 10 * size)
    c.polygon(skin, at(smooth([(80, -50), (96, 0), (80, 50), (20, 44), (-60, 34), (-150, 34), (-164, 0), (-150, -32),
                               (-60, -34), (20, -44), (80, -50)])))
    c.polygon(suit, at(smooth([(52, -38), (34, 0), (52, 38), (0, 40), (-70, 33), (-146, 36), (-158, 0), (-146, -34),
                               (-70, -33), (0, -40), (52, -38)])))
    c.stroke(suit, at([(40, -30), (70, -36), (92, -30)]), 9 * size, 7 * size)
    c.stroke(suit, at([(40, 30), (70, 36), (92, 30)]), 9 * size, 7 * size)
    c.rect(skin, *at([(84, -14)])[0], *at([(116, 14)])[0])
    c.ellipse(skin, *at([(132, 0)])[0], 36 * size, 29 * size)
    c.polygon(cap, at(smooth([(128, -30), (152, -32), (174, -16), (180, 0), (174, 16), (152, 32), (128, 30), (142, 14),
                              (146, 0), (142, -14), (128, -30)])))
    c.ellipse((40, 48, 66), *at([(126, -11)])[0], 9 * size, 7 * size)
    c.ellipse((40, 48, 66), *at([(126, 11)])[0], 9 * size, 7 * size)
    c.line((40, 48, 66), *at([(127, -5), (127, 5)]), 3 * size)
    c.stroke(foam, at([(190, -34), (208, 0), (190, 36)]), 6 * size, 2)
    c.stroke(foam, at([(180, -50), (60, -74), (-100, -56), (-260, -60)]), 5 * size, 1.5)
    c.stroke(foam, at([(176, 52), (40, 72), (-20, 74)]), 5 * size, 1.5)
    for drop in range(8):
        c.ellipse(foam, *at([(190 + (drop * 29) % 76, -104 + (drop * 19) % 40)])[0], 3.4 * size, 3 * size)


def cinema():
    c = Canvas((24, 22, 32))
    c.fade((20, 18, 28), (40, 34, 46), 0, 640)
    c.polygon((86, 40, 46), smooth([(0, 0), (120, 0), (150, 200), (120, 470), (0, 480)], closed=False))
    c.polygon((86, 40, 46), smooth([(960, 0), (840, 0), (810, 200), (840, 470), (960, 480)]))
    for fold in range(5):
        c.stroke((64, 30, 38), [(18 + fold * 24, 0), (26 + fold * 25, 220), (14 + fold * 23, 476)], 5, 3)
        c.stroke((64, 30, 38), [(942 - fold * 24, 0), (934 - fold * 25, 220), (946 - fold * 23, 476)], 5, 3)
    c.rect((16, 14, 22), 170, 40, 790, 420)
    screen = (214, 202, 172)
    c.rect(Paint((226, 214, 184), (206, 192, 160), 50, 410), 182, 52, 778, 408)
    mid, dark, darker = (160, 146, 120), (112, 100, 86), (72, 64, 60)
    c.polygon(mid, smooth([(182, 230), (300, 206), (460, 232), (620, 200), (778, 226)]) + [(778, 270), (182, 270)])
    c.rect((188, 176, 148), 182, 262, 778, 408)
    for wave in range(26):
        x, y = 200 + (wave * 97) % 560, 276 + (wave * 37) % 124
        c.rect((206, 196, 168), x, y, min(776, x + 46), y + 2.4)
    c.line(dark, (182, 256), (778, 290), 2)
    c.polygon(darker, [(330, 336), (646, 340), (622, 368), (352, 366)])
    c.polygon(dark, [(350, 318), (628, 322), (648, 342), (328, 338)])
    for x, size in ((404, 1.0), (450, 0.86), (560, 0.94), (592, 0.6)):
        c.blob(darker, turned([(-14, 0), (-14, -40), (0, -54), (14, -40), (14, 0)], x, 330, size=size))
        c.ellipse(darker, x, 330 - 64 * size, 9 * size, 10 * size)
    c.blob((232, 224, 200), turned([(-14, 0), (-14, -40), (0, -54), (14, -40), (14, 0)], 500, 328))
    c.ellipse(darker, 500, 264, 9, 10)
    c.stroke((232, 224, 200), [(508, 290), (534, 282), (552, 274)], 8, 6)
    for scratch, (x, top, bottom) in enumerate(((236, 52, 408), (242, 90, 380), (690, 52, 408), (560, 52, 160))):
        c.rect((240, 232, 210) if scratch % 2 else mid, x, top, x + 1.6, bottom)
    for spot in range(16):
        c.ellipse(dark if spot % 2 else (242, 236, 216), 200 + (spot * 149) % 560, 64 + (spot * 83) % 330,
                  1.6 + spot % 3)
    c.polygon((236, 226, 196), [(182, 52), (778, 52), (520, 640), (440, 640)], alpha=0.07)
    c.polygon((236, 226, 196), [(182, 408), (778, 408), (500, 640), (460, 640)], alpha=0.07)
    c.rect((34, 26, 32), 0, 420, WIDTH, 478)
    c.rect((56, 40, 42), 0, 420, WIDTH, 426)
    piano, shine = (14, 12, 18), (70, 62, 66)
    c.polygon(piano, [(690, 420), (800, 396), (882, 402), (882, 500), (690, 500)])
    c.polygon(shine, [(690, 420), (800, 396), (882, 402), (876, 406), (802, 401), (692, 425)])
    c.blob(piano, turned([(-22, 30), (-22, -20), (-8, -42), (10, -40), (22, -14), (24, 30)], 652, 470))
    c.ellipse(piano, 660, 414, 14, 16)
    c.stroke(piano, [(660, 440), (686, 452), (704, 446)], 9, 7)
    c.ellipse((240, 214, 140), 700, 404, 5)
    c.glow((240, 214, 140), 700, 404, 50)
    chance = Chance(79)
    for row, (y, count, size, tone) in enumerate(((516, 13, 0.92, (30, 26, 36)), (566, 11, 1.1, (20, 18, 28)),
                                                  (630, 9, 1.36, (10, 9, 16)))):
        for index in range(count):
            x = (index + 0.5 + 0.25 * (row % 2)) * WIDTH / count + chance.between(-8, 8)
            tall = chance.between(-8, 6)
            c.ellipse(tone, x, y - 16 * size + tall, 20 * size, 24 * size)
            c.blob(tone, turned([(-44, 66), (-40, 24), (-18, 8), (18, 8), (40, 24), (44, 66)], x, y + tall, size=size))
            if index % 4 == row:
                c.ellipse(tone, x, y - 40 * size + tall, 9 * size)
            c.stroke((78, 70, 72), [(x - 17 * size, y - 24 * size + tall), (x, y - 41 * size + tall),
                                    (x + 17 * size, y - 24 * size + tall)], 1.6, 1.2)
    return c


def volleyball():
    c = Canvas((214, 176, 120))
    c.fade((70, 92, 112), (134, 150, 152), 0, 400)
    for lamp in range(5):
        x = 96 + lamp * 192
        c.glow((255, 248, 220), x, 36, 110)
        c.rounded((255, 250, 228), x - 42, 26, x + 42, 44, 8)
    chance = Chance(83)
    for row in range(4):
        for index in range(40):
            x = index * 25 + (row % 2) * 12 + chance.between(-3, 3)
            y = 246 + row * 34
            home = x < 560
            tone = ((176, 92, 74), (206, 160, 92), (120, 96, 104))[int(chance.between(0, 3))] if home else ((62, 96,
                116), (122, 148, 156), (84, 88, 112))[int(chance.between(0, 3))]
            c.blob(mixed(tone, (96, 112, 122), 0.4),
                   [(x - 12, y + 34), (x - 11, y + 12), (x, y + 6), (x + 11, y + 12), (x + 12, y + 34)])
            c.ellipse(mixed((222, 184, 154), (120, 126, 130), 0.4), x, y - 2, 7, 8)
    c.rect((58, 74, 92), 0, 372, WIDTH, 420)
    c.fade((206, 160, 104), (180, 126, 80), 420, 640)
    for board in range(12):
        c.line((170, 122, 80), (480 + (board - 6) * 84, 420), (480 + (board - 6) * 230, 640), 1.6)
    c.polygon((236, 226, 206), [(0, 548), (960, 528), (960, 535), (0, 556)])
    post, white = (60, 66, 80), (240, 236, 224)
    c.rect(post, 474, 170, 486, 600)
    c.ellipse((70, 56, 52), 480, 602, 40, 8, alpha=0.6)
    for line in range(10):  # the net, seen nearly from its end
        c.line(white, (480, 186 + line * 16), (560 + line * 0.5, 150 + line * 17.6), 1.4)
    for line in range(7):
        x = 480 + line * 13.5
        c.line(white, (x, 186 - line * 6), (x, 344 - line * 4), 1.4)
    c.polygon(white, [(480, 176), (566, 138), (566, 152), (480, 190)])
    player(c, 330, 520, (196, 74, 58), (230, 190, 160), (120, 70, 48), 1)
    player(c, 650, 520, (52, 92, 120), (230, 190, 160), (120, 70, 48), -1)
    player(c, 150, 580, (196, 74, 58), (206, 160, 128), (60, 46, 44), 0, 0.9)
    player(c, 850, 584, (52, 92, 120), (214, 174, 144), (206, 164, 100), 0, 0.92)
    x, y, size = 470, 108, 46
    c.ellipse((222, 212, 186), x, y, size)
    c.ellipse((248, 242, 224), x - 4, y - 4, size - 5)
    c.polygon((222, 172, 76), smooth([(x - 42, y - 10), (x - 20, y - 24), (x + 10, y - 26),
                                      (x + 36, y - 20)]) + smooth([(x + 42, y - 6), (x + 10, y - 8), (x - 20, y - 6),
                                                                   (x - 45, y + 6)]))
    c.polygon((60, 96, 124), smooth([(x - 40, y + 18), (x - 14, y + 8), (x + 14, y + 10),
                                     (x + 44, y + 10)]) + smooth([(x + 38, y + 24), (x + 10, y + 26), (x - 14, y + 26),
                                                                  (x - 34, y + 30)]))
    c.stroke((190, 178, 150), [(x - 8, y - 46), (x - 2, y - 20), (x - 8, y + 10), (x + 2, y + 46)], 1.8)
    return c


def player(c, x, foot, shirt, skin, hair, reach, size=1.0):
    """One who jumps with both arms up (reach 1 or -1: towards the net), or waits (0)."""
    dark = mixed(shirt, (20, 20, 36), 0.65)
    lift = 62 if reach else 0
    side = reach or 1
    c.ellipse((110, 76, 60), x, foot + 10, 58 * size, 8 * size, alpha=0.5)

    def at(points):
        return turned(points, x, foot - lift, size=size, flip=side < 0)

    if reach:
        c.stroke(skin, at([(-10, -84), (-26, -40), (-52, -16)]), 24, 13)
        c.stroke(skin, at([(10, -84), (16, -36), (-8, 6)]), 24, 13)
        c.stroke((240, 236, 226), at([(-56, -14), (-64, -22)]), 15, 12)
        c.stroke((240, 236, 226), at([(-10, 8), (4, 18)]), 15, 12)
    else:
        c.stroke(skin, at([(-14, -80), (-34, -40), (-28, 0)]), 24 * size, 14 * size)
        c.stroke(skin, at([(14, -80), (40, -44), (34, 0)]), 24 * size, 14 * size)
        for foot_x in (-26, 38):
            c.ellipse((240, 236, 226), *at([(foot_x, 4)])[0], 17 * size, 8 * size)
    c.blob(dark, at([(-24, -70), (-22, -106), (22, -106), (26, -72), (0, -66)]))
    c.blob(shirt, at([(-24, -100), (-28, -150), (-20, -176), (0, -180), (20, -176), (28, -150), (24, -100)]))
    if reach:
        c.stroke(skin, at([(-16, -168), (4, -220), (30, -280)]), 18, 12)
        c.stroke(skin, at([(18, -168), (44, -216), (76, -268)]), 18, 12)
        for px, py in ((34, -292), (82, -280)):
            c.ellipse(skin, *at([(px, py)])[0], 10, 15, 20 * side)
    else:
        c.stroke(skin, at([(-22, -162), (-20, -122), (26, -112)]), 17 * size, 12 * size)
        c.stroke(skin, at([(22, -162), (40, -130), (42, -112)]), 17 * size, 12 * size)
        c.ellipse(skin, *at([(44, -108)])[0], 13 * size, 9 * size)
    c.ellipse(skin, *at([(6, -204)])[0], 19 * size, 22 * size)
    c.blob(hair, at([(-16, -196), (-14, -222), (6, -230), (26, -218), (20, -212), (2, -212), (-4, -196)]))
    c.stroke(hair, at([(-14, -214), (-34, -204), (-40, -176)]), 12 * size, 4 * size)
    c.rect(mixed(shirt, (255, 255, 255), 0.75), *sorted_box(at([(-6, -160), (8, -134)])))


def sorted_box(points):
    (ax, ay), (bx, by) = points
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def bakery():
    c = Canvas((120, 84, 66))
    c.fade((96, 68, 60), (140, 100, 76), 0, 500)
    chance = Chance(89)
    for row in range(26):
        for brick in range(22):
            if chance.between(0, 1) < 0.5:
                left = brick * 48 - (24 if row % 2 else 0)
                c.rect(mixed((128, 88, 68), (150, 106, 80), chance.between(0, 1)), left + 1, row * 19 + 1, left + 46,
                       row * 19 + 17)
    c.rect((232, 216, 186), 40, 60, 610, 500)
    c.polygon((206, 186, 154), [(40, 60), (325, 20), (610, 60)])
    for x in range(52, 600, 46):
        for y in range(74, 490, 46):
            c.rect((222, 204, 172), x, y, x + 42, y + 42)
    c.arch((92, 66, 58), 150, 150, 500, 440)
    c.arch((60, 34, 34), 172, 174, 478, 420)
    c.arch((150, 60, 36), 196, 208, 454, 420)
    c.arch((214, 104, 48), 226, 252, 424, 420)
    c.arch((250, 176, 82), 262, 304, 388, 420)
    for x, tall in ((290, 60), (318, 84), (344, 66), (368, 44)):
        c.polygon((255, 220, 130), smooth([(x - 14, 420), (x - 10, 420 - tall * 0.5), (x, 420 - tall),
                                           (x + 11, 420 - tall * 0.5), (x + 14, 420)]))
    c.glow((255, 190, 100), 325, 360, 330)
    c.rect((104, 76, 66), 130, 418, 520, 446)
    for x in (222, 300, 410):
        loaf(c, x, 424, 0.8)
    c.line((176, 132, 84), (410, 446), (700, 420), 9)
    c.polygon((196, 152, 100), [(300, 434), (420, 430), (424, 452), (304, 458)])
    skin, apron, shirt = (226, 182, 150), (244, 238, 224), (84, 108, 120)
    c.blob(shirt, [(640, 560), (646, 400), (674, 342), (716, 330), (760, 344), (786, 400), (790, 560)])
    c.polygon(apron, smooth([(664, 372), (700, 360), (738, 372), (750, 440), (772, 600), (640, 600), (650, 440),
                             (664, 372)]))
    c.rect((206, 196, 178), 646, 448, 778, 456)
    c.stroke(shirt, [(670, 376), (640, 410), (618, 426)], 36, 24)
    c.stroke(skin, [(622, 424), (590, 432), (560, 432)], 21, 15)
    c.stroke(shirt, [(752, 380), (740, 424), (706, 428)], 36, 24)
    c.stroke(skin, [(712, 428), (686, 424), (664, 422)], 21, 15)
    c.ellipse(skin, 708, 296, 32, 38)
    c.blob((110, 74, 54), [(734, 272), (746, 292), (740, 322), (728, 330), (724, 300)])
    c.stroke((110, 74, 54), [(682, 312), (696, 318), (712, 312)], 7, 5)
    c.blob((250, 246, 236), [(676, 276), (668, 240), (692, 224), (716, 216), (744, 226), (758, 246), (744, 278)])
    c.rect((236, 228, 212), 676, 266, 744, 282)
    c.rect((150, 108, 76), 0, 520, WIDTH, HEIGHT)
    c.rect((178, 134, 96), 0, 512, WIDTH, 528)
    shelf = (110, 78, 62)
    for y in (150, 250, 350):
        c.rect(shelf, 812, y, 960, y + 12)
        for x in (846, 908, 962):
            loaf(c, x, y, 0.7)
    for x, y, size in ((120, 560, 1.25), (262, 582, 1.4), (420, 556, 1.2), (560, 590, 1.4), (860, 570, 1.4)):
        loaf(c, x, y, size)
    for _ in range(60):
        c.ellipse((236, 226, 206), chance.between(0, WIDTH), chance.between(600, 638), chance.between(2, 9),
                  chance.between(1, 2.6))
    return c


def loaf(c, x, foot, size):
    crust, light, flour = (176, 112, 60), (206, 146, 84), (244, 226, 190)
    c.ellipse((70, 46, 40), x + 4 * size, foot, 50 * size, 6 * size, alpha=0.4)
    c.polygon(crust, turned(smooth([(-48, 0), (-46, -22), (-24, -40), (0, -44), (24, -40), (46, -22), (48, 0)]), x,
                            foot, size=size))
    c.polygon(light, turned(smooth([(-42, -8), (-36, -24), (-12, -38), (14, -40), (32, -30), (10, -28), (-20, -20),
                                    (-42, -8)]), x, foot, size=size))
    for cut in (-20, 0, 20):
        c.stroke(flour, turned([(cut - 8, -14), (cut, -28), (cut + 11, -36)], x, foot, size=size), 5 * size, 2.4 * size)


SCENES = {"signs": signs, "choir": choir, "chess": chess, "books": books, "tiles": tiles, "pool": pool,
          "cinema": cinema, "volleyball": volleyball, "bakery": bakery}
