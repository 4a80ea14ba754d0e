/* Putting a part of the settings in force beside what is there: what has its own value for each edition is changed
 * edition by edition (pages: name by name, then edition by edition), anything else as a whole. */
#include "news/settings_form.h"

#include "news/json_value.h"

unsigned settings_levels(const char *name)
{
        for (size_t i = 0; i < settings_whole.count; i++) {
                const struct settings_rule *rule = &settings_whole.rules[i];
                if (strcmp(rule->name, name) != 0) continue;
                return rule->type == RULE_PAGES ? 2 : rule->type == RULE_BY_EDITION ? 1 : 0;
        }
        return 0;
}

/* What somebody wrote empty stays, for settings_read() to judge; what has become empty goes. */
static void merge_entry(json_t *object, const char *name, const json_t *value, unsigned levels)
{
        if (json_is_null(value)) {
                json_object_del(object, name);
                return;
        }
        if (levels == 0 || !json_is_object(value)) {
                json_put(object, name, json_deep_copy(value));
                return;
        }
        if (!json_is_object(json_object_get(object, name))) json_put(object, name, json_object());
        json_t *inside = json_object_get(object, name), *named;
        const char *inner;
        json_object_foreach((json_t *)value, inner, named)
        {
                merge_entry(inside, inner, named, levels - 1);
        }
        if (json_object_size(inside) == 0 && json_object_size(value) > 0) json_object_del(object, name);
}

void settings_merge(json_t *document, const json_t *named)
{
        const char *name;
        json_t *value;
        json_object_foreach((json_t *)named, name, value)
        {
                merge_entry(document, name, value, settings_levels(name));
        }
}
