/* The index and what is found in it, through its two doors (index.h, find.h). */
#include "search/archive_test.h"

static void any_form_of_a_word_finds_the_others(void **state)
{
        static const struct {
                unsigned edition;
                const char *words, *wanted;
        } cases[] = {
                {UK, "учений", "1"},    {UK, "вченими пшениці", "1"}, {UK, "ґрунт", "1"},
                {UK, "грунтом", "1"},   {UK, "СОЛОНИЙ", "1"},         {UK, "працівниками", "2"},
                {UK, "Іваненком", "2"}, {UK, "іваненка", "2"},        {UK, "університети", "1"},
                {RU, "ученого", "3"},   {RU, "учёным", "3"},          {RU, "вырастил почвы", "3"},
                {RU, "солёная", "3"},   {EN, "scientist", "4"},       {EN, "growing varieties", "4"},
                {EN, "cafe", "4"},      {EN, "bridges opening", "5"}, {EN, "institute", "4"},
                {0, "wheat", "4"},      {0, "пшеницею", "3 1"},       {0, "урожаї", "1"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
                expect(ask(cases[i].edition, cases[i].words), cases[i].wanted);
}

/* What no rule joins (search/irregular.def), each with another form of the same word. */
static void irregular_forms_find_each_other(void **state)
{
        static const struct {
                unsigned edition;
                const char *written, *sought;
        } cases[] = {
                {UK, "Свято для дітей", "діти"},
                {UK, "Щаслива дитина", "дітьми"},
                {UK, "Людьми опікуються", "людей"},
                {UK, "Одна людина", "люди"},
                {UK, "Нові друзі", "друг"},
                {UK, "Із заплющеними очима", "очей"},
                {UK, "Школа матерів", "матері"},
                {RU, "Маршрут трамвая", "трамвай"},
                {RU, "Двое людей", "человек"},
                {RU, "Третьего дня", "дней"},
                {RU, "Вышли на лёд", "льду"},
                {RU, "Закрыли пять остановок", "остановка"},
                {RU, "Открыли рынок", "рынка"},
                {RU, "Имена владельцев", "владелец"},
                {RU, "Смелый боец", "бойцы"},
                {RU, "Жители деревень", "деревня"},
                {RU, "Сколько времени", "время"},
                {RU, "Собрание горожан", "горожанин"},
                {EN, "Half of the children", "child"},
                {EN, "Who swam across", "swim"},
                {EN, "Leaves on the line", "leaf"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                put(90, cases[i].edition, cases[i].written, "");
                struct search_result result = find(ask(cases[i].edition, cases[i].sought));
                bool is_found = false;
                for (unsigned hit = 0; hit < result.count; hit++)
                        is_found |= result.hits[hit].article == 90;
                if (!is_found || result.unfound) print_error("%s: %s\n", cases[i].sought, cases[i].written);
                assert_true(is_found && !result.unfound);
        }
}

static void spelling_is_folded(void **state)
{
        (void)state;
        expect(ask(UK, "сім'я"), "2");
        expect(ask(UK, "сімʼями"), "2");
        expect(ask(UK, "вебсайт"), "1");
        expect(ask(UK, "веб-сайту"), "1");
        expect(ask(UK, "веб сайт"), "1");
        expect(ask(UK, "Приві\xcc\x81т"), "6");
}

#define NO_BREAK     "\xc2\xa0"
#define NARROW_SPACE "\xe2\x80\xaf"
#define THIN_SPACE   "\xe2\x80\x89"

static void a_word_with_ghe_is_found_however_it_is_spelt(void **state)
{
        static const char *const porch[][2] = {{"ґанок", "9 8 7"},   {"ґанку", "8 9 7"}, {"ґанком", "9 8 7"},
                                               {"ганок", "9 8 7"},   {"ганку", "7 9 8"}, {"ГАНКУ", "7 9 8"},
                                               {"ганками", "9 8 7"}, {NULL, NULL}};
        static const char *const unit[] = {"агрегат", "агрегатами", "аґрегатом", "аґреґати", NULL};
        static const char *const lattice[] = {"ґратки", "гратками", "граток", NULL};
        (void)state;
        put(7, UK, "На ганку чекали", "Діти.");
        put(8, UK, "Біля ґанку чекали", "Діти.");
        put(9, UK, "Старий ґанок", "Аґреґат завели.");
        put(10, UK, "Насос", "Завели агрегат за ґратками. Гратки зняли.");
        for (size_t i = 0; porch[i][0]; i++)
                expect(ask(UK, porch[i][0]), porch[i][1]);
        for (size_t i = 0; unit[i]; i++)
                expect(ask(UK, unit[i]), "10 9");
        for (size_t i = 0; lattice[i]; i++)
                expect(ask(UK, lattice[i]), "10");
}

static void numbers_are_found_however_they_are_grouped(void **state)
{
        static const struct {
                const char *words, *wanted;
        } cases[] = {
                {"9200", "7"},
                {"9 200", "7"},
                {"\"9 200 мешканців\"", "7"},
                {"9" NO_BREAK "200 мешканців", "7"},
                {"9,200", "7"},
                {"9 мешканців", "7"}, /* as before: it might have been a list */
                {"1126", "8"},
                {"1" NARROW_SPACE "126", "8"},
                {"кажан -1126", "none"},
                {"3400000", "8"},
                {"3 400 000", "8"},
                {"5 000 2026", "9"},
                {"5000", "9"},
                {"2026", "9"},
                {"5 0002026", "none"},
                {"12115", "9"},
                {"115", "9"},
                {"15300", "none"},
                {"300", "9"},
                {"27100", "none"},
                {"0200", "none"},
                {"9", "7 9"},
        };
        (void)state;
        put(7, UK, "9 200 мешканців", "Усі вдома.");
        put(8, UK, "1" NO_BREAK "126 кажанів", "Торік 3" THIN_SPACE "400" THIN_SPACE "000 комарів.");
        put(9, UK, "Усього 5 000 2026 року", "Маршрути 12 115 та 9. О 12.15 300 людей, СУ-27 100, код 0 200.");
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
                expect(ask(UK, cases[i].words), cases[i].wanted);
        struct search_result result = find(ask(UK, "3400000 комар"));
        assert_string_equal(result.hits[0].snippet.at,
                            "Торік <mark>3" THIN_SPACE "400" THIN_SPACE "000 комарів</mark>.");
        assert_ok(search_index_begin(search_index));
        for (int64_t i = 7; i < 10; i++)
                assert_ok(search_index_drop(search_index, i));
        assert_ok(search_index_commit(search_index, (struct search_progress){.change = 1}));
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(1000);
        assert_ok(search_index_verify(search_index, &faults));
        assert_string_equal(buf_text(&faults), "");
        expect(ask(UK, "9200"), "none");
}

static void quotes_minus_and_order_of_words(void **state)
{
        (void)state;
        expect(ask(EN, "\"salty soil\""), "4");
        expect(ask(EN, "\"soil salty\""), "none");
        expect(ask(EN, "soil salty"), "4");
        expect(ask(EN, "salty"), "4 5");
        expect(ask(EN, "salty -wheat"), "5");
        expect(ask(EN, "salty -\"a bridge\" -\"salty wheat\""), "4");
        expect(ask(EN, "salty “wheat in"), "4");
        expect(ask(UK, "«солоних ґрунтах»"), "1");
        assert_false(find(ask(EN, "-wheat")).asked);
        assert_false(find(ask(EN, " \"\" - ")).asked);
        expect(ask(EN, "the"), "5 4"); /* a common word alone is one */
        expect(ask(EN, "the scientists"), "4");
}

/* The ids of what has some of the words, where nothing has all. */
static void expect_some(struct search_request request, const char *wanted)
{
        char got[256] = "";
        struct search_result result = find(request);
        assert_true(result.unfound);
        assert_int_equal(result.instead.len, 0);
        assert_int_equal(result.has_some, *wanted != 0);
        for (unsigned i = 0; i < result.count; i++) {
                size_t len = strlen(got);
                snprintf(got + len, sizeof got - len, "%s%lld", i ? " " : "", (long long)result.hits[i].article);
        }
        assert_string_equal(got, wanted);
}

static void where_nothing_has_all_the_words_the_most_count(void **state)
{
        (void)state;
        expect_some(ask(EN, "grow wheat bridge"), "4");      /* two of three; one of three is too little */
        expect_some(ask(EN, "wheat bridge"), "5 4");         /* one of two each; the shorter headline says more */
        expect_some(ask(EN, "salty wheat xyzzyq"), "4");     /* what is nowhere takes nothing with it */
        expect_some(ask(EN, "qqqqqqqq wwwwwwww"), "");       /* none of them is anywhere */
        expect_some(ask(EN, "wheat bridge -mayor"), "4");    /* what must not be there stays away */
        expect_some(ask(EN, "\"soil salty\" variety"), "4"); /* a phrase is one of them */
        struct search_request request = ask(EN, "wheat bridge");
        request.newest = true;
        expect_some(request, "5 4");
        request.section = 1;
        expect_some(request, "4");
        request = ask(EN, "wheat bridge");
        request.from_day = 20260105;
        expect_some(request, "5");
}

/* «міст» is a bridge, and one form of «місто», a town: other things alike, who typed the one means the one. */
static void the_very_word_comes_before_other_forms_of_it(void **state)
{
        (void)state;
        put(7, UK, "Місто прикрасили", "Свято.");
        put(8, UK, "Міст прикрасили", "Свято.");
        put(9, UK, "Новини дня", "Сюди в місто прийшла весна.");
        put(10, UK, "Новини дня", "Тут на міст прийшла весна.");
        put(11, EN, "Mayor opens museums", "They were closed.");
        put(12, EN, "Mayor opened museum", "It was closed.");
        expect(ask(UK, "місто"), "7 8 9 10 6");
        expect(ask(UK, "МІСТО"), "7 8 9 10 6");
        expect(ask(UK, "міст"), "8 7 10 6 9");
        expect(ask(EN, "opens museums"), "11 12");
        expect(ask(EN, "opened museum"), "12 11");
        expect(ask(EN, "\"opens museums\""), "11 12");
        expect(ask(EN, "opens museum -bridge"), "12 11"); /* one of two each: the newer */
        struct search_request request = ask(UK, "місто");
        request.newest = true;
        expect(request, "10 9 8 7 6");
}

static void filters(void **state)
{
        (void)state;
        struct search_request request = ask(0, "");
        request.topic = SLICE("відбудови");
        expect(request, "1");
        request.topic = SLICE("відбудова енергетика");
        expect(request, "1");
        request = ask(UK, "вчені");
        request.author = SLICE("марченко");
        expect(request, "1");
        request.author = SLICE("Іваненко");
        expect(request, "none");
        request = ask(0, "");
        request.section = 1;
        request.newest = true;
        expect(request, "6 4 2");
        request = ask(0, "");
        request.from_day = 20260103;
        request.until_day = 20260104;
        expect(request, "4 3");
        request.from_day = 20260301;
        request.until_day = 0;
        expect(request, "none");
        request = ask(EN, "salty");
        request.newest = true;
        expect(request, "5 4");
}

static void what_was_updated_is_found_by_its_new_words_only(void **state)
{
        (void)state;
        put(4, EN, "Farmers harvest barley", "The crop was a surprise.");
        expect(ask(EN, "barley"), "4");
        expect(ask(EN, "wheat"), "none");
        expect(ask(EN, "scientists"), "none");
        struct search_progress progress = {.change = 9, .before = 0};
        assert_ok(search_index_begin(search_index));
        assert_ok(search_index_drop(search_index, 4));
        assert_ok(search_index_drop(search_index, 400));
        assert_ok(search_index_commit(search_index, progress));
        expect(ask(EN, "barley"), "none");
        struct buf faults = BUF_INIT(1000);
        assert_ok(search_index_verify(search_index, &faults));
        assert_string_equal(buf_text(&faults), "");
        buf_clear(&faults);
}

static void snippets_are_escaped_and_marked(void **state)
{
        (void)state;
        struct search_result result = find(ask(UK, "гаваней"));
        assert_int_equal(result.count, 1);
        assert_string_equal(result.hits[0].snippet.at, "Мер відкрив міст через <mark>гавань</mark> "
                                                       "&lt;script&gt;alert(1)&lt;/script&gt; &amp; інші.");
        result = find(ask(UK, "\"вченими вирощує\""));
        assert_int_equal(result.count, 1);
        assert_string_equal(result.hits[0].snippet.at, ""); /* it is in the headline alone */
}

/* A snippet of 28 words: `before` is said of what it begins with, `behind` of what it ends with. */
static const char *cut_of(const char *before, const char *behind)
{
        struct slice text = arena_format(&arena, "Одна дві три %s два три чотири п’ять шість сім дельфін", before);
        for (int i = 0; i < 19; i++)
                text = arena_format(&arena, "%.*s слово", SLICE_ARGS(text));
        text = arena_format(&arena, "%.*s %s кінець тексту, якого не видно.", SLICE_ARGS(text), behind);
        put(7, UK, "Заголовок", text.at);
        struct search_result result = find(ask(UK, "дельфін"));
        assert_int_equal(result.count, 1);
        return result.hits[0].snippet.at;
}

static void a_snippet_is_not_cut_within_a_number_and_what_it_is_of(void **state)
{
        static const struct {
                const char *before, *behind, *begins, *ends;
        } cases[] = {
                {"раз два", "край", "… два два", "слово край …"},
                {"тепло 25 °C", "тепло", "… 25 °C два", "слово тепло …"},
                {"тепло 25" NO_BREAK "°C", "25" NO_BREAK "°C", "… 25" NO_BREAK "°C два", " 25" NO_BREAK "°C …"},
                {"школа № 5", "25 °C", "… № 5 два", " 25 °C …"},
                {"школа №" NO_BREAK "5", "12 %", "… №" NO_BREAK "5 два", " 12 % …"},
                {"школа №5", "12%,", "… №5 два", " 12% …"},
                {"закон §" NO_BREAK "5", "100 мм", "… §" NO_BREAK "5 два", " 100 мм …"},
                {"ще 100 мм", "100" NO_BREAK "мешканців", "… 100 мм два", " 100" NO_BREAK "мешканців …"},
                {"ще 100" NO_BREAK "мешканців", "$5", "… 100" NO_BREAK "мешканців два", " $5 …"},
                {"ціна $5", "5" NO_BREAK "€", "… $5 два", " 5" NO_BREAK "€ …"},
                {"пів-на-пів", "край.", "… пів-на-пів два", "слово край …"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct slice snippet = slice_of(cut_of(cases[i].before, cases[i].behind));
                if (!slice_starts_with(snippet, slice_of(cases[i].begins)) ||
                    !slice_ends_with(snippet, slice_of(cases[i].ends)))
                        fail_msg("%zu: %.*s", i, SLICE_ARGS(snippet));
        }
}

static void a_hit_says_which_entry_of_a_coverage_it_is_in(void **state)
{
        static const struct {
                const char *words, *entry;
        } cases[] = {{"дельфін", "two2"}, {"крига", "one1"}, {"вступ", ""}, {"кінець", ""}, {"вода дельфін", ""}};
        static const char body[] = "Вступ\nКрига зійшла\nПриплив дельфін\nКінець\n";
        struct search_document d = {.article = 7,
                                    .published_ms = INT64_C(1767225600000),
                                    .day = 20260101,
                                    .edition = UK,
                                    .language = SLICE("uk"),
                                    .headline = SLICE("Велика вода"),
                                    .body = slice_of(body)};
        char entries[100];
        (void)state;
        snprintf(entries, sizeof entries, " 0\none1 %zu\ntwo2 %zu\n %zu\n", strlen("Вступ\n"),
                 strlen("Вступ\nКрига зійшла\n"), strlen("Вступ\nКрига зійшла\nПриплив дельфін\n"));
        d.entries = slice_of(entries);
        assert_ok(search_index_begin(search_index));
        assert_ok(search_index_put(search_index, &d));
        assert_ok(search_index_commit(search_index, (struct search_progress){.change = 1}));
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct search_result result = find(ask(UK, cases[i].words));
                assert_int_equal(result.count, 1);
                struct slice entry = result.hits[0].entry;
                if (!slice_eq(entry, slice_of(cases[i].entry))) fail_msg("%s: %.*s", cases[i].words, SLICE_ARGS(entry));
        }
}

static void blocks_are_kept_apart_and_compounds_marked_whole(void **state)
{
        (void)state;
        put(7, UK, "Труби <Шелюги> північно-західного водоканалу",
            "Ремонт водоканалу\nЧого воно не вміє\n\nНа трубах іржа, «і все».\nДіаметр\n100 мм\nТруба з "
            "північно-західного боку.");
        struct search_result result = find(ask(UK, "вміти"));
        assert_string_equal(result.hits[0].snippet.at,
                            "Ремонт водоканалу · Чого воно не <mark>вміє</mark> · На трубах іржа, "
                            "«і все». Діаметр · 100 мм · Труба з північно-західного боку.");
        assert_int_equal(result.hits[0].headline.len, 0);
        result = find(ask(UK, "північнозахідний"));
        assert_non_null(strstr(result.hits[0].snippet.at, "з <mark>північно-західного</mark> боку"));
        result = find(ask(UK, "західний шелюгою"));
        assert_non_null(strstr(result.hits[0].snippet.at, "з північно-<mark>західного</mark> боку"));
        CLEANUP(buf_clear) struct buf html = BUF_INIT(1000);
        const char *shown = " Труби <Шелюги> північно‑західного\xc2\xa0водоканалу";
        assert_true(search_mark_headline(&result.hits[0], slice_of(shown), &html));
        assert_string_equal(buf_text(&html), " Труби &lt;<mark>Шелюги</mark>&gt; північно‑<mark>західного</mark>"
                                             "\xc2\xa0водоканалу");
        assert_false(search_mark_headline(&result.hits[0], SLICE("Труби Шелюги"), &html));
        assert_false(search_mark_headline(&result.hits[0], SLICE(" "), &html));
}

static void an_index_of_other_rules_is_made_anew(void **state)
{
        struct buf why = BUF_INIT(1000);
        char path[128];
        struct search_progress progress;
        (void)state;
        uint64_t before = 0, after = 0;
        assert_ok(search_state(searcher, &before));
        search_index_close(search_index);
        snprintf(path, sizeof path, "%s/search.db", folder);
        FILE *file = fopen(path, "r+");
        assert_non_null(file);
        fputs("this is no database any more", file);
        fclose(file);
        assert_ok(search_index_open(folder, stemmer, &search_index, &why));
        assert_ok(search_index_progress(search_index, &progress));
        assert_int_equal(progress.change, -1);
        expect(ask(EN, "salty"), "none");
        put_all();
        expect(ask(EN, "salty"), "4 5");
        assert_ok(search_state(searcher, &after));
        assert_true(before != after && before && after);
        buf_clear(&why);
}

static void many_articles_are_merged_and_paged(void **state)
{
        bool more = true;
        (void)state;
        for (int64_t i = 10; i < 60; i++)
                put(i, EN, "Weather report", "Rain and wind over the harbour.");
        while (more)
                assert_ok(search_index_merge(search_index, &more));
        struct search_request request = ask(EN, "weather");
        request.page = 2;
        struct search_result result = find(request);
        assert_int_equal(result.total, 50);
        assert_int_equal(result.count, 10);
        request.page = 9;
        assert_int_equal(find(request).page, 2);
        request.give_up_ms = 1;
        assert_int_equal(search_find(searcher, &request, &arena, &result).code, OK); /* so few are found at once */
}

/* Articles of which each has its own words, from 11 on, a day after the other. */
static void put_fillers(int count)
{
        for (int i = 0; i < count; i++) {
                char headline[200], letters[4] = {(char)('a' + i / 26 % 26), (char)('a' + i % 26), 'o'};
                snprintf(headline, sizeof headline, "Council meeting about %srish street", letters);
                put(11 + i, EN, headline, "The council discussed the budget of the district.");
        }
}

static const char *alike(int64_t article)
{
        static char text[200];
        struct search_alike found;
        assert_ok(search_index_alike(search_index, article, &found));
        text[0] = 0;
        for (unsigned i = 0; i < found.count; i++)
                snprintf(text + strlen(text), sizeof text - strlen(text), "%lld ", (long long)found.at[i].article);
        return text;
}

static void who_shares_rare_words_is_alike(void **state)
{
        (void)state;
        put_fillers(150);
        put(170, UK, "Зниклого альпініста Прокопчука шукають на Говерлі", "Рятувальники вирушили зранку.");
        put(171, RU, "Альпиниста Прокопчука ищут на Говерле", "Спасатели вышли утром.");
        put(172, UK, "Альпініст Прокопчук повернувся", "На Говерлю він піднявся сам. Рятувальники задоволені.");
        put(173, UK, "Прокопчук відкрив пекарню", "Хліб печуть щоранку.");
        /* In any form, in its own edition alone; one word is not enough, nor are words that all have. */
        assert_string_equal(alike(172), "170 ");
        assert_string_equal(alike(170), "172 ");
        assert_string_equal(alike(173), "");
        assert_string_equal(alike(50), "");
        assert_string_equal(alike(9999), "");
        assert_ok(search_index_begin(search_index));
        assert_ok(search_index_drop(search_index, 170));
        assert_ok(search_index_commit(search_index, (struct search_progress){.change = 1}));
        assert_string_equal(alike(172), "");
}

static void a_day_or_a_month_makes_nobody_alike(void **state)
{
        static const struct {
                unsigned edition;
                const char *one, *another;
        } pairs[] = {
                {UK, "Погода на вівторок, другого березня", "Хор «Вівторок» співатиме у березні"},
                {UK, "Вистава у п'ятницю та середами грудня", "П’ятниця й середа, грудень"},
                {UK, "Свята в січні й лютому", "Січень і лютий: що святкувати"},
                {UK, "Концерт у четвер, третього квітня", "Хто співатиме четвергами квітня"},
                {UK, "Четверги квітнем", "Четверга, квітня"},
                {UK, "Неділями червня, липнем, серпнем", "Неділь у червні, липні, серпні"},
                {RU, "Погода на воскресенье, первое февраля", "Хор «Воскресенье» споёт в феврале"},
                {RU, "Среды и понедельники мая, июля, августа", "Среда, понедельник, июль, август"},
                {EN, "Weather on Tuesday and in February", "Tuesday's choir: February songs"},
                {EN, "Wednesdays of August", "Wednesday, August"},
        };
        (void)state;
        put_fillers(150);
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
                int64_t id = 170 + 2 * (int64_t)i;
                put(id, pairs[i].edition, pairs[i].one, "");
                put(id + 1, pairs[i].edition, pairs[i].another, "");
                assert_string_equal(alike(id), "");
                assert_string_equal(alike(id + 1), "");
                assert_ok(search_index_begin(search_index));
                assert_ok(search_index_drop(search_index, id));
                assert_ok(search_index_drop(search_index, id + 1));
                assert_ok(search_index_commit(search_index, (struct search_progress){.change = 1}));
        }
}

static void what_is_sought_is_kept_until_it_is_done(void **state)
{
        (void)state;
        int64_t sought[4];
        unsigned count = 0;
        struct buf why = BUF_INIT(1000);
        for (int64_t article = 9; article >= 1; article -= 2)
                assert_ok(search_index_seek(search_index, article));
        assert_ok(search_index_seek(search_index, 3));
        search_index_close(search_index);
        assert_ok(search_index_open(folder, stemmer, &search_index, &why));
        assert_ok(search_index_sought(search_index, 4, sought, &count));
        assert_int_equal(count, 4);
        assert_int_equal(sought[0], 1);
        assert_ok(search_index_seek_done(search_index, 1));
        assert_ok(search_index_sought(search_index, 4, sought, &count));
        assert_int_equal(sought[0], 3);
        assert_int_equal(sought[3], 9);
        buf_clear(&why);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(any_form_of_a_word_finds_the_others, start, stop),
                cmocka_unit_test_setup_teardown(irregular_forms_find_each_other, start, stop),
                cmocka_unit_test_setup_teardown(spelling_is_folded, start, stop),
                cmocka_unit_test_setup_teardown(a_word_with_ghe_is_found_however_it_is_spelt, start, stop),
                cmocka_unit_test_setup_teardown(numbers_are_found_however_they_are_grouped, start, stop),
                cmocka_unit_test_setup_teardown(quotes_minus_and_order_of_words, start, stop),
                cmocka_unit_test_setup_teardown(where_nothing_has_all_the_words_the_most_count, start, stop),
                cmocka_unit_test_setup_teardown(the_very_word_comes_before_other_forms_of_it, start, stop),
                cmocka_unit_test_setup_teardown(filters, start, stop),
                cmocka_unit_test_setup_teardown(what_was_updated_is_found_by_its_new_words_only, start, stop),
                cmocka_unit_test_setup_teardown(snippets_are_escaped_and_marked, start, stop),
                cmocka_unit_test_setup_teardown(a_hit_says_which_entry_of_a_coverage_it_is_in, start, stop),
                cmocka_unit_test_setup_teardown(a_snippet_is_not_cut_within_a_number_and_what_it_is_of, start, stop),
                cmocka_unit_test_setup_teardown(blocks_are_kept_apart_and_compounds_marked_whole, start, stop),
                cmocka_unit_test_setup_teardown(an_index_of_other_rules_is_made_anew, start, stop),
                cmocka_unit_test_setup_teardown(who_shares_rare_words_is_alike, start, stop),
                cmocka_unit_test_setup_teardown(a_day_or_a_month_makes_nobody_alike, start, stop),
                cmocka_unit_test_setup_teardown(what_is_sought_is_kept_until_it_is_done, start, stop),
                cmocka_unit_test_setup_teardown(many_articles_are_merged_and_paged, start, stop),
        };
        int failed = cmocka_run_group_tests(tests, NULL, NULL);
        stemmer_close(stemmer);
        return failed;
}
