/* Moments as JSON has them: RFC 3339 date-times, and the shortened ones that ninjs 3.x allows for some fields. */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

/* "2013-07-09T10:37:00Z", "2023-10-08T02:34:03.5+02:00", "2023-10-08", "2023-10", "2023": UTC milliseconds; what is
 * left out is the first of its kind, and without an offset it is UTC. False when it is none of these or no day of news.
 */
bool date_time_read(struct slice text, int64_t *ret_utc_ms);

/* Appends the moment in UTC, so that reading it gives the same: "2026-11-20T04:10:00Z", with thousandths of a second
 * where it has some. */
void date_time_write(int64_t utc_ms, struct buf *ret);
