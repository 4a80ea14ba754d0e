/* A request's body as it comes in, behind a copy of the request's head. Inside `server`.
 *
 * It grows with what came, not with what was announced, so that a head alone takes no memory; all of it is charged to
 * the process's budget. A large one goes to a file without a name, which ends with its last descriptor. */
#pragma once
#include "http/request.h"
#include "server/held.h"

struct upload {
        char *at;         /* owned: the head, and behind it the body unless that is in the file */
        size_t len, size; /* of what is there; of the place, which is charged */
        size_t head_len;
        uint64_t wanted, got;
        int fd;           /* owned; -1: in memory */
        int64_t since_ms; /* when it began to come in */
};

/* For the `wanted` bytes behind `head`, which is copied. With `spool_folder` (else NULL) they go to a file there. NULL
 * when there is no room, or no file can be made. */
struct upload *upload_new(struct budget *budget, struct slice head, uint64_t wanted, const char *spool_folder);
void upload_free(struct upload *upload, struct budget *budget);

/* How many of the bytes in hand belong to it. */
size_t upload_share(const struct upload *upload, size_t len);

/* Adds some that do. False when there is no room for them. May wait for a disk when the body is a file. */
bool upload_add(struct upload *upload, struct budget *budget, struct slice bytes) CHECKED;

static inline bool upload_is_whole(const struct upload *upload)
{
        return upload->got == upload->wanted;
}

/* The request that the body belongs to, with what came of the body; a file is at its start. */
struct http_request upload_request(const struct upload *upload);
