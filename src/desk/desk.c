#include "desk/desk_inside.h"

#include "desk/codes.h"
#include "identity/identity.h"
#include "os/wake.h"

#include <sodium.h>
#include <stdlib.h>

enum { CONNECTIONS_MAX = 512, BUDGET_BYTES = 128 << 20, STOP_GRACE_MS = 2000, URL_MAX_BYTES = 300 };

const char *session_cookie_name(const struct desk *d)
{
        return d->is_secure ? "__Host-desk" : "desk";
}

/* "https://desk.example.org:8443" to what the Host field says. */
static void take_address(struct desk *d, const char *url)
{
        struct slice rest = slice_of(url);
        d->url = BUF_INIT(URL_MAX_BYTES);
        d->host = BUF_INIT(URL_MAX_BYTES);
        d->is_secure = slice_starts_with(rest, SLICE("https://"));
        buf_add_text(&d->url, url);
        buf_add(&d->host, slice_skip(rest, strlen(d->is_secure ? "https://" : "http://")));
}

static struct err take_site(struct desk *d, struct buf *why)
{
        struct err err = passkey_site_init(&d->site, buf_slice(&d->url), SLICE("Stoppress"));
        if (err.code != OK)
                buf_add_format(why,
                               "the desk's address %s is none that people can sign in at: https://NAME, or "
                               "http://localhost:PORT on this machine",
                               buf_text(&d->url));
        return err;
}

static struct err start(struct desk *d, const struct desk_options *options, struct buf *why)
{
        const struct newsroom *newsroom = writer_newsroom(d->writer);
        uint8_t seed[TRY_SEED_BYTES];
        TRY(identity_load());
        take_address(d, options->url);
        TRY(take_site(d, why));
        TRY(codes_prepare(d));
        TRY(screens_load(&d->screens, newsroom->editions[0].zone, why));
        TRY(refusal_pages_make(d));
        randombytes_buf(seed, sizeof seed);
        d->ceremony_key = token_make();
        d->tries = try_limit_new(seed);
        if (!d->tries) return ERR(ERR_FULL, "allocate the limits of tries");
        TRY(export_job_open(writer_data_folder(d->writer), &d->exports));
        TRY(errand_queue_new(&d->errands));
        TRY(hands_open(d->errands, &d->hands));
        const struct server_options server_options = {
                .listeners = &options->listener,
                .listener_count = 1,
                .thread_count = 1,
                .connection_max = CONNECTIONS_MAX,
                .slow_reply_budget_bytes = BUDGET_BYTES,
                .trusted = options->trusted,
                .trusted_count = options->trusted_count,
                .app = desk_app(d),
        };
        return server_start(&server_options, &d->server);
}

struct err desk_open(const struct desk_options *options, struct desk **ret, struct buf *why)
{
        struct desk *d = calloc(1, sizeof *d);
        if (!d) return ERR(ERR_FULL, "allocate the desk");
        d->writer = options->writer;
        struct err err = start(d, options, why);
        if (err.code)
                desk_close(d);
        else
                *ret = d;
        return err;
}

void desk_close(struct desk *d)
{
        if (!d) return;
        server_stop(d->server, STOP_GRACE_MS);
        hands_close(d->hands);
        export_job_close(d->exports);
        errand_queue_free(d->errands);
        try_limit_free(d->tries);
        refusal_pages_clear(&d->refusals);
        screens_clear(&d->screens);
        buf_clear(&d->url);
        buf_clear(&d->host);
        free(d);
}

struct writer_guest desk_guest(struct desk *d)
{
        return (struct writer_guest){.fd = errand_queue_fd(d->errands), .work = desk_work, .context = d};
}
