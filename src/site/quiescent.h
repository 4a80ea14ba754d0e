/* When may something that readers were shown be freed? When every reader thread has since passed a quiescent point: a
 * moment at which it holds nothing. Readers pass one each turn of their loop, which costs them one store; they take no
 * lock.
 *
 * Threads: quiescent_pass(n) by reader thread n alone; retire and collect by any thread (a mutex inside). */
#pragma once
#include "base/err.h"

#include <stddef.h>

struct quiescent;
enum { QUIESCENT_THREADS_MAX = 64 };

struct err quiescent_new(unsigned thread_count, struct quiescent **ret) CHECKED;
/* All reader threads have ended: frees what is still waiting, and itself. */
void quiescent_free(struct quiescent *q);

/* Thread `thread` holds nothing that it found before now. */
void quiescent_pass(struct quiescent *q, unsigned thread);

/* No new reader can find `object` any more; `destroy` is called once those that found it have let go. */
void quiescent_retire(struct quiescent *q, void *object, void (*destroy)(void *object));

/* Destroys what nobody can hold any more; returns how many objects still wait. */
size_t quiescent_collect(struct quiescent *q);
