#include "os/address_range.h"

#include <arpa/inet.h>
#include <string.h>

enum { BITS = 8 * ADDRESS_BYTES, IPV4_BITS = 32, IPV4_AT = 12 };

static const uint8_t mapped[IPV4_AT] = {[10] = 0xff, [11] = 0xff};

static bool read_address(struct slice text, uint8_t ret[ADDRESS_BYTES], bool *ret_is_ipv4)
{
        char room[INET6_ADDRSTRLEN];
        if (text.len == 0 || text.len >= sizeof room) return false;
        memcpy(room, text.at, text.len);
        room[text.len] = '\0';
        memcpy(ret, mapped, sizeof mapped);
        *ret_is_ipv4 = inet_pton(AF_INET, room, ret + IPV4_AT) == 1;
        return *ret_is_ipv4 || inet_pton(AF_INET6, room, ret) == 1;
}

static void write_address(const uint8_t address[ADDRESS_BYTES], bool is_ipv4, struct buf *ret)
{
        char room[INET6_ADDRSTRLEN] = "";
        inet_ntop(is_ipv4 ? AF_INET : AF_INET6, is_ipv4 ? address + IPV4_AT : address, room, sizeof room);
        buf_add_text(ret, room);
}

/* Clears the bits behind the first so many; false when none of them was set. */
static bool clear_rest(uint8_t address[ADDRESS_BYTES], unsigned bits)
{
        bool any = false;
        for (unsigned bit = bits; bit < BITS; bit++) {
                uint8_t mask = (uint8_t)(0x80 >> bit % 8);
                any = any || (address[bit / 8] & mask);
                address[bit / 8] = (uint8_t)(address[bit / 8] & ~mask);
        }
        return any;
}

static struct err refuse(void)
{
        return ERR(ERR_INVALID, "read a range of addresses");
}

static struct err read_range(struct slice text, struct address_range *ret, struct buf *why)
{
        struct slice rest = text, address = slice_cut(&rest, '/');
        bool is_ipv4 = false, has_bits = address.len < text.len;
        if (!read_address(address, ret->first, &is_ipv4)) {
                buf_add_format(why, "'%.*s' is no address; write 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32",
                               SLICE_ARGS(text));
                return refuse();
        }
        unsigned most = is_ipv4 ? IPV4_BITS : BITS;
        uint64_t bits = most;
        if (has_bits && !slice_to_u64(rest, most, &bits)) {
                buf_add_format(why, "'%.*s' must have a number of bits behind its slash, %u at most", SLICE_ARGS(text),
                               most);
                return refuse();
        }
        ret->bits = (unsigned)bits + BITS - most;
        if (!clear_rest(ret->first, ret->bits)) return NO_ERR;
        buf_add_format(why, "'%.*s' is an address within a range; write the range as ", SLICE_ARGS(text));
        write_address(ret->first, is_ipv4, why);
        buf_add_format(why, "/%u", (unsigned)bits);
        return refuse();
}

struct err address_ranges_read(struct slice list, struct address_range ret[ADDRESS_RANGES_MAX], unsigned *ret_count,
                               struct buf *why)
{
        unsigned count = 0;
        for (; list.len; count++) {
                if (count == ADDRESS_RANGES_MAX) {
                        buf_add_format(why, "there are more than %d ranges", ADDRESS_RANGES_MAX);
                        return refuse();
                }
                TRY(read_range(slice_trim(slice_cut(&list, ',')), &ret[count], why));
        }
        *ret_count = count;
        return NO_ERR;
}

bool address_range_has(const struct address_range *range, const uint8_t address[ADDRESS_BYTES])
{
        unsigned whole = range->bits / 8, left = range->bits % 8;
        if (memcmp(range->first, address, whole) != 0) return false;
        return left == 0 || (range->first[whole] ^ address[whole]) >> (8 - left) == 0;
}
