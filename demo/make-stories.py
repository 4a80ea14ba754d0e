#!/usr/bin/env python3
"""Turns demo/stories/*.md into demo/stories.jsonl: one IPTC ninjs 3.1 item per line, oldest first.

Standard library only; README.md in this folder describes the form of a story's file. Whatever is wrong in a file ends
the run with the file's name and the reason, and nothing is written.
"""
import html
import json
import re
import struct
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("uk", "ru", "en")
WINTER_TIME_FROM = datetime(2026, 10, 25, 4)  # by the town's clocks: UTC+3 before, UTC+2 after
TAG = "tag:osokorsk.example,2026:"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
NO_BREAK = "\u00a0"


class Mistake(Exception):
    pass


# ---- names ----------------------------------------------------------------------------------------------------------


def read_names(file):
    """{(kind, slug): {language: name}} of a file with lines `kind|slug|uk|ru|en`."""
    names = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, slug, *translations = line.split("|")
            names[kind, slug] = dict(zip(LANGUAGES, translations, strict=True))
    return names


def read_sections(file):
    """{slug: {language: name}} of lines `slug|uk|ru|en`."""
    rows = (line.split("|") for line in file.read_text(encoding="utf-8").splitlines() if line)
    return {slug: dict(zip(LANGUAGES, names, strict=True)) for slug, *names in rows}


def read_site(file):
    """The newspaper's name in each language, from the line that `stoppress init --name` takes."""
    return dict(part.split("=", 1) for part in file.read_text(encoding="utf-8").strip().split(","))


class Newsroom:
    def __init__(self):
        self.paper = read_site(HERE / "site.txt")
        self.sections = read_sections(HERE / "sections.txt")
        self.names = read_names(HERE / "names.txt")

    def name(self, kind, slug, language):
        if (kind, slug) not in self.names:
            raise Mistake(f"names.txt has no {kind} called {slug}")
        return bind(self.names[kind, slug][language], language)


# ---- typography -----------------------------------------------------------------------------------------------------


# What follows a number on its line: signs and words of measure, money and time.
UNITS = (
    "см|мм|км|км/год|км/ч|кг|мг/кг|м|м/с|мкг/м³|К|Вт|МВт·год|МВт·ч|грн|млн|млрд|тис|тыс|год|хв|мин|"
    "cm|mm|km|km/h|kg|mg/kg|m|m/s|µg/m³|K|W|MWh|%|°C|million|hryvnias?|"
    "(?:centi|kilo|milli|micro)?metres?|litres?|tonnes?"
)
WORDS_OF_MEASURE = (
    r"(?:санти|кіло|мілі|мікро|кило|милли|микро|кубо)?метр\w*|(?:кіло|кило)?грам\w*|тонн\w*|л[иі]тр\w*|градус\w*|"
    r"гривень|гривн\w+|гривен|мільйон\w*|миллион\w*|тисяч\w*|тысяч\w*|відсотк\w+|процент\w*|"
    r"секунд\w*|хвилин\w*|минут\w*|годин\w*|час(?:а|ов)?|доб[иу]|суток|"
    r"рік|рок(?:у|и|ів|ах|ам)|році|год(?:а|у|ы|ов|ах)?|лет|кв|куб|квадратн\w+|кубическ\w+"
)
MONTHS = (
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
# Short forms that belong to the word behind them: вул. Садова, т. д., ім. Лукаша, Dr Hale, p. 7.
SHORT_FORMS = "вул|ул|просп|пл|пров|пер|буд|ім|им|рис|табл|див|стор|стр|т"


def bind(text, language, narrow=False):
    """Puts non-breaking spaces where a line must not end; in a narrow column only where it would be wrong, not ugly."""
    text = re.sub(r"(?<=№) (?=\d)|(?<=No\.) (?=\d)", NO_BREAK, text)
    words = UNITS if narrow else f"{UNITS}|{WORDS_OF_MEASURE}|{MONTHS}"
    text = re.sub(rf"(?<=\d) (?=(?:{words})(?![\w/]))", NO_BREAK, text)
    if language == "en":
        text = re.sub(r"(?<!\w)((?:Mr|Mrs|Ms|Dr|St)\.?|pp?\.) (?=[A-Z\d])", rf"\1{NO_BREAK}", text)
    else:
        text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", NO_BREAK, text)
        text = re.sub(rf"(?<![\w{NO_BREAK}])({SHORT_FORMS})\. (?=\w)", rf"\1.{NO_BREAK}", text)
    if language != "en" and not narrow:  # до 17:00, о 05:40, на 34 хвилини: a short word before a number
        text = re.sub(r"(?<![\w’-])([^\W\d_]{1,3}) (?=[+−]?\d)", rf"\1{NO_BREAK}", text)
    return re.sub(" (?=[—–] )", NO_BREAK, text)


def check_typography(text, language):
    """Refuses typewriter signs and the quotes and dashes of another language."""
    foreign = "«»„—" if language == "en" else "‘" + ("’" if language == "ru" else "")
    for sign in "\"'" + foreign:
        if sign in text:
            raise Mistake(f"{language}: {sign} in: {text}")
    if re.search(r" -|--|  |\.\.\.", text):
        raise Mistake(f"{language}: a hyphen for a dash, three dots or a double space in: {text}")
    if language == "uk" and re.search("[ыэъё]", text, re.I) or language == "ru" and re.search("[іїєґ]", text, re.I):
        raise Mistake(f"{language}: a letter of the other alphabet in: {text}")


# ---- a story's file -------------------------------------------------------------------------------------------------


def read_story(file):
    """{header..., "id", "texts": {language: text}}"""
    head, *parts = re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.M)
    story = {"id": file.stem, "texts": {}}
    for line in head.strip().splitlines():
        key, value = line.split(": ", 1)
        story[key] = value
    for part in parts:
        language, text = read_text(part)
        story["texts"][language] = text
    return story


def read_text(part):
    """`uk 2026-11-22 17:52, updated 2026-11-22 20:47`, perhaps corrections, a headline, a lead, perhaps a picture, and
    the body's blocks."""
    first, *blocks = [block for block in part.strip().split("\n\n") if block]
    line, *notes, headline = first.split("\n") if "\n" in first else (first, blocks.pop(0))
    corrections = [read_correction(note, language=line[:2]) for note in notes]
    stamps = re.fullmatch(r"(uk|ru|en) (\S+ \S+?)(?:, updated (\S+ \S+))?", line.strip())
    if not stamps or not headline.startswith("# "):
        raise Mistake(f"not a language, a time and a headline: {line} / {headline}")
    language, published, updated = stamps.groups()
    lead = blocks.pop(0)
    first = read_pictures(blocks.pop(0)) if blocks and blocks[0].startswith("![") else []
    for piece in (headline, lead, *blocks):
        check_typography(re.sub(rf"^{DIVIDER}$|^-|^\| ?-.*|\]\([^)]*\)", "", piece, flags=re.M), language)
    changed = [moment(updated or published)] + [correction["time"] for correction in corrections]
    return language, {
        "headline": bind(headline[2:], language, narrow=True),  # large letters
        "lead": bind(lead.replace("\n", " "), language),
        "pictures": first + [picture for block in blocks if block.startswith("![") for picture in read_pictures(block)],
        "body": "\n".join(block_html(bind(block, language, narrow=block.startswith("| "))) for block in blocks),
        "published": moment(published),
        "updated": max(changed),
        "corrections": corrections,
    }


def read_correction(line, language):
    """`corrected 2026-10-16 18:14: what was wrong, and what is right`"""
    found = re.fullmatch(r"corrected (\S+ \S+): (.+)", line)
    if not found:
        raise Mistake(f"not a correction: {line}")
    time, note = found.groups()
    check_typography(note, language)
    return {"time": moment(time), "note": bind(note, language)}


def read_pictures(block):
    """`![what is to be seen](file.png) the caption`, a line a picture"""
    pictures = []
    for line in block.split("\n"):
        found = re.fullmatch(r"!\[(.+?)\]\((.+?)\) (.+)", line)
        if not found:
            raise Mistake(f"not a picture: {line}")
        pictures.append(dict(zip(("alt", "file", "caption"), found.groups())))
    return pictures


def moment(text):
    stamp = datetime.strptime(text, "%Y-%m-%d %H:%M")
    return stamp.isoformat() + ("+03:00" if stamp < WINTER_TIME_FROM else "+02:00")


# ---- marks and blocks to HTML ---------------------------------------------------------------------------------------


def marks_html(text):
    text = html.escape(text, quote=False)
    text = re.sub(r"\[(.+?)\]\((\S+?)\)", r'<a href="\2">\1</a>', text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)


DIVIDER = "---"


def block_html(block):
    lines = block.split("\n")
    heading = re.match("(##|###) ", block)
    if heading:
        level = len(heading[1])
        return f"<h{level}>{marks_html(block[level + 1:])}</h{level}>"
    if block == DIVIDER:
        return "<hr>"
    if block.startswith("!["):
        return figure_html(block)
    if block.startswith("@["):
        return embed_html(block)
    if block.startswith("@ "):
        return entry_html(lines)
    if block.startswith("- "):
        return list_html("ul", [line[2:] for line in lines])
    if block.startswith("1. "):
        return list_html("ol", [numbered(line, place) for place, line in enumerate(lines, 1)])
    if block.startswith("> "):
        return quote_html(lines)
    if block.startswith("| "):
        return table_html(lines)
    return f"<p>{marks_html(' '.join(lines))}</p>"


def list_html(tag, items):
    return f"<{tag}>" + "".join(f"<li>{marks_html(item)}</li>" for item in items) + f"</{tag}>"


def numbered(line, place):
    if not line.startswith(f"{place}. "):
        raise Mistake(f"number {place} of a list is: {line}")
    return line.removeprefix(f"{place}. ")


def figure_html(block):
    """Pictures, whose captions their associations tell."""
    shown = (f'<img src="pictures/{picture["file"]}" alt="{html.escape(picture["alt"])}">'
             for picture in read_pictures(block))
    return f"<figure>{''.join(shown)}</figure>"


def embed_html(block):
    found = re.fullmatch(r"@\[(.+)\]\((\S+)\)", block)
    if not found:
        raise Mistake(f"not a frame of another site's: {block}")
    caption, url = found.groups()
    return f'<figure><iframe src="{html.escape(url)}"></iframe><figcaption>{marks_html(caption)}</figcaption></figure>'


def entry_html(lines):
    """An entry of a timeline: `@ 2026-11-14 07:00 Headline`, and its text below. Behind the time may stand `, pinned`,
    `, corrected 07:20` and `, struck 07:20`."""
    space = f"[ {NO_BREAK}]"
    mark = rf"(?:pinned|(?:corrected|struck){space}\d\d:\d\d)"
    found = re.fullmatch(rf"@ (\S+){space}(\d\d:\d\d)((?:, {mark})*){space}(.+)", lines[0])
    if not found or len(lines) < 2:
        raise Mistake(f"not a time, a headline and a text: {lines[0]}")
    day, clock, said, headline = found.groups()
    told = {what: moment(f"{day} {when}") for what, when in re.findall(rf"(corrected|struck){space}(\d\d:\d\d)", said)}
    kind = "timeline-entry pinned" if ", pinned" in said else "timeline-entry"
    corrected = f' data-corrected="{told["corrected"]}"' if "corrected" in told else ""
    text = f"<h3>{marks_html(headline)}</h3><p>{marks_html(' '.join(lines[1:]))}</p>"
    if "struck" in told:
        text = f'<del datetime="{told["struck"]}">{text}</del>'
    return f'<section class="{kind}"{corrected}><time datetime="{moment(f"{day} {clock}")}">{clock}</time>{text}</section>'


def quote_html(lines):
    said = " ".join(line[2:] for line in lines[:-1])
    speaker = re.fullmatch(rf">[ {NO_BREAK}][—–] (.+)", lines[-1])
    if not speaker:
        raise Mistake(f"a quotation that does not end with its speaker: {said}")
    return f"<blockquote><p>{marks_html(said)}</p><cite>{marks_html(speaker[1])}</cite></blockquote>"


def table_html(lines):
    head, rule, *rows = [[cell.strip() for cell in line.strip("| ").split(" |")] for line in lines]
    if any(len(row) != len(head) for row in [rule, *rows]):
        raise Mistake(f"a table with rows of different lengths: {lines[0]}")

    def row_html(cells, tag):
        return "<tr>" + "".join(f"<{tag}>{marks_html(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row_html(cells, "td") for cells in rows)
    return f"<table><thead>{row_html(head, 'th')}</thead><tbody>{body}</tbody></table>"


# ---- items ----------------------------------------------------------------------------------------------------------


def address_of(story, language):
    return f"{TAG}story/{story}/{language}"


def listed(story, key):
    return [slug.strip() for slug in story.get(key, "").split(",") if slug.strip()]


def item(newsroom, stories, story, language):
    text = story["texts"][language]
    authors = [newsroom.name("author", slug, language) for slug in listed(story, "authors")]
    made = {
        "uri": address_of(story["id"], language),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": "2" if text["updated"] != text["published"] else "1",
        "pubStatus": "usable",
        "urgency": int(story.get("urgency", 5)),
        "language": language,
        "contentCreated": text["published"],  # not the first language's: readers would take the others for updated
        "firstCreated": text["published"],
        "versionCreated": text["updated"],
        "slugline": story["id"],
        "headlines": [{"role": "main", "contentType": "text/plain", "value": text["headline"]}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": text["lead"]}] + corrections(text),
        "by": ", ".join(authors) or newsroom.paper[language],
        "bodies": [{"role": "main", "contentType": "text/html", "value": text["body"]}],
        "people": people(newsroom, story, language),
        "infoSources": sources(newsroom, story, language),
        "subjects": subjects(newsroom, story, language),
        "organisations": mentions(newsroom, story, language, "organisation"),
        "places": mentions(newsroom, story, language, "place"),
        "altIds": [{"role": "story", "value": story["id"]}] + coverage(story),
        "associations": pictures(newsroom, story, language) + related(stories, story, language),
    }
    return {key: value for key, value in made.items() if value != []}


def coverage(story):
    """`coverage: 2026-11-14 06:10, until 2026-11-14 14:30`: the story was followed live, an entry at a time."""
    if "coverage" not in story:
        return []
    begun, ended = story["coverage"].split(", until ")
    return [
        {"role": "coverageFrom", "value": moment(begun)},
        {"role": "coverageUntil", "value": moment(ended)},
    ]


def corrections(text):
    """A description has no field for a time, so a correction's value begins with it, as src/wire/README.md asks."""
    return [
        {"role": "correction", "contentType": "text/plain", "value": f"{made['time']} {made['note']}"}
        for made in text["corrections"]
    ]


def named(newsroom, kind, slug, language, rel):
    return {
        "name": newsroom.name(kind, slug, language),
        "rel": rel,
        "uri": f"{TAG}{kind}/{slug}",
        "literal": slug,
    }


def people(newsroom, story, language):
    authors = [named(newsroom, "author", slug, language, "author") for slug in listed(story, "authors")]
    return authors + [named(newsroom, "person", slug, language, "mentions") for slug in listed(story, "people")]


def sources(newsroom, story, language):
    return [
        {
            "name": newsroom.name("organisation", slug, language),
            "role": "source",
            "uri": f"https://example.org/{slug}",
            "literal": slug,
        }
        for slug in listed(story, "sources")
    ]


def subjects(newsroom, story, language):
    if story["section"] not in newsroom.sections:
        raise Mistake(f"sections.txt has no {story['section']}")
    section = {
        "name": newsroom.sections[story["section"]][language],
        "rel": "section",
        "uri": f"{TAG}section/{story['section']}",
        "literal": story["section"],
    }
    return [section] + [named(newsroom, "topic", slug, language, "about") for slug in listed(story, "topics")]


def mentions(newsroom, story, language, kind):
    return [named(newsroom, kind, slug, language, "mentions") for slug in listed(story, kind + "s")]


def pictures(newsroom, story, language):
    """The first is the main one; what the others are to the body, its figures say."""
    return [
        picture_item(newsroom, picture, language, "main" if place == 0 else f"body-{place}")
        for place, picture in enumerate(story["texts"][language]["pictures"])
    ]


def picture_item(newsroom, picture, language, name):
    check_typography(picture["caption"] + picture["alt"], language)
    data = (HERE / "pictures" / picture["file"]).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    artist = newsroom.name("author", "soika", language)
    return {
        "name": name,
        "rel": name.split("-")[0],
        "uri": f"{TAG}picture/{Path(picture['file']).stem}/{language}",
        "type": "graphic",
        "language": language,
        "by": artist,
        "infoSources": [{"role": "creditline", "name": f"{artist} / {newsroom.paper[language]}"}],
        "descriptions": [
            {"role": "caption", "contentType": "text/plain", "value": bind(picture["caption"], language)},
            {"role": "alt", "contentType": "text/plain", "value": bind(picture["alt"], language)},
        ],
        "renditions": [
            {
                "name": "original",
                "href": "pictures/" + picture["file"],
                "contentType": "image/png",
                "width": width,
                "height": height,
                "sizeInBytes": len(data),
            }
        ],
    }


def related(stories, story, language):
    """The related stories that this edition has."""
    found = []
    for other in listed(story, "related"):
        if other not in stories or other == story["id"]:
            raise Mistake(f"related: {other} is not another story")
        if language in stories[other]["texts"]:
            headline = stories[other]["texts"][language]["headline"]
            found.append(
                {
                    "name": headline,
                    "rel": "related",
                    "uri": address_of(other, language),
                    "type": "text",
                    "language": language,
                    "headlines": [{"role": "main", "contentType": "text/plain", "value": headline}],
                }
            )
    return found


def main():
    newsroom, stories, items = Newsroom(), {}, []
    file = None
    try:
        for file in sorted((HERE / "stories").glob("*.md")):
            stories[file.stem] = read_story(file)
        for file, story in stories.items():
            items += [item(newsroom, stories, story, language) for language in story["texts"]]
    except (Mistake, KeyError, ValueError) as reason:
        raise SystemExit(f"{file}: {reason}") from None
    items.sort(key=lambda made: (made["firstCreated"], made["uri"]))
    lines = (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n" for made in items)
    (HERE / "stories.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{len(stories)} stories, {len(items)} items")


if __name__ == "__main__":
    main()
