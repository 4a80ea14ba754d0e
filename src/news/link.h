/* Links that a body, a source or the settings may carry. */
#pragma once
#include "base/slice.h"

enum { LINK_MAX_BYTES = 2000 };

/* Whether `href` is an absolute http, https or mailto address of nothing but URL code points (WHATWG URL, 4.3): what
 * else a link holds must be percent-encoded before it is stored. A name with a password before the host is refused, for
 * it only ever serves to deceive. */
bool link_is_allowed(struct slice href);

/* Whether `href` is an absolute path of this site, with query and fragment or without, likewise of URL code points:
 * "/en/about/", but not "//host/". */
bool link_is_path(struct slice href);

/* The first http or https address in a text that was typed, without the punctuation behind it; empty: there is none.
 * What is inside of a word is none. */
struct slice link_find(struct slice text);

/* Whether a URL may hold the character as it is. '%' may stand, with two hexadecimal digits behind it. */
bool link_may_hold(uint32_t character);
