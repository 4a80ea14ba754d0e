// The texts of pages that are shown without a line, in every language there is; named one by one, so that only these are
// taken along.
import { locale as en_locale, kept_copy as en_copy, offline_title as en_title, offline_kept as en_kept, offline_empty as en_empty } from '../messages/en.json';
import { locale as ru_locale, kept_copy as ru_copy, offline_title as ru_title, offline_kept as ru_kept, offline_empty as ru_empty } from '../messages/ru.json';
import { locale as uk_locale, kept_copy as uk_copy, offline_title as uk_title, offline_kept as uk_kept, offline_empty as uk_empty } from '../messages/uk.json';

export default {
  en: { locale: en_locale, copy: en_copy, title: en_title, kept: en_kept, empty: en_empty },
  ru: { locale: ru_locale, copy: ru_copy, title: ru_title, kept: ru_kept, empty: ru_empty },
  uk: { locale: uk_locale, copy: uk_copy, title: uk_title, kept: uk_kept, empty: uk_empty },
};
