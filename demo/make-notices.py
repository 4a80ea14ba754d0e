#!/usr/bin/env python3
"""Turns the tables of demo/notices/ into demo/notices.jsonl: the short daily news, one ninjs item a line, oldest first.

The weather and the river are rows of figures, worded here; announcements are written by hand. A row's words are chosen
by its date, so that neighbours differ and the same bytes come out every time. Standard library only.
"""
import importlib.util
import json
import math
import re
from datetime import date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("uk", "ru", "en")
MINUS = "\u2212"


def module_beside(name):
    """make-stories.py: its name is a command's, not a module's."""
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stories = module_beside("make-stories")


# ---- words of each language -----------------------------------------------------------------------------------------


WEEKDAYS = {
    "uk": ("понеділок", "вівторок", "середу", "четвер", "п’ятницю", "суботу", "неділю"),
    "ru": ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "uk": {10: "жовтня", 11: "листопада"},
    "ru": {10: "октября", 11: "ноября"},
    "en": {10: "October", 11: "November"},
}


def weekday(day, language):
    return WEEKDAYS[language][day.weekday()]


def on_weekday(day, language):
    """`у вівторок`, `во вторник`, `on Tuesday`"""
    word = {"uk": "у", "ru": "во" if day.weekday() == 1 else "в", "en": "on"}[language]
    return f"{word} {weekday(day, language)}"


def dated(day, language):
    """`6 жовтня`, `6 October`"""
    return f"{day.day} {MONTHS[language][day.month]}"


def capital(text):
    return text[0].upper() + text[1:]


def form(number, one, few, many):
    """The word that goes with a number: 1 сантиметр, 2 сантиметри, 5 сантиметрів, 21 сантиметр."""
    if number % 100 in (11, 12, 13, 14):
        return many
    return one if number % 10 == 1 else few if number % 10 in (2, 3, 4) else many


def degrees(number):
    return MINUS + str(-number) if number < 0 else str(number)


def warmth(number, language):
    """`+7 °C`, `−2 °C`; in English `7 °C`"""
    return ("+" if number > 0 and language != "en" else "") + degrees(number) + " °C"


def warmth_range(low, high, language):
    """`+7…+9 °C`; in English `7–9 °C`, `−2 to 0 °C`"""
    if language != "en":
        return warmth(low, language)[:-3] + "…" + warmth(high, language)
    return f"{degrees(low)} to {degrees(high)} °C" if low < 0 else f"{low}–{high} °C"


def chosen(variants, number):
    return variants[number % len(variants)]


# ---- the weather ----------------------------------------------------------------------------------------------------

# Of each sky: how a headline says it, and how a sentence goes on after the day.
SKIES = {
    "clear": {
        "uk": (["ясно", "сонячно"],
               ["буде ясно й сухо", "сонце світитиме від ранку до вечора", "не чекають ні хмаринки"]),
        "ru": (["ясно", "солнечно"],
               ["будет ясно и сухо", "солнце будет светить с утра до вечера", "не ждут ни облачка"]),
        "en": (["clear", "sunny"],
               ["will be clear and dry", "will be sunny from morning to evening", "should not bring a single cloud"]),
    },
    "partly": {
        "uk": (["хмари й сонце", "мінлива хмарність"],
               ["сонце визиратиме з-за хмар, дощу не буде", "хмарність мінлива, дощ малоймовірний",
                "хмари чергуватимуться з проясненнями, без опадів"]),
        "ru": (["облака и солнце", "переменная облачность"],
               ["солнце будет выглядывать из-за облаков, дождя не будет", "облачность переменная, дождь маловероятен",
                "облака будут чередоваться с прояснениями, без осадков"]),
        "en": (["sun and clouds", "sunny spells"],
               ["will be dry, with the sun coming and going", "will have sunny spells and probably no rain",
                "will alternate between cloud and sunshine, and stay dry"]),
    },
    "cloudy": {
        "uk": (["хмарно, але сухо", "хмарно"],
               ["небо затягне, проте опадів не буде", "буде хмарно, але сухо", "сонця майже не буде, дощу теж"]),
        "ru": (["пасмурно, но сухо", "облачно"],
               ["небо затянет, но осадков не будет", "будет пасмурно, но сухо", "солнца почти не будет, дождя тоже"]),
        "en": (["grey but dry", "cloudy"],
               ["will be overcast but dry", "will be cloudy, with no rain",
                "will see little of the sun and none of the rain"]),
    },
    "fog": {
        "uk": (["зранку туман", "туман до полудня"],
               ["зранку туман, видимість 200–500 метрів, удень проясниться",
                "туман над річкою протримається до полудня, потім вигляне сонце",
                "прокинемося в тумані, після обіду буде сухо й світло"]),
        "ru": (["утром туман", "туман до полудня"],
               ["утром туман, видимость 200–500 метров, днём прояснится",
                "туман над рекой продержится до полудня, потом выглянет солнце",
                "проснёмся в тумане, после обеда будет сухо и светло"]),
        "en": (["a foggy morning", "fog until noon"],
               ["will start in fog, with visibility of 200–500 metres, and clear by the afternoon",
                "will be foggy by the river until noon, with some sun after that",
                "will be foggy at first, and dry and bright after lunch"]),
    },
    "drizzle": {
        "uk": (["мряка", "дрібний дощ"],
               ["мрячитиме з перервами весь день", "дощ дрібний, але впертий", "час від часу накрапатиме"]),
        "ru": (["морось", "мелкий дождь"],
               ["будет моросить с перерывами весь день", "дождь мелкий, но упрямый",
                "время от времени будет накрапывать"]),
        "en": (["drizzle", "light rain"],
               ["will bring drizzle on and off all day", "will have rain that is light but stubborn",
                "will be spotted with light rain"]),
    },
    "rain-am": {
        "uk": (["дощ до обіду", "зранку дощ"],
               ["дощитиме до обіду, потім розпогодиться", "перша половина дня дощова, друга суха"]),
        "ru": (["дождь до обеда", "утром дождь"],
               ["дождь будет идти до обеда, потом распогодится", "первая половина дня дождливая, вторая сухая"]),
        "en": (["rain until lunch", "a wet morning"],
               ["will be wet until lunchtime and then brighten up",
                "will be rainy in the first half and dry in the second"]),
    },
    "rain-pm": {
        "uk": (["після обіду дощ", "надвечір дощ"],
               ["до обіду сухо, потім дощ до самого вечора", "зранку можна без парасольки, після 14:00 — навряд"]),
        "ru": (["после обеда дождь", "к вечеру дождь"],
               ["до обеда сухо, потом дождь до самого вечера", "утром можно без зонта, после 14:00 — вряд ли"]),
        "en": (["rain after lunch", "a wet evening"],
               ["will be dry until lunch, then wet until the evening",
                "will let you out without an umbrella in the morning, though hardly after 14:00"]),
    },
    "rain": {
        "uk": (["дощ", "дощ увесь день"],
               ["дощ ітиме весь день, ущухатиме ненадовго", "дощитиме від ранку до вечора",
                "сухих годин майже не буде"]),
        "ru": (["дождь", "дождь весь день"],
               ["дождь будет идти весь день, стихая ненадолго", "дождь зарядит с утра до вечера",
                "сухих часов почти не будет"]),
        "en": (["rain", "rain all day"],
               ["will be wet all day, with short breaks", "will be rainy from morning to evening",
                "will have hardly a dry hour"]),
    },
    "wind": {
        "uk": (["сильний вітер", "вітряно"], ["буде сухо, але дуже вітряно", "дощу не буде, зате буде вітер"]),
        "ru": (["сильный ветер", "ветрено"], ["будет сухо, но очень ветрено", "дождя не будет, зато будет ветер"]),
        "en": (["strong wind", "windy"], ["will be dry but very windy", "will bring no rain, but a good deal of wind"]),
    },
    "snow": {
        "uk": (["сніг до вечора", "сніг"], ["сніг ітиме до вечора, на дорогах слизько"]),
        "ru": (["снег до вечера", "снег"], ["снег будет идти до вечера, на дорогах скользко"]),
        "en": (["snow until evening", "snow"], ["will be snowy until the evening, and slippery underfoot"]),
    },
}

WARMTHS = {
    "uk": ("Уночі {night}, удень {day}.", "Температура вдень {day}, уночі {night}.",
           "Удень повітря прогріється до {top}, уночі {night}.",
           "Найтепліше буде пополудні, {top}; найхолодніше перед світанком, {bottom}."),
    "ru": ("Ночью {night}, днём {day}.", "Температура днём {day}, ночью {night}.",
           "Днём воздух прогреется до {top}, ночью {night}.",
           "Теплее всего будет после полудня, {top}; холоднее всего перед рассветом, {bottom}."),
    "en": ("Expect {night} at night and {day} by day.", "It will be {day} in the daytime and {night} overnight.",
           "The temperature will reach {top} by day, with {night} at night.",
           "It will be warmest in the afternoon, at {top}, and coldest before dawn, at {bottom}."),
}
FROSTS = {  # when there is nothing to be called warm
    "uk": "Уночі {night}, удень {day}.",
    "ru": "Ночью {night}, днём {day}.",
    "en": "Expect {night} at night and {day} by day.",
}

WINDS = {
    "n": ("північний", "северный", "northerly"),
    "ne": ("північно-східний", "северо-восточный", "north-easterly"),
    "e": ("східний", "восточный", "easterly"),
    "se": ("південно-східний", "юго-восточный", "south-easterly"),
    "s": ("південний", "южный", "southerly"),
    "sw": ("південно-західний", "юго-западный", "south-westerly"),
    "w": ("західний", "западный", "westerly"),
    "nw": ("північно-західний", "северо-западный", "north-westerly"),
}
WIND_SENTENCES = {
    "uk": ("Вітер {wind}, {speed} м/с.", "Дутиме {wind} вітер, {speed} м/с."),
    "ru": ("Ветер {wind}, {speed} м/с.", "Будет дуть {wind} ветер, {speed} м/с."),
    "en": ("Wind {wind}, {speed} m/s.", "The wind will be {wind}, {speed} m/s."),
}
GUST_SENTENCES = {
    "uk": ("Вітер {wind}, пориви до {speed} м/с.",),
    "ru": ("Ветер {wind}, порывы до {speed} м/с.",),
    "en": ("The wind will be {wind}, gusting to {speed} m/s.",),
}

REMARKS = {
    "umbrella": ("Без парасольки не обійтися.", "Без зонта не обойтись.", "You will need an umbrella."),
    "umbrellas-out": ("Парасольку може вивернути, краще дощовик.", "Зонт может вывернуть, лучше дождевик.",
                      "A raincoat will serve better than an umbrella."),
    "mushrooms": ("У лісі тепло й вогко: саме для грибів.", "В лесу тепло и сыро: в самый раз для грибов.",
                  "The woods are warm and damp, just right for mushrooms."),
    "warmest": ("Схоже, це буде найтепліший день до кінця осені.",
                "Похоже, это будет самый тёплый день до конца осени.",
                "It looks like being the warmest day left of the autumn."),
    "drivers": ("Водіїв просять увімкнути протитуманні фари.", "Водителей просят включить противотуманные фары.",
                "Drivers are asked to use their fog lamps."),
    "rowers": ("Учасникам регати доведеться гребти проти вітру.", "Участникам регаты придётся грести против ветра.",
               "Crews in the regatta will be rowing into it."),
    "fair": ("Яблучному ярмаркові з погодою пощастило.", "Яблочной ярмарке с погодой повезло.",
             "The apple fair is in luck with its weather."),
    "clocks": ("Годинники переведуть на годину назад, тож розвидниться раніше.",
               "Часы переведут на час назад, так что рассветёт раньше.",
               "With the clocks going back an hour, it will be light earlier."),
    "frost": ("На ґрунті — перший цієї осені приморозок, квіти з балконів час забрати.",
              "На почве — первый этой осенью заморозок, цветы с балконов пора забрать.",
              "There will be the first ground frost of the autumn: time to bring in plants from balconies."),
    "runners": ("Найважче бігунам півмарафону буде на мосту.", "Труднее всего бегунам полумарафона придётся на мосту.",
                "The half marathon’s runners will feel it most on the bridge."),
    "river": ("Рівень річки зростатиме, але до заплави далеко.", "Уровень реки будет расти, но до поймы далеко.",
              "The river will go on rising, but has a long way to go to the flood plain."),
    "stoves": ("Безвітряно, тому на Млинах пахнутиме димом.", "Безветренно, поэтому на Мельницах будет пахнуть дымом.",
               "With no wind to carry it off, the smoke will hang over Mlyny."),
    "roses": ("Троянди вже варто вкрити.", "Розы уже пора укрыть.", "Roses should be covered by now."),
    "pitch": ("Поле на стадіоні буде важке.", "Поле на стадионе будет тяжёлым.",
              "The pitch at the stadium will be heavy."),
    "meteors": ("Після першої години ночі, коли зайде Місяць, найкраще видно метеори.",
                "После часа ночи, когда зайдёт Луна, лучше всего видны метеоры.",
                "After one in the morning, with the Moon down, it will be a good night for meteors."),
    "ice": ("На мосту й сходах зранку може бути слизько.", "На мосту и лестницах утром может быть скользко.",
            "The bridge and outdoor steps may be slippery in the morning."),
    "tyres": ("Останній сухий день, щоб поставити зимові шини.", "Последний сухой день, чтобы сменить шины на зимние.",
              "It is the last dry day to fit winter tyres."),
    "shovel": ("За добу додасться ще 6–9 сантиметрів.", "За сутки прибавится ещё 6–9 сантиметров.",
               "Another 6–9 cm will settle during the day."),
}

HEADLINES = {
    "uk": ("Погода на {weekday}: {sky}, удень {top}", "{On} {sky}, удень до {top}",
           "{Sky}, удень {top}: погода на {weekday}"),
    "ru": ("Погода на {weekday}: {sky}, днём {top}", "{On} {sky}, днём до {top}",
           "{Sky}, днём {top}: погода на {weekday}"),
    "en": ("{weekday}’s weather: {sky}, {top}", "{Sky} {on}, with a high of {top}",
           "Weather for {weekday}: {sky}, {top}"),
}
LEADS = {
    "uk": ("{On}, {date}, {says}.", "{Date}, {on_plain}, в Осокорську {says}."),
    "ru": ("{On}, {date}, {says}.", "{Date}, {on_plain}, в Осокорске {says}."),
    "en": ("{weekday} {date} {says}.", "{weekday} {date} {says}."),
}


def sunrise_and_sunset(day):
    """By the town's clocks, to the minute: the sun's declination and the equation of time by Spencer's series."""
    turn = math.tau * (day.timetuple().tm_yday - 1) / 365
    declination = (0.006918 - 0.399912 * math.cos(turn) + 0.070257 * math.sin(turn)
                   - 0.006758 * math.cos(2 * turn) + 0.000907 * math.sin(2 * turn))
    equation = 229.18 * (0.000075 + 0.001868 * math.cos(turn) - 0.032077 * math.sin(turn)
                         - 0.014615 * math.cos(2 * turn) - 0.040849 * math.sin(2 * turn))
    latitude = math.radians(50.8)
    cosine = (math.sin(math.radians(-0.833)) - math.sin(latitude) * math.sin(declination)) / (
        math.cos(latitude) * math.cos(declination))
    half = math.degrees(math.acos(cosine)) * 4
    noon = 716 - equation + (60 if day < date(2026, 10, 25) else 0)
    return tuple(f"{round(minutes) // 60:02}:{round(minutes) % 60:02}" for minutes in (noon - half, noon + half))


SUN_SENTENCES = {
    "uk": "Сонце зійде о {rise} і сяде о {set}.",
    "ru": "Солнце взойдёт в {rise} и зайдёт в {set}.",
    "en": "Sunrise is at {rise} and sunset at {set}.",
}


def weather_text(row, language):
    """(headline, lead, body) of the forecast for a day."""
    day, sky, night, noon, wind, speed, remark = row
    day = date.fromisoformat(day)
    turn, place = day.toordinal(), LANGUAGES.index(language)
    low, high = (tuple(int(part) for part in pair.split()) for pair in (night, noon))
    short, long = SKIES[sky][language]
    words = {
        "weekday": weekday(day, language), "on": on_weekday(day, language), "date": dated(day, language),
        "on_plain": on_weekday(day, language), "sky": chosen(short, turn // 3), "says": chosen(long, turn // 2),
        "top": warmth(high[1], language), "bottom": warmth(low[0], language),
        "night": warmth_range(*low, language), "day": warmth_range(*high, language),
        "wind": WINDS[wind][place], "speed": speed.removeprefix("gusts ").replace(" ", "–"),
    }
    words |= {"On": capital(words["on"]), "Sky": capital(words["sky"]), "Date": words["date"]}
    winds = GUST_SENTENCES if speed.startswith("gusts") else WIND_SENTENCES
    warmths = (FROSTS[language],) if high[1] < 5 else WARMTHS[language]
    body = [chosen(warmths, turn), chosen(winds[language], turn // 2)]
    if day.weekday() == 4:
        rise, sets = sunrise_and_sunset(day)
        body.append(SUN_SENTENCES[language].format(rise=rise, set=sets))
    if remark:
        body.append(REMARKS[remark][place])
    return (chosen(HEADLINES[language], turn).format(**words), chosen(LEADS[language], turn).format(**words),
            " ".join(body).format(**words))


def weather_notices():
    for row in rows_of("weather.txt"):
        evening = datetime.fromisoformat(row[0]) - timedelta(hours=5, minutes=50)
        yield {
            "id": f"weather-{row[0]}", "section": "nature", "topics": "weather", "sources": "weather-station",
            "urgency": "3" if row[5].startswith("gusts") else "5",
            "when": evening + timedelta(minutes=date.fromisoformat(row[0]).toordinal() * 7 % 43),
            "texts": {language: weather_text(row, language) for language in LANGUAGES},
        }


# ---- the river ------------------------------------------------------------------------------------------------------


RIVER_REMARKS = {
    "rain": ("Далися взнаки дощі минулого тижня.", "Сказались дожди прошлой недели.",
             "Last week’s rain is making itself felt."),
    "crest": ("Найвищу позначку, 158 сантиметрів, річка пройшла в суботу.",
              "Высшую отметку, 158 сантиметров, река прошла в субботу.",
              "The highest reading, 158 cm, was on Saturday."),
    "ice": ("Біля берегів зранку бачили першу тонку кригу.", "У берегов утром видели первый тонкий лёд.",
            "The first thin ice was seen along the banks this morning."),
}

# Rising, falling: headlines and leads; {by} is the change, {to} and {at} the level.
RIVER = {
    "uk": {
        1: (("Шелюга піднялася на {by}", "Рівень Шелюги — {at}, вода прибуває"),
            ("Від {since} вода прибула, тепер на рейці біля Пристані {at}.",
             "Рівень річки біля Пристані зріс до {to}.")),
        -1: (("Рівень Шелюги знизився на {by}", "Рівень Шелюги — {at}, вода спадає"),
             ("Від {since} вода поволі спадає, тепер на рейці біля Пристані {at}.",
              "Рівень річки біля Пристані знизився до {to}.")),
    },
    "ru": {
        1: (("Шелюга поднялась на {by}", "Уровень Шелюги — {at}, вода прибывает"),
            ("С {since} вода прибыла, сейчас на рейке у Пристани {at}.", "Уровень реки у Пристани поднялся до {to}.")),
        -1: (("Уровень Шелюги снизился на {by}", "Уровень Шелюги — {at}, вода спадает"),
             ("С {since} вода понемногу спадает, сейчас на рейке у Пристани {at}.",
              "Уровень реки у Пристани опустился до {to}.")),
    },
    "en": {
        1: (("The Sheliuha is up by {by}", "The Sheliuha stands at {at} and is rising"),
            ("The river has risen since {since}, and the gauge at the Quay reads {at}.",
             "The river at the Quay has come up to {to}.")),
        -1: (("The Sheliuha is down by {by}", "The Sheliuha stands at {at} and is falling"),
             ("The river has been slowly falling since {since}, and the gauge at the Quay reads {at}.",
              "The river at the Quay has gone down to {to}.")),
    },
}
WATERS = {
    "uk": ("Вода +{water} °C.", "Температура води +{water} °C."),
    "ru": ("Вода +{water} °C.", "Температура воды +{water} °C."),
    "en": ("The water is at {water} °C.", "The water temperature is {water} °C."),
}
CENTIMETRES = {
    "uk": ("сантиметр", "сантиметри", "сантиметрів"),
    "ru": ("сантиметр", "сантиметра", "сантиметров"),
}


def centimetres(number, language, case=None):
    """`21 сантиметр`, in the genitive `21 сантиметра`; in English `21 cm`"""
    if language == "en":
        return f"{number} cm"
    one, few, many = CENTIMETRES[language]
    if case == "genitive":
        one = few = "сантиметра"
        few = many
    return f"{number} {form(number, one, few, many)}"


def river_text(row, before, language):
    day, level, water, remark = row
    turn, place = date.fromisoformat(day).toordinal(), LANGUAGES.index(language)
    change = int(level) - int(before[1])
    headlines, leads = RIVER[language][1 if change > 0 else -1]
    words = {
        "by": centimetres(abs(change), language), "at": centimetres(int(level), language),
        "to": centimetres(int(level), language, "genitive"),
        "since": dated(date.fromisoformat(before[0]), language),
        "water": water if language == "en" else water.replace(".", ","),
    }
    body = [chosen(WATERS[language], turn // 2)] + ([RIVER_REMARKS[remark][place]] if remark else [])
    return (chosen(headlines, turn).format(**words), chosen(leads, turn // 2).format(**words),
            " ".join(body).format(**words))


def river_notices():
    before = ("2026-10-01", "95")  # the reading before the first row
    for row in rows_of("river.txt"):
        yield {
            "id": f"river-{row[0]}", "section": "nature", "topics": "river-life, weather", "places": "sheliuha",
            "sources": "weather-station",
            "when": datetime.fromisoformat(row[0]) + timedelta(hours=9, minutes=date.fromisoformat(row[0]).day),
            "texts": {language: river_text(row, before, language) for language in LANGUAGES},
        }
        # Between these two the Herald's own story told the level, and the river crested.
        before = ("2026-11-07", "158") if row[0] == "2026-11-02" else row


# ---- announcements --------------------------------------------------------------------------------------------------


def announcements():
    text = (HERE / "notices" / "announcements.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n\n+", text.strip()):
        head, *lines = [line for line in block.split("\n") if not line.startswith("#")] or [""]
        if not head:
            continue
        when, section, topics, sources, marks = (part.strip() for part in head.split("|"))
        texts = {line[:2]: tuple(part.strip() for part in line[4:].split("|")) for line in lines}
        yield {
            "id": "notice-" + re.sub("[ :]", "-", when), "section": section, "topics": topics, "sources": sources,
            "urgency": {"breaking": "2", "important": "3"}.get(marks, "5"),
            "when": datetime.strptime(when, "%Y-%m-%d %H:%M"),
            "texts": texts,
        }


# ---- items ----------------------------------------------------------------------------------------------------------


def rows_of(name):
    lines = (HERE / "notices" / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]


def as_story(notice):
    """The notice as make-stories.py has a story; its languages follow one another by some minutes."""
    texts = {}
    for place, language in enumerate(notice["texts"]):
        headline, lead, body = notice["texts"][language]
        for piece in (headline, lead, body):
            stories.check_typography(piece, language)
        at = notice["when"] + timedelta(minutes=place * (6 + notice["when"].day % 5))
        stamp = stories.moment(at.strftime("%Y-%m-%d %H:%M"))
        texts[language] = {
            "headline": stories.bind(headline, language),
            "lead": stories.bind(lead, language),
            "pictures": [],
            "body": stories.block_html(stories.bind(body, language)),
            "published": stamp,
            "updated": stamp,
            "corrections": [],
        }
    return {key: notice[key] for key in notice if key != "when"} | {"texts": texts}


def main():
    newsroom, items = stories.Newsroom(), []
    notice = None
    try:
        for notice in (*weather_notices(), *river_notices(), *announcements()):
            story = as_story(notice)
            items += [stories.item(newsroom, {}, story, language) for language in story["texts"]]
    except (stories.Mistake, KeyError, ValueError) as reason:
        raise SystemExit(f"{notice and notice['id']}: {reason!r}") from None
    items.sort(key=lambda made: (made["firstCreated"], made["uri"]))
    lines = (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n" for made in items)
    (HERE / "notices.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{len(items)} notices")


if __name__ == "__main__":
    main()
