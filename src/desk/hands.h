/* Helping hands: what takes long and needs nothing of the newsroom's (hashing a password: a tenth of a second and 64
 * MiB) is done beside the writer's thread, so that it never waits behind that with a publication.
 *
 *     writer's thread: handler ─▶ visit_hand_over() ─▶ hands_take() ─▶ a hand's thread: work(task)
 *     writer's thread: `then`, with who comes settled anew ◀─ errands ◀─ errand_again()
 *
 * (1) At most HANDS work at once, on a lower priority; at most HANDS_WAITING_MAX wait, more are refused.
 * (2) The errand is the hand's until it is given back; the work touches nothing but its task, which the errand's arena
 *     holds. */
#pragma once
#include "desk/errand.h"

enum { HANDS = 2, HANDS_WAITING_MAX = 32 };

struct hands;
struct err hands_open(struct errand_queue *errands, struct hands **ret) CHECKED;
/* Waits for what is being worked on; what waits is left where it is: in the queue of errands, which frees it. */
void hands_close(struct hands *h);

/* The writer's thread alone adds to what waits: where there is room, there is room until it takes it. */
bool hands_have_room(struct hands *h);
/* The errand's `work` on its `task`; then errand_again(). There must be room. */
void hands_take(struct hands *h, struct errand *e);
