/* For this room's tests: a newsroom in three languages with two sections. */
#pragma once
#include "news/newsroom.h"

static inline struct newsroom sample_newsroom(void)
{
        return (struct newsroom){
                .url = SLICE("https://example.org"),
                .editions = {{.id = 1,
                              .code = SLICE("uk"),
                              .prefix = SLICE(""),
                              .zone = SLICE("Europe/Kyiv"),
                              .name = SLICE("Приклад")},
                             {.id = 2,
                              .code = SLICE("ru"),
                              .prefix = SLICE("/rus"),
                              .zone = SLICE("Europe/Kyiv"),
                              .name = SLICE("Пример")},
                             {.id = 3,
                              .code = SLICE("en"),
                              .prefix = SLICE("/eng"),
                              .zone = SLICE("Europe/Kyiv"),
                              .name = SLICE("Example")}},
                .edition_count = 3,
                .sections = {{.id = 1,
                              .key = SLICE("war"),
                              .names = {SLICE("Війна"), SLICE("Война"), SLICE("War")},
                              .slugs = {SLICE("viyna"), SLICE("voyna"), SLICE("war")}},
                             {.id = 2, .key = SLICE("kyiv"), .names = {SLICE("Київ")}, .slugs = {SLICE("kyiv")}}},
                .section_count = 2,
        };
}
