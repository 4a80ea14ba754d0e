/* Ranges of addresses, as operators write them: "10.0.0.0/8", "2001:db8::/32", or one address alone (RFC 4632, 3.1;
 * RFC 4291, 2.3). An IPv4 address is the IPv6 address that stands for it, ::ffff:10.0.0.0. Pure, any thread. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

enum { ADDRESS_BYTES = 16, ADDRESS_RANGES_MAX = 16 };

struct address_range {
        uint8_t first[ADDRESS_BYTES];
        unsigned bits; /* that all addresses in it share */
};

/* Reads ranges with commas between them; none of an empty text. ERR_INVALID with `why` for what is none, or too many.
 */
struct err address_ranges_read(struct slice list, struct address_range ret[ADDRESS_RANGES_MAX], unsigned *ret_count,
                               struct buf *why) CHECKED;

bool address_range_has(const struct address_range *range, const uint8_t address[ADDRESS_BYTES]);
