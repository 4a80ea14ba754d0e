/* The addresses that links from outside lead to. */
#pragma once
#include "wire/intake.h"

/* The address as the newsroom keeps it: what a URL cannot hold is percent-encoded, as browsers do. Empty when it is
 * none that may be kept (another scheme, or a path that does not begin with one /), which is counted. */
struct slice html_link_read(struct slice href, struct intake *in);
