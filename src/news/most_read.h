/* What readers read most: of an edition, within three spans of time that end now. */
#pragma once

enum read_span { READ_HOUR, READ_DAY, READ_WEEK, READ_SPANS };
static const int read_span_hours[READ_SPANS] = {1, 24, 168};

enum {
        MOST_READ_MAX = 10,   /* articles on a list */
        MOST_READ_LEAST = 3,  /* a list of fewer is none */
        MOST_READ_READS = 10, /* whoever is read less is on none: a handful of reads makes nobody the most read */
};
