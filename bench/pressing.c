/* How many articles a second become fragments on one core, deflate included: pressing ITEMS
 *
 * Reads ninjs items, a line each, and presses all their pages and list items over and over for two seconds of CPU time.
 * Prints "articles_a_second N" and "bytes_a_page N": a page as it is sent, furniture included. */
#include "fragment/fragment.h"
#include "press/listing.h"
#include "press/presser.h"
#include "wire/ninjs.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ARTICLES_MAX = 20000, SIBLINGS_MAX = 2, RELATED = 6, OF_SECTION = 4, WHY_MAX_BYTES = 1 << 16 };
#define SECONDS_LEAST 2.0

struct work {
        struct newsroom newsroom;
        struct theme *theme;
        struct presser *presser;
        struct arena arena;
        struct article *articles;
        struct headline *headlines;
        struct article_view *views;
        size_t count;
};

static void stop_on(struct err err, struct buf *why)
{
        if (err.code == OK) return;
        fprintf(stderr, "pressing: could not %s. %s\n", err.what, buf_text(why));
        exit(EXIT_FAILURE);
}

/* ---- the articles ---- */

static void add_edition(struct newsroom *n, const char *code, const char *prefix)
{
        struct edition *edition = &n->editions[n->edition_count++];
        *edition = (struct edition){.id = (unsigned)n->edition_count,
                                    .code = slice_of(code),
                                    .prefix = slice_of(prefix),
                                    .zone = SLICE("Europe/Kyiv"),
                                    .name = SLICE("Herald"),
                                    .support_url = SLICE("https://news.example/support/")};
}

static void make_newsroom(struct newsroom *n)
{
        static const char *const sections[] = {"city", "transport", "science", "culture", "sport", "nature"};
        n->url = SLICE("https://news.example");
        add_edition(n, "uk", "");
        add_edition(n, "ru", "/rus");
        add_edition(n, "en", "/eng");
        for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
                struct section *section = &n->sections[n->section_count++];
                section->id = (unsigned)n->section_count;
                section->key = slice_of(sections[i]);
                for (size_t e = 0; e < n->edition_count; e++)
                        section->names[e] = section->slugs[e] = section->key;
        }
}

static void add_article(struct work *w, const char *line, size_t len, struct buf *why)
{
        static struct intake intake;
        intake_init(&intake, &w->arena);
        json_auto_t *item = json_loadb(line, len, 0, NULL);
        must(item != NULL);
        struct article *article = &w->articles[w->count];
        stop_on(ninjs_read(item, &w->newsroom, &intake, article, why), why);

        int64_t id = (int64_t)w->count + 1;
        struct day day = presser_local_day(w->presser, article->edition, article->published_ms);
        const struct edition *edition = newsroom_edition(&w->newsroom, article->edition);
        w->headlines[w->count++] = (struct headline){
                .article = id,
                .edition = article->edition,
                .section = article->section,
                .path = address_article(&w->arena, edition, day, id, &(struct article_words){.slug = SLICE("")}),
                .text = article->headline,
                .lead = article->lead,
                .published_ms = article->published_ms,
                .urgency = article->urgency,
        };
}

static void read_articles(struct work *w, const char *path, struct buf *why)
{
        FILE *file = fopen(path, "re");
        if (!file) stop_on(ERR(ERR_NOT_FOUND, "open the items"), why);
        char *line = NULL;
        size_t size = 0;
        ssize_t len;
        while (w->count < ARTICLES_MAX && (len = getline(&line, &size, file)) > 0)
                add_article(w, line, (size_t)len, why);
        free(line);
        fclose(file);
        if (w->count <= RELATED + OF_SECTION) stop_on(ERR(ERR_INVALID, "find enough items"), why);
}

/* Siblings stand beside one another in the items. */
static struct siblings siblings_of(struct work *w, size_t i)
{
        struct siblings siblings = {arena_array(&w->arena, SIBLINGS_MAX, sizeof(struct sibling)), 0};
        size_t first = i > SIBLINGS_MAX ? i - SIBLINGS_MAX : 0;
        for (size_t other = first; other < w->count && other <= i + SIBLINGS_MAX; other++) {
                struct slice key = w->articles[other].story_key;
                if (other == i || siblings.count == SIBLINGS_MAX || key.len == 0) continue;
                if (!slice_eq(key, w->articles[i].story_key)) continue;
                const struct headline *headline = &w->headlines[other];
                siblings.at[siblings.count++] = (struct sibling){headline->edition, headline->article, headline->path};
        }
        return siblings;
}

static void make_views(struct work *w)
{
        size_t places = w->count - RELATED - OF_SECTION;
        must(places > 0);
        for (size_t i = 0; i < w->count; i++)
                w->views[i] = (struct article_view){
                        .article = &w->articles[i],
                        .id = w->headlines[i].article,
                        .path = w->headlines[i].path,
                        .siblings = siblings_of(w, i),
                        .related = {w->headlines + i % places, RELATED},
                        .of_section = {w->headlines + i % places + RELATED, OF_SECTION},
                };
}

/* ---- measuring ---- */

static double cpu_seconds(void)
{
        struct timespec time;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static size_t furniture_bytes(struct work *w, struct buf *why)
{
        struct headlines newest = {w->headlines, w->count};
        CLEANUP(pressed_furniture_clear) struct pressed_furniture f;
        CLEANUP(buf_clear) struct buf rail = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES);
        pressed_furniture_init(&f);
        stop_on(press_furniture(w->presser, 1, &f), why);
        stop_on(press_rail(w->presser, 1, &newest, 0, &rail), why);
        return f.top.len + f.bar.len + f.ask.len + rail.len + f.foot.len;
}

/* Presses every article once; the sum of their pages' own bytes. */
static size_t press_all(struct work *w, struct pressed_page *page, struct buf *item, struct buf *why)
{
        size_t bytes = 0;
        for (size_t i = 0; i < w->count; i++) {
                stop_on(press_article(w->presser, &w->views[i], page), why);
                stop_on(press_item(w->presser, &w->headlines[i], item), why);
                bytes += page->head.len + page->languages.len + page->main.len + page->more.len;
        }
        return bytes;
}

static void measure(struct work *w, struct buf *why)
{
        CLEANUP(pressed_page_clear) struct pressed_page page;
        pressed_page_init(&page);
        CLEANUP(buf_clear) struct buf item = BUF_INIT(1 << 20);
        size_t rounds = 0, bytes = 0;
        double start = cpu_seconds(), seconds;
        do {
                bytes = press_all(w, &page, &item, why);
                rounds++;
                seconds = cpu_seconds() - start;
        } while (seconds < SECONDS_LEAST);
        printf("articles_a_second %.0f\n", (double)(rounds * w->count) / seconds);
        printf("bytes_a_page %zu\n", bytes / w->count + furniture_bytes(w, why));
}

int main(int argc, char **argv)
{
        if (argc != 2) {
                fprintf(stderr, "usage: pressing ITEMS\n");
                return 2;
        }
        static struct work w;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(WHY_MAX_BYTES);
        make_newsroom(&w.newsroom);
        w.articles = arena_array(&w.arena, ARTICLES_MAX, sizeof *w.articles);
        w.headlines = arena_array(&w.arena, ARTICLES_MAX, sizeof *w.headlines);
        w.views = arena_array(&w.arena, ARTICLES_MAX, sizeof *w.views);
        stop_on(theme_load_builtin(&w.theme, &why), &why);
        stop_on(presser_new(&w.newsroom, w.theme, &w.presser), &why);
        read_articles(&w, argv[1], &why);
        make_views(&w);
        measure(&w, &why);
        presser_free(w.presser);
        theme_free(w.theme);
        arena_clear(&w.arena);
        return 0;
}
