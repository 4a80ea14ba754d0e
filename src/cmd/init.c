/* stoppress init: an empty site. */
#include "archive/archive.h"
#include "cmd/commands.h"
#include "news/newsroom.h"
#include "news/text.h"
#include "os/file.h"
#include "store/store.h"
#include "writer/writer.h"

#include <stdio.h>

enum { DATA, NAME, URL, EDITIONS, TIME_ZONE, SUPPORT_URL };
enum { PATH_BYTES = 4096 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder to make"},
        [NAME] = {"name", "NAME", NULL, "the newsroom's name, or one an edition: uk=...,ru=...,en=..."},
        [URL] = {"url", "URL", NULL, "the site's public address: https://example.org"},
        [EDITIONS] = {"editions", "LIST", NULL, "languages and their path prefixes: uk=/,ru=/rus,en=/eng"},
        [TIME_ZONE] = {"time-zone", "ZONE", "UTC", "the newsroom's time zone: Europe/Kyiv"},
        [SUPPORT_URL] = {"support-url", "URL", "", "where \"Support us\" leads; without it nothing is shown"},
        {0},
};

static struct err refuse(struct buf *why, const char *text)
{
        buf_add_text(why, text);
        return ERR(ERR_INVALID, "read the site's settings");
}

/* http or https, a host, no path. */
static bool is_site_url(struct slice url)
{
        size_t scheme = slice_starts_with(url, SLICE("https://"))  ? 8
                        : slice_starts_with(url, SLICE("http://")) ? 7
                                                                   : 0;
        struct slice host = slice_skip(url, scheme);
        if (!scheme || host.len == 0) return false;
        for (size_t i = 0; i < host.len; i++)
                if (host.at[i] <= ' ' || host.at[i] > '~' || strchr("/?#\"<>\\", host.at[i])) return false;
        return true;
}

static bool is_link(struct slice url)
{
        return slice_starts_with(url, SLICE("https://")) || slice_starts_with(url, SLICE("http://")) ||
               slice_starts_with(url, SLICE("/"));
}

/* "uk=Вісник,en=Herald" names editions; anything else is the name of all. A comma inside a name stays in it. */
static void name_editions(struct newsroom *newsroom, struct slice text)
{
        for (size_t i = 0; i < newsroom->edition_count; i++)
                newsroom->editions[i].name = text;
        struct edition *named = NULL;
        struct slice rest = text;
        while (rest.len) {
                struct slice part = slice_cut(&rest, ','), value = part;
                struct slice code = slice_cut(&value, '=');
                struct edition *found = NULL;
                for (size_t i = 0; i < newsroom->edition_count; i++)
                        if (slice_eq(newsroom->editions[i].code, slice_trim(code))) found = &newsroom->editions[i];
                if (found && value.len) {
                        named = found;
                        named->name = slice_trim(value);
                } else if (named) {
                        named->name.len = (size_t)(part.at + part.len - named->name.at);
                }
        }
}

static struct err read_newsroom(const struct arguments *a, struct newsroom *ret, struct buf *why)
{
        *ret = (struct newsroom){.url = slice_of(a->values[URL])};
        if (slice_ends_with(ret->url, SLICE("/"))) ret->url.len--;
        if (!is_site_url(ret->url)) return refuse(why, "--url must be an address such as https://example.org");
        struct slice support = slice_of(a->values[SUPPORT_URL]);
        if (support.len && !is_link(support)) return refuse(why, "--support-url must begin with https:// or /");
        if (slice_trim(slice_of(a->values[NAME])).len == 0) return refuse(why, "--name is empty");
        if (!text_is_line(slice_of(a->values[NAME]))) return refuse(why, "--name is no line of UTF-8 text");
        TRY(newsroom_read_editions(ret, slice_of(a->values[EDITIONS]), why));
        for (size_t i = 0; i < ret->edition_count; i++) {
                ret->editions[i].zone = slice_of(a->values[TIME_ZONE]);
                ret->editions[i].support_url = support;
        }
        name_editions(ret, slice_trim(slice_of(a->values[NAME])));
        return NO_ERR;
}

static struct err make_folders(const char *data, struct buf *why)
{
        struct err err = folder_make(data);
        if (err.code != OK)
                buf_add_format(why, "cannot make the folder %s: %s", data, err.os_errno ? strerror(err.os_errno) : "?");
        return err;
}

static struct err make_site(const char *data, const struct newsroom *newsroom, struct buf *why)
{
        char path[PATH_BYTES];
        struct writer *writer = NULL;
        TRY(make_folders(data, why));
        snprintf(path, sizeof path, "%s/store.db", data);
        struct err err = store_create(path, newsroom, why);
        if (err.code == ERR_CONFLICT && !why->len)
                buf_add_format(why, "there is a site in %s already; choose another folder", data);
        TRY(err);
        /* Opening a desk makes the archive and presses the empty site. */
        TRY(writer_open(&(struct writer_options){.data = data}, &writer, why));
        writer_close(writer);
        return NO_ERR;
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        struct newsroom newsroom;
        struct err err = read_newsroom(a, &newsroom, &why);
        if (err.code != OK) {
                command_failed(err, &why);
                return EXIT_USAGE;
        }
        err = make_site(a->values[DATA], &newsroom, &why);
        if (err.code != OK) return command_failed(err, &why);
        printf("made a site with %zu editions in %s\n", newsroom.edition_count, a->values[DATA]);
        return EXIT_DONE;
}

const struct command command_init = {
        .name = "init",
        .operands = "",
        .summary = "makes an empty site",
        .details = "Makes a data folder with an empty site: its store, its archive, its settings.\n"
                   "Sections are added with 'stoppress section', stories with 'stoppress import'.",
        .options = options,
        .run = run,
};
