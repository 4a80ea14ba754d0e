"""Streets by night, the market, the stadium, and a shelf of things to lend."""
import math

from drawing.canvas import WIDTH, Canvas, Chance, mixed, smooth, turned


def person(c, x, foot, size, coat, skin=(224, 184, 154), hair=(84, 62, 50), hat=None):
    dark = mixed(coat, (24, 22, 34), 0.6)
    for side in (-7, 7):
        c.line(dark, (x + side * size, foot - 42 * size), (x + side * size, foot), 11 * size)
    c.blob(coat, turned([(-20, -30), (-21, -66), (-14, -90), (0, -94), (14, -90), (21, -66), (20, -30)], x, foot,
                        size=size))
    c.ellipse(skin, x, foot - 108 * size, 11 * size, 13 * size)
    cap = hat or hair
    c.blob(cap, turned([(-13, -108), (-11, -121), (0, -126), (11, -121), (13, -108), (6, -113), (-6, -113)], x, foot,
                       size=size))


def street_lamp(c, x, foot, tall, light=(255, 222, 150), reach=150):
    iron = (52, 56, 70)
    c.rect(iron, x - 3, foot - tall, x + 3, foot)
    c.rect(iron, x - 8, foot - 16, x + 8, foot)
    c.stroke(iron, [(x, foot - tall + 14), (x + 10, foot - tall - 8), (x + 42, foot - tall - 10)], 5, 5)
    c.polygon(light, [(x + 28, foot - tall), (x + 60, foot - tall), (x + 60 + reach * 0.7, foot),
                      (x + 28 - reach * 0.7, foot)], alpha=0.12)
    c.glow(light, x + 44, foot - tall + 2, reach * 0.6)
    c.polygon(iron, [(x + 24, foot - tall), (x + 64, foot - tall), (x + 56, foot - tall - 14),
                     (x + 32, foot - tall - 14)])
    c.ellipse((255, 244, 214), x + 44, foot - tall + 2, 17, 5)


def night_houses(c, foot, seed, dark=(44, 50, 78), lit=(236, 190, 108)):
    chance = Chance(seed)
    x = -20
    while x < WIDTH:
        wide, tall = chance.between(100, 170), chance.between(130, 240)
        tone = mixed(dark, (84, 66, 84), chance.between(0, 0.6))
        c.rect(tone, x, foot - tall, x + wide, foot)
        c.polygon(mixed(tone, (16, 16, 30), 0.4), [(x - 6, foot - tall), (x + wide * 0.2, foot - tall - 44),
                                                   (x + wide * 0.8, foot - tall - 44), (x + wide + 6, foot - tall)])
        columns = int(wide / 38)
        for row in range(int((tall - 40) / 52)):
            for column in range(columns):
                left, top = x + 16 + column * (wide - 24) / columns, foot - tall + 20 + row * 52
                on = chance.between(0, 1) < 0.4
                c.rect(lit if on else mixed(tone, (16, 18, 34), 0.5), left, top, left + 18, top + 28)
                if on:
                    c.rect(tone, left + 8, top, left + 10, top + 28)
        x += wide + 3


def tanker():
    c = Canvas((36, 42, 74))
    c.fade((30, 36, 70), (150, 116, 126), 0, 430)
    night_houses(c, 450, 5)
    c.fade((86, 82, 98), (56, 54, 74), 450, 640)
    c.rect((112, 106, 116), 0, 446, WIDTH, 456)
    street_lamp(c, 96, 540, 330)
    street_lamp(c, 720, 560, 350, reach=190)
    c.ellipse((40, 40, 58), 360, 562, 300, 18, alpha=0.6)
    blue, white, dark, glass = (64, 112, 148), (236, 234, 226), (36, 38, 52), (176, 206, 214)
    c.rounded(white, 260, 330, 640, 490, 74)
    c.rounded(mixed(white, (60, 70, 110), 0.35), 260, 420, 640, 490, 34)
    c.rect(blue, 262, 396, 638, 422)
    c.rounded(dark, 420, 316, 482, 336, 6)
    c.polygon((64, 112, 148), smooth([(352, 388), (338, 364), (352, 340), (366, 364), (352, 388)], closed=False))
    c.rect(dark, 110, 486, 650, 508)
    c.polygon(blue, [(112, 494), (112, 420), (150, 352), (248, 352), (248, 494)])
    c.polygon(glass, [(128, 416), (158, 366), (206, 366), (206, 416)])
    c.rect(glass, 214, 366, 240, 416)
    c.rect(mixed(blue, (20, 20, 50), 0.35), 112, 462, 248, 494)
    c.ellipse((255, 240, 190), 120, 456, 9)
    c.glow((255, 236, 180), 116, 456, 50)
    for x in (176, 470, 560):
        c.ellipse(dark, x, 516, 36)
        c.ellipse((112, 114, 124), x, 516, 17)
    c.rect((150, 154, 162), 632, 440, 668, 452)
    c.rect((150, 154, 162), 662, 440, 672, 474)
    c.polygon((196, 224, 234), [(663, 474), (671, 474), (674, 540), (660, 540)])
    c.polygon((214, 92, 62), [(646, 540), (690, 540), (684, 582), (652, 582)])
    c.ellipse((196, 224, 234), 668, 540, 22, 5)
    for x, size, coat, hair, hat in ((724, 1.12, (150, 66, 60), (196, 190, 182), None),
                                     (784, 1.2, (52, 78, 104), (60, 46, 44), None),
                                     (836, 0.8, (206, 162, 84), (60, 46, 44), (188, 70, 60)),
                                     (888, 1.14, (84, 102, 84), (110, 72, 50), None),
                                     (938, 1.18, (92, 72, 104), (50, 44, 46), (60, 70, 90))):
        person(c, x, 594, size, coat, hair=hair, hat=hat)
    for x, tone in ((752, (64, 112, 148)), (808, (236, 234, 226)), (914, (206, 160, 84))):
        c.polygon(tone, [(x - 14, 566), (x + 14, 566), (x + 11, 596), (x - 11, 596)])
        c.stroke((60, 60, 70), [(x - 13, 566), (x, 550), (x + 13, 566)], 2.4)
    c.polygon((110, 128, 156), smooth([(520, 604), (640, 592), (780, 606), (700, 624), (560, 622), (520, 604)]),
              alpha=0.6)
    c.polygon((246, 214, 150), smooth([(700, 604), (740, 600), (770, 606), (730, 612), (700, 604)]), alpha=0.5)
    return c


def leaf_tram():
    c = Canvas((28, 34, 60))
    c.fade((20, 26, 52), (66, 66, 92), 0, 420)
    chance = Chance(47)
    for _ in range(50):
        c.ellipse((176, 182, 206), chance.between(0, WIDTH), chance.between(0, 190), chance.between(0.6, 1.5))
    night_houses(c, 430, 21, dark=(36, 42, 68), lit=(196, 150, 88))
    c.fade((62, 60, 76), (44, 42, 58), 430, 640)
    for x, tall in ((60, 250), (330, 290), (610, 270), (880, 290)):
        foot = 450
        c.stroke((40, 32, 40), [(x, foot), (x + 6, foot - tall * 0.4), (x - 4, foot - tall * 0.7)], 20, 9)
        for tone, count, size in (((112, 72, 44), 26, 44), ((168, 106, 52), 24, 32), ((206, 148, 68), 18, 22)):
            for _ in range(count):
                turn, reach = chance.between(0, math.tau), chance.between(0.1, 1) ** 0.6
                c.ellipse(mixed(tone, (30, 30, 56), 0.3), x + math.cos(turn) * reach * 96,
                          foot - tall * 0.86 + math.sin(turn) * reach * 72, size * chance.between(0.6, 1),
                          size * chance.between(0.4, 0.7))
    c.line((120, 124, 146), (0, 120), (WIDTH, 132), 1.6)
    for y in (548, 590):
        c.polygon((128, 132, 146), [(0, y), (WIDTH, y - 4), (WIDTH, y), (0, y + 5)])
    yellow, dark, glass = (226, 172, 64), (52, 46, 52), (255, 232, 168)
    left, top, right = 230, 290, 690
    c.polygon((120, 124, 146), [(430, top), (470, 140), (476, 140), (442, top)])
    c.rect((120, 124, 146), 440, 126, 506, 131)
    c.line((120, 124, 146), (473, 128), (473, 142), 4)
    c.polygon(yellow, [(left, top + 10), (left + 14, top), (right - 16, top), (right, top + 20),
                       (right + 8, top + 120), (right + 8, top + 210), (left - 6, top + 210), (left - 6, top + 110)])
    c.rect(mixed(yellow, (80, 40, 30), 0.35), left - 6, top + 176, right + 8, top + 210)
    for stripe in range(16):
        x = left + stripe * 30 - 4
        c.polygon(dark, [(x, top + 176), (x + 13, top + 176), (x + 3, top + 196), (x - 10, top + 196)])
    c.rounded(glass, left + 18, top + 24, left + 92, top + 94, 6)
    c.rounded(glass, right - 96, top + 24, right - 14, top + 94, 6)
    c.blob((92, 66, 58), [(right - 72, top + 94), (right - 66, top + 72), (right - 52, top + 66),
                          (right - 38, top + 72), (right - 32, top + 94)])
    c.ellipse((92, 66, 58), right - 52, top + 54, 10, 12)
    c.rounded((176, 186, 192), left + 116, top + 34, right - 122, top + 160, 40)
    c.rounded((128, 140, 150), left + 116, top + 104, right - 122, top + 160, 28)
    for band in (left + 170, right - 180):
        c.rect((96, 106, 118), band, top + 34, band + 8, top + 160)
    for wheel in (left + 60, left + 120, right - 130, right - 70):
        c.ellipse((26, 26, 36), wheel, top + 222, 23)
        c.ellipse((96, 98, 112), wheel, top + 222, 9)
    c.ellipse((255, 246, 212), right + 4, top + 140, 11)
    c.polygon((255, 238, 180), [(right + 6, top + 130), (960, 400), (960, 600), (right + 6, top + 150)], alpha=0.2)
    c.glow((255, 238, 180), right + 8, top + 140, 80)
    c.ellipse((238, 128, 52), left + 250, top - 8, 15, 11)
    c.glow((238, 140, 60), left + 250, top - 8, 70)
    spray = (206, 222, 232)
    c.polygon(spray, [(right + 4, top + 214), (right + 150, 560), (right + 60, 566)], alpha=0.4)
    c.polygon(spray, [(right + 4, top + 214), (right + 110, 584), (right + 30, 590)], alpha=0.45)
    for _ in range(80):
        x = right + chance.between(30, 190)
        c.ellipse(spray, x, 574 - chance.between(0, 60) * (1 - (x - right) / 220), chance.between(1, 3.6))
    for _ in range(170):
        x, y = chance.between(0, WIDTH), chance.between(450, 640)
        if not (left - 20 < x < right + 60 and y < 604):
            c.ellipse(((168, 106, 52), (206, 148, 68), (132, 84, 50))[int(chance.between(0, 3))], x, y,
                      chance.between(4, 9), chance.between(1.6, 3.6), angle=chance.between(-50, 50))
    return c


def river_ice():
    c = Canvas((206, 216, 226))
    c.fade((150, 172, 200), (240, 222, 208), 0, 270)
    c.ellipse((255, 240, 220), 240, 190, 36)
    c.glow((255, 240, 220), 240, 190, 120)
    c.land((186, 196, 212), [(0, 236), (220, 206), (460, 238), (720, 200), (960, 226)])
    c.land((226, 232, 238), [(0, 276), (240, 262), (500, 280), (760, 258), (960, 272)])
    chance = Chance(53)
    for index in range(40):  # bare willows
        x = index * 25 + chance.between(-8, 8)
        tall = chance.between(24, 54)
        for twig in range(5):
            c.stroke((128, 126, 138), [(x, 286), (x + (twig - 2) * 3, 286 - tall * 0.6),
                                       (x + (twig - 2) * 8, 286 - tall)], 2.2, 0.8)
    c.fade((196, 214, 224), (166, 192, 208), 286, 640)
    for _ in range(60):
        y = chance.between(292, 560)
        x, wide = chance.between(-60, WIDTH), chance.between(40, 190) * (y - 240) / 260
        c.polygon((226, 236, 240), smooth([(x, y), (x + wide * 0.4, y - 5), (x + wide, y), (x + wide * 0.6, y + 5),
                                           (x, y)]), alpha=0.7)
    for crack in (((60, 360), (200, 392), (260, 440), (420, 470)), ((620, 330), (700, 380), (840, 400), (940, 460)),
                  ((260, 440), (240, 520), (320, 590)), ((700, 380), (660, 450), (700, 520))):
        c.stroke((132, 164, 186), list(crack), 2.4, 1, curved=False)
    c.polygon((88, 128, 154), smooth([(520, 316), (640, 306), (820, 312), (960, 306)]) + [(960,
        336)] + smooth([(960, 336), (800, 338), (640, 330), (520, 316)]))
    c.ellipse((238, 244, 246), 420, 520, 56, 17)
    c.ellipse((60, 96, 124), 420, 520, 42, 12)
    for part in range(12):  # the gauge
        c.rect((196, 62, 52) if part % 2 else (246, 242, 234), 414, 300 + part * 18, 426, 318 + part * 18)
        c.rect((50, 50, 60), 414, 300 + part * 18, 420, 301.6 + part * 18)
    c.ellipse((60, 96, 124), 420, 518, 16, 4, alpha=0.6)
    c.land((238, 242, 246), [(0, 596), (240, 560), (420, 600), (700, 610), (960, 572)])
    person(c, 560, 548, 1.5, (156, 72, 60), hat=(54, 66, 92))
    c.stroke((156, 72, 60), [(540, 428), (506, 452), (482, 468)], 21, 17)
    c.rect((244, 238, 220), 458, 446, 492, 472)
    c.line((60, 60, 70), (475, 446), (475, 472), 1.6)
    c.stroke((224, 184, 154), [(486, 470), (480, 472)], 10, 9)
    c.polygon((226, 190, 90), [(541, 394), (579, 394), (582, 410), (538, 410)])
    # the auger and the sledge
    c.line((96, 104, 116), (640, 420), (640, 540), 7)
    c.line((96, 104, 116), (616, 424), (664, 424), 6)
    for turn in range(5):
        c.line((130, 140, 150), (630, 480 + turn * 12), (650, 486 + turn * 12), 5)
    dog(c, 820, 556)
    for step in range(9):
        c.ellipse((206, 218, 228), 600 + step * 24, 576 + (step % 2) * 9, 7, 3)
    for x, tall in ((30, 150), (70, 190), (112, 120), (900, 170), (938, 210)):
        foot = 640
        c.stroke((112, 96, 84), [(x, foot), (x + 4, foot - tall * 0.5), (x + 14, foot - tall)], 4, 2)
        c.ellipse((132, 100, 76), x + 15, foot - tall - 10, 5, 20, angle=12)
        c.ellipse((246, 248, 250), x + 14, foot - tall - 24, 5, 6)
    return c


def dog(c, x, foot):
    """One that sits on the bank and is not coming."""
    fur, light, dark = (150, 104, 70), (226, 206, 178), (96, 68, 52)
    c.stroke(fur, [(x + 40, foot - 6), (x + 74, foot - 10), (x + 86, foot - 34)], 12, 6)
    c.blob(fur, [(x - 22, foot), (x - 34, foot - 50), (x - 22, foot - 88), (x + 8, foot - 86), (x + 40, foot - 44),
                 (x + 48, foot), (x + 10, foot + 3)])
    c.blob(light, [(x - 28, foot - 8), (x - 32, foot - 50), (x - 20, foot - 76), (x - 8, foot - 50),
                   (x - 12, foot - 8)])
    c.line(fur, (x - 18, foot - 40), (x - 20, foot), 14)
    c.ellipse(fur, x - 24, foot, 13, 6)
    c.blob(fur, [(x - 34, foot - 90), (x - 30, foot - 118), (x - 4, foot - 126), (x + 16, foot - 110),
                 (x + 10, foot - 86), (x - 12, foot - 78)])
    c.blob(light, [(x - 58, foot - 92), (x - 50, foot - 106), (x - 26, foot - 104), (x - 18, foot - 88),
                   (x - 34, foot - 80), (x - 52, foot - 82)])
    c.ellipse((36, 32, 36), x - 56, foot - 98, 6, 5)
    c.ellipse((36, 32, 36), x - 24, foot - 110, 3)
    c.blob(dark, [(x + 2, foot - 124), (x + 22, foot - 116), (x + 20, foot - 84), (x + 8, foot - 96)])
    c.stroke((190, 62, 54), [(x - 28, foot - 84), (x - 8, foot - 76), (x + 14, foot - 86)], 7, 7)


def market():
    c = Canvas((222, 206, 176))
    c.fade((196, 206, 204), (238, 222, 190), 0, 300)
    iron = (84, 102, 104)
    for x in range(0, 961, 120):
        c.line(iron, (x, 0), (x, 300), 5)
    for span in range(4):
        left = span * 240
        c.stroke(iron, [(left, 130), (left + 60, 60), (left + 120, 36), (left + 180, 60), (left + 240, 130)], 6, 6)
        for spoke in range(1, 6):
            x = left + spoke * 40
            c.line(iron, (x, 130), (x, 130 - 94 * math.sin(math.pi * spoke / 6)), 2)
    c.rect(iron, 0, 126, WIDTH, 134)
    stalls = ((20, (190, 74, 60)), (262, (72, 112, 100)), (700, (206, 160, 84)))
    fruit = (((206, 70, 54), (226, 176, 72)), ((150, 164, 92), (196, 206, 150)), ((196, 140, 84), (170, 116, 70)))
    for (left, awning), colours in zip(stalls, fruit):
        c.rect((150, 112, 78), left + 8, 250, left + 16, 420)
        c.rect((150, 112, 78), left + 224, 250, left + 232, 420)
        person(c, left + 120, 430, 1.1, mixed(awning, (40, 40, 60), 0.4),
               hair=((96, 66, 50), (200, 194, 186), (60, 48, 46))[left % 3],
               hat=(244, 238, 226) if left == 262 else None)
        for stripe in range(8):
            x = left + stripe * 30
            tone = awning if stripe % 2 else (244, 236, 216)
            c.polygon(tone, [(x + 10 - stripe * 2.4, 216), (x + 40 - stripe * 2.4 - 2.4, 216), (x + 30, 268), (x, 268)])
            c.ellipse(tone, x + 15, 268, 15, 11)
        c.rect((176, 134, 92), left, 386, left + 240, 470)
        c.rect((140, 102, 74), left, 458, left + 240, 470)
        for row in range(3):
            for index in range(11 - row):
                x, y = left + 14 + index * 21 + row * 10, 384 - row * 15
                c.ellipse(mixed(colours[(index + row) % 2], (40, 20, 20), 0.2), x + 1, y + 2, 12, 11)
                c.ellipse(colours[(index + row) % 2], x, y, 11.5, 10.5)
    c.fade((176, 152, 128), (150, 126, 110), 470, 640)
    for row in range(5):
        for index in range(11):
            y = 476 + row * 34
            c.line((136, 114, 100), (index * 96 + (row % 2) * 48, y), (index * 96 + (row % 2) * 48 - 8, y + 34), 1.6)
        c.line((136, 114, 100), (0, 476 + row * 34), (WIDTH, 476 + row * 34), 1.6)
    wood, dark, brass = (120, 80, 58), (90, 60, 48), (214, 170, 84)
    c.ellipse((104, 84, 78), 560, 606, 150, 16, alpha=0.5)
    c.polygon(wood, [(500, 400), (616, 400), (602, 580), (514, 580)])
    c.polygon(dark, [(572, 400), (616, 400), (602, 580), (566, 580)])
    c.rounded(dark, 484, 576, 632, 604, 6)
    c.rounded(wood, 470, 380, 646, 404, 6)
    c.rect(brass, 552, 196, 564, 384)
    c.ellipse(brass, 558, 192, 12)
    c.line(brass, (446, 226), (670, 206), 9)
    c.ellipse((60, 50, 50), 558, 216, 8)
    for x, y in ((446, 226), (670, 206)):
        for side in (-54, 54):
            c.line((150, 120, 70), (x, y), (x + side, y + 92), 1.8)
        c.polygon(brass, smooth([(x - 62, y + 92), (x - 40, y + 110), (x, y + 116), (x + 40, y + 110),
                                 (x + 62, y + 92)]) + [(x + 62, y + 92)])
        c.ellipse(mixed(brass, (60, 40, 30), 0.3), x, y + 92, 62, 8)
    cabbage = (160, 186, 122)
    c.ellipse(mixed(cabbage, (40, 70, 50), 0.3), 446, 288, 42, 36)
    for leaf in range(5):
        turn = math.radians(-160 + leaf * 35)
        c.stroke(mixed(cabbage, (236, 244, 206), 0.4),
                 [(446, 316), (446 + math.cos(turn) * 22, 290 + math.sin(turn) * 14),
                  (446 + math.cos(turn) * 34, 288 + math.sin(turn) * 30)], 7, 2)
    for x, tall in ((644, 40), (676, 30), (702, 22)):
        c.rounded((92, 96, 104), x - tall * 0.34, 296 - tall, x + tall * 0.34, 298, 4)
        c.ellipse((92, 96, 104), x, 296 - tall - 4, tall * 0.2)
        c.rect((150, 154, 160), x - tall * 0.24, 296 - tall + 4, x - tall * 0.12, 294)
    person(c, 400, 618, 1.35, (94, 80, 112), hair=(214, 208, 200))
    c.polygon((176, 134, 84), [(430, 556), (474, 556), (468, 604), (436, 604)])
    c.stroke((140, 102, 66), [(434, 556), (452, 524), (470, 556)], 4)
    person(c, 820, 622, 1.4, (70, 92, 104), hat=(60, 52, 54))
    c.rect((60, 52, 54), 795, 622 - 162, 845, 622 - 155)
    person(c, 880, 622, 0.9, (196, 92, 66))
    return c


def lamps():
    c = Canvas((18, 24, 50))
    c.fade((12, 18, 44), (54, 58, 92), 0, 470)
    chance = Chance(59)
    for _ in range(190):
        c.ellipse((214, 218, 232), chance.between(0, WIDTH), chance.between(0, 260), chance.between(0.5, 1.8))
    dark = (30, 34, 58)
    for side in (-1, 1):  # two rows of houses to a point
        for index in range(5):
            near = 480 + side * (480 - index * 88)
            far = 480 + side * (480 - (index + 1) * 88)
            top, next_top = 90 + index * 58 + (index * 31) % 24, 90 + (index + 1) * 58 + (index * 31) % 24
            foot, next_foot = 560 - index * 24, 560 - (index + 1) * 24
            tone = mixed(dark, (74, 58, 76), ((index * 37) % 10) / 14)
            c.polygon(tone, [(near, top), (far, next_top), (far, next_foot), (near, foot)])
            c.polygon(mixed(tone, (10, 10, 24), 0.5),
                      [(near, top), (far, next_top), (far, next_top - 16), (near, top - 26)])
            for row in range(4 - index // 2):
                for part in (0.24, 0.62):
                    x = near + (far - near) * part
                    y = top + (next_top - top) * part + 34 + row * (78 - index * 10)
                    wide, tall = (12 - index) * 1.1, 34 - index * 5
                    lit = (index * 7 + row * 5 + int(part * 10)) % 5 == 0
                    if y + tall < foot - 40:
                        c.rect((240, 196, 116) if lit else mixed(tone, (10, 12, 28), 0.5), x - wide / 2 - 2, y,
                               x + wide / 2 + 2, y + tall)
    c.polygon((46, 44, 62), [(0, 640), (0, 560), (440, 440), (520, 440), (960, 560), (960, 640)])
    c.polygon((58, 56, 74), [(200, 640), (462, 440), (498, 440), (760, 640)])
    for rail in (430, 470, 500, 540):
        c.line((110, 110, 130), (480 + (rail - 485) * 0.12, 442), (480 + (rail - 485) * 3.2, 640), 2.4)
    warm = (255, 206, 130)
    for index, (x, foot, tall) in enumerate(((130, 600, 380), (270, 546, 256), (356, 506, 170), (410, 480, 110))):
        for side in (0, 1):
            post = x if side == 0 else 960 - x
            size = tall / 380
            c.rect((40, 42, 58), post - 4 * size, foot - tall, post + 4 * size, foot)
            arm = 1 if side == 0 else -1
            head = post + arm * 56 * size
            c.line((40, 42, 58), (post, foot - tall), (head, foot - tall - 6 * size), 6 * size)
            c.polygon(warm, [(head - 20 * size, foot - tall), (head + 20 * size, foot - tall),
                             (head + 150 * size, foot + 8), (head - 150 * size, foot + 8)], alpha=0.13)
            c.ellipse(warm, head, foot + 4 * size, 150 * size, 20 * size, alpha=0.22)
            c.glow(warm, head, foot - tall + 4 * size, 84 * size)
            c.rounded((40, 42, 58), head - 26 * size, foot - tall - 12 * size, head + 26 * size, foot - tall, 5 * size)
            c.ellipse((255, 240, 200), head, foot - tall + 1, 20 * size, 4 * size)
    fur = (12, 12, 22)
    x, foot = 590, 600
    c.stroke(fur, [(x + 40, foot - 30), (x + 72, foot - 52), (x + 66, foot - 88)], 9, 5)
    c.blob(fur, [(x - 40, foot - 28), (x - 30, foot - 48), (x + 10, foot - 48), (x + 44, foot - 40),
                 (x + 46, foot - 18), (x, foot - 14), (x - 36, foot - 16)])
    for leg in (-32, -20, 26, 38):
        c.line(fur, (x + leg, foot - 22), (x + leg + (4 if leg in (-32, 38) else -4), foot), 8)
    c.blob(fur, [(x - 66, foot - 52), (x - 58, foot - 70), (x - 38, foot - 70), (x - 30, foot - 50),
                 (x - 46, foot - 36)])
    c.polygon(fur, [(x - 64, foot - 60), (x - 62, foot - 84), (x - 48, foot - 68)])
    c.polygon(fur, [(x - 46, foot - 68), (x - 34, foot - 84), (x - 32, foot - 58)])
    c.ellipse((250, 216, 110), x - 54, foot - 56, 2.6)
    c.ellipse((250, 216, 110), x - 42, foot - 56, 2.6)
    c.polygon((20, 18, 30), smooth([(x - 40, foot), (x + 20, foot - 4), (x + 150, foot + 16), (x + 90, foot + 20),
                                    (x - 40, foot)]), alpha=0.5)
    return c


def football():
    c = Canvas((96, 112, 132))
    c.fade((74, 92, 122), (216, 190, 164), 0, 250)
    for x in (90, 870):
        c.rect((70, 76, 90), x - 5, 60, x + 5, 300)
        c.rounded((70, 76, 90), x - 48, 30, x + 48, 76, 6)
        for lamp in range(4):
            c.ellipse((255, 248, 222), x - 33 + lamp * 22, 53, 9, 14)
        c.glow((255, 246, 216), x, 53, 150)
    c.polygon((92, 84, 92), [(0, 190), (960, 190), (960, 330), (0, 330)])
    c.rect((62, 66, 84), 0, 178, WIDTH, 196)
    chance = Chance(97)
    for row in range(5):
        for index in range(54):
            x, y = index * 18 + (row % 2) * 9 + chance.between(-2, 2), 212 + row * 24
            tone = ((196, 74, 58), (226, 190, 96), (64, 82, 104), (112, 94, 96),
                    (196, 74, 58))[int(chance.between(0, 5))]
            c.blob(mixed(tone, (96, 92, 104), 0.35),
                   [(x - 8, y + 26), (x - 7, y + 9), (x, y + 5), (x + 7, y + 9), (x + 8, y + 26)])
            c.ellipse(mixed((224, 186, 156), (100, 96, 108), 0.3), x, y, 5, 6)
            if chance.between(0, 1) < 0.13:
                c.line(mixed(tone, (96, 92, 104), 0.35), (x - 6, y + 10), (x - 10, y - 12), 4)
    c.rect((196, 74, 58), 0, 322, WIDTH, 352)
    for board in range(6):
        c.rect((244, 236, 218), board * 180 + 30, 330, board * 180 + 120, 344)
    c.fade((112, 132, 84), (84, 106, 66), 352, 640)
    for stripe in range(5):
        c.polygon((98, 120, 76), [(stripe * 240 - 60, 352), (stripe * 240 + 60, 352), (stripe * 300 + 10, 640),
                                  (stripe * 300 - 160, 640)], alpha=0.5)
    white = (240, 240, 230)
    c.line(white, (0, 470), (960, 452), 3)
    c.line(white, (560, 640), (700, 458), 3)
    post, net = (246, 244, 236), (206, 210, 206)
    for line in range(15):
        c.line(net, (716 + line * 16, 246), (760 + line * 14, 436), 1)
    for line in range(11):
        c.line(net, (716, 252 + line * 19), (960, 244 + line * 19), 1)
    c.rect(post, 700, 240, 711, 470)
    c.rect(post, 700, 236, 960, 247)
    keeper = (222, 172, 72)
    c.stroke((40, 44, 60), [(842, 452), (872, 500), (862, 548)], 24, 17)
    c.stroke((40, 44, 60), [(858, 448), (910, 480), (934, 520)], 24, 17)
    c.blob(keeper, [(816, 400), (806, 360), (830, 340), (862, 360), (880, 430), (852, 456)])
    c.stroke(keeper, [(822, 356), (786, 318), (764, 286)], 20, 15)
    c.stroke(keeper, [(846, 352), (828, 306), (808, 268)], 20, 15)
    c.ellipse((244, 240, 230), 760, 276, 13, 15)
    c.ellipse((244, 240, 230), 804, 258, 13, 15)
    c.ellipse((224, 184, 154), 830, 322, 17, 20)
    c.blob((70, 52, 46), [(818, 318), (822, 300), (838, 298), (850, 312), (846, 322), (834, 312)])
    red, dark, skin = (190, 62, 52), (240, 236, 226), (226, 184, 152)
    c.ellipse((62, 84, 54), 440, 588, 90, 11, alpha=0.6)
    c.stroke(skin, [(410, 430), (372, 486), (320, 500)], 27, 17)
    c.stroke(red, [(360, 494), (330, 500), (318, 501)], 20, 17)
    c.stroke((30, 30, 40), [(314, 500), (302, 516)], 17, 13)
    c.stroke(skin, [(432, 436), (440, 492), (418, 546)], 28, 17)
    c.stroke(red, [(432, 516), (424, 536), (418, 546)], 21, 17)
    c.stroke((30, 30, 40), [(416, 548), (434, 562)], 17, 13)
    c.blob(dark, [(394, 436), (398, 396), (446, 390), (456, 440), (428, 456)])
    c.blob(red, [(398, 402), (386, 344), (404, 306), (440, 296), (462, 318), (456, 396)])
    c.stroke(red, [(400, 322), (366, 346), (350, 378)], 25, 19)
    c.stroke(skin, [(352, 374), (352, 406), (366, 424)], 16, 12)
    c.stroke(red, [(450, 316), (484, 340), (504, 352)], 25, 19)
    c.stroke(skin, [(500, 350), (530, 340), (550, 318)], 16, 12)
    c.rect((244, 236, 218), 412, 330, 436, 368)
    c.ellipse(skin, 440, 262, 24, 28)
    c.blob((120, 74, 46), [(416, 258), (418, 232), (440, 224), (462, 234), (464, 248), (446, 244), (428, 250)])
    ball = (600, 240)
    for trail in range(5):
        c.ellipse((240, 236, 226), 500 + trail * 20, 246 - trail * 1.5, 5 + trail * 3, alpha=0.16 + trail * 0.04)
    c.ellipse((212, 208, 198), *ball, 29)
    c.ellipse((246, 244, 236), ball[0] - 2, ball[1] - 2, 27)
    for turn in range(5):
        x, y = ball[0] - 2 + math.cos(math.radians(turn * 72 - 90)) * 20, ball[1] - 2 + math.sin(math.radians(turn * 72 - 90)) * 20
        c.ellipse((44, 46, 60), x, y, 6)
        c.line((44, 46, 60), (ball[0] - 2, ball[1] - 2), (x, y), 1.8)
    c.polygon((44, 46, 60), [(ball[0] - 2 + math.cos(math.radians(turn * 72 - 90)) * 10,
                              ball[1] - 2 + math.sin(math.radians(turn * 72 - 90)) * 10) for turn in range(5)])
    for _ in range(60):
        x, y = chance.between(0, WIDTH), chance.between(560, 638)
        c.stroke((118, 140, 86), [(x, y), (x + 2, y - 6), (x + 5, y - 11)], 2.4, 1)
    return c


def things():
    c = Canvas((206, 186, 158))
    c.fade((196, 178, 154), (184, 164, 142), 0, 640)
    wood, dark, light = (156, 112, 76), (116, 82, 60), (184, 138, 96)
    for left, top, right, bottom in ((60, 40, 900, 230), (60, 250, 900, 430), (60, 450, 900, 620)):
        c.rect((132, 104, 86), left, top, right, bottom)
        c.rect((112, 88, 76), left, top, right, top + 20, alpha=0.6)
    for y in (230, 430, 620):
        c.rect(wood, 40, y, 920, y + 20)
        c.rect(dark, 40, y + 15, 920, y + 20)
    c.rect(wood, 40, 20, 920, 42)
    for x in (40, 326, 614, 900):
        c.rect(wood, x, 20, x + 20, 640)
        c.rect(dark, x + 15, 20, x + 20, 640)
    shade = (84, 64, 58)
    # a violin
    c.ellipse(shade, 190, 224, 92, 7, alpha=0.5)
    body, edge = (176, 96, 52), (124, 62, 42)

    def violin(points):
        return turned(points, 190, 150, 62, 0.92)

    c.blob(edge, violin([(0, -44), (30, -34), (26, -6), (34, 16), (42, 46), (22, 76), (0, 80), (-22, 76), (-42, 46),
                         (-34, 16), (-26, -6), (-30, -34)]))
    c.blob(body, violin([(0, -39), (26, -31), (21, -6), (29, 17), (37, 45), (19, 71), (0, 75), (-19, 71), (-37, 45),
                         (-29, 17), (-21, -6), (-26, -31)]))
    c.polygon((50, 40, 42), violin([(-6, 4), (6, 4), (4, -112), (-4, -112)]))
    c.ellipse((50, 40, 42), *violin([(0, -120)])[0], 8)
    c.polygon((50, 40, 42), violin([(-9, 44), (9, 44), (6, 70), (-6, 70)]))
    c.line((240, 230, 206), *violin([(-12, 28), (12, 28)]), 3)
    for string in (-3, -1, 1, 3):
        c.line((236, 228, 206), *violin([(string, -112), (string * 1.6, 46)]), 0.8)
    c.line((96, 66, 50), (96, 92), (300, 66), 3.4)
    # a telescope
    c.ellipse(shade, 470, 226, 100, 6, alpha=0.5)
    for foot in (412, 470, 530):
        c.line((60, 58, 62), (470, 140), (foot, 226), 6)
    c.line((226, 222, 210), (398, 164), (546, 84), 32)
    c.line((64, 96, 118), (520, 98), (560, 76), 42)
    c.line((60, 58, 62), (388, 170), (400, 163), 22)
    c.ellipse((60, 58, 62), 470, 138, 11)
    # a tent in its bag, a lantern
    c.ellipse(shade, 752, 226, 116, 6, alpha=0.5)
    c.rounded((86, 116, 84), 650, 150, 806, 228, 36)
    c.ellipse((66, 94, 70), 660, 189, 16, 38)
    for strap in (704, 758):
        c.rect((226, 180, 90), strap, 150, strap + 12, 228)
    c.stroke((226, 180, 90), [(710, 150), (736, 122), (764, 150)], 7, 7)
    c.rect((196, 74, 58), 832, 150, 880, 164)
    c.rect((255, 226, 150), 838, 164, 874, 208)
    c.rect((196, 74, 58), 832, 208, 880, 228)
    c.stroke((90, 90, 96), [(838, 150), (856, 116), (874, 150)], 3.4)
    c.glow((255, 226, 150), 856, 186, 50)
    # a sewing machine
    c.ellipse(shade, 196, 426, 112, 6, alpha=0.5)
    black, gold = (44, 44, 54), (222, 176, 84)
    c.rounded(wood, 88, 406, 304, 430, 5)
    c.rounded(black, 100, 388, 290, 410, 6)
    c.polygon(black, smooth([(252, 392), (250, 320), (262, 290), (288, 290), (294, 330), (286, 392)]))
    c.rounded(black, 112, 288, 290, 330, 18)
    c.rounded(black, 108, 292, 146, 366, 12)
    c.rect((176, 180, 186), 124, 364, 130, 392)
    c.ellipse((176, 180, 186), 300, 312, 25)
    c.ellipse(black, 300, 312, 15)
    c.stroke(gold, [(160, 312), (190, 300), (216, 314), (244, 302)], 3)
    c.rect((196, 74, 58), 204, 266, 224, 290)
    # a hammer drill
    c.ellipse(shade, 470, 426, 110, 6, alpha=0.5)
    blue = (48, 104, 118)
    c.rounded(blue, 400, 304, 506, 362, 16)
    c.polygon(blue, [(408, 350), (452, 350), (438, 424), (396, 424)])
    c.rounded((44, 44, 54), 384, 412, 452, 430, 5)
    c.rect((44, 44, 54), 500, 314, 528, 352)
    c.polygon((150, 154, 162), [(528, 322), (548, 328), (548, 340), (528, 346)])
    c.line((150, 154, 162), (546, 334), (596, 334), 7)
    c.rounded((196, 74, 58), 450, 360, 462, 380, 3)
    c.rect((226, 180, 90), 420, 318, 488, 328)
    for slot in range(4):
        c.rect((30, 76, 90), 416 + slot * 14, 338, 424 + slot * 14, 352)
    # a carpet cleaner's neighbour: skates on a nail, a globe
    c.line((60, 56, 60), (690, 268), (690, 290), 4)
    for x in (664, 714):
        c.stroke((230, 226, 214), [(690, 288), (x, 312)], 2)
        c.polygon((244, 240, 230), [(x - 14, 312), (x + 16, 312), (x + 18, 356), (x + 42, 372), (x + 42, 388),
                                    (x - 18, 388)])
        c.rect((176, 180, 186), x - 24, 396, x + 48, 402)
        c.rect((176, 180, 186), x - 8, 388, x - 2, 398)
        c.rect((176, 180, 186), x + 26, 388, x + 32, 398)
    c.ellipse(shade, 826, 428, 54, 5, alpha=0.5)
    c.rounded(dark, 792, 416, 860, 430, 5)
    c.rect(gold, 822, 396, 830, 418)
    c.stroke(gold, [(800, 300), (770, 346), (796, 392), (836, 402)], 5, 5)
    c.ellipse((92, 148, 168), 828, 342, 46)
    for points in (((804, 312), (826, 304), (836, 322), (820, 340), (806, 334)),
                   ((838, 346), (858, 340), (862, 360), (844, 376)), ((796, 352), (812, 358), (810, 374), (800, 368))):
        c.blob((156, 172, 108), list(points))
    # card drawers below
    for row in range(2):
        for column in range(9):
            bay = column // 3
            left = 68 + bay * 288 + (column % 3) * 87
            top = 458 + row * 80
            c.rounded(light, left, top, left + 80, top + 72, 4)
            c.rounded(mixed(light, (90, 60, 40), 0.25), left + 4, top + 60, left + 76, top + 69, 3)
            c.rect((244, 236, 214), left + 18, top + 16, left + 62, top + 34)
            c.line((140, 124, 104), (left + 24, top + 25), (left + 56, top + 25), 2)
            c.ellipse(gold, left + 40, top + 50, 7)
    c.rounded(light, 358, 552, 440, 632, 4)
    c.rect((60, 46, 44), 364, 532, 434, 556)
    for bit in range(8):
        c.line((176, 180, 186), (370 + bit * 8, 556), (368 + bit * 9, 520 - (bit * 7) % 16), 3.4)
    c.rect((244, 236, 214), 376, 570, 422, 590)
    c.ellipse(gold, 399, 610, 7)
    return c


SCENES = {"tanker": tanker, "leaf-tram": leaf_tram, "river-ice": river_ice, "market": market, "lamps": lamps,
          "football": football, "things": things}
