#include "wire/import.h"

#include "news/json_value.h"
#include "store/publication.h"
#include "wire/ninjs.h"
#include "wire/plain_text.h"

#include <sodium.h>
#include <stdlib.h>

enum { FUTURE_BORNE_MS = 10 * 60 * 1000 };

/* Mixed into every item's digest: raise it when items would come out differently, so that all are taken anew. */
static const char importer_version[] = "stoppress ninjs importer 7";

const char *const import_outcome_names[IMPORT_OUTCOMES] = {
        "new", "changed", "unchanged", "withheld", "withdrawn", "older than what is here", "refused"};

struct importer {
        struct store *store;
        const struct newsroom *newsroom;
        const struct picture_keeper *keeper; /* NULL: none */
        struct arena losses_arena;           /* forever */
        struct losses lost, noticed;
};

struct err importer_new(struct store *store, const struct newsroom *newsroom, const struct picture_keeper *keeper,
                        struct importer **ret)
{
        struct importer *i = calloc(1, sizeof *i);
        if (!i || sodium_init() < 0) {
                free(i);
                return ERR(ERR_FULL, "make an importer");
        }
        *i = (struct importer){.store = store, .newsroom = newsroom, .keeper = keeper};
        i->lost.arena = i->noticed.arena = &i->losses_arena;
        *ret = i;
        return NO_ERR;
}

void importer_free(struct importer *i)
{
        if (!i) return;
        arena_clear(&i->losses_arena);
        free(i);
}

void importer_write_lost(const struct importer *i, struct buf *ret)
{
        losses_write(&i->lost, ret);
}

void importer_write_noticed(const struct importer *i, struct buf *ret)
{
        losses_write(&i->noticed, ret);
}

/* ---- one item ---- */

/* An item on its way in; everything lives as long as the call. */
struct arrival {
        struct importer *importer;
        struct arena arena;
        json_t *json; /* owned */
        struct slice uri;
        enum intent intent;
        struct import_version version, taken; /* `taken`: the latest before it */
        int64_t now_ms;
        bool refused; /* an error is the item's fault, not the store's */
        struct intake intake;
        struct article article;
};

static void arrival_clear(struct arrival *a)
{
        json_decref(a->json);
        arena_clear(&a->arena);
}

static void digest_item(struct slice item, uint8_t ret[32])
{
        crypto_generichash_state state;
        crypto_generichash_init(&state, NULL, 0, 32);
        crypto_generichash_update(&state, (const unsigned char *)importer_version, sizeof importer_version);
        crypto_generichash_update(&state, (const unsigned char *)item.at, item.len);
        crypto_generichash_final(&state, ret, 32);
}

static struct err refuse(struct arrival *a, struct err err)
{
        a->refused = err.code == ERR_INVALID;
        return err;
}

static struct err parse(struct arrival *a, struct slice item, struct buf *why)
{
        json_error_t fault;
        a->json = json_loadb(item.at, item.len, JSON_REJECT_DUPLICATES, &fault);
        if (!a->json) {
                buf_add_format(why, "item: not JSON: %s at byte %d", json_fault_text(&fault), fault.position);
                return refuse(a, ERR(ERR_INVALID, "read an item"));
        }
        return refuse(a, ninjs_read_intent(a->json, &a->arena, &a->uri, &a->intent, why));
}

/* The stored article; `ret_found` false when the store does not know it. */
static struct err find_known(struct arrival *a, struct published *ret, bool *ret_found)
{
        int64_t id = 0;
        TRY(store_find(a->importer->store, a->uri, &id, ret_found));
        return *ret_found ? store_load(a->importer->store, id, &a->arena, ret) : NO_ERR;
}

/* The same with the item's intent: what is withheld or cancelled need not be told again. */
static struct err load_known(struct arrival *a, bool *ret_found)
{
        struct published known;
        TRY(find_known(a, &known, ret_found));
        if (!*ret_found) return NO_ERR;
        a->article = known.article;
        a->article.intent = a->intent;
        return NO_ERR;
}

/* An item that tells only when this version was made must not move the story, and its address, to that day. */
static struct err keep_first_time(struct arrival *a)
{
        bool found = false;
        struct published known;
        if (!a->intake.time_is_of_version) return NO_ERR;
        TRY(find_known(a, &known, &found));
        if (!found) return NO_ERR;
        if (a->article.published_ms > known.article.published_ms) a->article.updated_ms = a->article.published_ms;
        a->article.published_ms = known.article.published_ms;
        a->article.created_ms = known.article.created_ms;
        return NO_ERR;
}

static bool says_same(const struct article *one, const struct article *other)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES);
        CLEANUP(buf_clear) struct buf other_text = BUF_INIT(BODY_JSON_MAX_BYTES);
        if (!slice_eq(one->headline, other->headline) || !slice_eq(one->lead, other->lead)) return false;
        body_write_text(&one->body, &text);
        body_write_text(&other->body, &other_text);
        return slice_eq(buf_slice(&text), buf_slice(&other_text));
}

/* A version so soon after publication that no update is read of it (ninjs.c) is one all the same when readers have the
 * article in other words; and what they were told of before stays told. A text that is another under the time of the
 * version before was mended silently. */
static void put_soon_update(struct arrival *a, const struct article *known)
{
        struct article *article = &a->article;
        if (known->updated_ms > article->published_ms) article->updated_ms = known->updated_ms;
        int64_t made_ms = a->version.made_ms, told_ms = article->updated_ms;
        bool is_later = a->taken.made_ms && made_ms > a->taken.made_ms && made_ms > article->published_ms;
        if (is_later && made_ms > told_ms && !says_same(article, known)) article->updated_ms = made_ms;
}

static struct err tell_soon_update(struct arrival *a)
{
        bool found = false;
        struct published known;
        if (a->article.updated_ms || a->intent != INTENT_PUBLISH || a->intake.back.number) return NO_ERR;
        TRY(find_known(a, &known, &found));
        if (found && known.state == STATE_PUBLISHED) put_soon_update(a, &known.article);
        return NO_ERR;
}

static struct err read_article(struct arrival *a, struct buf *why)
{
        intake_init(&a->intake, &a->arena);
        a->intake.keeper = a->importer->keeper;
        struct err err = ninjs_read(a->json, a->importer->newsroom, &a->intake, &a->article, why);
        bool found = false;
        if (err.code == ERR_INVALID && a->intent != INTENT_PUBLISH) TRY(load_known(a, &found));
        return found ? NO_ERR : refuse(a, err);
}

/* A clock that goes a little wrong is borne; a story of next year would head every page until then. */
static struct err check_time(struct arrival *a, struct buf *why)
{
        if (article_modified_ms(&a->article) <= a->now_ms + FUTURE_BORNE_MS) return NO_ERR;
        buf_add_text(
                why,
                "contentCreated, firstCreated, versionCreated or a correction: lies in the future; mend it, or use "
                "embargoed");
        return refuse(a, ERR(ERR_INVALID, "take an item of the future"));
}

/* Takes the addresses that the article had and nobody else has. */
static struct err keep_former_paths(struct arrival *a, int64_t article)
{
        for (size_t p = 0; p < a->intake.back.former_path_count; p++) {
                bool is_kept = false;
                TRY(store_keep_former_path(a->importer->store, a->intake.back.former_paths[p], article, &is_kept));
                if (!is_kept) intake_lose(&a->intake, "altIds: a former address that is another's");
        }
        return NO_ERR;
}

/* What was withdrawn, with its reason, before it came here: its address is to say so, and not that there never was
 * anything. Nobody sees it in between. */
static bool comes_back_withdrawn(const struct arrival *a)
{
        return a->intent == INTENT_CANCEL && a->intake.back.number && a->intake.back.is_withdrawn;
}

static struct err save_article(struct arrival *a, struct import_result *ret)
{
        struct store *store = a->importer->store;
        struct made made = {.why = VERSION_IMPORTED, .number = a->intake.back.number, .version = a->version.number};
        if (comes_back_withdrawn(a)) a->article.intent = INTENT_PUBLISH;
        TRY(store_save_made(store, &a->article, made, a->now_ms, &ret->save));
        TRY(keep_former_paths(a, ret->save.article));
        if (!comes_back_withdrawn(a) || ret->save.state != STATE_PUBLISHED) return NO_ERR;
        return store_withdraw(store, a->uri, a->intake.back.withdrawn_reason, a->now_ms, &ret->save);
}

/* It is taken, for a flash may be no more; but whoever sent texts learns that none came. */
static void notice_what_is_missing(struct arrival *a)
{
        const struct article *article = &a->article;
        if (article->body.count == 0 && article->lead.len == 0 && a->intent != INTENT_CANCEL)
                losses_add(&a->importer->noticed, SLICE("nothing but a headline"), 1, a->uri);
}

static struct err save(struct arrival *a, const uint8_t digest[32], struct import_result *ret)
{
        struct importer *i = a->importer;
        TRY(intake_keep_pictures(&a->intake, &a->article));
        TRY(save_article(a, ret));
        TRY(store_import_note(i->store, a->uri, digest, a->version));
        notice_what_is_missing(a);
        for (size_t l = 0; l < a->intake.lost.count; l++) {
                const struct loss *loss = &a->intake.lost.at[l];
                losses_add(&i->lost, loss->what, loss->count, loss->first_uri);
        }
        return NO_ERR;
}

static enum import_outcome outcome_of(const struct arrival *a, const struct save_result *save)
{
        if (save->saved == SAVED_SAME) return IMPORT_SAME;
        if (save->state == STATE_WITHDRAWN) return IMPORT_WITHDRAWN;
        if (a->intent != INTENT_PUBLISH) return IMPORT_WITHHELD;
        return save->saved == SAVED_NEW ? IMPORT_NEW : IMPORT_CHANGED;
}

/* Feeds deliver late and twice. Times decide; where they do not, the numbers of the versions do. */
static bool is_older(struct import_version version, struct import_version known)
{
        if (version.made_ms && known.made_ms && version.made_ms != known.made_ms)
                return version.made_ms < known.made_ms;
        return version.number && version.number < known.number;
}

/* Whether there is nothing to do: the same was taken last, or a later version. */
static struct err pass_over(struct arrival *a, const uint8_t digest[32], struct import_result *ret, bool *ret_passed)
{
        struct store *store = a->importer->store;
        bool seen = false;
        TRY(store_import_seen(store, a->uri, digest, &seen, &a->taken));
        *ret_passed = seen || is_older(a->version, a->taken);
        if (!*ret_passed) return NO_ERR;
        *ret = (struct import_result){.outcome = seen ? IMPORT_SAME : IMPORT_OLDER, .save = {.saved = SAVED_SAME}};
        return store_find(store, a->uri, &ret->save.article, &seen);
}

static struct err take(struct arrival *a, struct slice item, struct import_result *ret, struct buf *why)
{
        uint8_t digest[32];
        bool passed = false;
        TRY(parse(a, item, why));
        a->version = ninjs_read_version(a->json);
        digest_item(item, digest);
        TRY(pass_over(a, digest, ret, &passed));
        if (passed) return NO_ERR;
        TRY(read_article(a, why));
        TRY(check_time(a, why));
        TRY(keep_first_time(a));
        TRY(tell_soon_update(a));
        TRY(save(a, digest, ret));
        ret->outcome = outcome_of(a, &ret->save);
        return NO_ERR;
}

/* The reason behind the item's uri, when that could be read. What was quoted from the item must not reach a terminal
 * with its control characters. */
static void finish_reason(struct arrival *a, struct buf *why)
{
        struct slice reason = plain_line(&a->arena, buf_slice(why));
        buf_truncate(why);
        if (a->uri.len) {
                buf_add(why, plain_line(&a->arena, a->uri));
                buf_add_text(why, ": ");
        }
        buf_add(why, reason);
}

struct err import_item(struct importer *i, struct slice item, int64_t now_ms, struct import_result *ret,
                       struct buf *why)
{
        CLEANUP(arrival_clear) struct arrival arrival = {.importer = i, .now_ms = now_ms};
        struct err err = take(&arrival, item, ret, why);
        if (!arrival.refused) {
                buf_truncate(why); /* what a cancellation lacks is no fault of it */
                return err;
        }
        finish_reason(&arrival, why);
        *ret = (struct import_result){.outcome = IMPORT_REFUSED};
        return NO_ERR;
}
