/* The columns of the index, in their order. For this room only. */
#pragma once

enum search_column {
        COLUMN_HEADLINE,
        COLUMN_LEAD,
        COLUMN_BODY,
        COLUMN_TOPICS,
        COLUMN_AUTHORS,
        COLUMN_SOURCES,
        COLUMN_FILED, /* not words: its edition and its section */
        SEARCH_COLUMNS,
};

/* The texts that are kept, in another order: those whose words are counted for "did you mean" come before the body. */
enum search_text {
        TEXT_HEADLINE,
        TEXT_LEAD,
        TEXT_TOPICS,
        TEXT_AUTHORS,
        TEXT_SOURCES,
        TEXT_BODY,
        TEXT_ENTRIES, /* no words: where in the body entries begin */
        SEARCH_TEXTS,
};
