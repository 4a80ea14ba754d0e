/* What counts as a read, and for whom. The method, the host, what a program calls itself, whether it asks ahead, and
 * where it asks from decide that and nothing else; nothing of them is kept (site/lately.h). */
#include "reader/reader_inside.h"

#include "os/socket.h"

bool is_counted(const struct http_request *request)
{
        return request->method == HTTP_GET && !slice_eq(request->host, SLICE(READER_UNCOUNTED_HOST));
}

/* An article is counted by itself, but not at the address of its other order (news/coverage.h); an edition's front too,
 * all its other pages together (reader.h). */
static int64_t counted_as(const struct page *page)
{
        if (page->article && !archive_id_is_of_path((int64_t)page->key.id)) return (int64_t)page->key.id;
        return -2 * (int64_t)page->edition - (page->front ? 0 : 1);
}

/* An open page that follows the news asks for itself with the number of an event as its query, a comma and perhaps when
 * the clock turned the front (reader-web/live.js). */
static bool is_asked_again(const struct http_request *request)
{
        uint64_t event;
        struct slice query = request->query;
        return slice_to_u64(slice_cut(&query, ','), UINT64_MAX, &event);
}

bool is_of_person(const struct http_request *request)
{
        return is_counted(request) && !request->is_prefetch && !is_crawler(request->user_agent);
}

/* Which network it came from. A proxy on this machine, or one that is trusted, says it last, and so does what stands in
 * front of a site whose open pages tell that they are read; from elsewhere the field may say anything. */
static struct slice network_of(const struct http_request *request, bool is_behind, char room[SOCKET_ADDRESS_MAX_BYTES])
{
        struct slice list = request->x_forwarded_for, last = list;
        if (list.len == 0 || (request->network.len && !is_behind)) return request->network;
        while (list.len)
                last = slice_cut(&list, ',');
        struct slice said = socket_network_of(slice_trim(last), room);
        return said.len ? said : request->network;
}

/* An article counts once in a while for who asks for it; of other pages each is a step somewhere. */
void count_read(struct reader *r, unsigned thread, const struct http_request *request, const struct page *page,
                const struct edition_furniture *edition)
{
        if (page->key.variant != PAGE_ITSELF || page->bare || is_asked_again(request) || !is_of_person(request)) return;
        int64_t counted = counted_as(page);
        char room[SOCKET_ADDRESS_MAX_BYTES];
        struct slice network = network_of(request, edition && edition->counts_by_beacon, room);
        if (counted > 0 && !lately_is_first(r->lately, network, counted)) return;
        reads_count(r->reads, thread, counted, page->edition);
}
