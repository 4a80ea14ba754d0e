/* The words that newsrooms open a labelled paragraph with, and what they mean. */
#include "news/body.h"
#include "news/text.h"

static const struct {
        const char *word;
        enum label label;
} words[] = {
        {"Source", LABEL_SOURCE},
        {"Sources", LABEL_SOURCE},
        {"Джерело", LABEL_SOURCE},
        {"Джерела", LABEL_SOURCE},
        {"Источник", LABEL_SOURCE},
        {"Источники", LABEL_SOURCE},
        {"Details", LABEL_DETAILS},
        {"Деталі", LABEL_DETAILS},
        {"Подробиці", LABEL_DETAILS},
        {"Детали", LABEL_DETAILS},
        {"Подробности", LABEL_DETAILS},
        {"Quote", LABEL_QUOTE},
        {"Direct quote", LABEL_QUOTE},
        {"Цитата", LABEL_QUOTE},
        {"Пряма мова", LABEL_QUOTE},
        {"Прямая речь", LABEL_QUOTE},
        {"Background", LABEL_BACKGROUND},
        {"Передісторія", LABEL_BACKGROUND},
        {"Що передувало", LABEL_BACKGROUND},
        {"Предыстория", LABEL_BACKGROUND},
        {"Что предшествовало", LABEL_BACKGROUND},
        {"Update", LABEL_UPDATE},
        {"Updated", LABEL_UPDATE},
        {"Оновлення", LABEL_UPDATE},
        {"Оновлено", LABEL_UPDATE},
        {"Обновление", LABEL_UPDATE},
        {"Обновлено", LABEL_UPDATE},
        {"Literally", LABEL_LITERALLY},
        {"Verbatim", LABEL_LITERALLY},
        {"Дослівно", LABEL_LITERALLY},
        {"Дословно", LABEL_LITERALLY},
};

enum label label_for(struct slice word)
{
        word = slice_trim(word);
        if (slice_ends_with(word, SLICE(":"))) word.len--;
        word = slice_trim(word);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
                if (text_is_same(word, slice_of(words[i].word))) return words[i].label;
        return LABEL_CUSTOM;
}

const char *label_name(enum label label)
{
        static const char *const names[] = {
                [LABEL_CUSTOM] = "custom",       [LABEL_SOURCE] = "source",         [LABEL_DETAILS] = "details",
                [LABEL_QUOTE] = "quote",         [LABEL_BACKGROUND] = "background", [LABEL_UPDATE] = "update",
                [LABEL_LITERALLY] = "literally",
        };
        must((size_t)label < sizeof names / sizeof names[0]);
        return names[label];
}
