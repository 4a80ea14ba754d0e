#!/usr/bin/env python3
"""Makes archives of any size: ninjs items, a line each, recombined from the paragraphs of real texts.

    make-corpus.py COUNT [--first N --last N] [--seed WORD] [--now] >FILE

An item has 3 to 12 paragraphs drawn from two or three documents of one language and kind, a title cut from one of their
sentences, an author, sometimes a source, related items and siblings in other languages; COUNT of them are spread in
order over ten years (with --now: over the last COUNT seconds). Item N depends on the seed and N alone, so an archive
can be made in portions: --first and --last name one. The texts come from the folder that STOPPRESS_SUITES names
(../shared/suites), or, where that is not, from the demo newsroom.

What this keeps of life: the forms of words, how often each comes, the mixing of languages, the lengths. What it does
not: new names and words keep coming in real news, while the vocabulary here grows ever more slowly and ends at that of
the texts. A dictionary or an index measured on such an archive looks better than it would be.
"""
import argparse
import datetime
import gzip
import html
import json
import os
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
SUITES = pathlib.Path(os.environ.get("STOPPRESS_SUITES") or HERE.parent / "shared" / "suites")
DEMO = HERE / "demo"

LANGUAGES = ("uk", "ru", "en")
# The languages of a run of stories, over and over: half of the items are Ukrainian, a fifth English, and of ten items
# seven have a sibling. Siblings stand one behind the other.
STORIES = ("uk ru en", "uk ru", "uk", "ru", "uk en", "uk")
CYCLE = tuple((story, language) for story, languages in enumerate(STORIES) for language in languages.split())

NEWS_KINDS = {"news", "press", "demo"}
PARAGRAPH_CHARACTERS = range(80, 1000)
TITLE_CHARACTERS = 90
LEAD_CHARACTERS = 220
FIRST_DAY = datetime.datetime(2016, 1, 1, tzinfo=datetime.timezone.utc)
DAYS = 3653
SOURCE_LABELS = {"uk": "Джерело", "ru": "Источник", "en": "Source"}
URGENCIES = (1,) + (2,) * 3 + (3,) * 26 + (5,) * 170


def escaped(text):
    """The text as it stands inside a JSON string: done once for every paragraph, not for every item."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def cut(text, most):
    """The text up to `most` characters, ended at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:—- ") + "…"


class Paragraph:
    """A paragraph in the three forms in which items have it, ready to be put between the quotes of a JSON string."""

    def __init__(self, text):
        sentence = re.match(r".{20,}?(?=(?<=[.!?…])\s|$)", text).group()
        self.title = escaped(cut(sentence.rstrip(".:;"), TITLE_CHARACTERS))
        self.lead = escaped(cut(sentence, LEAD_CHARACTERS))
        self.html = escaped(f"<p>{html.escape(text, quote=False)}</p>")


def is_in(language, text):
    """Manuals mix languages: is this paragraph mostly in the one it claims?"""
    letters = sum(map(str.isalpha, text))
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", text))
    return cyrillic * 2 > letters if language != "en" else cyrillic * 10 < letters


def corpus_documents(folder):
    """(language, kind, paragraphs) for each text of the suites' corpus."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                yield document["lang"], document["kind"], document["body"].split("\n")


def demo_documents():
    """The same for the stories of the demo newsroom: few, but in every clone."""
    for line in (DEMO / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        markup = "".join(body["value"] for body in item["bodies"])
        paragraphs = (re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<p>(.*?)</p>", markup, re.DOTALL))
        yield item["language"], "demo", map(html.unescape, paragraphs)


class Texts:
    """All documents that are long enough to draw from, by language and kind."""

    def __init__(self):
        documents = corpus_documents(SUITES / "corpus") if (SUITES / "corpus").is_dir() else demo_documents()
        self.kinds = {language: {} for language in LANGUAGES}
        for language, kind, lines in documents:
            lines = (" ".join(line.split()) for line in lines)
            lines = [line for line in lines if len(line) in PARAGRAPH_CHARACTERS and is_in(language, line)]
            if len(lines) >= 3:
                self.kinds[language].setdefault(kind, []).append([Paragraph(line) for line in lines])
        self.news = {language: sorted(NEWS_KINDS & kinds.keys()) for language, kinds in self.kinds.items()}
        self.all = {language: sorted(kinds) for language, kinds in self.kinds.items()}

    def draw(self, choice, language):
        """News half of the time, where there is any; else any kind."""
        names = self.news[language] if self.news[language] and choice.random() < 0.5 else self.all[language]
        documents = self.kinds[language][choice.choice(names)]
        pool = [paragraph for _ in range(choice.randint(2, 3)) for paragraph in choice.choice(documents)]
        return choice.sample(pool, min(choice.randint(3, 12), len(pool)))


class Names:
    """People, from the suites' names or the demo newsroom's."""

    def __init__(self):
        self.people = {language: list(self.read(language)) for language in LANGUAGES}

    @staticmethod
    def read(language):
        path = SUITES / "names" / f"{language}.json"
        if not path.is_file():
            for line in (DEMO / "names.txt").read_text(encoding="utf-8").splitlines():
                if line.startswith(("author|", "person|")):
                    yield escaped(line.split("|")[2 + LANGUAGES.index(language)])
            return
        names = json.loads(path.read_text(encoding="utf-8"))
        for sex in ("female", "male"):
            lasts = names["last"].get(sex, []) + names["last"].get("generic", [])
            for i, first in enumerate(names["first"].get(sex, [])):
                yield escaped(f"{first} {lasts[i * 7 % len(lasts)]}")


def sections():
    """(key, {language: name}) of each section of the demo newsroom, which an archive has too."""
    for line in (DEMO / "sections.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, *names = line.split("|")
            yield key, dict(zip(LANGUAGES, map(escaped, names)))


def topics():
    """(slug, {language: name}) of everything that the demo newsroom files stories under, besides people."""
    for line in (DEMO / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("topic|", "place|", "organisation|")):
            _, slug, *names = line.split("|")
            yield slug, dict(zip(LANGUAGES, map(escaped, names)))


class Items:
    def __init__(self, arguments):
        self.seed, self.count, self.now = arguments.seed, arguments.count, arguments.now
        self.texts, self.names, self.sections = Texts(), Names(), list(sections())
        self.topics = list(topics())

    def uri(self, number):
        return f"urn:bench:{self.seed}:{number}"

    def time(self, number):
        if self.now:
            time = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=self.count - number)
        else:
            time = FIRST_DAY + datetime.timedelta(days=DAYS) * (number / self.count)
        return time.strftime("%Y-%m-%dT%H:%M:%SZ")

    def related(self, choice, number):
        """Earlier items in the same language: a whole number of cycles back."""
        cycles = number // len(CYCLE)
        if cycles == 0 or choice.random() < 0.5:
            return []
        back = {choice.randint(1, min(cycles, 500)) for _ in range(choice.randint(1, 4))}
        return [number - len(CYCLE) * cycles_back for cycles_back in sorted(back)]

    def body(self, choice, language, paragraphs, source):
        markup = [paragraph.html for paragraph in paragraphs]
        if source:
            label = f"<p><strong>{SOURCE_LABELS[language]}:</strong> {source}</p>"
            markup.insert(choice.randint(1, len(markup)), label)
        return "".join(markup)

    def subjects(self, choice, language):
        """Up to four topics, some of which are in the news far more often than others."""
        for _ in range(choice.randint(1, 4)):
            slug, names = self.topics[int(len(self.topics) * choice.random() ** 2)]
            yield f',{{"name":"{names[language]}","rel":"about","uri":"urn:bench:topic:{slug}"}}'

    def item(self, number):
        """One line of JSON. Put together as text, from parts that are escaped already: ten times as fast as dumping
        an object, and a million are wanted."""
        choice = random.Random(f"{self.seed}/{number}")
        story, language = CYCLE[number % len(CYCLE)]
        paragraphs = self.texts.draw(choice, language)
        people = self.names.people[language]
        key, section_names = choice.choice(self.sections)
        source = choice.choice(people) if choice.random() < 0.5 else None
        time = self.time(number)
        related = ",".join(
            f'{{"rel":"related","type":"text","uri":"{self.uri(other)}"}}' for other in self.related(choice, number)
        )
        return (
            f'{{"uri":"{self.uri(number)}",'
            '"standard":{"name":"ninjs","version":"3.0"},"type":"text","pubStatus":"usable",'
            f'"language":"{language}","urgency":{choice.choice(URGENCIES)},'
            f'"firstCreated":"{time}","versionCreated":"{time}",'
            f'"headlines":[{{"role":"main","value":"{choice.choice(paragraphs).title}"}}],'
            f'"descriptions":[{{"role":"summary","value":"{paragraphs[0].lead}"}}],'
            f'"by":"{choice.choice(people)}",'
            f'"people":[{{"name":"{choice.choice(people)}","rel":"mentions"}},'
            f'{{"name":"{choice.choice(people[:40])}","rel":"author"}}],'
            f'"subjects":[{{"name":"{section_names[language]}","rel":"section","literal":"{key}"}}'
            f'{"".join(self.subjects(choice, language))}],'
            + (f'"infoSources":[{{"name":"{source}","role":"source"}}],' if source else "")
            + (f'"associations":[{related}],' if related else "")
            + f'"altIds":[{{"role":"story","value":"{self.seed}-{number // len(CYCLE)}-{story}"}}],'
            '"bodies":[{"role":"main","contentType":"text/html",'
            f'"value":"{self.body(choice, language, paragraphs, source)}"}}]}}\n'
        )


def main():
    parser = argparse.ArgumentParser(description="Makes ninjs items by recombining real paragraphs.")
    parser.add_argument("count", type=int, help="how many items the archive has")
    parser.add_argument("--first", type=int, default=0, help="the first item of this portion, from 0")
    parser.add_argument("--last", type=int, help="the item behind the last of this portion")
    parser.add_argument("--seed", default="1", help="a word; stands in the uris")
    parser.add_argument("--now", action="store_true", help="as if the items were just being written")
    arguments = parser.parse_args()
    items = Items(arguments)
    last = arguments.count if arguments.last is None else arguments.last
    for number in range(arguments.first, last):
        sys.stdout.write(items.item(number))


main()
