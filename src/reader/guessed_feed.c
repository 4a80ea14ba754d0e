/* Where people and their programs guess that an edition has its feed, and where it is. What is published at such an
 * address comes first. */
#include "reader/reader_inside.h"

struct slice guessed_feed(struct slice rest)
{
        static const struct {
                const char *guess, *name;
        } feeds[] = {{"/rss.xml", "/news/rss.xml"},   {"/feed.xml", "/news/rss.xml"},   {"/feed/", "/news/rss.xml"},
                     {"/feed", "/news/rss.xml"},      {"/rss/", "/news/rss.xml"},       {"/rss", "/news/rss.xml"},
                     {"/atom.xml", "/news/atom.xml"}, {"/feed.json", "/news/feed.json"}};
        for (size_t i = 0; i < sizeof feeds / sizeof feeds[0]; i++)
                if (slice_eq(rest, slice_of(feeds[i].guess))) return slice_of(feeds[i].name);
        return SLICE("");
}
