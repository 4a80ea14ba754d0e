/* Which bytes may stand where in a request, one table for all (RFC 9110, 5.6.2; RFC 3986). Inside `http`. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum character_class {
        CHARACTER_TOKEN = 1 << 0,  /* methods and field names */
        CHARACTER_TARGET = 1 << 1, /* request targets: visible ASCII but "#", which no target has */
        CHARACTER_HOST = 1 << 2,   /* letters, digits, and "-._:[]": names, IPv4, IPv6, port */
};

extern const uint8_t character_classes[256];

static inline bool character_is(char c, enum character_class class)
{
        return (character_classes[(unsigned char)c] & class) != 0;
}
