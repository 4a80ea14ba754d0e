/* Pages as readers will see them, within a page of the desk. For this room only. */
#pragma once
#include "desk/reply.h"

/* The reply has the page as its body. */
void reply_as_readers_see_it(struct desk_reply *r);
