#include "search/equip.h"

#include "search/columns.h"
#include "search/expression.h"
#include "search/stemmer.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* ---- the tokenizer: has no state, so one for all ---- */

static int tokenizer_new(void *context, const char **arguments, int count, Fts5Tokenizer **ret)
{
        static char nothing;
        (void)context;
        (void)arguments;
        (void)count;
        *ret = (Fts5Tokenizer *)&nothing;
        return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
        (void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int text_len,
                    int (*on_token)(void *, int, const char *, int, int, int))
{
        (void)tokenizer;
        (void)flags;
        bool is_other = false; /* another stem of the word before */
        for (int at = 0; at < text_len;) {
                int start = at;
                while (at < text_len && text[at] != ' ' && text[at] != STEM_AND)
                        at++;
                int kind = is_other ? FTS5_TOKEN_COLOCATED : 0;
                int code = at > start ? on_token(context, kind, text + start, at - start, start, at) : SQLITE_OK;
                if (code != SQLITE_OK) return code;
                is_other = at < text_len && text[at] == STEM_AND;
                at++;
        }
        return SQLITE_OK;
}

/* ---- how well an article answers ---- */

/* What is known of a query's phrases over all its articles; kept by FTS5 while the query runs. */
struct rarity {
        int count;
        double of[]; /* phrases: the rarer the larger */
};

enum { COUNTED_MAX = 4000, PHRASES_MAX = 64 };

static int count_row(const Fts5ExtensionApi *api, Fts5Context *fts, void *context)
{
        (void)api;
        (void)fts;
        int *left = context;
        return --*left > 0 ? SQLITE_OK : SQLITE_DONE;
}

/* Counting all articles of a common word would take longer than finding them: from some thousands on it is common. */
static int measure_rarity(const Fts5ExtensionApi *api, Fts5Context *fts, struct scoring of, struct rarity **ret)
{
        struct rarity *rarity = sqlite3_malloc64(sizeof *rarity + (size_t)of.count * sizeof rarity->of[0]);
        sqlite3_int64 rows = 0;
        if (!rarity) return SQLITE_NOMEM;
        rarity->count = of.count;
        int code = api->xRowCount(fts, &rows);
        for (int i = 0; i < of.count && code == SQLITE_OK; i++) {
                int left = COUNTED_MAX;
                code = api->xQueryPhrase(fts, of.first + i, &left, count_row);
                double found = COUNTED_MAX - left, all = (double)rows > found ? (double)rows : found;
                rarity->of[i] = log(1 + (all - found + 0.5) / (found + 0.5));
        }
        if (code == SQLITE_OK)
                code = api->xSetAuxdata(fts, rarity, sqlite3_free);
        else
                sqlite3_free(rarity);
        *ret = code == SQLITE_OK ? rarity : NULL;
        return code;
}

struct tally {
        double weight[PHRASES_MAX]; /* of each phrase, by the columns that it stands in */
        bool in_headline[PHRASES_MAX];
};

static int count_places(const Fts5ExtensionApi *api, Fts5Context *fts, struct scoring of, struct tally *ret)
{
        static const double weights[SEARCH_COLUMNS] = {
                [COLUMN_HEADLINE] = 4, [COLUMN_LEAD] = 2,    [COLUMN_BODY] = 0.5,
                [COLUMN_TOPICS] = 2,   [COLUMN_AUTHORS] = 2, [COLUMN_SOURCES] = 1};
        enum { PLACES_MAX = 2000 };
        int places = 0;
        int code = api->xInstCount(fts, &places);
        for (int i = 0; i < places && i < PLACES_MAX && code == SQLITE_OK; i++) {
                int phrase = 0, column = 0, offset = 0;
                code = api->xInst(fts, i, &phrase, &column, &offset);
                phrase -= of.first;
                if (code != SQLITE_OK || phrase < 0 || phrase >= of.count) continue;
                ret->weight[phrase] += weights[column];
                if (column == COLUMN_HEADLINE) ret->in_headline[phrase] = true;
        }
        return code;
}

/* As BM25 does, a word that comes often counts more, but ever less; a headline that is all of what was asked counts
 * most. Where not all that was asked must be there, what is not there counts twice: not in the sum, nor for the rest.
 */
static double add_up(const struct rarity *rarity, const struct tally *tally, struct scoring of, int headline)
{
        enum { HALF_AT = 3 };
        double sum = 0, best = 0;
        int in_headline = 0, present = 0;
        for (int i = 0; i < of.count; i++) {
                sum += rarity->of[i] * tally->weight[i] / (tally->weight[i] + HALF_AT);
                best += rarity->of[i];
                in_headline += tally->in_headline[i];
                present += tally->weight[i] > 0;
        }
        if (present < of.least) return -1;
        double share = headline > 0 ? (double)in_headline / (headline > in_headline ? headline : in_headline) : 0;
        return (sum + best * share) * (of.least ? (double)present / of.count : 1);
}

static int score(const Fts5ExtensionApi *api, Fts5Context *fts, struct scoring of, double *ret)
{
        struct rarity *rarity = api->xGetAuxdata(fts, 0);
        struct tally tally = {.weight = {0}};
        int headline = 0;
        int code = rarity ? SQLITE_OK : measure_rarity(api, fts, of, &rarity);
        if (code == SQLITE_OK) code = count_places(api, fts, of, &tally);
        if (code == SQLITE_OK) code = api->xColumnSize(fts, COLUMN_HEADLINE, &headline);
        if (code == SQLITE_OK) *ret = add_up(rarity, &tally, of, headline);
        return code;
}

/* search_score(found, first, count, least): of the query's phrases those; negative when an article has fewer than
 * `least` of them. */
static void search_score(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count,
                         sqlite3_value **values)
{
        int all = api->xPhraseCount(fts);
        struct scoring of = {0};
        double found = 0;
        if (count == 3)
                of = (struct scoring){sqlite3_value_int(values[0]), sqlite3_value_int(values[1]),
                                      sqlite3_value_int(values[2])};
        if (of.first < 0 || of.first > all) of.first = all;
        if (of.count > all - of.first) of.count = all - of.first;
        if (of.count > PHRASES_MAX) of.count = PHRASES_MAX;
        int code = score(api, fts, of, &found);
        if (code == SQLITE_OK)
                sqlite3_result_int64(context, (sqlite3_int64)(found * 1000));
        else
                sqlite3_result_error_code(context, code);
}

/* ---- registering both ---- */

static fts5_api *find_api(sqlite3 *connection)
{
        fts5_api *api = NULL;
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK) return NULL;
        sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
        sqlite3_finalize(statement);
        return api;
}

struct err search_equip(struct sqlite3 *connection)
{
        static fts5_tokenizer tokenizer = {tokenizer_new, tokenizer_free, tokenize};
        fts5_api *api = find_api(connection);
        if (!api) return ERR(ERR_INVALID, "find SQLite's full-text search");
        if (api->xCreateTokenizer(api, "stems", NULL, &tokenizer, NULL) != SQLITE_OK ||
            api->xCreateFunction(api, "search_score", NULL, search_score, NULL) != SQLITE_OK)
                return ERR(ERR_FULL, "equip SQLite's full-text search");
        return NO_ERR;
}
