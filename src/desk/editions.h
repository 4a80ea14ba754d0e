/* What the screens of an edition have in common. For this room only. */
#pragma once
#include "desk/visit.h"

/* The edition in the path; NULL, and answered, when there is none such, or the person may not change it. */
const struct edition *edition_asked(struct visit *v, struct err *ret);
