/* What the files of this room share; nobody else includes it. */
#pragma once
#include "desk/codes_key.h"
#include "desk/desk.h"
#include "desk/errand.h"
#include "desk/export_job.h"
#include "desk/hands.h"
#include "desk/refusal.h"
#include "identity/passkey.h"
#include "identity/try_limit.h"
#include "language/language.h"
#include "news/newsroom.h"
#include "template/template_set.h"

#include <jansson.h>

enum { DESK_LANGUAGES = 3, STATIC_FILES = 5, STATIC_NAME_BYTES = 48 };

/* A file that pages load: its name has its content's hash in it, so browsers may keep it for ever. */
struct static_file {
        char name[STATIC_NAME_BYTES]; /* "style.0123456789abcdef.css" */
        const char *type;
        struct slice bytes; /* forever */
};

/* What pages are made of; immutable once loaded, any thread. */
struct screens {
        struct template_set *templates;
        struct language *languages[DESK_LANGUAGES]; /* in their order: uk, ru, en; the writer's thread's alone */
        char zone[64];                              /* theirs */
        struct static_file files[STATIC_FILES];
};
struct err screens_load(struct screens *s, struct slice zone, struct buf *why) CHECKED;
/* The writer's thread: dates are written in another zone from now on. One that cannot be opened changes nothing. */
void screens_follow_zone(struct screens *s, struct slice zone);
void screens_clear(struct screens *s);
enum { FILE_STYLE, FILE_ICON, FILE_DESK_SCRIPT, FILE_EDITOR_SCRIPT, FILE_TEXT_SCRIPT }; /* the places in `files` */
struct language *screens_language(const struct screens *s, struct slice code, struct slice accepted);
/* The place in `languages` of the first that a browser accepts and we have; any thread. */
size_t screens_accepted(struct slice accepted);
/* NULL when there is none of that name. */
const struct static_file *screens_file(const struct screens *s, struct slice name);

enum { ANSWERED_MAX = 256 };

struct desk {
        struct writer *writer;
        struct buf url, host; /* of the desk's own address; "localhost:8081" */
        bool is_secure;       /* https: then the cookie is Secure, and has the name that says so */
        struct passkey_site site;
        struct screens screens;
        struct refusal_pages refusals;
        struct errand_queue *errands;
        struct hands *hands;
        struct server *server;

        /* The writer's thread alone: */
        struct try_limit *tries;
        struct codes_key codes;
        struct export_job *exports;
        struct token ceremony_key, answered[ANSWERED_MAX]; /* ceremony.h: their ids; all 0: none */

        /* The server's thread alone: errands whose replies are being sent, freed when the turn ends. */
        struct errand *sent;
};

/* answer.c: what the server calls. */
struct server_app desk_app(struct desk *d);

/* work.c: works on all errands that wait. */
void desk_work(void *context);

/* The cookie that a session is known by. */
const char *session_cookie_name(const struct desk *d);
