/* For this room's tests: a newsroom in three languages with two sections. */
#pragma once
#include "news/newsroom.h"

static inline struct newsroom sample_newsroom(void)
{
        return (struct newsroom){
                .url = SLICE("https://example.org"),
                .editions = {{1, SLICE("uk"), SLICE(""), SLICE("Europe/Kyiv"), SLICE("Приклад"), SLICE(""), SLICE("")},
                             {2, SLICE("ru"), SLICE("/rus"), SLICE("Europe/Kyiv"), SLICE("Пример"), SLICE(""),
                              SLICE("")},
                             {3, SLICE("en"), SLICE("/eng"), SLICE("Europe/Kyiv"), SLICE("Example"), SLICE(""),
                              SLICE("")}},
                .edition_count = 3,
                .sections = {{.id = 1,
                              .key = SLICE("war"),
                              .names = {SLICE("Війна"), SLICE("Война"), SLICE("War")},
                              .slugs = {SLICE("viyna"), SLICE("voyna"), SLICE("war")}},
                             {.id = 2, .key = SLICE("kyiv"), .names = {SLICE("Київ")}, .slugs = {SLICE("kyiv")}}},
                .section_count = 2,
        };
}
