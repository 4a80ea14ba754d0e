"""The Sheliuha: what swims in it, crosses it, and was found on its bed."""
from drawing.canvas import HEIGHT, WIDTH, Canvas, Chance, mixed, smooth, turned


def reeds(c, left, right, foot, height, seed, stem=(84, 104, 66), head=(110, 76, 52)):
    chance = Chance(seed)
    count = int((right - left) / 7)
    for index in range(count):
        x = left + (right - left) * index / count + chance.between(-3, 3)
        tall = chance.between(0.45, 1) * height
        lean = chance.between(-8, 16)
        c.stroke(mixed(stem, (40, 60, 50), chance.between(0, 0.5)),
                 [(x, foot), (x + lean * 0.3, foot - tall * 0.5), (x + lean, foot - tall)], 4, 1.4)
        if index % 4 == 1:
            c.ellipse(head, x + lean, foot - tall + 6, 5, 20, angle=lean * 0.6)


def otter(c, x, y, size, cub=False):
    fur, dark, light = (92, 68, 56), (66, 48, 42), (190, 160, 132)

    def at(points):
        return turned(points, x, y, size=size)

    c.stroke(dark, at([(-226, 4), (-280, -2), (-336, -10)]), 15 * size, 3 * size)
    c.polygon(fur, at(smooth([(-244, 8), (-206, -12), (-150, -22), (-100, -18), (-60, -8), (-52, 8)])))
    c.polygon(dark, at(smooth([(-244, 8), (-200, -2), (-150, -6), (-90, -2), (-52, 8)])), alpha=0.5)
    head = [(-74, 8), (-62, -20), (-40, -42), (-12, -50), (12, -44), (30, -33), (46, -27), (53, -17), (44, -4),
            (22, 3), (0, 8)]
    c.ellipse(dark, *at([(-30, -44)])[0], 9 * size, 10 * size)
    c.polygon(fur, at(smooth(head)))
    c.polygon(light, at(smooth([(53, -16), (44, -4), (22, 3), (0, 8), (-26, 8), (-16, -8), (6, -14), (28, -20),
                                (46, -22), (53, -16)])))
    c.ellipse((34, 28, 30), *at([(49, -24)])[0], 8 * size, 6 * size)
    c.ellipse((34, 28, 30), *at([(16, -32)])[0], 4.6 * size, 4.6 * size)
    c.ellipse((240, 232, 220), *at([(17.5, -33.5)])[0], 1.5 * size, 1.5 * size)
    c.ellipse(fur, *at([(-22, -44)])[0], 7 * size, 8 * size)
    c.ellipse(dark, *at([(-21, -43)])[0], 3.4 * size, 4 * size)
    for whisker in (0, 5, 10):
        c.line((226, 214, 196), *at([(40, -14 + whisker * 0.5), (74, -22 + whisker * 2)]), 1.1)
    c.line((236, 226, 206), *at([(-350, 9), (66, 9)]), 2.2)
    c.line((206, 206, 196), *at([(-300, 18), (20, 18)]), 1.6)


def otters():
    c = Canvas((250, 220, 180))
    c.fade((238, 186, 150), (252, 232, 194), 0, 300)
    c.glow((255, 248, 224), 660, 196, 190)
    c.ellipse((255, 247, 222), 660, 196, 62)
    c.land((206, 190, 164), [(0, 236), (170, 206), (380, 240), (600, 262), (800, 226), (960, 238)])
    c.land((160, 168, 136), [(0, 286), (200, 266), (420, 290), (640, 278), (960, 292)])
    chance = Chance(2)
    for index in range(46):  # willows on the far bank
        x = index * 21 + chance.between(-6, 6)
        c.ellipse(mixed((126, 146, 116), (160, 168, 136), chance.between(0, 0.6)), x, 296 - chance.between(0, 10),
                  chance.between(14, 26), chance.between(10, 22))
    c.fade((176, 188, 172), (76, 122, 136), 300, 640)
    for band, (top, alpha) in enumerate(((292, 0.4), (306, 0.3), (322, 0.2))):
        c.ellipse((255, 244, 220), 420 + band * 120, top, 620, 10, alpha=alpha)
    for ripple in range(24):
        half = 66 - ripple * 1.6 + (ripple % 3) * 12
        y = 308 + ripple * 9
        c.polygon((255, 236, 196), [(660 - half + (ripple % 4) * 6, y), (660, y - 2),
                                    (660 + half - (ripple % 3) * 8, y), (660, y + 2)],
                  alpha=0.75 - ripple * 0.026)
    c.ripples((140, 172, 172), (0, 330, WIDTH, 630), 70, 4, 120)
    otter(c, 470, 440, 1.05)
    otter(c, 320, 524, 0.62)
    otter(c, 640, 548, 0.58)
    c.polygon((74, 94, 62), smooth([(960, 470), (880, 500), (820, 560), (770, 640)]) + [(960, 640)])
    reeds(c, 770, 960, 650, 330, 8)
    reeds(c, -10, 70, 650, 220, 12)
    return c


def dugout():
    c = Canvas((206, 222, 226))
    c.fade((186, 208, 220), (232, 232, 218), 0, 240)
    c.land((176, 190, 170), [(0, 196), (200, 168), (420, 200), (680, 164), (960, 190)])
    c.land((132, 156, 128), [(0, 232), (260, 218), (520, 236), (760, 214), (960, 228)])
    c.fade((150, 182, 196), (104, 146, 166), 244, 420)
    c.ripples((190, 210, 216), (0, 256, WIDTH, 400), 60, 6, 90)
    c.land((214, 190, 144), [(0, 420), (220, 384), (460, 396), (720, 372), (960, 392)])
    c.land((230, 208, 164), [(0, 436), (220, 398), (460, 412), (720, 388), (960, 410)])
    c.land((218, 192, 146), [(0, 560), (300, 536), (620, 560), (960, 530)])
    c.ellipse((176, 148, 108), 490, 540, 400, 26, alpha=0.6)
    for x in (250, 700):  # trestles
        for side in (-26, 26):
            c.line((128, 98, 70), (x, 500), (x + side, 566), 9)
        c.line((148, 114, 82), (x - 34, 508), (x + 34, 508), 10)
    oak, dark, inside, grain, edge = (104, 74, 54), (74, 52, 42), (56, 40, 36), (130, 96, 70), (146, 110, 80)
    hull = smooth([(96, 404), (180, 422), (480, 426), (780, 408), (890, 376)])
    keel = smooth([(890, 376), (866, 440), (790, 490), (640, 512), (360, 516), (200, 500), (120, 456), (96, 404)])
    c.polygon(oak, hull + keel)
    c.polygon(dark, smooth([(112, 440), (220, 482), (420, 494), (660, 488), (800, 460), (878, 410)])
              + smooth([(866, 440), (790, 490), (640, 512), (360, 516), (200, 500), (120, 456)]))
    c.polygon(edge, hull + list(reversed(smooth([(120, 396), (190, 406), (480, 410), (770, 394), (890, 376)]))))
    c.polygon(inside, smooth([(132, 400), (196, 410), (480, 414), (770, 398), (864, 384)])
              + list(reversed(smooth([(150, 398), (210, 392), (480, 392), (750, 382), (864, 384)]))))
    for line in range(5):
        y = 434 + line * 13
        c.stroke(grain, [(150 + line * 18, y - 6), (360, y + 4), (600, y + 2), (820 - line * 16, y - 14)], 2.2, 1)
    c.stroke(dark, [(300, 470), (360, 476), (430, 474)], 3, 1)
    for x, y in ((322, 448), (474, 452), (624, 446)):
        c.ellipse((40, 28, 26), x, y, 6)
        c.ellipse((176, 140, 100), x, y, 3)
    c.polygon((168, 134, 98), [(772, 416), (832, 402), (836, 432), (778, 446)])
    for x, y in ((780, 422), (826, 410), (828, 428), (784, 440)):
        c.ellipse(dark, x, y, 2)
    for part in range(12):  # the surveyor's rod
        c.rect((196, 62, 52) if part % 2 else (240, 236, 226), 120 + part * 62, 586, 120 + (part + 1) * 62, 594)
    chance = Chance(9)
    for _ in range(90):
        c.ellipse(mixed((184, 158, 118), (236, 218, 180), chance.between(0, 1)), chance.between(0, WIDTH),
                  chance.between(570, 636),
                  chance.between(2, 8), chance.between(1.5, 4))
    reeds(c, 884, 960, 430, 150, 3)
    return c


def stork(c, x, y, size, angle=0):
    white, shade, black, red = (250, 248, 242), (216, 218, 220), (44, 44, 54), (206, 84, 56)

    def at(points):
        return turned(points, x, y, angle, size)

    c.polygon(shade, at(smooth([(-6, -4), (40, -60), (96, -116), (150, -150), (142, -120), (116, -70), (60, -8)])))
    for feather in range(6):
        c.stroke(black, at([(116 - feather * 11, -96 + feather * 18), (150 - feather * 9, -134 + feather * 22)]),
                 13 * size, 5 * size, curved=False)
    c.stroke(red, at([(-60, 8), (-110, 16), (-186, 18)]), 7 * size, 4 * size)
    c.stroke(red, at([(-60, 2), (-110, 8), (-182, 8)]), 6 * size, 4 * size)
    c.polygon(black, at(smooth([(-50, -6), (-96, -2), (-104, 8), (-60, 12), (-40, 8)])))
    c.blob(white, at([(-70, 2), (-30, -18), (20, -20), (58, -12), (66, 0), (30, 16), (-30, 16)]))
    c.stroke(white, at([(48, -8), (84, -20), (122, -20), (146, -22)]), 22 * size, 13 * size)
    c.ellipse(white, *at([(150, -23)])[0], 14 * size, 10 * size, angle)
    c.polygon(red, at([(160, -29), (226, -17), (160, -17)]))
    c.ellipse(black, *at([(154, -26)])[0], 2.6 * size)
    wing = [(-44, -4), (-66, -58), (-98, -116), (-132, -158), (-92, -150), (-34, -112), (14, -58), (36, -8)]
    for feather in range(8):  # the flight feathers
        c.stroke(black, at([(-50 - feather * 8, -34 - feather * 15), (-98 - feather * 10, -38 - feather * 21)]),
                 16 * size, 6 * size, curved=False)
    c.polygon(white, at(smooth(wing)))
    c.polygon(shade, at(smooth([(-44, -4), (-66, -58), (-98, -116), (-132, -158), (-86, -112), (-46, -62),
                                (-10, -6)])), alpha=0.7)


def storks():
    c = Canvas((240, 214, 180))
    c.fade((120, 158, 186), (248, 224, 186), 0, 430)
    c.glow((255, 246, 214), 220, 330, 220)
    c.ellipse((255, 244, 208), 220, 330, 46)
    for x, y, wide in ((640, 150, 150), (780, 178, 190), (120, 120, 130), (420, 90, 110)):
        c.ellipse((244, 236, 222), x, y, wide, 9, alpha=0.5)
        c.ellipse((244, 236, 222), x + 40, y - 10, wide * 0.5, 7, alpha=0.5)
    c.land((168, 166, 152), [(0, 420), (200, 388), (420, 418), (640, 380), (960, 412)])
    c.land((146, 150, 108), [(0, 462), (240, 438), (500, 466), (760, 436), (960, 456)])
    c.polygon((196, 200, 190), smooth([(960, 486), (760, 494), (600, 514), (640, 552), (820, 586), (960, 600)]))
    c.polygon((150, 178, 188), smooth([(960, 492), (780, 500), (640, 516), (672, 548), (830, 578), (960, 592)]))
    for x, foot, wide, wall in ((420, 486, 40, (206, 196, 178)), (474, 492, 50, (186, 150, 128)),
                                (352, 494, 44, (196, 184, 160))):
        c.rect(wall, x, foot - wide * 0.6, x + wide, foot)
        c.polygon((132, 84, 68), [(x - 5, foot - wide * 0.6), (x + wide / 2, foot - wide * 1.05),
                                  (x + wide + 5, foot - wide * 0.6)])
    c.land((122, 128, 84), [(0, 540), (260, 512), (520, 544), (760, 600), (960, 622)])
    tower, dark = (150, 92, 76), (116, 68, 62)
    c.polygon(tower, [(116, 552), (128, 372), (212, 372), (224, 552)])
    c.polygon(dark, [(184, 552), (184, 372), (212, 372), (224, 552)])
    c.rect(tower, 106, 298, 234, 376)
    c.rect(dark, 190, 298, 234, 376)
    c.rect((94, 56, 54), 100, 370, 240, 380)
    c.polygon((92, 74, 72), [(94, 300), (170, 250), (246, 300)])
    c.polygon((72, 58, 60), [(170, 250), (246, 300), (196, 300)])
    for x in (126, 156):
        c.arch((70, 48, 50), x, 320, x + 14, 352)
    c.arch((70, 48, 50), 150, 500, 174, 552)
    chance = Chance(5)
    for twig in range(46):
        x = 170 + chance.between(-44, 44)
        y = 244 + chance.between(-10, 10)
        c.line(mixed((120, 92, 62), (160, 130, 90), chance.between(0, 1)), (x - chance.between(10, 26), y),
               (x + chance.between(10, 26), y + chance.between(-7, 7)), 2.4)
    stork(c, 560, 260, 1.18, -8)
    for x, y, size in ((846, 118, 0.17), (800, 92, 0.14), (884, 84, 0.13), (752, 128, 0.12)):
        stork(c, x, y, size, -6)
    for index in range(60):
        x = chance.between(0, WIDTH)
        y = chance.between(556, 638)
        c.stroke((150, 146, 92), [(x, y), (x + 3, y - 12), (x + 7, y - 20)], 2.4, 1)
    return c


def rowing():
    c = Canvas((222, 226, 220))
    c.fade((196, 208, 212), (244, 228, 200), 0, 260)
    c.ellipse((255, 246, 222), 740, 170, 44)
    c.glow((255, 246, 222), 740, 170, 130)
    c.land((176, 186, 180), [(0, 214), (220, 190), (440, 216), (700, 186), (960, 206)])
    chance = Chance(21)
    for index in range(70):
        x = index * 14 + chance.between(-5, 5)
        colour = ((178, 120, 66), (206, 158, 78), (128, 130, 84), (150, 96, 62))[index * 7 % 4]
        c.ellipse(mixed(colour, (196, 196, 180), 0.25), x, 262 - chance.between(0, 22), chance.between(12, 22),
                  chance.between(16, 30))
    c.fade((206, 204, 184), (96, 134, 144), 278, 640)
    for index in range(70):  # the trees' reflections
        x = index * 14 + chance.between(-5, 5)
        colour = ((178, 120, 66), (206, 158, 78), (128, 130, 84), (150, 96, 62))[index * 7 % 4]
        c.ellipse(mixed(colour, (176, 186, 176), 0.55), x, 296 + chance.between(0, 16), chance.between(10, 20),
                  chance.between(10, 26), alpha=0.45)
    c.ellipse((250, 244, 226), 300, 282, 560, 9, alpha=0.55)
    c.ripples((150, 176, 178), (0, 320, WIDTH, 630), 70, 4, 130)
    boat(c, 70, 430, mirror=True)
    boat(c, 70, 430)
    for x, y, size in ((110, 330, 0.8), (520, 338, 0.8), (900, 346, 0.8), (240, 566, 1.4), (760, 580, 1.4)):
        c.ellipse((214, 92, 56), x, y, 9 * size, 8 * size)
        c.ellipse((120, 120, 112), x, y + 7 * size, 13 * size, 2.4 * size, alpha=0.5)
    c.ripples((206, 216, 210), (0, 470, WIDTH, 636), 26, 14, 150)
    return c


def boat(c, left, water, mirror=False):
    """A coxed quad, rowing to the left; or its likeness in the water."""
    sign = -1 if mirror else 1
    deep = (84, 120, 130)

    def tone(colour):
        return mixed(colour, deep, 0.62) if mirror else colour

    def at(x, y):
        return left + x, water - sign * y

    for seat in range(4):
        x = 210 + seat * 138
        for dx in (0, 1):
            c.line(tone((176, 128, 78)), at(x - 14, 30), at(x + 92 + dx * 6, -4 - dx * 2 if not mirror else 0), 3.4)
        if not mirror:
            c.polygon((206, 70, 54), [(left + x + 84, water + 1), (left + x + 118, water + 3),
                                      (left + x + 118, water + 12), (left + x + 86, water + 9)])
        skin = tone(((222, 182, 152), (196, 150, 120), (230, 196, 168), (206, 164, 136))[seat])
        shirt = tone((40, 92, 108))
        c.stroke(skin, [at(x - 60, 10), at(x - 34, 26), at(x + 4, 14)], 13, 11)
        body = [(x - 12, 8), (x + 8, 6), (x + 30, 36), (x + 34, 62), (x + 20, 70), (x + 4, 62), (x - 8, 34)]
        c.blob(shirt, [at(*p) for p in body])
        c.stroke(skin, [at(x + 20, 60), at(x - 4, 42), at(x - 22, 32)], 9, 7)
        c.ellipse(skin, *at(x + 28, 84), 12, 13)
        hair = tone(((92, 62, 46), (54, 44, 46), (176, 128, 74), (122, 68, 44))[seat])
        c.blob(hair, [at(*p) for p in ((x + 18, 92), (x + 26, 99), (x + 38, 94), (x + 42, 82), (x + 50, 74),
                                       (x + 40, 76), (x + 36, 86), (x + 26, 90))])
    x = 92  # the cox, facing them
    c.blob(tone((196, 74, 56)), [at(x - 12, 4), at(x - 10, 34), at(x + 2, 44), at(x + 14, 34), at(x + 16, 4)])
    c.ellipse(tone((226, 188, 158)), *at(x + 3, 56), 11, 12)
    c.polygon(tone((240, 236, 224)), [at(x - 9, 58), at(x - 6, 69), at(x + 8, 70), at(x + 14, 60), at(x + 24, 57),
                                      at(x + 12, 55)])
    hull = [at(0, 10), at(40, 4), at(760, 4), at(828, 14), at(800, -4), at(730, -10), at(80, -10)]
    c.polygon(tone((206, 208, 206)), hull)
    c.polygon(tone((120, 126, 130)), [at(20, 2), at(806, 2), at(800, -4), at(730, -10), at(80, -10)])
    if not mirror:
        c.line((236, 240, 234), (left + 20, water + 12), (left + 812, water + 12), 2.2)


def fish(c, x, y, size, colour, angle=0, flip=False):
    dark, light = mixed(colour, (30, 40, 50), 0.35), mixed(colour, (255, 250, 230), 0.5)

    def at(points):
        return turned(points, x, y, angle, size, flip)

    c.polygon(dark, at(smooth([(-44, 0), (-60, -10), (-84, -24), (-78, 0), (-84, 24), (-60, 10), (-44, 0)])))
    c.polygon(dark, at(smooth([(-16, -16), (0, -34), (22, -28), (26, -16)])))
    c.polygon(dark, at([(2, 18), (-14, 34), (-18, 18)]))
    c.blob(colour, at([(-54, 0), (-20, -18), (20, -20), (48, -10), (60, 1), (46, 12), (16, 20), (-22, 16)]))
    c.blob(light, at([(-46, 3), (-10, 8), (30, 8), (56, 4), (44, 12), (16, 19), (-22, 15)]))
    c.stroke(dark, at([(34, -13), (28, 0), (34, 12)]), 2 * size)
    c.ellipse((250, 248, 236), *at([(46, -3)])[0], 4.4 * size)
    c.ellipse((30, 30, 36), *at([(47, -3)])[0], 2.4 * size)


def fish_ladder():
    c = Canvas((222, 232, 228))
    c.fade((196, 216, 222), (238, 238, 222), 0, 300)
    c.land((168, 184, 160), [(0, 190), (240, 160), (520, 186), (760, 130), (960, 150)])
    c.land((128, 152, 116), [(0, 230), (260, 206), (520, 226), (760, 180), (960, 170)])
    mill, roof = (198, 184, 158), (122, 84, 72)
    c.rect(mill, 720, 60, 900, 200)
    c.rect(mixed(mill, (60, 50, 60), 0.25), 850, 60, 900, 200)
    c.polygon(roof, [(700, 66), (750, 6), (872, 6), (920, 66)])
    for x in (744, 788, 832):
        c.rect((92, 76, 74), x, 92, x + 20, 126)
        c.rect((92, 76, 74), x, 146, x + 20, 176)
    steps = 6
    wide = WIDTH / steps
    tops = [430 - index * 46 for index in range(steps)]
    for index, top in enumerate(tops):
        left = index * wide
        c.rect((118, 172, 182), left, top, left + wide + 1, HEIGHT)
        c.rect((78, 136, 152), left, top + 70, left + wide + 1, HEIGHT)
        c.rect((54, 108, 128), left, top + 150, left + wide + 1, HEIGHT)
        c.rect((206, 232, 232), left, top, left + wide, top + 4)
    concrete, lit, dark = (150, 148, 142), (182, 180, 172), (116, 116, 116)
    for index, top in enumerate(tops):
        left = index * wide
        floor = top + 178
        c.rect(concrete, left, floor, left + wide + 1, HEIGHT)
        c.rect(lit, left, floor, left + wide + 1, floor + 6)
        c.rect(concrete, left - 9, top + (40 if index % 2 else 26), left + 9, floor)
        c.rect(dark, left + 4, top + (40 if index % 2 else 26), left + 9, floor)
        c.rect(lit, left - 9, top + (40 if index % 2 else 26), left + 9, top + (46 if index % 2 else 32))
        if index:  # the fall from pool to pool
            c.polygon((206, 232, 232), [(left + 10, top + 2), (left - 2, top + 4), (left - 16, top + 24),
                                        (left - 22, top + 48), (left - 6, top + 48), (left + 2, top + 18)], alpha=0.9)
            for bubble in range(7):
                c.ellipse((224, 242, 242), left - 14 - (bubble * 11) % 30, top + 54 + (bubble * 17) % 40,
                          2 + bubble % 3)
    chance = Chance(31)
    for _ in range(150):
        c.ellipse(mixed((96, 96, 96), (200, 194, 180), chance.between(0, 1)), chance.between(0, WIDTH),
                  chance.between(600, 638), chance.between(2, 7), chance.between(2, 4))
    silver, gold, green, rust = (176, 188, 190), (206, 170, 104), (122, 144, 116), (186, 112, 78)
    for x, y, size, colour, angle in ((70, 540, 0.9, silver, -6), (120, 490, 0.6, silver, -14),
                                      (236, 470, 0.95, rust, -10), (262, 520, 0.5, silver, 0),
                                      (318, 410, 0.7, silver, -34), (410, 430, 0.85, gold, -4),
                                      (450, 480, 0.55, silver, -8), (566, 400, 1.05, green, -12),
                                      (600, 356, 0.5, silver, -20), (716, 356, 0.7, silver, -6),
                                      (752, 300, 0.8, rust, -24), (880, 300, 0.9, silver, -4),
                                      (900, 350, 0.5, gold, 0)):
        fish(c, x, y, size, colour, angle)
    return c


def ferry():
    c = Canvas((214, 226, 226))
    c.fade((166, 194, 208), (240, 230, 206), 0, 270)
    c.land((186, 184, 164), [(0, 226), (240, 196), (500, 224), (760, 190), (960, 212)])
    chance = Chance(41)
    for index in range(64):
        x = index * 15.4 + chance.between(-6, 6)
        colour = ((196, 134, 62), (222, 178, 88), (140, 140, 86), (170, 98, 58))[index * 5 % 4]
        c.ellipse(mixed(colour, (220, 210, 180), 0.2), x, 268 - chance.between(0, 30), chance.between(14, 24),
                  chance.between(18, 34))
    c.fade((176, 194, 188), (80, 122, 140), 286, 640)
    for index in range(64):
        x = index * 15.4
        colour = ((196, 134, 62), (222, 178, 88), (140, 140, 86), (170, 98, 58))[index * 5 % 4]
        c.ellipse(mixed(colour, (150, 176, 176), 0.5), x, 302 + chance.between(0, 20), 14, chance.between(12, 30),
                  alpha=0.4)
    c.ripples((146, 178, 184), (0, 320, WIDTH, 630), 80, 4, 130)
    c.stroke((70, 74, 80), [(0, 300), (300, 352), (620, 352), (960, 296)], 3, 3)
    wood, dark, light = (178, 132, 78), (120, 84, 56), (206, 164, 104)
    c.polygon((60, 92, 106), [(180, 520), (800, 520), (760, 560), (220, 560)], alpha=0.55)
    c.polygon(dark, [(150, 470), (826, 470), (800, 522), (190, 522)])
    c.polygon(wood, [(190, 440), (790, 440), (846, 474), (130, 474)])
    for plank in range(15):
        x = 190 + plank * 40
        c.line(light, (x, 441), (130 + plank * 47.7, 473), 1.8)
    c.rect((206, 168, 70), 150, 476, 824, 490)
    for post in (196, 340, 640, 784):
        c.rect(dark, post - 4, 372, post + 4, 446)
    for left, right in ((196, 340), (640, 784)):
        c.rect(wood, left, 372, right, 379)
        c.rect(wood, left, 404, right, 410)
    c.rect(dark, 486, 316, 494, 446)
    c.rect(dark, 470, 316, 520, 322)
    c.polygon((206, 168, 70), [(506, 324), (496, 350), (522, 350)])
    c.ellipse((150, 116, 44), 509, 352, 4)
    man(c, 430, 446, (60, 84, 104), (214, 172, 142), (70, 66, 70))
    c.stroke((214, 172, 142), [(442, 384), (466, 372), (492, 360)], 8, 7)
    man(c, 590, 446, (150, 76, 64), (226, 190, 162), (92, 66, 50), 0.94)
    man(c, 724, 446, (92, 110, 84), (206, 162, 132), (160, 120, 76), 0.74)
    cow(c, 300, 446)
    bicycle(c, 650, 446)
    reeds(c, 0, 130, 650, 150, 15)
    reeds(c, 860, 960, 650, 190, 17)
    return c


def man(c, x, foot, coat, skin, hair, size=1.0):
    dark = mixed(coat, (20, 20, 30), 0.45)
    for side in (-8, 8):
        c.line(dark, (x + side * size, foot - 44 * size), (x + side * size, foot), 11 * size)
    c.blob(coat, turned([(-18, -36), (-20, -66), (-14, -88), (0, -92), (14, -88), (20, -66), (18, -36)], x, foot,
                        size=size))
    c.ellipse(skin, x, foot - 106 * size, 11 * size, 13 * size)
    c.blob(hair, turned([(-12, -106), (-10, -118), (0, -123), (10, -118), (12, -106), (4, -113), (-6, -113)], x, foot,
                        size=size))


def cow(c, x, foot):
    hide, patch = (232, 222, 206), (120, 78, 58)
    for leg in (-52, -36, 30, 46):
        c.line(mixed(hide, (90, 80, 80), 0.2), (x + leg, foot - 44), (x + leg, foot), 10)
    c.blob(hide, [(x - 66, foot - 66), (x - 54, foot - 86), (x, foot - 86), (x + 50, foot - 88), (x + 60, foot - 64),
                  (x + 40, foot - 38), (x - 50, foot - 38)])
    c.blob(patch, [(x - 40, foot - 84), (x - 10, foot - 84), (x + 2, foot - 64), (x - 20, foot - 52),
                   (x - 46, foot - 62)])
    c.blob(patch, [(x + 28, foot - 86), (x + 54, foot - 82), (x + 52, foot - 62), (x + 34, foot - 66)])
    c.blob(hide, [(x - 60, foot - 84), (x - 78, foot - 112), (x - 98, foot - 108), (x - 112, foot - 86),
                  (x - 100, foot - 78), (x - 76, foot - 78)])
    c.blob((206, 168, 150), [(x - 112, foot - 90), (x - 114, foot - 80), (x - 102, foot - 76), (x - 98, foot - 84)])
    c.polygon(patch, [(x - 74, foot - 110), (x - 60, foot - 116), (x - 66, foot - 102)])
    c.ellipse((40, 34, 34), x - 92, foot - 98, 2.6)
    c.stroke(patch, [(x + 60, foot - 78), (x + 72, foot - 60), (x + 68, foot - 42)], 4, 3)


def bicycle(c, x, foot):
    frame, tyre = (160, 60, 50), (50, 52, 58)
    for wheel in (-34, 34):
        c.ellipse(tyre, x + wheel, foot - 24, 24)
        c.ellipse((178, 132, 78), x + wheel, foot - 24, 20.5)
        for spoke in range(0, 180, 30):
            (ax, ay), (bx, by) = turned([(-20, 0), (20, 0)], x + wheel, foot - 24, spoke)
            c.line((150, 150, 150), (ax, ay), (bx, by), 0.9)
    for start, end in (((-34, -24), (-12, -58)), ((-12, -58), (24, -58)), ((24, -58), (0, -24)),
                       ((0, -24), (-34, -24)), ((-14, -66), (0, -24)), ((20, -74), (34, -24))):
        c.line(frame, (x + start[0], foot + start[1]), (x + end[0], foot + end[1]), 3.6)
    c.line(tyre, (x + 12, foot - 78), (x + 30, foot - 74), 4)
    c.line(tyre, (x - 24, foot - 68), (x - 4, foot - 68), 5)


def cold_water():
    c = Canvas((226, 214, 214))
    c.fade((132, 148, 180), (246, 206, 186), 0, 300)
    c.glow((255, 232, 206), 300, 262, 180)
    c.ellipse((255, 236, 210), 300, 262, 40)
    c.land((150, 152, 172), [(0, 262), (240, 236), (480, 264), (720, 230), (960, 250)])
    c.land((116, 124, 142), [(0, 292), (240, 278), (480, 296), (720, 276), (960, 288)])
    c.fade((190, 178, 184), (60, 86, 116), 296, 640)
    for y, x, wide, alpha in ((300, 300, 520, 0.5), (318, 700, 460, 0.36), (344, 260, 380, 0.26), (376, 640, 420, 0.2),
                              (414, 300, 300, 0.14)):
        c.ellipse((250, 240, 236), x, y, wide, 13, alpha=alpha)
    c.ripples((140, 150, 176), (0, 330, WIDTH, 636), 80, 4, 130)
    # the boat with the bell
    wood, dark = (120, 84, 70), (82, 58, 54)
    c.polygon((48, 66, 92), [(650, 402), (866, 402), (840, 424), (676, 424)], alpha=0.5)
    c.polygon(wood, [(634, 366), (882, 360), (850, 408), (668, 410)])
    c.polygon(dark, [(640, 376), (876, 370), (868, 382), (648, 388)])
    for x, coat, hat in ((716, (196, 92, 62), (60, 70, 96)), (796, (52, 92, 110), (206, 168, 84))):
        c.blob(coat, [(x - 20, 372), (x - 17, 338), (x, 328), (x + 17, 338), (x + 20, 370)])
        c.ellipse((220, 180, 152), x, 316, 11, 12)
        c.blob(hat, [(x - 13, 314), (x - 10, 300), (x, 295), (x + 10, 300), (x + 13, 314), (x, 310)])
    c.rect(dark, 850, 306, 854, 366)
    c.polygon((214, 176, 84), [(852, 310), (842, 330), (862, 330)])
    c.stroke(dark, [(720, 356), (684, 388), (640, 428)], 5, 4)
    hats = ((196, 70, 60), (230, 184, 92), (70, 110, 120), (238, 230, 216), (120, 88, 132), (96, 132, 92),
            (206, 120, 72), (60, 72, 104))
    for index, (x, y, size) in enumerate(((120, 372, 0.62), (250, 392, 0.7), (420, 366, 0.6), (520, 420, 0.8),
                                          (180, 470, 1.0), (372, 500, 1.12),
                                          (610, 520, 1.2), (800, 500, 1.08))):
        swimmer(c, x, y, size, hats[index])
    return c


def swimmer(c, x, y, size, hat):
    skin = (226, 184, 158)

    def at(points):
        return turned(points, x, y, size=size)

    c.ellipse((220, 214, 220), x, y + 4 * size, 74 * size, 9 * size, alpha=0.35)
    c.polygon(skin, at(smooth([(-36, 4), (-28, -8), (-10, -12), (10, -12), (28, -8), (36, 4)])))
    c.blob(skin, at([(-19, -28), (-15, -10), (0, -2), (15, -10), (19, -28), (12, -46), (-12, -46)]))
    c.blob(hat, at([(-22, -30), (-20, -50), (0, -62), (20, -50), (22, -30), (0, -36)]))
    c.polygon(mixed(hat, (255, 255, 255), 0.3), at(smooth([(-23, -28), (0, -34), (23, -28), (22, -37), (0, -43),
                                                           (-22, -37), (-23, -28)])))
    c.ellipse(mixed(hat, (255, 255, 255), 0.45), *at([(0, -64)])[0], 7 * size)
    c.line((240, 236, 236), *at([(-62, 5), (62, 5)]), 2.2)
    c.line((206, 206, 216), *at([(-40, 14), (48, 14)]), 1.8)


SCENES = {"otters": otters, "dugout": dugout, "storks": storks, "rowing": rowing, "fish-ladder": fish_ladder,
          "ferry": ferry,
          "cold-water": cold_water}
