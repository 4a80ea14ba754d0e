#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct example {
        const char *text, *slug;
};

static void assert_slug(const char *code, struct slice text, size_t max_len, const char *expected)
{
        struct buf slug = BUF_INIT(1024);
        language_write_slug(slice_of(code), text, max_len, &slug);
        assert_string_equal(buf_text(&slug), expected);
        buf_clear(&slug);
}

static void assert_slugs(const char *code, const struct example *examples, size_t count)
{
        for (size_t i = 0; i < count; i++)
                assert_slug(code, slice_of(examples[i].text), 200, examples[i].slug);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The examples of the resolution's table, each letter in turn. */
static void romanises_the_examples_of_resolution_55(void **state)
{
        (void)state;
        static const struct example examples[] = {
                {"Алушта", "alushta"},
                {"Андрій", "andrii"},
                {"Борщагівка", "borshchahivka"},
                {"Борисенко", "borysenko"},
                {"Вінниця", "vinnytsia"},
                {"Володимир", "volodymyr"},
                {"Гадяч", "hadiach"},
                {"Богдан", "bohdan"},
                {"Згурський", "zghurskyi"},
                {"Ґалаґан", "galagan"},
                {"Ґорґани", "gorgany"},
                {"Донецьк", "donetsk"},
                {"Дмитро", "dmytro"},
                {"Рівне", "rivne"},
                {"Олег", "oleh"},
                {"Есмань", "esman"},
                {"Єнакієве", "yenakiieve"},
                {"Гаєвич", "haievych"},
                {"Короп'є", "koropie"},
                {"Житомир", "zhytomyr"},
                {"Жанна", "zhanna"},
                {"Жежелів", "zhezheliv"},
                {"Закарпаття", "zakarpattia"},
                {"Казимирчук", "kazymyrchuk"},
                {"Медвин", "medvyn"},
                {"Михайленко", "mykhailenko"},
                {"Іванків", "ivankiv"},
                {"Іващенко", "ivashchenko"},
                {"Їжакевич", "yizhakevych"},
                {"Кадиївка", "kadyivka"},
                {"Мар'їне", "marine"},
                {"Йосипівка", "yosypivka"},
                {"Стрий", "stryi"},
                {"Олексій", "oleksii"},
                {"Київ", "kyiv"},
                {"Коваленко", "kovalenko"},
                {"Лебедин", "lebedyn"},
                {"Леонід", "leonid"},
                {"Миколаїв", "mykolaiv"},
                {"Маринич", "marynych"},
                {"Ніжин", "nizhyn"},
                {"Наталія", "nataliia"},
                {"Одеса", "odesa"},
                {"Онищенко", "onyshchenko"},
                {"Полтава", "poltava"},
                {"Петро", "petro"},
                {"Решетилівка", "reshetylivka"},
                {"Рибчинський", "rybchynskyi"},
                {"Суми", "sumy"},
                {"Соломія", "solomiia"},
                {"Тернопіль", "ternopil"},
                {"Троць", "trots"},
                {"Ужгород", "uzhhorod"},
                {"Уляна", "uliana"},
                {"Фастів", "fastiv"},
                {"Філіпчук", "filipchuk"},
                {"Харків", "kharkiv"},
                {"Христина", "khrystyna"},
                {"Біла Церква", "bila-tserkva"},
                {"Стеценко", "stetsenko"},
                {"Чернівці", "chernivtsi"},
                {"Шевченко", "shevchenko"},
                {"Шостка", "shostka"},
                {"Кишеньки", "kyshenky"},
                {"Щербухи", "shcherbukhy"},
                {"Гоща", "hoshcha"},
                {"Гаращенко", "harashchenko"},
                {"Юрій", "yurii"},
                {"Корюківка", "koriukivka"},
                {"Яготин", "yahotyn"},
                {"Ярошенко", "yaroshenko"},
                {"Костянтин", "kostiantyn"},
                {"Знам'янка", "znamianka"},
                {"Феодосія", "feodosiia"},
                {"Згорани", "zghorany"},
                {"Розгон", "rozghon"},
        };
        assert_slugs("uk", examples, COUNT(examples));
}

static void takes_any_apostrophe_case_and_composition_in_ukrainian(void **state)
{
        (void)state;
        static const struct example examples[] = {
                {"Знам’янка", "znamianka"},
                {"Знамʼянка", "znamianka"},
                {"ЩЕДРИЙ ЇЖАК", "shchedryi-yizhak"},
                {"и\u0306од і\u0308жак", "yod-yizhak"},
                {"за\u0301мок", "zamok"},
                {"Нью-Йорк", "niu-york"},
                {"«Єдність» – це Я!", "yednist-tse-ya"},
                {"з Галичини", "z-halychyny"},
                {"25-го числа", "25-ho-chysla"},
                {"Мы и Ёлка", "my-y-elka"},
        };
        assert_slugs("uk", examples, COUNT(examples));
}

static void romanises_russian(void **state)
{
        (void)state;
        static const struct example examples[] = {
                {"Съёмка объекта", "semka-obekta"},
                {"Щука и ёж", "shchuka-i-ezh"},
                {"Юрий Яковлев", "yuriy-yakovlev"},
                {"Эхо Хабаровска", "ekho-khabarovska"},
                {"Цыганский царь, жизнь", "tsyganskiy-tsar-zhizn"},
                {"Чаща, мышь", "chashcha-mysh"},
                {"Згорание", "zgoranie"},
                {"Київ, Їжак, Ґанок", "kiiv-izhak-ganok"},
        };
        assert_slugs("ru", examples, COUNT(examples));
}

static void folds_marks_of_latin_letters(void **state)
{
        (void)state;
        static const struct example examples[] = {
                {"Café Müller, Łódź", "cafe-muller-lodz"},
                {"Ærøskøbing Straße ǿ", "aeroskobing-strasse-o"},
                {"Cafe\u0301", "cafe"},
                {"Nguyễn Việt", "nguyen-viet"},
                {"İstanbul ışık", "istanbul-isik"},
                {"Kyiv: 10 % of UK’s aid (2023)", "kyiv-10-of-uks-aid-2023"},
                {"Зеленський meets Biden", "zelenskyi-meets-biden"},
        };
        assert_slugs("en", examples, COUNT(examples));
}

static void leaves_out_everything_else(void **state)
{
        (void)state;
        assert_slug("uk", SLICE(""), 50, "");
        assert_slug("uk", SLICE(" – !? …"), 50, "");
        assert_slug("uk", SLICE("北京 а 日本"), 50, "a");
        assert_slug("uk", SLICE("--а--  --б--"), 50, "a-b");
        assert_slug("uk", SLICE("а\0б"), 50, "a-b");
        assert_slug("uk", SLICE("а\xff\xd0 б\xd0"), 50, "a-b");
        assert_slug("uk", SLICE("сло\u00adво"), 50, "slovo");
}

static void cuts_between_words(void **state)
{
        (void)state;
        assert_slug("uk", SLICE("один два три"), 12, "odyn-dva-try");
        assert_slug("uk", SLICE("один два три"), 11, "odyn-dva");
        assert_slug("uk", SLICE("один два три"), 9, "odyn-dva");
        assert_slug("uk", SLICE("один два три"), 8, "odyn-dva");
        assert_slug("uk", SLICE("один два три"), 7, "odyn");
        assert_slug("uk", SLICE("Борщ"), 5, "bor");
        assert_slug("uk", SLICE("один"), 0, "");
}

static void appends_to_what_is_there(void **state)
{
        (void)state;
        struct buf path = BUF_INIT(64);
        buf_add_text(&path, "/news/");
        language_write_slug(SLICE("uk"), SLICE("Київ сьогодні"), 7, &path);
        assert_string_equal(buf_text(&path), "/news/kyiv");
        buf_clear(&path);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(romanises_the_examples_of_resolution_55),
                cmocka_unit_test(takes_any_apostrophe_case_and_composition_in_ukrainian),
                cmocka_unit_test(romanises_russian),
                cmocka_unit_test(folds_marks_of_latin_letters),
                cmocka_unit_test(leaves_out_everything_else),
                cmocka_unit_test(cuts_between_words),
                cmocka_unit_test(appends_to_what_is_there),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
