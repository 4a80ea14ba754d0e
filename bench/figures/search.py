"""Searching: whether each title finds its own text, beside SQLite's own tokenizer and PostgreSQL on the same texts; how long a
search takes, how large the index is, how fast it is made; how long it takes to find what shares rare words with an article."""
import collections
import gzip
import html
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import time

from stand import archives, machine, postgres

SUITES = pathlib.Path(os.environ.get("STOPPRESS_SUITES") or "../shared/suites")
LANGUAGES = ("uk", "ru", "en")
P99_MOST_MS = 20
ALIKE_MOST_MS = 5
ALIKE = 1000
ARTICLES = 10_000
SEARCHES = 2000
MIXED = 1000
PER_LANGUAGE = 600
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
TITLE_WORDS = range(3, 16)
DAY_MS = 24 * 60 * 60 * 1000


def one_line(text):
    return " ".join(text.split())


def corpus():
    """(language, title, body) of the real texts, each title once."""
    seen = set()
    for file in sorted((SUITES / "corpus").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                title, body = one_line(item.get("title") or ""), one_line(str(item.get("body") or ""))
                if item["lang"] in LANGUAGES and body and len(WORD.findall(title)) in TITLE_WORDS and title.lower() not in seen:
                    seen.add(title.lower())
                    yield item["lang"], title, body


def run(stand, texts, queries, alike=()):
    """texts: (language, title, body), whose ids are their numbers from 1. queries: (id, language, words). alike: ids of texts. Returns
    (count, seconds, bytes) of indexing, the answers to the queries, and (id, CPU microseconds, found) for each of `alike`."""
    with stand.temporary_folder() as folder:
        lines = [f"D\t{number}\t{LANGUAGES.index(language) + 1}\t{language}\t{number * DAY_MS // 100}\t{title}\t{body}\n"
                 for number, (language, title, body) in enumerate(texts, 1)]
        lines += [f"A\t{number}\n" for number in alike]
        lines += [f"Q\t{number}\t{LANGUAGES.index(language) + 1}\t{words}\n" for number, language, words in queries]
        done = subprocess.run([stand.programs / "search", folder], input="".join(lines), capture_output=True, text=True, check=True)
    indexed, *answers = (line.split() for line in done.stdout.splitlines())
    likes = [tuple(map(int, answer[1:])) for answer in answers if answer[0] == "alike"]
    return (int(indexed[1]), float(indexed[2]), int(indexed[3])), [tuple(map(int, answer)) for answer in answers if answer[0] != "alike"], likes


def run_peer(texts, queries):
    """FTS5 with its own tokenizer, on the same texts and searches: the places, and the milliseconds of each."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5 (language, title, body, tokenize = 'unicode61')")
    database.executemany("INSERT INTO found VALUES (?, ?, ?)", texts)
    places, took = [], []
    for number, language, words in queries:
        expression = f'language : "{language}" AND ' + " AND ".join(f'"{word}"' for word in WORD.findall(words))
        started = time.monotonic()
        rows = database.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 8, 1) LIMIT 20", [expression])
        ids = [row for (row,) in rows]
        took.append((time.monotonic() - started) * 1000)
        places.append(ids.index(number) + 1 if number in ids else 0)
    return places, took


POSTGRES_TABLES = """
CREATE FUNCTION config(language text) RETURNS regconfig IMMUTABLE LANGUAGE sql AS
  $$ SELECT CASE language WHEN 'ru' THEN 'russian' WHEN 'en' THEN 'english' ELSE 'simple' END::regconfig $$;
CREATE TABLE texts (id integer PRIMARY KEY, language text, title text, body text, words tsvector);
CREATE TABLE queries (number integer PRIMARY KEY, wanted integer, language text, words text);
CREATE FUNCTION find(wanted integer, of text, typed text, OUT place integer, OUT ms double precision) LANGUAGE plpgsql AS $$
  DECLARE
    began timestamptz := clock_timestamp();
    ids integer[];
    asked tsquery := plainto_tsquery(config(of), typed);
  BEGIN
    SELECT array_agg(id) INTO ids FROM (SELECT t.id FROM texts t WHERE t.language = of AND t.words @@ asked
      ORDER BY ts_rank(t.words, asked) DESC, t.id LIMIT 20) found;
    ms := extract(epoch FROM clock_timestamp() - began) * 1000;
    place := coalesce(array_position(ids, wanted), 0);
  END $$;
"""
POSTGRES_INDEX = """
CREATE TABLE began AS SELECT clock_timestamp() AS at;
UPDATE texts SET words = setweight(to_tsvector(config(language), title), 'A') || setweight(to_tsvector(config(language), body), 'D');
CREATE INDEX ON texts USING gin (words);
CREATE TABLE ended AS SELECT clock_timestamp() AS at;
VACUUM ANALYZE texts;
SELECT extract(epoch FROM ended.at - began.at), (SELECT sum(pg_column_size(words)) FROM texts) + pg_relation_size('texts_words_idx') FROM began, ended;
SELECT found.place, found.ms FROM queries q, LATERAL find(q.wanted, q.language, q.words) found ORDER BY q.number;
"""


def copy_lines(table, rows):
    lines = "".join("\t".join(str(field).replace("\\", "\\\\") for field in row) + "\n" for row in rows)
    return f"COPY {table} FROM STDIN;\n{lines}\\.\n"


def run_postgres(texts, queries):
    """PostgreSQL with its own configurations (for Ukrainian it has none but `simple`), on the same texts and searches: the seconds and
    bytes of its index, the places, and the milliseconds of each, as it measures them itself; None where it is not installed."""
    programs = postgres.binaries()
    if not programs:
        return None
    with postgres.postgres(programs) as peer:
        sql = POSTGRES_TABLES + copy_lines("texts (id, language, title, body)", ((number, *text) for number, text in enumerate(texts, 1)))
        sql += copy_lines("queries", ((i, *query) for i, query in enumerate(queries)))
        (seconds, size), *answers = peer.run(sql + POSTGRES_INDEX)
    return (float(seconds), int(float(size))), [int(place) for place, _ in answers], [float(ms) for _, ms in answers]


def other_forms(texts):
    """By language, for each beginning of a word the words of all texts that begin so: what is spelt alike but for its end
    is mostly another form of the same word. No stemmer has a part in it."""
    forms = {language: collections.defaultdict(collections.Counter) for language in LANGUAGES}
    for language, title, body in texts:
        for word in WORD.findall((title + " " + body).lower()):
            if len(word) >= 5 and word.isalpha():
                forms[language][word[: max(4, len(word) - 2)]][word] += 1
    return forms


def in_other_form(title, language, forms, chance):
    def other(match):
        word = match[0].lower()
        begun = word[: max(4, len(word) - 2)]
        alike = [w for w, times in forms[language][begun].items() if w != word and times > 1 and abs(len(w) - len(word)) <= 1] if len(word) >= 6 else []
        return chance.choice(sorted(alike)) if alike else match[0]

    return WORD.sub(other, title)


def quality(places):
    recall = sum(1 for place in places if 1 <= place <= 10) / len(places)
    return f"{100 * recall:.1f} % · {sum(1 / place for place in places if 1 <= place <= 10) / len(places):.3f}"


def known_items(stand, table):
    if not (SUITES / "corpus").is_dir():
        table.row("a title finds its own text", f"skipped: no corpus in {SUITES} (STOPPRESS_SUITES says where)")
        return
    texts, chance = list(corpus()), random.Random(1)
    forms = other_forms(texts)
    numbered = {language: [(number, title) for number, (of, title, _) in enumerate(texts, 1) if of == language] for language in LANGUAGES}
    queries, kinds = [], []
    for language in LANGUAGES:
        for number, title in chance.sample(numbered[language], min(PER_LANGUAGE, len(numbered[language]))):
            words = " ".join(WORD.findall(title))
            otherwise = in_other_form(words, language, forms, chance)
            queries.append((number, language, words))
            kinds.append((language, "title"))
            if otherwise != words:
                queries.append((number, language, otherwise))
                kinds.append((language, "title in other forms"))
    _, answers, _ = run(stand, texts, queries)
    peer, _ = run_peer(texts, queries)
    third = run_postgres(texts, queries)
    for kind in dict.fromkeys(kinds):
        ours = [place for of, (_, place, _, _) in zip(kinds, answers) if of == kind]
        theirs = [place for of, place in zip(kinds, peer) if of == kind]
        others = f"unicode61 {quality(theirs)}"
        if third:
            others += f"; PostgreSQL {quality([place for of, place in zip(kinds, third[1]) if of == kind])}"
        table.row(f"{kind[0]}: a {kind[1]} finds its text: recall@10 · MRR ({len(ours):,} of {len(texts):,})", quality(ours), peer=others)


def plain(item):
    body = next(iter(item["bodies"]))["value"]
    return item["language"], one_line(item["headlines"][0]["value"]), one_line(html.unescape(re.sub(r"<[^>]*>", " ", body)))


def times(took):
    return f"{machine.percentile(took, 0.5):.1f} · {machine.percentile(took, 0.99):.1f} ms"


def some_words(title, most, chance):
    words = WORD.findall(title)
    return chance.sample(words, min(len(words), chance.randint(1, most)))


def mixed_queries(texts, chance):
    """Words of two titles, which hardly any text has all of."""
    for number, (language, title, _) in chance.sample(list(enumerate(texts, 1)), min(MIXED, len(texts))):
        of, other, _ = chance.choice(texts)
        if of == language:
            yield number, language, " ".join(some_words(title, 3, chance) + some_words(other, 3, chance))


def speed(stand, table, articles):
    """One to three words of titles, as people search."""
    texts, chance = [plain(json.loads(line)) for line in archives.make_items(articles).splitlines()], random.Random(2)
    queries = [(number, language, " ".join(some_words(title, 3, chance)))
               for number, (language, title, _) in chance.sample(list(enumerate(texts, 1)), min(SEARCHES, len(texts)))]
    alike = chance.sample(range(1, len(texts) + 1), min(ALIKE, len(texts)))
    mixed = list(mixed_queries(texts, chance))
    (count, seconds, size), answers, likes = run(stand, texts, queries + mixed, alike)
    answers, of_mixed = answers[:len(queries)], answers[len(queries):]
    plain_bytes = sum(len((title + body).encode()) for _, title, body in texts)
    took = [microseconds / 1000 for _, _, microseconds, _ in answers]
    _, peer = run_peer(texts, queries)
    third = run_postgres(texts, queries)
    p99 = machine.percentile(took, 0.99)
    table.row(f"a search, {count:,} articles: p50 · p99", times(took), promise=f"p99 ≤ {P99_MOST_MS} ms",
              peer=f"unicode61 {times(peer)}" + (f"; PostgreSQL {times(third[2])}" if third else ""), kept=p99 <= P99_MOST_MS)
    took = [microseconds / 1000 for _, _, microseconds, _ in of_mixed]
    p99 = machine.percentile(took, 0.99)
    table.row(f"words of two titles, of which some will do, {count:,} articles: p50 · p99", times(took), promise=f"p99 ≤ {P99_MOST_MS} ms",
              kept=p99 <= P99_MOST_MS)
    found = [microseconds / 1000 for _, microseconds, _ in likes]
    alike_p99 = machine.percentile(found, 0.99)
    table.row(f"what shares rare words with an article, {count:,} articles, CPU: p50 · p99", times(found),
              promise=f"p99 ≤ {ALIKE_MOST_MS} ms", kept=alike_p99 <= ALIKE_MOST_MS)
    table.row(f"indexing, one core, {count:,} articles", f"{count / seconds:,.0f} articles/s", peer=f"PostgreSQL {count / third[0][0]:,.0f} articles/s" if third else "")
    sizes = f"its plain text {plain_bytes / count / 1024:.1f} KB" + (f"; PostgreSQL {third[0][1] / count / 1024:.1f} KB" if third else "")
    table.row(f"index, {count:,} articles", f"{size / count / 1024:.1f} KB an article", peer=sizes)


def measure(stand, table):
    if not postgres.binaries():
        table.note("PostgreSQL is not measured beside it", ["it is not installed: tools/install-dependencies bench"])
    known_items(stand, table)
    for articles in sorted({ARTICLES, int(os.environ.get("BENCH_SEARCH_ARTICLES") or ARTICLES)}):
        speed(stand, table, articles)
