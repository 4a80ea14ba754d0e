/* One thread wakes another that waits with socket_wait(): a descriptor that can be read from when it was rung. */
#pragma once
#include "base/err.h"

struct err wake_open(int *ret_fd) CHECKED;
/* Any thread. Ringing several times before anybody hears is the same as once. */
void wake_ring(int fd);
/* Forgets the rings so far: then look for work, until there is none. */
void wake_hear(int fd);
