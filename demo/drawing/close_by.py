"""What stories tell of, from close by: a balcony, a board, a clock, children with a book; and a night of meteors."""
import math

from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, Paint, mixed, smooth, turned
from drawing.indoors import piece
from drawing.on_wheels import autumn_tree, digits, fallen_leaves
from drawing.streets_and_fields import person
from drawing.winter_and_town import house


def smoke(c, x, y, seed, tone=(206, 198, 206)):
    chance = Chance(seed)
    for puff in range(9):
        c.ellipse(tone, x + puff * 9 + chance.between(-5, 5), y - puff * 19, 9 + puff * 3.4, 8 + puff * 2.4, alpha=0.26)


def air_sensors():
    c = Canvas((120, 116, 150))
    c.fade((72, 82, 128), (226, 170, 142), 0, 380)
    c.land((112, 104, 132), [(0, 352), (220, 326), (480, 346), (740, 318), (960, 344)])
    for index, (x, wide, foot) in enumerate(((-30, 120, 420), (118, 140, 436), (292, 116, 424), (446, 150, 444),
                                             (640, 124, 428), (790, 150, 440))):
        wall = ((134, 104, 112), (150, 116, 112), (122, 98, 114))[index % 3]
        house(c, x, foot, wide, wide * 0.66, wall, (78, 64, 86))
        ridge = foot - wide * 0.66 - wide * 0.46
        smoke(c, x + wide * 0.74, ridge - 16, 80 + index)
    c.land((84, 76, 98), [(0, 440), (240, 428), (520, 446), (960, 434)])
    # the balcony, and the box on its rail
    wall, rail = (206, 178, 150), (74, 68, 82)
    c.rect(wall, 0, 0, 120, HEIGHT)
    c.rect(mixed(wall, (40, 30, 50), 0.25), 96, 0, 120, HEIGHT)
    c.rect((150, 124, 112), 0, 604, WIDTH, HEIGHT)
    c.rect(rail, 100, 436, WIDTH, 452)
    c.rect(rail, 100, 588, WIDTH, 596)
    for x in range(140, 960, 46):
        c.rect(rail, x, 452, x + 7, 590)
    c.rect((60, 56, 68), 556, 414, 604, 452)
    c.rounded((188, 188, 184), 456, 226, 710, 424, 16)
    c.rounded((240, 236, 224), 450, 218, 704, 416, 16)
    c.rounded((222, 216, 202), 470, 238, 600, 396, 8)
    for slit in range(6):
        c.rounded((120, 116, 118), 484, 252 + slit * 24, 586, 262 + slit * 24, 4)
    c.ellipse((96, 98, 106), 654, 290, 38)
    c.ellipse((60, 62, 72), 654, 290, 31)
    for blade in range(5):
        turn = blade * 72
        c.polygon((150, 152, 156), turned(smooth([(0, 0), (8, -14), (4, -28), (-8, -26), (0, 0)]), 654, 290, turn))
    c.ellipse((206, 206, 200), 654, 290, 8)
    c.ellipse((112, 206, 132), 630, 372, 7)
    c.glow((112, 206, 132), 630, 372, 30)
    c.ellipse((226, 172, 76), 660, 372, 7)
    c.stroke((44, 42, 54), [(578, 416), (570, 470), (586, 540), (540, 604), (300, 616), (96, 600)], 5, 5)
    # a geranium
    c.polygon((176, 92, 66), [(196, 360), (322, 360), (308, 452), (210, 452)])
    c.rect((196, 110, 80), 190, 352, 328, 372)
    chance = Chance(91)
    for _ in range(26):
        c.ellipse(mixed((84, 124, 88), (132, 158, 100), chance.between(0, 1)), 258 + chance.between(-74, 74),
                  318 + chance.between(-44, 30), chance.between(14, 24), chance.between(10, 18))
    for x, y in ((216, 270), (286, 252), (316, 300), (252, 300)):
        for petal in range(7):
            turn = math.radians(petal * 51)
            c.ellipse((214, 74, 70), x + math.cos(turn) * 13, y + math.sin(turn) * 11, 9)
        c.ellipse((236, 120, 100), x, y, 7)
    return c


def chess_blitz():
    c = Canvas((96, 82, 84))
    c.fade((74, 70, 86), (150, 122, 104), 0, 400)
    chance = Chance(93)
    for x in range(-40, 1000, 128):  # the other boards' players, far behind
        tone = mixed((96, 86, 98), (128, 108, 104), chance.between(0, 1))
        c.blob(tone, [(x - 44, 400), (x - 46, 330), (x - 22, 290), (x, 284), (x + 22, 290), (x + 46, 330),
                      (x + 44, 400)])
        c.ellipse(mixed(tone, (206, 170, 146), 0.5), x, 254, 24, 28)
    c.rect((126, 88, 66), 0, 384, WIDTH, HEIGHT)
    c.rect((152, 108, 80), 0, 384, WIDTH, 394)
    for grain in range(6):
        c.stroke((112, 78, 60), [(0, 430 + grain * 38), (320, 424 + grain * 39), (660, 436 + grain * 37),
                                 (960, 428 + grain * 39)], 2, 1)
    light, dark = (232, 208, 166), (140, 92, 64)
    for row in range(4):  # the board's corner
        for column in range(5):
            def corner(across, down):
                y = 424 + down * 46 + down * down * 5
                return 566 + across * (84 + down * 12) + down * 22 - 120, y
            c.polygon(dark if (row + column) % 2 else light, [corner(column, row), corner(column + 1, row),
                                                              corner(column + 1, row + 1), corner(column, row + 1)])
    white, black = (244, 234, 212), (58, 48, 52)
    piece(c, "rook", 536, 470, 0.92, black)
    piece(c, "pawn", 640, 474, 0.92, black)
    piece(c, "king", 790, 520, 1.3, white)
    piece(c, "knight", 896, 470, 1.05, black)
    piece(c, "queen", 640, 606, 1.5, white)
    piece(c, "pawn", 880, 622, 1.5, white)
    # the clock
    c.ellipse((50, 34, 34), 270, 560, 250, 22, alpha=0.4)
    wood, deep = (154, 84, 58), (112, 60, 46)
    c.rounded(deep, 46, 250, 494, 566, 18)
    c.rounded(wood, 40, 240, 486, 556, 18)
    c.rounded(mixed(wood, (250, 210, 170), 0.18), 52, 250, 474, 268, 8)
    for x, low in ((150, 14), (376, -10)):
        c.rounded((196, 164, 96), x - 17, 206 + low, x + 17, 244, 6)
        c.rounded((222, 196, 130), x - 24, 192 + low, x + 24, 212 + low, 7)
    for x, minute, hour in ((150, 354, 352), (376, 292, 346)):
        c.ellipse((206, 170, 98), x, 398, 100)
        c.ellipse((248, 242, 226), x, 398, 91)
        for tick in range(60):
            turn = math.radians(tick * 6)
            inner = 72 if tick % 5 == 0 else 80
            c.line((60, 54, 58), (x + math.sin(turn) * inner, 398 - math.cos(turn) * inner),
                   (x + math.sin(turn) * 86, 398 - math.cos(turn) * 86), 4 if tick % 5 == 0 else 1.6)
        c.polygon((60, 54, 58), turned([(-5, 12), (5, 12), (2, -66), (-2, -66)], x, 398, minute))
        c.polygon((60, 54, 58), turned([(-6, 10), (6, 10), (4, -42), (-4, -42)], x, 398, hour))
        c.polygon((206, 66, 54), [(x - 12, 318), (x + 2, 312), (x + 4, 334)])  # the flag
        c.ellipse((150, 118, 66), x, 398, 8)
    # the hand that has just moved
    skin, shade = (228, 184, 152), (190, 140, 112)
    c.polygon((70, 98, 122), smooth([(120, -20), (150, 60), (190, 120), (262, 96), (250, 20), (244, -20)]))
    c.blob(skin, [(186, 110), (236, 90), (286, 116), (330, 146), (326, 172), (280, 178), (224, 170), (192, 146)])
    c.stroke(skin, [(300, 144), (344, 152), (374, 176)], 21, 16)
    for finger in range(3):
        c.stroke(shade, [(250 + finger * 20, 166 - finger * 2), (272 + finger * 18, 186 - finger * 2),
                         (258 + finger * 18, 200 - finger * 4)], 17, 14)
    c.stroke(skin, [(206, 150), (226, 190), (250, 198)], 18, 14)
    return c


def district_library():
    c = Canvas((222, 220, 208))
    c.rect((232, 230, 220), 0, 0, WIDTH, 560)
    for row in range(15):  # white tiles
        for column in range(17):
            left = column * 60 - (30 if row % 2 else 0)
            c.rect((222, 222, 214), left, row * 38, left + 60, row * 38 + 2)
            c.rect((222, 222, 214), left, row * 38, left + 2, row * 38 + 38)
    copper, dark = (196, 122, 78), (150, 86, 58)
    for y in (40, 70):
        c.rect(copper, 0, y, WIDTH, y + 14)
        c.rect(dark, 0, y + 10, WIDTH, y + 14)
        for x in (60, 330, 628, 900):
            c.rect(dark, x, y - 3, x + 12, y + 17)
    shelf = (150, 112, 82)
    for left, right, seed in ((24, 250, 101), (720, 944, 102)):
        chance = Chance(seed)
        c.rect(mixed(shelf, (40, 30, 30), 0.35), left, 116, right, 560)
        c.rect(shelf, left - 8, 108, left + 6, 566)
        c.rect(shelf, right - 6, 108, right + 8, 566)
        for y in (208, 304, 400, 496):
            x = left + 10
            while x < right - 34:
                wide, tall = chance.between(12, 26), chance.between(54, 80)
                tone = ((142, 62, 56), (64, 98, 106), (206, 164, 92), (104, 122, 84), (100, 78, 104), (186, 118, 76),
                        (226, 214, 186))[int(chance.between(0, 7))]
                c.rect(tone, x, y - tall, x + wide, y)
                c.rect(mixed(tone, (244, 226, 180), 0.5), x, y - tall + 10, x + wide, y - tall + 14)
                x += wide + 2
            c.rect(shelf, left - 4, y, right + 4, y + 11)
    c.rect((168, 130, 98), 0, 560, WIDTH, HEIGHT)
    for plank in range(3):
        c.rect((150, 114, 86), 0, 582 + plank * 22, WIDTH, 584 + plank * 22)
    # the drum
    steel, light = (148, 156, 162), (196, 202, 204)
    for x in (318, 602):
        c.polygon((96, 100, 108), [(x, 470), (x + 40, 470), (x + 60, 596), (x - 20, 596)])
    c.ellipse((90, 76, 70), 480, 598, 226, 14, alpha=0.5)
    c.ellipse(steel, 480, 350, 240)
    c.ellipse(light, 474, 344, 226)
    c.ellipse((104, 108, 116), 480, 350, 204)
    c.ellipse((250, 226, 176), 480, 350, 196)
    c.ellipse((236, 204, 150), 480, 372, 176, 166)
    for turn in range(0, 360, 20):
        c.ellipse(steel, 480 + 222 * math.cos(math.radians(turn)), 350 + 222 * math.sin(math.radians(turn)), 6)
    for turn in range(200, 341, 14):
        for reach in (140, 164):
            c.ellipse((206, 172, 122), 480 + reach * math.cos(math.radians(turn)),
                      350 + reach * math.sin(math.radians(turn)), 5)
    c.polygon((150, 66, 58), smooth([(304, 434), (390, 462), (480, 470), (570, 462), (656, 434)]) +
              [(480 + 196 * math.cos(math.radians(turn)), 350 + 196 * math.sin(math.radians(turn)))
               for turn in range(26, 155, 4)])
    for x, coat, skin, hair, size in ((386, (70, 118, 148), (232, 192, 164), (92, 62, 48), 1.0),
                                      (480, (226, 176, 74), (206, 158, 126), (44, 38, 42), 1.1),
                                      (574, (104, 140, 104), (238, 204, 180), (206, 152, 84), 1.0)):
        reader(c, x, 470, size, coat, skin, hair)
    c.polygon((246, 240, 222), smooth([(404, 452), (444, 436), (480, 450)]) + [(480, 482), (444, 470), (404, 484)])
    c.polygon((236, 228, 206), smooth([(480, 450), (516, 436), (556, 452)]) + [(556, 484), (516, 470), (480, 482)])
    c.line((150, 66, 58), (404, 485), (556, 485), 4)
    c.rect((196, 188, 170), 479, 450, 481, 482)
    for line in range(3):
        c.line((176, 168, 152), (414, 458 + line * 7), (468, 452 + line * 7), 1.6)
        c.line((176, 168, 152), (492, 452 + line * 7), (546, 458 + line * 7), 1.6)
    return c


def reader(c, x, foot, size, coat, skin, hair):
    """A child who looks down into a book."""
    def at(points):
        return turned(points, x, foot, size=size)

    c.blob(coat, at([(-42, 12), (-44, -44), (-26, -78), (0, -84), (26, -78), (44, -44), (42, 12)]))
    c.ellipse(skin, *at([(0, -110)])[0], 27 * size, 31 * size)
    c.blob(hair, at([(-30, -104), (-30, -136), (0, -152), (30, -136), (30, -104), (16, -122), (-16, -122)]))
    for side in (-10, 10):
        c.stroke((70, 50, 50), at([(side - 4, -104), (side, -101), (side + 4, -104)]), 2.4)
    c.stroke((176, 100, 90), at([(-6, -91), (0, -88), (6, -91)]), 2.4)
    for side in (-1, 1):
        c.stroke(mixed(coat, (30, 30, 40), 0.2), at([(side * 36, -50), (side * 38, -16), (side * 14, -6)]), 15 * size,
                 12 * size)


def forecast_check():
    """The board in the corridor: a green or a red disc for each day of October."""
    c = Canvas((196, 206, 200))
    c.fade((206, 212, 204), (186, 196, 192), 0, 520)
    c.rect((126, 146, 142), 0, 386, WIDTH, 520)
    c.rect((106, 124, 122), 0, 380, WIDTH, 390)
    c.rect((150, 124, 100), 0, 520, WIDTH, HEIGHT)
    c.rect((112, 92, 80), 0, 512, WIDTH, 526)
    for tile in range(5):
        c.polygon((138, 112, 92), [(tile * 260 - 60, 526), (tile * 260 - 56, 526), (tile * 330 - 190, 640),
                                   (tile * 330 - 200, 640)])
    # the window, and the rain that nobody had promised
    c.rect((236, 234, 224), 700, 48, 930, 360)
    c.rect(Paint((112, 126, 144), (168, 178, 184), 60, 350), 712, 60, 918, 348)
    for x, y, wide in ((760, 110, 52), (850, 96, 60), (806, 136, 56)):
        c.ellipse((92, 104, 122), x, y, wide, 26)
    chance = Chance(111)
    for _ in range(60):
        x, y = chance.between(722, 912), chance.between(150, 330)
        c.line((206, 218, 226), (x, y), (x - 5, y + 17), 1.8)
    c.rect((236, 234, 224), 810, 60, 820, 348)
    c.rect((236, 234, 224), 690, 352, 940, 368)
    # the board
    c.rounded((92, 68, 56), 66, 46, 644, 372, 8)
    c.rounded((134, 98, 72), 58, 36, 634, 362, 8)
    c.rect((250, 246, 234), 74, 52, 618, 346)
    c.rect((70, 118, 148), 74, 52, 618, 92)
    for place in range(7):
        c.rounded((222, 232, 236), 98 + place * 74, 66, 132 + place * 74, 78, 4)
    wrong = {6, 14, 21, 30}
    for day in range(1, 32):
        column, row = (day + 2) % 7, (day + 2) // 7  # October 2026 begins on a Thursday
        x, y = 115 + column * 74, 116 + row * 51
        c.ellipse((214, 208, 192), x + 2, y + 3, 18)
        tone = (206, 74, 62) if day in wrong else (92, 158, 104)
        c.ellipse(tone, x, y, 18)
        c.ellipse(mixed(tone, (255, 255, 245), 0.5), x - 6, y - 7, 5, 4)
    # who forgot her umbrella, and the umbrellas that stay in their stand
    c.rounded((88, 96, 104), 738, 448, 846, 580, 10)
    c.rounded((112, 120, 126), 732, 440, 852, 460, 8)
    for x, lean, tone in ((762, -12, (150, 66, 58)), (792, 2, (60, 66, 84)), (822, 14, (206, 156, 78))):
        c.polygon(tone, turned([(-13, 0), (-6, -96), (6, -96), (13, 0)], x, 446, lean))
        c.stroke((92, 68, 56), turned([(0, -96), (0, -134), (8, -148), (19, -140), (18, -130)], x, 446, lean), 6, 6)
    coat = (196, 148, 78)
    for x in (226, 268):
        c.rect((62, 60, 76), x - 16, 520, x + 16, 612)
        c.ellipse((46, 40, 46), x, 614, 25, 10)
    c.blob(coat, [(186, 548), (184, 420), (202, 346), (246, 326), (292, 346), (310, 420), (308, 548)])
    c.rect(mixed(coat, (60, 40, 30), 0.3), 186, 446, 308, 458)
    c.ellipse((228, 184, 152), 246, 290, 31, 36)
    c.blob((120, 112, 112), [(212, 300), (208, 262), (232, 240), (262, 240), (286, 262), (282, 300), (264, 318),
                             (230, 318)])
    c.stroke(coat, [(298, 376), (346, 352), (380, 296)], 32, 22)
    c.ellipse((228, 184, 152), 386, 286, 15)
    c.ellipse((92, 158, 104), 398, 270, 18)
    for drop in range(5):  # still wet
        x = 196 + drop * 26
        c.polygon((150, 186, 206), smooth([(x, 566), (x + 5, 576), (x, 582), (x - 5, 576), (x, 566)]))
    c.ellipse((120, 150, 166), 246, 622, 96, 9, alpha=0.6)
    return c


def later_lessons():
    c = Canvas((214, 206, 190))
    c.fade((130, 160, 196), (248, 222, 174), 0, 420)
    c.ellipse((255, 240, 194), 836, 214, 60)
    c.glow((255, 236, 180), 836, 214, 170, alpha=0.11)
    wall, shade, trim = (212, 172, 128), (176, 132, 104), (244, 236, 216)
    c.rect(wall, 40, 150, 700, 500)
    c.polygon((140, 82, 68), [(20, 152), (60, 96), (680, 96), (720, 152)])
    c.rect(mixed(wall, shade, 0.45), 290, 92, 450, 500)
    c.polygon((140, 82, 68), [(274, 96), (370, 22), (466, 96)])
    c.rect(trim, 40, 312, 290, 320)
    c.rect(trim, 450, 312, 700, 320)
    for row in (186, 344):
        for x in (64, 142, 220, 472, 550, 628):
            c.rect(trim, x - 5, row - 5, x + 53, row + 101)
            c.rect((255, 226, 150), x, row, x + 48, row + 96)
            c.rect(trim, x + 22, row, x + 26, row + 96)
            c.rect(trim, x, row + 34, x + 48, row + 38)
    c.ellipse(trim, 370, 150, 44)
    c.ellipse((252, 250, 240), 370, 150, 37)
    for hour in range(12):
        turn = math.radians(hour * 30)
        c.line((70, 60, 60), (370 + math.sin(turn) * 29, 150 - math.cos(turn) * 29),
               (370 + math.sin(turn) * 34, 150 - math.cos(turn) * 34), 2.6)
    c.line((70, 60, 60), (370, 150), (370, 120), 4)  # nine o'clock
    c.line((70, 60, 60), (370, 150), (348, 150), 5)
    c.arch(trim, 318, 348, 422, 500)
    c.arch((112, 78, 62), 328, 358, 412, 500)
    c.rect(trim, 367, 364, 373, 500)
    digits(c, (140, 82, 68), "7", 358, 226, 42, 8)
    for step in range(3):
        c.rect((206, 198, 182), 300 - step * 14, 492 + step * 10, 440 + step * 14, 504 + step * 10)
    c.rect((190, 178, 156), 0, 520, WIDTH, HEIGHT)
    c.rect((150, 146, 104), 0, 500, 280, 524)
    c.rect((150, 146, 104), 462, 500, WIDTH, 524)
    autumn_tree(c, 800, 522, 1.7, (214, 146, 62), 121)
    c.polygon((204, 194, 172), [(286, 522), (454, 522), (620, 640), (150, 640)])
    for x, foot, size, coat, hair, sack in ((216, 592, 1.24, (70, 118, 148), (92, 62, 48), (206, 74, 62)),
                                            (300, 556, 0.92, (104, 140, 104), (206, 152, 84), (70, 90, 122)),
                                            (430, 562, 0.96, (150, 96, 132), (44, 38, 42), (226, 176, 74)),
                                            (520, 604, 1.32, (226, 156, 70), (120, 70, 50), (96, 120, 96)),
                                            (636, 590, 1.2, (92, 100, 122), (60, 46, 44), (206, 74, 62)),
                                            (756, 614, 1.34, (186, 84, 74), (196, 142, 80), (70, 118, 148))):
        c.ellipse((120, 106, 92), x, foot + 2, 32 * size, 5 * size, alpha=0.5)
        person(c, x, foot, size, coat, hair=hair)
        c.blob(hair, turned([(-12, -100), (-13, -122), (0, -128), (13, -122), (12, -100), (0, -96)], x, foot,
                            size=size))
        c.rounded(sack, x - 17 * size, foot - 92 * size, x + 17 * size, foot - 46 * size, 8 * size)
        c.rounded(mixed(sack, (30, 26, 40), 0.25), x - 11 * size, foot - 68 * size, x + 11 * size, foot - 50 * size,
                  4 * size)
    fallen_leaves(c, (560, 530, 950, 634), 34, 122)
    return c


def leonids():
    c = Canvas((14, 18, 44))
    c.fade((10, 14, 40), (58, 62, 104), 0, 520)
    chance = Chance(131)
    for _ in range(190):
        c.ellipse(mixed((160, 176, 220), (255, 255, 250), chance.between(0, 1)), chance.between(0, 960),
                  chance.between(0, 450), chance.between(0.7, 2))
    heart = (640, 120)  # they all come from one place, in the Lion
    for x, y in ((640, 120), (664, 96), (690, 104), (694, 136), (664, 158), (660, 196), (580, 210), (556, 244)):
        c.ellipse((250, 244, 220), x, y, 3.4)
    for turn, near, far, bright in ((200, 130, 330, 0.9), (168, 180, 460, 1.0), (146, 90, 260, 0.7),
                                    (112, 110, 300, 0.9),
                                    (74, 140, 330, 1.0), (38, 100, 230, 0.8), (12, 120, 260, 0.7), (222, 70, 130, 0.6),
                                    (184, 330, 560, 0.7), (96, 260, 330, 0.6)):
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        head = (heart[0] + cosine * far, heart[1] + sine * far)
        tail = (heart[0] + cosine * near, heart[1] + sine * near)
        side = (-sine * 3.4 * bright, cosine * 3.4 * bright)
        for share, alpha in ((0.0, 0.25), (0.4, 0.4), (0.72, 0.9)):
            start = (tail[0] + (head[0] - tail[0]) * share, tail[1] + (head[1] - tail[1]) * share)
            c.polygon((236, 240, 255), [start, (head[0] + side[0], head[1] + side[1]),
                                        (head[0] - side[0], head[1] - side[1])], alpha=alpha)
        c.ellipse((255, 255, 250), *head, 3.6 * bright)
    c.land((38, 42, 76), [(0, 486), (240, 462), (520, 484), (760, 456), (960, 478)])
    for _ in range(50):
        c.ellipse((244, 206, 126), chance.between(0, 420), chance.between(488, 512), chance.between(1, 2.2))
    c.land((12, 16, 34), [(0, 586), (200, 562), (460, 540), (700, 520), (960, 536)])
    dark = (6, 8, 22)
    c.polygon(dark, [(800, 540), (814, 396), (878, 396), (894, 540)])  # a mill without wind
    c.polygon(dark, smooth([(808, 398), (822, 366), (846, 356), (870, 366), (884, 398)]) + [(884, 398), (808, 398)])
    for turn in (24, 114, 204, 294):
        c.polygon(dark, turned([(-3, 0), (3, 0), (3, -122), (20, -122), (20, -34), (3, -34), (3, 0)], 846, 384, turn))
    c.rect((250, 210, 124), 840, 446, 852, 464)
    for x, y, tone in ((170, 604, (64, 68, 102)), (430, 574, (78, 62, 90))):  # blankets, and who sits on them
        c.polygon(tone, [(x - 120, y - 4), (x + 96, y - 16), (x + 132, y + 10), (x - 100, y + 26)])
        for dx, size, tilt in ((-46, 1.0, 12), (22, 0.86, 8)):
            px = x + dx
            c.blob(dark, turned([(-30, 4), (-26, -40), (-12, -66), (4, -68), (18, -52), (26, -20), (62, -26), (78, 2),
                                 (30, 8)], px, y, size=size))
            c.ellipse(dark, px - 8 * size, y - 84 * size, 16 * size, 18 * size, angle=tilt)
    for x, foot in ((620, 532), (720, 528)):  # two telescopes
        for leg in (-26, 0, 26):
            c.line(dark, (x, foot - 60), (x + leg, foot + 6), 6)
        c.polygon(dark, turned([(-58, -10), (44, -13), (44, 13), (-58, 10)], x, foot - 72, -152 if x > 700 else -38))
    for x, foot in ((566, 540), (676, 532)):
        c.blob(dark, turned([(-17, 0), (-17, -52), (-9, -76), (0, -79), (9, -76), (17, -52), (17, 0)], x, foot))
        c.ellipse(dark, x + 3, foot - 92, 12, 13)
    c.glow((206, 60, 56), 300, 590, 60)
    c.ellipse((236, 92, 76), 300, 590, 5)
    c.rounded((150, 158, 170), 322, 556, 342, 600, 5)
    c.rounded((206, 210, 216), 324, 542, 340, 558, 4)
    for puff in range(3):
        c.stroke((200, 206, 224), [(332 + puff * 2, 536 - puff * 14), (326 + puff * 3, 526 - puff * 14),
                                   (334 + puff * 2, 516 - puff * 14)], 2)
    return c


SCENES = {"air-sensors": air_sensors, "chess-blitz": chess_blitz, "district-library": district_library,
          "forecast-check": forecast_check, "later-lessons": later_lessons, "leonids": leonids}
