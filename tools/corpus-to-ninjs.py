#!/usr/bin/env python3
"""Turns a corpus of real texts into ninjs 3.1, a line an item: corpus-to-ninjs.py [--limit N] FOLDER >items.jsonl

FOLDER holds *.jsonl.gz files with an object a line: id, lang, kind, title, body, and, where they are known, group (the
same text in other languages), author. The same folder always gives the same bytes.

  --limit N    no more than N items
  --sections   prints the sections that the items are filed under ("slug|uk|ru|en") and reads nothing
  --check      writes nothing, and says what is wrong with the items, if anything
"""
import argparse
import collections
import datetime
import gzip
import json
import pathlib
import re
import sys

SECTIONS = (
    ("press", "Преса", "Пресса", "Press"),
    ("essays", "Есеї", "Эссе", "Essays"),
    ("science", "Наука", "Наука", "Science"),
    ("fiction", "Проза", "Проза", "Fiction"),
    ("education", "Освіта", "Образование", "Education"),
    ("religion", "Релігія", "Религия", "Religion"),
    ("administration", "Урядування", "Управление", "Administration"),
    ("manuals", "Посібники", "Руководства", "Manuals"),
)
SECTION_OF_KIND = {
    "news": "press",
    "press": "press",
    "essay": "essays",
    "science": "science",
    "popular": "science",
    "popular-science": "science",
    "fiction": "fiction",
    "education": "education",
    "religion": "religion",
    "administrative": "administration",
    "manual": "manuals",
}
FIRST = datetime.datetime(2019, 1, 1, tzinfo=datetime.timezone.utc)
LAST = datetime.datetime(2023, 12, 31, tzinfo=datetime.timezone.utc)
SIBLING_DELAY = datetime.timedelta(minutes=7)
HEADLINE_MAX = 110  # characters
LINES_MAX = 4000
IMPORTANT_EVERY = 25  # one item in so many


def documents(folder):
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def first_sentence(body):
    """The text up to the end of its first sentence, cut between words when that is too long for a headline."""
    text = " ".join(body.split())
    sentence = re.match(r".{20,}?(?=[.!?…](\s|$))", text)
    headline = sentence[0] if sentence else text
    if len(headline) <= HEADLINE_MAX:
        return headline
    return headline[:HEADLINE_MAX].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def headline_of(document):
    """Its title, unless that is the Latin name of the file of a Cyrillic text."""
    title = " ".join(document["title"].split())
    is_file_name = document["lang"] != "en" and not re.search("[А-Яа-яЄІЇҐєіїґ]", title)
    if document["kind"] != "manual" and is_file_name or not title:
        return first_sentence(document["body"])
    return title if len(title) <= HEADLINE_MAX else first_sentence(title)


def paragraphs(body):
    """The body with a paragraph a line. A manual of thousands of lines has them broken at the width of a terminal:
    there a paragraph ends where a sentence does."""
    lines = body.split("\n")
    if len(lines) <= LINES_MAX:
        return body
    return re.sub(r"(?<![.!?:;\n])\n(?!\n)", " ", body)


class Calendar:
    """Spreads stories evenly; language siblings of one follow it by minutes."""

    def __init__(self, stories):
        self.step = (LAST - FIRST) / max(stories, 1)
        self.places = {}
        self.siblings = collections.Counter()

    def time_of(self, story):
        place = self.places.setdefault(story, len(self.places))
        time = FIRST + place * self.step + self.siblings[story] * SIBLING_DELAY
        self.siblings[story] += 1
        return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def item_of(document, number, calendar):
    story = document.get("group") or document["id"]
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": "urn:corpus:" + document["id"],
        "type": "text",
        "language": document["lang"],
        "versionCreated": calendar.time_of(story),
        "urgency": 3 if number % IMPORTANT_EVERY == 0 else 5,
        "headlines": [{"role": "main", "value": headline_of(document)}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": paragraphs(document["body"])}],
        "subjects": [{"literal": SECTION_OF_KIND[document["kind"]]}],
    }
    if document.get("author"):
        item["by"] = document["author"]
    if document.get("group"):
        item["altIds"] = [{"role": "story", "value": document["group"]}]
    return item


def items(folder, limit):
    stories = len({document.get("group") or document["id"] for document in documents(folder)})
    calendar = Calendar(stories)
    for number, document in enumerate(documents(folder)):
        if limit is not None and number >= limit:
            return
        yield item_of(document, number, calendar)


def faults(folder, limit):
    """What would keep items from being what they should, a line each."""
    uris, slugs = set(), {section[0] for section in SECTIONS}
    languages = collections.defaultdict(set)
    for item in items(folder, limit):
        uri, headline = item["uri"], item["headlines"][0]["value"]
        story = item.get("altIds", [{"value": uri}])[0]["value"]
        if uri in uris:
            yield f"{uri}: stands twice"
        if item["language"] in languages[story]:
            yield f"{uri}: its story has another text in {item['language']}"
        if not 0 < len(headline) <= HEADLINE_MAX + 1:
            yield f"{uri}: a headline of {len(headline)} characters"
        if item["subjects"][0]["literal"] not in slugs:
            yield f"{uri}: in no section"
        uris.add(uri)
        languages[story].add(item["language"])
    if not uris:
        yield f"{folder}: no documents"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sections", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.sections:
        print("\n".join("|".join(section) for section in SECTIONS))
        return 0
    if not arguments.folder:
        parser.error("which folder?")
    if arguments.check:
        found = list(faults(arguments.folder, arguments.limit))
        print("\n".join(found) or "good")
        return 1 if found else 0
    for item in items(arguments.folder, arguments.limit):
        print(json.dumps(item, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
