#include "desk/refusal.h"

#include "desk/handlers.h"
#include "desk/visit.h"

static const struct {
        unsigned status;
        const char *key;
} refusals[REFUSALS] = {
        {400, "refused_request"}, {403, "refused_origin"},    {404, "refused_missing"},
        {405, "refused_method"},  {408, "refused_slow"},      {411, "refused_request"},
        {413, "refused_large"},   {421, "refused_elsewhere"}, {503, "refused_busy"},
};

static size_t place_of(unsigned status)
{
        for (size_t i = 0; i < REFUSALS; i++)
                if (refusals[i].status == status) return i;
        return 0;
}

/* ---- made once ---- */

/* Who is at another address is led to the desk's own, as it was set up: nothing of the request is in it. */
static json_t *way_back(const struct desk *d, const struct language *l, unsigned status)
{
        if (status != 421)
                return json_pack("{s:s, s:o}", "href", "/sign-in", "name", text_value(language_text(l, "sign_in")));
        json_t *url = json_sprintf("%.*s/", SLICE_ARGS(buf_slice(&d->url)));
        return json_pack("{s:O, s:o}", "href", url, "name", url);
}

static struct err make(struct desk *d, size_t place, size_t language)
{
        const struct screens *s = &d->screens;
        const struct language *l = s->languages[language];
        struct slice newsroom = writer_newsroom(d->writer)->editions[0].name;
        json_t *values = json_pack("{s:O, s:o, s:o, s:o, s:o, s:o}", "t", language_texts(l), "language",
                                   text_value((struct slice){language_text(l, "locale").at, 2}), "newsroom",
                                   text_value(newsroom), "title", text_value(language_text(l, "refused_title")), "text",
                                   text_value(language_text(l, refusals[place].key)), "back",
                                   way_back(d, l, refusals[place].status));
        json_object_set_new(values, "style_file", json_string(s->files[FILE_STYLE].name));
        json_object_set_new(values, "icon_file", json_string(s->files[FILE_ICON].name));
        json_object_set_new(values, "desk_script_file", json_string(s->files[FILE_DESK_SCRIPT].name));
        struct buf *page = &d->refusals.at[place][language];
        *page = BUF_INIT(REFUSAL_PAGE_MAX_BYTES);
        struct err err = template_set_render(s->templates, SLICE("message"), values, page);
        json_decref(values);
        return err;
}

struct err refusal_pages_make(struct desk *d)
{
        for (size_t place = 0; place < REFUSALS; place++)
                for (size_t language = 0; language < REFUSAL_LANGUAGES; language++)
                        TRY(make(d, place, language));
        return NO_ERR;
}

void refusal_pages_clear(struct refusal_pages *pages)
{
        for (size_t place = 0; place < REFUSALS; place++)
                for (size_t language = 0; language < REFUSAL_LANGUAGES; language++)
                        buf_clear(&pages->at[place][language]);
}

struct slice refusal_page(const struct desk *d, unsigned status, struct slice accept_language)
{
        return buf_slice(&d->refusals.at[place_of(status)][screens_accepted(accept_language)]);
}

/* ---- by the writer's thread ---- */

static struct err handle_refusal(struct visit *v)
{
        size_t place = place_of(v->errand->refusal);
        return reply_refused(v, refusals[place].status, refusals[place].key);
}

const struct route *refusal_route(enum http_method method)
{
#define ROW(method) [method] = { method, "what is refused", ACCESS_ANYBODY, MAY_WRITE_OWN, 0, 5000, handle_refusal }
        static const struct route rows[] = {
                ROW(HTTP_GET), ROW(HTTP_HEAD), ROW(HTTP_POST), ROW(HTTP_PUT), ROW(HTTP_DELETE),
        };
#undef ROW
        must((size_t)method < sizeof rows / sizeof rows[0] && rows[method].handle);
        return &rows[method];
}
