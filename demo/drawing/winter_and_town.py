"""Streets, bridges, trams, snow: the town from outside."""
import math

from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, Paint, mixed, smooth
from drawing.river import otter


def fir(c, x, foot, size, needles, snow):
    c.rect((62, 50, 48), x - size * 0.05, foot - size * 0.16, x + size * 0.05, foot)
    for step in range(4):
        top = foot - size * (1.3 - step * 0.28)
        half = size * (0.17 + step * 0.085)
        low = top + size * 0.44
        c.polygon(needles, [(x, top), (x + half, low), (x + half * 0.4, low - size * 0.05), (x, low + size * 0.02),
                            (x - half * 0.4, low - size * 0.05), (x - half, low)])
        c.polygon(snow, [(x, top), (x - half * 0.16, top + size * 0.24), (x - half * 0.5, top + size * 0.3),
                         (x - half, low), (x - half * 0.62, top + size * 0.22)])


def house(c, left, foot, width, height, wall, roof, lit=(250, 208, 122), chimney=True):
    top, right, ridge = foot - height, left + width, foot - height - width * 0.46
    shade = mixed(wall, (30, 30, 60), 0.28)
    c.rect(wall, left, top, right, foot)
    c.polygon(wall, [(left, top), (left + width / 2, ridge + 6), (right, top)])
    c.rect(shade, left + width * 0.62, top, right, foot)
    c.polygon(shade, [(left + width * 0.62, top), (left + width * 0.62, ridge + width * 0.12), (right, top)])
    if chimney:
        c.rect(mixed(wall, (60, 30, 30), 0.5), left + width * 0.68, ridge - 4, left + width * 0.8, top - width * 0.1)
        c.rect(roof, left + width * 0.66, ridge - 9, left + width * 0.82, ridge - 2)
    c.polygon(roof, [(left - 10, top + 5), (left + width / 2, ridge - 7), (right + 10, top + 5), (right + 10, top - 7),
                     (left + width / 2, ridge - 19), (left - 10, top - 7)])
    for column in (0.14, 0.38):
        x = left + width * column
        c.rect(mixed(wall, (20, 20, 30), 0.5), x - 2, top + height * 0.28, x + width * 0.14 + 2, top + height * 0.66)
        c.rect(lit, x, top + height * 0.3, x + width * 0.14, top + height * 0.64)
        c.rect(wall, x + width * 0.062, top + height * 0.3, x + width * 0.078, top + height * 0.64)


def first_snow():
    c = Canvas((142, 162, 190))
    c.fade((112, 134, 168), (212, 214, 222), 0, 330)
    snow, blue, deep = (246, 248, 250), (214, 224, 236), (186, 202, 222)
    c.land((176, 190, 212), [(0, 250), (180, 210), (360, 246), (560, 200), (760, 236), (960, 196)])
    for index in range(34):  # a wood on the far hill
        x = 20 + index * 28
        fir(c, x, 262 + (index * 37) % 18, 26 + (index * 53) % 16, (120, 140, 164), (190, 202, 220))
    c.land(deep, [(0, 300), (220, 262), (460, 290), (700, 250), (960, 286)])
    rows = ((96, 366, 112, 76, (158, 110, 94)), (250, 352, 96, 64, (122, 120, 142)),
            (392, 360, 124, 84, (176, 142, 104)),
            (560, 346, 100, 70, (138, 96, 90)), (700, 356, 130, 82, (112, 124, 142)))
    for left, foot, width, height, wall in rows:
        house(c, left, foot, width, height, wall, snow)
    c.land(blue, [(0, 380), (200, 352), (420, 378), (640, 350), (960, 372)])
    c.land(snow, [(0, 452), (240, 412), (520, 446), (760, 408), (960, 436)])
    road = (198, 210, 226)
    edge = smooth([(500, 640), (470, 560), (520, 490), (500, 430)])
    far = smooth([(508, 430), (536, 490), (520, 560), (640, 640)])
    c.polygon(road, edge + far)
    for x, foot, size in ((58, 470, 120), (150, 520, 150), (842, 486, 170), (920, 548, 200), (742, 440, 84),
                          (318, 436, 70)):
        fir(c, x, foot, size, (44, 74, 82), snow)
    lamp = (60, 66, 84)
    c.rect(lamp, 404, 392, 409, 520)
    c.polygon(lamp, [(392, 392), (421, 392), (414, 378), (399, 378)])
    c.glow((255, 222, 150), 406, 402, 74)
    c.ellipse((255, 232, 170), 406, 400, 9, 11)
    walker = (52, 58, 78)
    c.blob(walker, [(566, 520), (574, 488), (588, 484), (602, 490), (610, 522)])
    c.ellipse((206, 170, 150), 589, 474, 8, 9)
    c.polygon((170, 62, 54), [(579, 472), (583, 460), (595, 460), (600, 472)])
    c.rect(walker, 578, 518, 586, 544)
    c.rect(walker, 592, 518, 600, 544)
    chance = Chance(7)
    for _ in range(240):
        size = chance.between(1.0, 3.4)
        c.ellipse((255, 255, 255), chance.between(0, WIDTH), chance.between(0, HEIGHT - 90), size)
    return c


def night_tram():
    c = Canvas((20, 28, 54))
    c.fade((18, 24, 50), (58, 66, 106), 0, 330)
    chance = Chance(3)
    for _ in range(70):
        c.ellipse((166, 176, 208), chance.between(0, WIDTH), chance.between(0, 200), chance.between(0.6, 1.6))
    c.glow((214, 206, 190), 790, 112, 110)
    c.ellipse((240, 230, 202), 790, 112, 42)
    c.ellipse((214, 200, 176), 776, 102, 9)
    c.ellipse((214, 200, 176), 802, 124, 6)
    c.ellipse((214, 200, 176), 784, 132, 4)
    for block in range(22):  # the far bank
        left = block * 46 - 12
        top = 296 - chance.between(8, 92)
        c.rect((34, 42, 76), left, top, left + 40, 400)
        if block % 3 == 0:
            c.polygon((34, 42, 76), [(left - 3, top), (left + 20, top - 24), (left + 43, top)])
        for window in range(4):
            if chance.between(0, 1) < 0.5:
                x, y = left + 7 + (window % 2) * 16, top + 12 + (window // 2) * 24
                c.rect((208, 168, 98), x, y, x + 7, y + 11)
    c.fade((26, 36, 68), (12, 18, 40), 384, 640)
    stone, dark = (74, 82, 112), (48, 56, 86)
    c.rect(stone, 0, 372, WIDTH, 412)
    for span in range(4):
        left = span * 280 - 90
        c.rect(stone, left + 236, 400, left + 280, 548)
        c.rect(dark, left + 262, 400, left + 280, 548)
        c.polygon(stone, [(left + 224, 556), (left + 234, 536), (left + 282, 536), (left + 292, 556)])
        arch = [(left, 470), (left + 30, 434), (left + 76, 416), (left + 118, 412), (left + 160, 416),
                (left + 206, 434),
                (left + 236, 470)]
        c.polygon(stone, [(left, 404), (left + 236, 404), *reversed(smooth(arch))])
    c.rect((104, 112, 142), 0, 364, WIDTH, 374)
    c.rect((62, 70, 100), 0, 328, WIDTH, 332)
    for post in range(40):
        c.rect((62, 70, 100), post * 25 + 4, 328, post * 25 + 7, 366)
    for lamp in (70, 860):
        c.rect((86, 94, 122), lamp, 206, lamp + 5, 366)
        c.rect((86, 94, 122), lamp - 20, 204, lamp + 24, 209)
        for side in (-18, 22):
            c.glow((255, 214, 132), lamp + side, 216, 46)
            c.ellipse((255, 226, 158), lamp + side, 215, 8, 7)
    c.line((120, 128, 156), (0, 168), (WIDTH, 178), 1.6)
    tram(c, 196, 226)
    for x, wide in ((216, 40), (300, 40), (382, 40), (464, 40), (546, 40), (628, 46)):
        for ripple in range(11):
            y = 572 + ripple * 6.2
            half = wide / 2 - ripple * 1.2 + (ripple % 3) * 3
            c.rect((196, 154, 92), x - half + (ripple % 2) * 7, y, x + half + (ripple % 2) * 7, y + 2.4,
                   alpha=0.72 - ripple * 0.05)
    c.ripples((50, 62, 100), (0, 470, WIDTH, 632), 60, 5, 90)
    return c


def tram(c, left, top):
    right, red, cream, glass = left + 470, (188, 56, 48), (238, 228, 208), (255, 218, 134)
    c.polygon((120, 128, 156), [(left + 214, top), (left + 250, top - 44), (left + 256, top - 44), (left + 222, top)])
    c.polygon((120, 128, 156), [(left + 290, top), (left + 252, top - 44), (left + 258, top - 44), (left + 298, top)])
    c.rect((120, 128, 156), left + 226, top - 48, left + 282, top - 44)
    c.rounded((92, 34, 40), left + 30, top - 10, right - 40, top + 14, 8)
    c.polygon(red, [(left, top + 18), (left + 12, top), (right - 6, top), (right + 14, top + 26),
                    (right + 20, top + 82),
                    (right + 14, top + 122), (left, top + 122)])
    c.rect(cream, left, top + 82, right + 19, top + 90)
    c.rect((132, 38, 40), left, top + 108, right + 16, top + 122)
    for window in range(6):
        x = left + 14 + window * 70
        c.rounded(glass, x, top + 16, x + 58, top + 72, 6)
        if window in (1, 2, 4):  # those who ride
            head = x + 20 + window * 3
            c.ellipse((96, 62, 54), head, top + 48, 8, 10)
            c.blob((96, 62, 54), [(head - 18, top + 72), (head - 12, top + 60), (head, top + 57), (head + 12, top + 60),
                                  (head + 18, top + 72)])
    c.polygon(glass, [(right - 4, top + 16), (right + 8, top + 30), (right + 13, top + 72), (right - 4, top + 72)])
    c.ellipse((255, 244, 204), right + 12, top + 100, 7)
    c.glow((255, 236, 170), right + 18, top + 100, 60)
    for wheel in (70, 118, 340, 388):
        c.ellipse((34, 36, 50), left + wheel, top + 128, 15)
        c.ellipse((92, 98, 120), left + wheel, top + 128, 6)


def bricks(c, colour, left, top, right, bottom, seed):
    chance = Chance(seed)
    row = top
    while row < bottom - 6:
        for _ in range(int((right - left) / 60)):
            x = chance.between(left, right - 22)
            c.rect(colour, x, row, x + 18, row + 5)
        row += 11


def warehouse():
    c = Canvas((60, 58, 98))
    c.fade((64, 62, 104), (236, 178, 138), 0, 400)
    c.land((86, 74, 104), [(0, 356), (140, 340), (300, 352), (520, 330), (760, 350), (960, 326)])
    brick, dark, light, glow = (150, 78, 62), (92, 48, 50), (172, 96, 74), (255, 214, 130)
    c.rect(brick, 176, 196, 792, 452)
    bricks(c, light, 180, 204, 700, 440, 11)
    c.rect(dark, 700, 196, 792, 452, alpha=0.45)
    c.polygon((74, 42, 50), [(150, 200), (226, 118), (742, 118), (818, 200)])
    c.polygon((98, 56, 58), [(150, 200), (226, 118), (700, 118), (708, 200)])
    for seam in range(11):
        c.line((82, 46, 52), (240 + seam * 44, 118), (186 + seam * 50, 200), 1.6)
    c.rect(dark, 176, 306, 792, 313)
    c.rect((72, 40, 48), 440, 92, 530, 160)
    c.polygon((60, 34, 44), [(430, 94), (485, 62), (540, 94)])
    c.arch(glow, 468, 102, 502, 148)
    for x in (204, 270, 336, 594, 646, 722):
        c.arch(dark, x - 5, 222, x + 45, 292)
        c.arch(glow, x, 227, x + 40, 292)
        c.rect(dark, x + 18, 227, x + 22, 292)
        c.rect(dark, x, 256, x + 40, 260)
    c.rect((50, 30, 38), 396, 232, 574, 452)
    c.rect(glow, 406, 306, 564, 452)
    c.rect((250, 190, 104), 406, 306, 564, 340, alpha=0.5)
    c.rect((118, 66, 54), 406, 240, 564, 304)
    for plank in range(5):
        c.rect((92, 50, 46), 406, 252 + plank * 12, 564, 254 + plank * 12)
    for person, (x, size) in enumerate(((424, 1.0), (452, 0.92), (484, 1.08), (514, 0.96), (542, 1.02))):
        figure = (70, 42, 48) if person % 2 else (88, 50, 50)
        c.blob(figure, [(x - 14 * size, 452), (x - 12 * size, 414), (x, 404), (x + 12 * size, 414),
                        (x + 14 * size, 452)])
        c.ellipse(figure, x, 396 - size * 2, 8 * size, 10 * size)
    c.polygon(glow, [(406, 452), (564, 452), (620, 486), (350, 486)], alpha=0.5)
    c.rect((88, 78, 88), 0, 452, WIDTH, 486)
    c.polygon((188, 146, 110), [(406, 452), (564, 452), (622, 486), (348, 486)])
    c.rect((58, 54, 74), 0, 486, WIDTH, 500)
    c.fade((76, 74, 108), (38, 44, 78), 500, 640)
    for ripple in range(13):
        half = 92 - ripple * 5 + (ripple % 3) * 12
        c.rect((238, 192, 120), 486 - half + (ripple % 2) * 10, 506 + ripple * 9, 486 + half - (ripple % 2) * 6,
               510 + ripple * 9,
               alpha=0.8 - ripple * 0.05)
    c.ripples((96, 94, 128), (0, 506, WIDTH, 636), 46, 9, 120)
    boat = (30, 30, 46)
    c.polygon(boat, [(112, 556), (286, 552), (262, 588), (140, 590)])
    c.polygon((52, 48, 62), [(118, 560), (280, 556), (276, 563), (124, 567)])
    c.blob(boat, [(176, 562), (180, 528), (192, 518), (204, 528), (210, 560)])
    c.ellipse(boat, 193, 508, 9, 11)
    c.stroke(boat, [(204, 534), (236, 552), (300, 600)], 4, 3)
    c.rect(boat, 132, 500, 135, 560)
    c.glow(glow, 134, 500, 60, 4, 0.15)
    c.ellipse((255, 232, 170), 134, 500, 8, 10)
    return c


def calendar_page(c, left, top, right):
    """The picture of a month: an otter on its river, at dawn."""
    middle, bottom = (left + right) / 2, top + 250
    c.rect(Paint((238, 190, 152), (252, 228, 190), top, top + 130), left, top, right, bottom)
    c.ellipse((255, 244, 214), middle + 90, top + 92, 34)
    c.polygon((160, 168, 136), [(left, top + 118), *smooth([(left, top + 106), (middle, top + 92), (right, top + 110)]),
                                (right, top + 140), (left, top + 140)])
    c.rect(Paint((150, 178, 172), (70, 116, 132), top + 124, bottom), left, top + 124, right, bottom)
    for step in range(7):
        c.line((255, 236, 196), (middle + 66 - step * 3, top + 136 + step * 15),
               (middle + 112 + step * 3, top + 136 + step * 15), 3, alpha=0.7)
    otter(c, middle + 30, top + 196, 0.5)
    for x, tall in ((right - 24, 120), (right - 40, 84), (left + 22, 96)):
        c.stroke((84, 104, 66), [(x, bottom - 3), (x - 2, bottom - tall)], 4, 2)
        c.ellipse((110, 76, 52), x - 2, bottom - tall, 5, 17)


def calendar_days(c, left, top, right, bottom):
    """Five weeks, Sundays in red, a day in a ring."""
    across, down = (right - left) / 7, (bottom - top) / 5
    for week in range(5):
        for day in range(7):
            if 4 <= week * 7 + day < 35:
                x, y = left + (day + 0.5) * across, top + (week + 0.5) * down
                c.rounded((186, 52, 44) if day == 6 else (70, 74, 84), x - 11, y - 5, x + 11, y + 5, 4)
    x, y = left + 2.5 * across, top + 2.5 * down
    for turn in range(0, 360, 8):
        c.ellipse((206, 60, 48), x + 26 * math.cos(math.radians(turn)), y + 17 * math.sin(math.radians(turn)), 2.2)


def calendar():
    c = Canvas((214, 224, 222))
    c.fade((206, 220, 220), (228, 232, 224), 0, 640)
    for x in range(40, WIDTH, 92):
        c.line((196, 210, 210), (x, 0), (x, 560), 3)
    c.rect((150, 112, 82), 0, 566, WIDTH, HEIGHT)
    c.rect((178, 138, 102), 0, 556, WIDTH, 580)
    c.rect((120, 132, 134), 308, 66, 668, 560, alpha=0.35)
    c.rect((252, 250, 244), 296, 50, 656, 548)
    calendar_page(c, 312, 78, 640)
    calendar_days(c, 330, 352, 622, 528)
    for x in range(316, 650, 22):
        c.arch((96, 100, 110), x, 40, x + 7, 62)
    c.ellipse((96, 84, 76), 476, 26, 7)
    c.line((96, 84, 76), (476, 26), (400, 50), 2.4)
    c.line((96, 84, 76), (476, 26), (552, 50), 2.4)
    c.rounded((186, 74, 58), 744, 462, 840, 560, 14)
    c.rounded((206, 100, 82), 752, 462, 772, 556, 8)
    c.ellipse((92, 52, 40), 792, 466, 46, 9)
    for turn in range(-80, 81, 6):
        c.ellipse((186, 74, 58), 838 + 30 * math.cos(math.radians(turn)), 508 + 30 * math.sin(math.radians(turn)), 6)
    for x, lean in ((780, -14), (806, 10)):
        c.stroke((246, 246, 240), [(x, 448), (x + lean, 410), (x - lean, 376), (x + lean / 2, 344)], 5, 1.5)
    fir(c, 150, 540, 190, (66, 104, 84), (236, 242, 242))
    c.polygon((176, 96, 64), [(112, 516), (188, 516), (178, 560), (122, 560)])
    return c


SCENES = {"calendar": calendar, "first-snow": first_snow, "night-tram": night_tram, "warehouse": warehouse}
