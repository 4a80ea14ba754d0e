#include "server/upload.h"

#include "base/err.h"
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { SMALLEST_GROWTH = 4096 };

/* Makes room for `more` bytes: twice what there was, but never more than the whole will need. */
static bool grow(struct upload *upload, struct budget *budget, size_t more)
{
        if (upload->size - upload->len >= more) return true;
        size_t whole = upload->head_len + (size_t)upload->wanted;
        size_t size = upload->size * 2 < upload->len + more ? upload->len + more : upload->size * 2;
        if (size < SMALLEST_GROWTH) size = SMALLEST_GROWTH;
        if (upload->fd < 0 && size > whole) size = whole;
        if (!budget_take(budget, size - upload->size)) return false;
        char *at = realloc(upload->at, size);
        if (!at) {
                budget_give_back(budget, size - upload->size);
                return false;
        }
        upload->at = at;
        upload->size = size;
        return true;
}

static void add(struct upload *upload, struct slice bytes)
{
        if (bytes.len) memcpy(upload->at + upload->len, bytes.at, bytes.len);
        upload->len += bytes.len;
}

struct upload *upload_new(struct budget *budget, struct slice head, uint64_t wanted, const char *spool_folder)
{
        struct upload *upload = calloc(1, sizeof *upload);
        if (!upload) return NULL;
        *upload = (struct upload){.head_len = head.len, .wanted = wanted, .fd = -1};
        if (spool_folder) upload->fd = open(spool_folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if ((spool_folder && upload->fd < 0) || !grow(upload, budget, head.len)) {
                upload_free(upload, budget);
                return NULL;
        }
        add(upload, head);
        return upload;
}

void upload_free(struct upload *upload, struct budget *budget)
{
        if (!upload) return;
        budget_give_back(budget, upload->size);
        fd_close(upload->fd);
        free(upload->at);
        free(upload);
}

size_t upload_share(const struct upload *upload, size_t len)
{
        uint64_t missing = upload->wanted - upload->got;
        return len < missing ? len : (size_t)missing;
}

static bool write_all(int fd, struct slice bytes)
{
        while (bytes.len) {
                ssize_t written = write(fd, bytes.at, bytes.len);
                if (written < 0 && errno == EINTR) continue;
                if (written <= 0) return false;
                bytes = slice_skip(bytes, (size_t)written);
        }
        return true;
}

bool upload_add(struct upload *upload, struct budget *budget, struct slice bytes)
{
        must(bytes.len <= upload->wanted - upload->got);
        if (upload->fd >= 0) {
                if (!write_all(upload->fd, bytes)) return false;
        } else {
                if (!grow(upload, budget, bytes.len)) return false;
                add(upload, bytes);
        }
        upload->got += bytes.len;
        return true;
}

struct http_request upload_request(const struct upload *upload)
{
        struct http_request request;
        size_t head_len;
        unsigned status;
        struct slice head = {upload->at, upload->head_len};
        must(http_parse(head, &request, &head_len, &status) == HTTP_PARSED && head_len == head.len);
        if (upload->fd >= 0) must(lseek(upload->fd, 0, SEEK_SET) == 0);
        request.body = (struct slice){upload->at + upload->head_len, upload->len - upload->head_len};
        request.body_fd = upload->fd;
        return request;
}
