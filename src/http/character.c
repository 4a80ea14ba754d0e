/* Host names are held to less than RFC 3986 grants: a comma or "@" in a Host field serves attackers only. */
#include "http/character.h"

enum {
        N = 0,
        V = CHARACTER_TARGET,
        K = CHARACTER_TOKEN,
        T = CHARACTER_TOKEN | CHARACTER_TARGET,
        H = CHARACTER_TARGET | CHARACTER_HOST,
        A = CHARACTER_TOKEN | CHARACTER_TARGET | CHARACTER_HOST,
};

/* clang-format off */
const uint8_t character_classes[256] = {
        N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, /* controls */
        N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
        N, T, V, K, T, T, T, T, V, V, T, T, V, A, A, V, /*   ! " # $ % & ' ( ) * + , - . / */
        A, A, A, A, A, A, A, A, A, A, H, V, V, V, V, V, /* 0 to 9 : ; < = > ? */
        V, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, /* @ A to O */
        A, A, A, A, A, A, A, A, A, A, A, H, V, H, T, A, /* P to Z [ \ ] ^ _ */
        T, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, /* ` a to o */
        A, A, A, A, A, A, A, A, A, A, A, V, T, V, T, N, /* p to z { | } ~ DEL; nothing above */
};
/* clang-format on */
