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
