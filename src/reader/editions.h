/* What stands below a page's address besides the page (below.h): other editions of an article, a listing's feeds, and
 * listings that are no HTML. Each loads what the archive has and makes it, for the cache; a loader's. */
#pragma once
#include "archive/archive.h"
#include "fragment/fragment.h"
#include "site/page.h"

/* text_edition.c: loads an article's page and makes its text edition; likewise of the page that says
 * why an article is gone. ERR_CONFLICT when it is neither. */
struct err text_edition_load(struct archive *archive, struct deflater *deflater, struct page_key key,
                             struct page **ret) CHECKED;
/* feed_page.c: a listing's feeds and news sitemap. ERR_CONFLICT when it has none. */
struct err feed_page_load(struct archive *archive, struct deflater *deflater, struct page_key key,
                          struct page **ret) CHECKED;
/* A listing that is no HTML itself: a month's sitemap, the list of feeds. */
struct err listing_document_load(struct archive *archive, struct deflater *deflater, const struct archive_page *page,
                                 struct page **ret, struct page_key key) CHECKED;
extern const struct slice news_sitemap_name;
#define TEXT_EDITION_TYPE "text/plain; charset=utf-8"
extern const struct slice text_edition_name; /* what its path has behind the article's */
/* Likewise the article as other programs take it, which was pressed with its page. */
struct err ninjs_edition_load(struct archive *archive, struct page_key key, struct page **ret) CHECKED;
extern const struct slice ninjs_edition_name;
