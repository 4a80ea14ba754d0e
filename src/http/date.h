/* Dates of HTTP (RFC 9110, 5.6.7). The C library's gmtime_r takes a lock, which the read path must not; so the calendar
 * is worked out here. */
#pragma once
#include "base/slice.h"

enum { HTTP_DATE_LEN = 29 };

/* IMF-fixdate, 29 bytes, no NUL: "Sun, 06 Nov 1994 08:49:37 GMT". Years 1970 to 9999. */
void http_write_date(char ret[HTTP_DATE_LEN], int64_t utc_ms);

/* Reads any of the three date forms of RFC 9110; -1 when it is none, or a day before 1970. */
int64_t http_read_date(struct slice text);
