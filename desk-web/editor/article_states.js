// How an article stands, as the server numbers it (src/news/article.h, enum article_state). Texts "state_5" are called after them.
export const DRAFT = 1;
export const REVIEW = 2;
export const APPROVED = 3;
export const SCHEDULED = 4;
export const LIVE = 5;
export const WITHDRAWN = 6;
