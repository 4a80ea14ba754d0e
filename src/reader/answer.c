/* A request to a reply: hash the path, find it in the directory, find the page in the cache, string its fragments
 * together. What a target takes from the request is a row of the table below; everything else is forgotten first, so it
 * can change no byte of the reply. The query is looked at for a search and by streams alone; it goes on to where a
 * former prefix leads. What count.c looks at decides what is counted, no more. */
#include "reader/reader_inside.h"

#include "archive/picture.h"
#include "base/clock.h"
#include "reader/below.h"
#include "reader/entry_address.h"
#include "reader/finder.h"
#include "reader/unfound.h"

enum { PATH_MAX_BYTES = REPLY_SCRATCH_BYTES - 64, MISS_RETRY_S = 1 };

struct route {
        const char *name;
        unsigned takes;   /* bits of enum http_field */
        bool takes_query; /* for searches, the one kind of page that has any use for it */
        enum app_answer (*answer)(struct reader *r, unsigned thread, const struct http_request *request,
                                  struct target target, struct reply *ret);
};

static enum encoding encoding_for(const struct http_request *request)
{
        return request->gzip ? ENCODING_GZIP : ENCODING_IDENTITY;
}

static const struct furniture *furniture_now(const struct reader *r)
{
        return atomic_load_explicit(&r->furniture, memory_order_acquire);
}

static bool wants_text(struct slice path)
{
        return below_of(path).variant == PAGE_TEXT;
}

static enum app_answer answer_status(struct reader *r, const struct http_request *request, unsigned edition,
                                     unsigned status, struct reply *ret)
{
        const struct furniture *furniture = furniture_now(r);
        const struct edition_furniture *e = furniture_find(furniture, edition);
        if (!e) e = furniture_for_path(furniture, request->path);
        if (e)
                (wants_text(request->path) ? compose_status_text : compose_status)(e, status, encoding_for(request),
                                                                                   ret);
        ret->head.status = status;
        if (status == 503) ret->head.retry_after_s = MISS_RETRY_S;
        return APP_REPLY;
}

static enum app_answer answer_moved_to(struct slice location, struct reply *ret)
{
        ret->head.status = 301;
        ret->head.location = location;
        ret->head.cache_control = SLICE("public, max-age=60, s-maxage=10");
        return APP_REPLY;
}

static struct target find(const struct reader *r, struct slice path)
{
        const struct directory *directory = atomic_load_explicit(&r->directory, memory_order_acquire);
        return directory_find(directory, archive_path_hash(directory_key(directory), path));
}

/* "/rus/news" becomes "/rus/news/" when that is published. */
static bool find_with_slash(const struct reader *r, struct slice path, struct reply *ret)
{
        if (path.len == 0 || path.len > PATH_MAX_BYTES || path.at[path.len - 1] == '/') return false;
        memcpy(ret->scratch, path.at, path.len);
        ret->scratch[path.len] = '/';
        struct slice with_slash = {ret->scratch, path.len + 1};
        enum target_kind kind = find(r, with_slash).kind;
        if (kind == TARGET_NONE || kind == TARGET_PICTURE) return false;
        answer_moved_to(with_slash, ret);
        return true;
}

/* What is newest there changes, so nothing keeps it for long. */
static bool find_trimmed(const struct reader *r, struct slice path, struct reply *ret)
{
        const struct directory *directory = atomic_load_explicit(&r->directory, memory_order_acquire);
        struct slice newest;
        if (!trimmed_find(directory, path, ret->scratch, &newest)) return false;
        answer_moved_to(newest, ret);
        ret->head.status = 302;
        return true;
}

/* ---- creatives ---- */

static void count_view(struct reader *r, unsigned thread, unsigned counter)
{
        if (counter) count_one_more(&counters_cell(r->counters, thread, counter)->views);
}

static void count_views(struct reader *r, unsigned thread, const struct http_request *request, const struct page *page,
                        const struct edition_furniture *edition)
{
        unsigned article = page->article ? edition->counters[FURNITURE_PART_SLOT_ARTICLE] : 0;
        unsigned rail = edition->counters[FURNITURE_PART_SLOT_RAIL];
        if (!(article | rail) || !is_counted(request)) return;
        count_view(r, thread, article);
        count_view(r, thread, rail);
}

/* "/go/KEY/" leads where the creative with this key does, and nowhere else. */
static bool answer_go(struct reader *r, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct slice key = request->path;
        if (!slice_starts_with(key, SLICE("/go/")) || !slice_ends_with(key, SLICE("/"))) return false;
        key = slice_skip(key, SLICE("/go/").len);
        if (key.len == 0) return false;
        key.len--;
        const struct go_link *link = furniture_find_link(furniture_now(r), key);
        if (!link) return false;
        if (link->counter && is_counted(request))
                count_one_more(&counters_cell(r->counters, thread, link->counter)->clicks);
        ret->head.status = 302;
        ret->head.location = link->url;
        ret->head.cache_control = SLICE("no-store");
        return true;
}

/* ---- what a path may lead to ---- */

static enum app_answer answer_unknown(struct reader *r, unsigned thread, const struct http_request *request,
                                      struct target target, struct reply *ret)
{
        (void)target;
        if (answer_go(r, thread, request, ret)) return APP_REPLY;
        return answer_status(r, request, 0, 404, ret);
}

/* Finds the page, or NULL: then `*ret_lack` says why, PAGE_LACKS_NOTHING being that a loader was asked to bring it. */
static const struct page *find_page(struct reader *r, unsigned thread, struct page_key key, enum page_lack *ret_lack)
{
        const struct page *page = page_cache_find(r->cache, key);
        if (page && page->until_ms && page->until_ms <= clock_wall_ms()) page = NULL;
        *ret_lack = page ? page->lack : PAGE_LACKS_NOTHING;
        if (page && page->lack == PAGE_LACKS_NOTHING) return page;
        const struct wish wish = {.page = key};
        if (!page && !loader_request(r->loader, &wish, thread)) *ret_lack = PAGE_NOT_LOADED;
        return NULL;
}

static enum app_answer answer_without_page(struct reader *r, const struct http_request *request, struct page_key key,
                                           enum page_lack lack, struct reply *ret)
{
        static const unsigned statuses[] = {[PAGE_JUST_WITHDRAWN] = 410,
                                            [PAGE_NOT_LOADED] = 503,
                                            [PAGE_NOT_WRITTEN_YET] = 503,
                                            [PAGE_DAMAGED] = 500,
                                            [PAGE_HAS_NO_TEXT] = 404};
        if (lack != PAGE_LACKS_NOTHING) return answer_status(r, request, 0, statuses[lack], ret);
        ret->parked_on = page_key_pack(key);
        return APP_PARK;
}

/* An article gets another address in one moment of the archive, and in several of the directory: until it knows the new
 * one, the page answers under the old one; then that leads there, as it will in a moment anyway. */
static bool is_moving(const struct reader *r, const struct page *page)
{
        struct target target = find(r, page->path);
        return page->article && !(target.kind == TARGET_PAGE && target.id == page->key.id);
}

/* The caller of a feed has what it is now. An ETag says it better than a time, which only feeds are asked by. One that
 * has not come yet was never told. */
static bool is_known(const struct http_request *request, const struct page *page, const struct reply *reply)
{
        int64_t since_ms = request->if_modified_since_ms;
        if (request->if_none_match.len) return http_etag_matches(request->if_none_match, reply->head.etag);
        return page->modified_ms && since_ms >= page->modified_ms && since_ms <= clock_wall_ms();
}

/* ---- searching ---- */

static void send_page(const struct page *page, const struct edition_furniture *edition,
                      const struct http_request *request, struct reply *ret)
{
        compose_page(page, edition, ret);
        /* A feed's time comes some moment behind it (feed_page.c), and is told from then on (RFC 9110, 8.8.2.1). */
        if (page->modified_ms > clock_wall_ms()) ret->head.last_modified = SLICE("");
        if (!is_known(request, page, ret)) return;
        ret->head.status = 304;
        ret->part_count = 0;
}

static enum app_answer answer_search(struct reader *r, unsigned thread, const struct http_request *request,
                                     const struct page *page, struct reply *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(4 * SEARCH_QUERY_MAX_BYTES);
        struct search_query query;
        const struct page *answer = NULL;
        search_query_read(request->query, &arena, &query);
        search_query_write(&query, &text);
        const struct search_ask ask = {page, buf_slice(&text), encoding_for(request), thread};
        const struct edition_furniture *edition = furniture_find(furniture_now(r), page->edition);
        enum finding finding = edition ? finder_find(r->finder, &ask, &answer, &ret->parked_on) : FINDING_REFUSED;
        ret->park_ms = FINDER_PATIENCE_MS;
        if (finding == FINDING_AWAITED) return APP_PARK;
        if (finding == FINDING_FOUND) {
                if (answer->found_nothing && is_of_person(request))
                        unfound_table_count(r->unfound, page->edition, query.words);
                send_page(answer, edition, request, ret);
                return APP_REPLY;
        }
        answer_status(r, request, page->edition, 503, ret);
        ret->head.retry_after_s = FINDER_RETRY_S;
        return APP_REPLY;
}

static enum app_answer answer_variant(struct reader *r, unsigned thread, const struct http_request *request,
                                      struct page_key key, struct reply *ret)
{
        enum page_lack lack;
        const struct page *page = find_page(r, thread, key, &lack);
        if (!page) return answer_without_page(r, request, key, lack, ret);
        bool is_at_home = slice_eq(page->path, request->path);
        if (!is_at_home && !page->article) return answer_status(r, request, 0, 404, ret);
        if (!is_at_home && !is_moving(r, page)) return answer_moved_to(page->path, ret);

        const struct edition_furniture *edition = furniture_find(furniture_now(r), page->edition);
        if (!edition && !page->bare) return answer_status(r, request, 0, 503, ret);
        if (page->search) return answer_search(r, thread, request, page, ret);
        send_page(page, edition, request, ret);
        if (ret->head.status == 200 && !page->bare) count_views(r, thread, request, page, edition);
        if (!page->gone && !(edition && edition->counts_by_beacon)) count_read(r, thread, request, page, edition);
        return APP_REPLY;
}

static enum app_answer answer_page(struct reader *r, unsigned thread, const struct http_request *request,
                                   struct target target, struct reply *ret)
{
        return answer_variant(r, thread, request, (struct page_key){target.id, PAGE_ITSELF, encoding_for(request)},
                              ret);
}

static enum app_answer answer_below(struct reader *r, unsigned thread, const struct http_request *request,
                                    struct target target, struct reply *ret)
{
        const enum page_variant variant = below_of(request->path).variant;
        return answer_variant(r, thread, request, (struct page_key){target.id, variant, encoding_for(request)}, ret);
}

static enum app_answer answer_beacon(struct reader *r, unsigned thread, const struct http_request *request,
                                     struct target target, struct reply *ret)
{
        const struct page_key key = {target.id, PAGE_ITSELF, encoding_for(request)};
        struct slice path = request->path;
        enum page_lack lack;
        const struct page *page = find_page(r, thread, key, &lack);
        if (!page) return answer_without_page(r, request, key, lack, ret);
        path.len -= below_of(path).name.len;
        const struct edition_furniture *edition = furniture_find(furniture_now(r), page->edition);
        if (!edition || !edition->counts_by_beacon || page->gone || !slice_eq(page->path, path))
                return answer_status(r, request, 0, 404, ret);
        count_read(r, thread, request, page, edition);
        ret->head.status = 204;
        ret->head.cache_control = SLICE("no-store");
        return APP_REPLY;
}

/* Where it stands may be another page the next time. */
static enum app_answer answer_entry(struct reader *r, unsigned thread, const struct http_request *request,
                                    struct target target, struct reply *ret)
{
        const struct page_key key = {target.id, PAGE_ENTRIES, ENCODING_GZIP};
        struct slice path = request->path, name = below_of(path).name;
        enum page_lack lack;
        const struct page *page = find_page(r, thread, key, &lack);
        if (!page) return answer_without_page(r, request, key, lack, ret);
        path.len -= name.len;
        struct slice location = entry_location(page, name, ret->scratch, PATH_MAX_BYTES);
        bool is_at_home = slice_eq(page->path, path) || is_moving(r, page);
        if (!is_at_home || location.len == 0) return answer_status(r, request, 0, 404, ret);
        answer_moved_to(location, ret);
        ret->head.status = 302;
        return APP_REPLY;
}

/* With the reason, which is a page of its own, or as the edition says it of all that has none. */
static enum app_answer answer_gone(struct reader *r, unsigned thread, const struct http_request *request,
                                   struct target target, struct reply *ret)
{
        if (target.id && wants_text(request->path)) return answer_below(r, thread, request, target, ret);
        if (target.id) return answer_page(r, thread, request, target, ret);
        return answer_status(r, request, target.edition, 410, ret);
}

/* Redirects are the same in every encoding, and are kept in one. */
static enum app_answer answer_moved(struct reader *r, unsigned thread, const struct http_request *request,
                                    struct target target, struct reply *ret)
{
        struct page_key key = {target.id, PAGE_REDIRECT, ENCODING_GZIP};
        enum page_lack lack;
        const struct page *page = find_page(r, thread, key, &lack);
        if (!page) return answer_without_page(r, request, key, lack, ret);
        if (!slice_eq(page->path, request->path)) return answer_status(r, request, 0, 404, ret);
        return answer_moved_to(page->location, ret);
}

/* Another edition of a page, or a feed, of what is elsewhere now: there, too, it stands below the page's own address.
 */
static enum app_answer answer_below_moved(struct reader *r, unsigned thread, const struct http_request *request,
                                          struct target target, struct reply *ret)
{
        const struct slice name = below_of(request->path).name;
        struct http_request page = *request;
        page.path.len -= name.len;
        enum app_answer answer = answer_moved(r, thread, &page, target, ret);
        size_t len = ret->head.location.len;
        if (answer != APP_REPLY || ret->head.status != 301 || len + name.len > PATH_MAX_BYTES) return answer;
        memcpy(ret->scratch, ret->head.location.at, len);
        memcpy(ret->scratch + len, name.at, name.len);
        return answer_moved_to((struct slice){ret->scratch, len + name.len}, ret);
}

static enum app_answer answer_picture(struct reader *r, unsigned thread, const struct http_request *request,
                                      struct target target, struct reply *ret)
{
        (void)target;
        switch (picture_answer(r, thread, request, ret)) {
        case PICTURE_FOUND:
                return APP_REPLY;
        case PICTURE_AWAITED:
                return APP_PARK;
        case PICTURE_UNKNOWN:
                return answer_status(r, request, 0, 404, ret);
        case PICTURE_FAILED:
                break;
        }
        return answer_status(r, request, 0, 503, ret);
}

/* What decides whether a read counts. */
enum { TELLS_WHO = HTTP_USER_AGENT | HTTP_SEC_PURPOSE | HTTP_X_FORWARDED_FOR };

static const struct route routes[] = {
        [TARGET_NONE] = {"unknown", HTTP_ACCEPT_ENCODING, false, answer_unknown},
        [TARGET_PAGE] = {"page", HTTP_ACCEPT_ENCODING | HTTP_IF_NONE_MATCH | TELLS_WHO, true, answer_page},
        [TARGET_MOVED] = {"moved", 0, false, answer_moved},
        [TARGET_GONE] = {"gone", HTTP_ACCEPT_ENCODING, false, answer_gone},
        [TARGET_PICTURE] = {"picture", HTTP_ACCEPT_ENCODING, false,
                            answer_unknown}, /* a folder; its files have addresses */
};

/* Addresses that follow from a published one by rule. What was withdrawn has of them a text that says why. */
static const struct route below_route = {"text or ninjs edition", HTTP_ACCEPT_ENCODING | HTTP_IF_NONE_MATCH, false,
                                         answer_below};
static const struct route below_moved_route = {"moved edition or feed", 0, false, answer_below_moved};
static const struct route feed_route = {"feed", HTTP_ACCEPT_ENCODING | HTTP_IF_NONE_MATCH | HTTP_IF_MODIFIED_SINCE,
                                        false, answer_below};
static const struct route entry_route = {"entry", HTTP_ACCEPT_ENCODING, false, answer_entry};
static const struct route beacon_route = {"beacon", HTTP_ACCEPT_ENCODING | TELLS_WHO, false, answer_beacon};
static const struct route live_route = {"live", HTTP_LAST_EVENT_ID | HTTP_ACCEPT_ENCODING, true, answer_live};
static const struct route picture_route = {"picture's file", HTTP_RANGE | HTTP_IF_RANGE | HTTP_IF_NONE_MATCH, false,
                                           answer_picture};

/* How much of the path is the published address that it follows from; 0: none can be. */
static size_t published_len(struct slice path)
{
        if (path.len > PICTURE_PATH_LEN && picture_digest_of_path(path).len) return PICTURE_PATH_LEN;
        struct slice name = below_of(path).name;
        return name.len ? path.len - name.len : 0;
}

static const struct route *route_of_variant(enum page_variant variant)
{
        if (variant == PAGE_ITSELF) return &beacon_route;
        if (variant == PAGE_ENTRIES) return &entry_route;
        return variant == PAGE_TEXT || variant == PAGE_NINJS ? &below_route : &feed_route;
}

static const struct route *route_below(const struct reader *r, struct slice path, struct target *ret)
{
        size_t len = published_len(path);
        if (live_has(r, path)) return &live_route;
        if (len == 0) return &routes[TARGET_NONE];
        *ret = find(r, (struct slice){path.at, len});
        if (ret->kind == TARGET_PICTURE) return &picture_route;
        if (ret->kind == TARGET_PAGE) return route_of_variant(below_of(path).variant);
        if (ret->kind == TARGET_MOVED) return &below_moved_route;
        if (!wants_text(path)) ret->id = 0; /* the reason is told at the page's own address, and in its text edition */
        return &routes[ret->kind == TARGET_GONE ? TARGET_GONE : TARGET_NONE];
}

static bool find_guessed_feed(const struct reader *r, struct slice path, struct reply *ret)
{
        const struct edition_furniture *e = furniture_for_path(furniture_now(r), path);
        if (!e || !slice_starts_with(path, e->prefix)) return false;
        struct slice name = guessed_feed(slice_skip(path, e->prefix.len));
        if (name.len == 0 || e->prefix.len + name.len > PATH_MAX_BYTES) return false;
        if (e->prefix.len) memcpy(ret->scratch, e->prefix.at, e->prefix.len);
        memcpy(ret->scratch + e->prefix.len, name.at, name.len);
        answer_moved_to((struct slice){ret->scratch, e->prefix.len + name.len}, ret);
        return true;
}

/* ---- prefixes that editions had ---- */

static bool is_answered(const struct reader *r, struct slice path)
{
        struct target target = find(r, path);
        if (target.kind != TARGET_NONE) return target.kind != TARGET_PICTURE;
        const struct route *below = route_below(r, path, &target);
        return below != &routes[TARGET_NONE] && below != &live_route && below != &picture_route;
}

/* `prefix` with `rest` behind it: false when nothing is there. What was a folder's name without its slash gets it at
 * once. */
static bool find_under(const struct reader *r, struct slice prefix, struct slice rest, struct reply *ret,
                       struct slice *ret_path)
{
        size_t len = prefix.len + rest.len;
        if (len + 1 > PATH_MAX_BYTES) return false;
        if (prefix.len) memcpy(ret->scratch, prefix.at, prefix.len);
        if (rest.len) memcpy(ret->scratch + prefix.len, rest.at, rest.len);
        *ret_path = (struct slice){ret->scratch, len};
        if (len && is_answered(r, *ret_path)) return true;
        ret->scratch[ret_path->len++] = '/';
        return (len == 0 || ret->scratch[len - 1] != '/') && is_answered(r, *ret_path);
}

static void keep_query(struct slice query, struct reply *ret, struct slice *location)
{
        if (query.len == 0 || location->len + 1 + query.len > sizeof ret->scratch) return;
        ret->scratch[location->len++] = '?';
        memcpy(ret->scratch + location->len, query.at, query.len);
        location->len += query.len;
}

static bool find_of_edition(const struct reader *r, const struct edition_furniture *e, struct slice path,
                            struct reply *ret, struct slice *ret_path)
{
        for (struct slice left = e->former; left.len;) {
                struct slice former = furniture_former_prefix(&left), rest = slice_skip(path, former.len);
                bool is_under = slice_starts_with(path, former) && (rest.len == 0 || rest.at[0] == '/');
                if (is_under && find_under(r, e->prefix, rest, ret, ret_path)) return true;
        }
        return false;
}

/* An address under a prefix that an edition had leads to the same under that of now, when something is there: so never
 * back, and never in a circle. It may change its direction one day, so nobody keeps it. */
static bool lead_on(const struct reader *r, const struct http_request *request, struct reply *ret)
{
        const struct furniture *f = furniture_now(r);
        struct slice now;
        for (size_t i = 0; i < f->edition_count; i++) {
                if (!find_of_edition(r, &f->editions[i], request->path, ret, &now)) continue;
                keep_query(request->query, ret, &now);
                answer_moved_to(now, ret);
                ret->head.cache_control = SLICE("no-cache");
                return true;
        }
        return false;
}

struct slice reader_error_page(void *context, unsigned status, const struct http_request *request)
{
        struct slice path = request ? request->path : SLICE("");
        const struct edition_furniture *e = furniture_for_path(furniture_now(context), path);
        int index = brief_index(status);
        return e && index >= 0 ? piece_fragment(e->brief[index], ENCODING_IDENTITY)->run : (struct slice){0};
}

enum app_answer reader_answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct reader *r = context;
        struct target target = find(r, request->path);
        const struct route *route = &routes[target.kind];
        if (target.kind == TARGET_NONE && find_guessed_feed(r, request->path, ret)) return APP_REPLY;
        if (target.kind == TARGET_NONE) route = route_below(r, request->path, &target);
        bool is_unknown = route == &routes[TARGET_NONE];
        if (is_unknown &&
            (find_with_slash(r, request->path, ret) || lead_on(r, request, ret) || find_trimmed(r, request->path, ret)))
                return APP_REPLY;
        struct http_request known = *request;
        http_request_keep(&known, route->takes);
        if (!route->takes_query) known.query = (struct slice){0};
        return route->answer(r, thread, &known, target, ret);
}
