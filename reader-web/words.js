// The texts that the script itself says, in every language there is: one file for all editions, kept by browsers for
// ever. Named one by one, so that only these are taken along.
import { live_many as en_live_many } from '../messages/en.json';
import { live_one as ru_live_one, live_few as ru_live_few, live_many as ru_live_many } from '../messages/ru.json';
import { live_one as uk_live_one, live_few as uk_live_few, live_many as uk_live_many } from '../messages/uk.json';

// By the categories of Intl.PluralRules; "many" stands for what is not here: in English "one", too, which is the same.
export default {
  en: { many: en_live_many },
  ru: { one: ru_live_one, few: ru_live_few, many: ru_live_many },
  uk: { one: uk_live_one, few: uk_live_few, many: uk_live_many },
};
