/* For this room's tests: a newsroom of three editions and two sections, an article, and moments to save them at. */
#pragma once
#include "store/publication.h"

enum { UK = 1, RU, EN };
enum { POLITICS = 1, ECONOMY };

static const int64_t DAY = 24LL * 60 * 60 * 1000;
static const int64_t AUGUST_1 = 1690857240000; /* 2023-08-01 02:34 UTC, 05:34 in Kyiv */
static const int64_t NOW = 1700000000000;      /* 2023-11-14 22:13 UTC */

static inline struct newsroom sample_newsroom(void)
{
        struct newsroom n = {.url = SLICE("https://example.org"), .edition_count = 3, .section_count = 2};
        static const char *const editions[][3] = {
                {"uk", "", "Вісник"}, {"ru", "/rus", "Вестник"}, {"en", "/eng", "Herald"}};
        for (unsigned i = 0; i < 3; i++)
                n.editions[i] = (struct edition){.id = i + 1,
                                                 .code = slice_of(editions[i][0]),
                                                 .prefix = slice_of(editions[i][1]),
                                                 .name = slice_of(editions[i][2]),
                                                 .zone = SLICE("Europe/Kyiv")};
        n.sections[0] = (struct section){.id = POLITICS,
                                         .key = SLICE("politics"),
                                         .names = {SLICE("Політика"), SLICE("Политика"), SLICE("Politics")},
                                         .slugs = {SLICE("polityka"), SLICE("politika"), SLICE("politics")},
                                         .places = {1, 1, 1}};
        n.sections[1] = (struct section){.id = ECONOMY,
                                         .key = SLICE("economy"),
                                         .names = {SLICE("Економіка"), SLICE(""), SLICE("Economy")},
                                         .slugs = {SLICE("ekonomika"), SLICE(""), SLICE("economy")},
                                         .places = {2, 0, 2}};
        return n;
}

/* A published article of the Ukrainian edition in politics; change what the test is about. */
static inline struct article sample_article(struct slice uri)
{
        return (struct article){.uri = uri,
                                .edition = UK,
                                .section = POLITICS,
                                .headline = SLICE("Заголовок"),
                                .lead = SLICE("Вступ"),
                                .intent = INTENT_PUBLISH,
                                .published_ms = AUGUST_1,
                                .created_ms = AUGUST_1};
}
