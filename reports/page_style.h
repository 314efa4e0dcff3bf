/* How the page of a study looks and what a click on it does. */
#ifndef TARIX_REPORTS_PAGE_STYLE_H
#define TARIX_REPORTS_PAGE_STYLE_H

extern const char tarix_page_style[]; /* <style> … </style> */
/* Sorts and searches each table; needs tarix_html_order before it. */
extern const char tarix_page_script[];

#endif
