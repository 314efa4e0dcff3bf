/* What figures use of cairo, which is loaded when the first one is drawn. */
#ifndef TARIX_REPORTS_FIGURE_CAIRO_H
#define TARIX_REPORTS_FIGURE_CAIRO_H

#include "../base/library.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#define CAIRO(X)                                                                                   \
    X(cairo_arc)                                                                                   \
    X(cairo_close_path)                                                                            \
    X(cairo_create)                                                                                \
    X(cairo_destroy)                                                                               \
    X(cairo_fill)                                                                                  \
    X(cairo_fill_preserve)                                                                         \
    X(cairo_font_face_destroy)                                                                     \
    X(cairo_font_options_create)                                                                   \
    X(cairo_font_options_destroy)                                                                  \
    X(cairo_font_options_set_antialias)                                                            \
    X(cairo_font_options_set_hint_metrics)                                                         \
    X(cairo_font_options_set_hint_style)                                                           \
    X(cairo_glyph_free)                                                                            \
    X(cairo_image_surface_create)                                                                  \
    X(cairo_line_to)                                                                               \
    X(cairo_matrix_init_identity)                                                                  \
    X(cairo_matrix_init_scale)                                                                     \
    X(cairo_move_to)                                                                               \
    X(cairo_new_sub_path)                                                                          \
    X(cairo_paint)                                                                                 \
    X(cairo_pdf_surface_create_for_stream)                                                         \
    X(cairo_pdf_surface_set_metadata)                                                              \
    X(cairo_rectangle)                                                                             \
    X(cairo_restore)                                                                               \
    X(cairo_rotate)                                                                                \
    X(cairo_save)                                                                                  \
    X(cairo_scale)                                                                                 \
    X(cairo_scaled_font_create)                                                                    \
    X(cairo_scaled_font_destroy)                                                                   \
    X(cairo_scaled_font_text_extents)                                                              \
    X(cairo_scaled_font_text_to_glyphs)                                                            \
    X(cairo_set_font_face)                                                                         \
    X(cairo_set_font_options)                                                                      \
    X(cairo_set_font_size)                                                                         \
    X(cairo_set_line_join)                                                                         \
    X(cairo_set_line_width)                                                                        \
    X(cairo_set_source_rgb)                                                                        \
    X(cairo_show_text)                                                                             \
    X(cairo_status)                                                                                \
    X(cairo_status_to_string)                                                                      \
    X(cairo_stroke)                                                                                \
    X(cairo_surface_destroy)                                                                       \
    X(cairo_surface_finish)                                                                        \
    X(cairo_surface_status)                                                                        \
    X(cairo_surface_write_to_png_stream)                                                           \
    X(cairo_svg_surface_create_for_stream)                                                         \
    X(cairo_text_path)                                                                             \
    X(cairo_toy_font_face_create)                                                                  \
    X(cairo_translate)
typedef struct cairo {
    CAIRO(TARIX_LIBRARY_MEMBER)
} cairo;

#endif
