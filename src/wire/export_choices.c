/* What the program chose for articles to lead on to, by their numbers. */
#include "wire/export_inside.h"

static void write_choices(int64_t article, const struct carried_choices *choices, struct buf *ret)
{
        buf_add_format(ret, "{\"article\":%lld,\"chosen\":[", (long long)article);
        for (size_t i = 0; i < choices->count; i++)
                buf_add_format(ret, "%s[%lld,%lld,%lld]", i ? "," : "", (long long)choices->at[i].kind,
                               (long long)choices->at[i].position, (long long)choices->at[i].other);
        buf_add_format(ret, "],\"wants_more\":%s}\n", choices->wants_more ? "true" : "false");
}

struct err export_end_choices(struct exporter *e)
{
        char name[EXPORT_NAME_BYTES];
        if (e->choices.len == 0) return NO_ERR;
        snprintf(name, sizeof name, "choices-%05u.jsonl", ++e->choice_file_count);
        TRY(export_add(e, name, buf_slice(&e->choices)));
        buf_truncate(&e->choices);
        return NO_ERR;
}

struct err export_choices(struct exporter *e, int64_t article)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct carried_choices choices;
        TRY(store_choices_of(e->wish.store, article, &arena, &choices));
        write_choices(article, &choices, &e->choices);
        return e->choices.len < EXPORT_FILE_FULL_BYTES ? NO_ERR : export_end_choices(e);
}
