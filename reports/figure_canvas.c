#include "reports/figure_canvas.h"

#include "base/bidi.h"
#include "base/utf8.h"
#include "reports/figure_cairo.h"

#include <math.h>

static const double mm_per_point = 25.4 / 72, points_per_mm = 72 / 25.4;
static const double pixels_per_mm = 300 / 25.4; /* of a PNG */

enum { measured_at = 100 }; /* the size at which letters are measured */

typedef enum op_kind { OP_TEXT, OP_PATH, OP_AREA, OP_DOT, OP_ARROW, OP_FILL } op_kind;

/* One thing drawn. */
typedef struct op {
    op_kind kind;
    tarix_ink ink;
    const tarix_point *points;
    size_t n;
    double size, share; /* thickness or radius */
    int direction;
    bool is_filled;
    tarix_box box;
    tarix_str text; /* as it looks, with NUL */
    tarix_lettering how;
} op;

struct tarix_canvas {
    tarix_arena *arena;
    double width, height;
    const char *family;
    cairo cairo;
    cairo_font_face_t *faces[2]; /* regular, bold */
    cairo_scaled_font_t *fonts[2];
    op *ops;
    size_t n_ops, ops_capacity;
    tarix_box *texts;
    size_t n_texts, texts_capacity;
    size_t n_lacking;
    uint32_t first_lacking;
};

static const struct {
    double red, green, blue;
} inks[TARIX_INKS] = {
    [TARIX_INK_BLACK] = {0, 0, 0},
    [TARIX_INK_GREY] = {0.29, 0.29, 0.29},
    [TARIX_INK_PALE] = {0.83, 0.83, 0.83},
    [TARIX_INK_LINK] = {0.68, 0.68, 0.68},
    [TARIX_INK_WHITE] = {1, 1, 1},
    [TARIX_INK_BLUE] = {0, 114 / 255.0, 178 / 255.0},
    [TARIX_INK_VERMILION] = {213 / 255.0, 94 / 255.0, 0},
    [TARIX_INK_GREEN] = {0, 158 / 255.0, 115 / 255.0},
    [TARIX_INK_ORANGE] = {230 / 255.0, 159 / 255.0, 0},
    [TARIX_INK_SKY] = {86 / 255.0, 180 / 255.0, 233 / 255.0},
    [TARIX_INK_PURPLE] = {204 / 255.0, 121 / 255.0, 167 / 255.0},
};

/* ---- fonts ---- */

static void close_fonts(void *object)
{
    tarix_canvas *c = object;
    for (int i = 0; i < 2; i++) {
        c->cairo.cairo_scaled_font_destroy(c->fonts[i]);
        c->cairo.cairo_font_face_destroy(c->faces[i]);
        c->fonts[i] = NULL;
        c->faces[i] = NULL;
    }
}

/* Letters are where their shapes say, whatever is drawn on. */
static cairo_font_options_t *plain_options(const cairo *lib)
{
    cairo_font_options_t *options = lib->cairo_font_options_create();
    lib->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    lib->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    lib->cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    return options;
}

static void open_fonts(tarix_canvas *c, const char *family)
{
    cairo_matrix_t size, as_it_is;
    cairo_font_options_t *options = plain_options(&c->cairo);
    c->cairo.cairo_matrix_init_scale(&size, measured_at, measured_at);
    c->cairo.cairo_matrix_init_identity(&as_it_is);
    for (int i = 0; i < 2; i++) {
        c->faces[i] = c->cairo.cairo_toy_font_face_create(
            family, CAIRO_FONT_SLANT_NORMAL, i ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
        c->fonts[i] = c->cairo.cairo_scaled_font_create(c->faces[i], &size, &as_it_is, options);
    }
    c->cairo.cairo_font_options_destroy(options);
    c->family = family;
}

/* How many letters of a text a font lacks. */
static size_t count_lacking(const tarix_canvas *c, bool is_bold, tarix_str text, uint32_t *first)
{
    size_t n = 0;
    while (text.size) {
        const char *at = text.data;
        const uint32_t letter = tarix_utf8_next(&text);
        cairo_glyph_t *glyphs = NULL;
        int n_glyphs = 0;
        const cairo_status_t status = c->cairo.cairo_scaled_font_text_to_glyphs(c->fonts[is_bold],
            0, 0, at, (int)(text.data - at), &glyphs, &n_glyphs, NULL, NULL, NULL);
        const bool is_there =
            status == CAIRO_STATUS_SUCCESS && n_glyphs == 1 && glyphs[0].index != 0;
        c->cairo.cairo_glyph_free(glyphs);
        if (is_there) continue;
        if (n++ == 0) *first = letter;
    }
    return n;
}

tarix_status tarix_canvas_new(
    tarix_arena *arena, double width, tarix_canvas **out, tarix_error *err)
{
    static const char *const families[] = {
        "DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "sans-serif"};
    const tarix_str letters = TARIX_STR("AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜü"
                                        "VvYyZz0123456789−×…");
    tarix_canvas *c = TARIX_NEW(arena, tarix_canvas);
    static const char *const names[] = {CAIRO(TARIX_LIBRARY_NAME)};
    uint32_t first = 0;
    c->arena = arena;
    c->width = width;
    if (!tarix_library_load(TARIX_CAIRO, names, sizeof names / sizeof *names, &c->cairo))
        return tarix_error_set(err, TARIX_IO,
            "no figure can be drawn, for %s is not here: install cairo (./bootstrap does)",
            TARIX_CAIRO);
    tarix_arena_defer(arena, close_fonts, c);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        open_fonts(c, families[i]);
        if (count_lacking(c, false, letters, &first) + count_lacking(c, true, letters, &first) ==
            0) {
            *out = c;
            return TARIX_OK;
        }
        close_fonts(c);
    }
    return tarix_error_set(err, TARIX_IO,
        "no font here has ə and the other letters of Azerbaijani (U+%04X is missing), so that no "
        "figure can be drawn: install one, such as fonts-dejavu-core (./bootstrap does)",
        (unsigned)first);
}

/* ---- the page ---- */

void tarix_canvas_set_width(tarix_canvas *c, double width)
{
    c->width = width;
}

double tarix_canvas_width(const tarix_canvas *c)
{
    return c->width;
}

void tarix_canvas_set_height(tarix_canvas *c, double height)
{
    c->height = height;
}

double tarix_canvas_height(const tarix_canvas *c)
{
    return c->height;
}

static op *add(tarix_canvas *c, op_kind kind, tarix_ink ink)
{
    TARIX_ROOM(c->arena, c->ops, c->n_ops, c->ops_capacity);
    op *o = &c->ops[c->n_ops++];
    *o = (op){.kind = kind, .ink = ink};
    return o;
}

/* ---- text ---- */

static const double above_line = 0.80, below_line = 0.22, middle_of_small = 0.27;

static double size_of(const tarix_lettering *how)
{
    return how->points * mm_per_point;
}

static double advance(const tarix_canvas *c, tarix_str visual, const tarix_lettering *how)
{
    cairo_text_extents_t extents;
    c->cairo.cairo_scaled_font_text_extents(c->fonts[how->is_bold], visual.data, &extents);
    return extents.x_advance * size_of(how) / measured_at;
}

static tarix_str visual_of(const tarix_canvas *c, tarix_str text)
{
    return tarix_arena_str(c->arena, tarix_bidi_visual(c->arena, text));
}

double tarix_canvas_text_width(tarix_canvas *c, tarix_str text, const tarix_lettering *how)
{
    const tarix_mark mark = tarix_arena_mark(c->arena);
    const double width = advance(c, visual_of(c, text), how);
    tarix_arena_restore(c->arena, mark);
    return width;
}

double tarix_canvas_text_height(const tarix_lettering *how)
{
    return (above_line + below_line) * size_of(how);
}

double tarix_canvas_text_middle(const tarix_lettering *how)
{
    return middle_of_small * size_of(how);
}

tarix_str tarix_canvas_text_fit(
    tarix_canvas *c, tarix_str text, const tarix_lettering *how, double width)
{
    enum { most_letters = 200 }; /* no width shows more, and measuring takes its time */
    size_t n = 0, end = 0;
    for (; end < text.size && n < most_letters; n++) {
        tarix_str rest = tarix_str_slice(text, end, text.size);
        tarix_utf8_next(&rest);
        end = text.size - rest.size;
    }
    const bool is_whole = end == text.size;
    if (is_whole && tarix_canvas_text_width(c, text, how) <= width) return text;
    while (end > 0) {
        tarix_utf8_last(tarix_str_slice(text, 0, end), &end);
        const tarix_str cut = tarix_arena_format(c->arena, "%.*s…", (int)end, text.data);
        if (tarix_canvas_text_width(c, cut, how) <= width) return cut;
    }
    return TARIX_STR("…");
}

static tarix_box box_of(double x, double y, double width, const tarix_lettering *how)
{
    static const double before[] = {0, 0.5, 1};
    const double start = -before[how->align] * width, size = size_of(how);
    if (how->is_turned)
        return (tarix_box){
            x - above_line * size, y - start - width, x + below_line * size, y - start};
    return (tarix_box){x + start, y - above_line * size, x + start + width, y + below_line * size};
}

tarix_box tarix_canvas_text_box(
    tarix_canvas *c, double x, double y, tarix_str text, const tarix_lettering *how)
{
    return box_of(x, y, tarix_canvas_text_width(c, text, how), how);
}

void tarix_canvas_text(
    tarix_canvas *c, double x, double y, tarix_str text, const tarix_lettering *how)
{
    uint32_t first = 0;
    if (text.size == 0) return;
    op *o = add(c, OP_TEXT, how->ink);
    o->text = visual_of(c, text);
    o->how = *how;
    o->box = box_of(x, y, advance(c, o->text, how), how);
    TARIX_ROOM(c->arena, c->texts, c->n_texts, c->texts_capacity);
    c->texts[c->n_texts++] = o->box;
    const size_t n = count_lacking(c, how->is_bold, o->text, &first);
    if (c->n_lacking == 0 && n) c->first_lacking = first;
    c->n_lacking += n;
}

double tarix_canvas_paragraph(
    tarix_canvas *c, double x, double y, double width, tarix_str text, const tarix_lettering *how)
{
    const double step = 1.2 * size_of(how);
    while (text.data && text.size) {
        tarix_str line = {text.data, 0}, words = text, word;
        while (tarix_str_split(&words, ' ', &word)) {
            const tarix_str longer = {line.data, (size_t)(word.data + word.size - line.data)};
            if (line.size && tarix_canvas_text_width(c, longer, how) > width) break;
            line = longer;
            text = words;
        }
        tarix_canvas_text(c, x, y, tarix_canvas_text_fit(c, line, how, width), how);
        y += step;
    }
    return y;
}

/* ---- lines and marks ---- */

static const tarix_point *copy(tarix_canvas *c, const tarix_point *points, size_t n)
{
    tarix_point *own = TARIX_ARRAY(c->arena, tarix_point, n);
    if (n) memcpy(own, points, n * sizeof *own);
    return own;
}

void tarix_canvas_path(
    tarix_canvas *c, const tarix_point *points, size_t n, double thickness, tarix_ink ink)
{
    if (n < 2) return;
    op *o = add(c, OP_PATH, ink);
    o->points = copy(c, points, n);
    o->n = n;
    o->size = thickness;
}

void tarix_canvas_line(
    tarix_canvas *c, tarix_point from, tarix_point to, double thickness, tarix_ink ink)
{
    tarix_canvas_path(c, (tarix_point[]){from, to}, 2, thickness, ink);
}

void tarix_canvas_area(
    tarix_canvas *c, const tarix_point *points, size_t n, tarix_ink ink, double share)
{
    if (n < 3) return;
    op *o = add(c, OP_AREA, ink);
    o->points = copy(c, points, n);
    o->n = n;
    o->share = share;
}

void tarix_canvas_dot(tarix_canvas *c, tarix_point at, double radius, tarix_ink ink, bool is_filled)
{
    op *o = add(c, OP_DOT, ink);
    o->points = copy(c, &at, 1);
    o->size = radius;
    o->is_filled = is_filled;
}

void tarix_canvas_arrow(
    tarix_canvas *c, tarix_point at, double radius, int direction, tarix_ink ink)
{
    op *o = add(c, OP_ARROW, ink);
    o->points = copy(c, &at, 1);
    o->size = radius;
    o->direction = direction;
}

void tarix_canvas_fill(tarix_canvas *c, tarix_box box, tarix_ink ink, double share)
{
    op *o = add(c, OP_FILL, ink);
    o->box = box;
    o->share = share;
}

const tarix_box *tarix_canvas_texts(const tarix_canvas *c, size_t *n)
{
    *n = c->n_texts;
    return c->texts;
}

bool tarix_canvas_is_free(const tarix_canvas *c, tarix_box box)
{
    for (size_t i = 0; i < c->n_texts; i++)
        if (tarix_box_overlaps(c->texts[i], box)) return false;
    return true;
}

size_t tarix_canvas_lacking(const tarix_canvas *c, uint32_t *first)
{
    *first = c->first_lacking;
    return c->n_lacking;
}

tarix_str tarix_canvas_font(const tarix_canvas *c)
{
    return tarix_str_from(c->family);
}

/* ---- drawing ---- */

typedef struct pen {
    const cairo *lib;
    cairo_t *cr;
} pen;

static void use_ink(const pen *p, tarix_ink ink, double share)
{
    const double white = 1 - share;
    p->lib->cairo_set_source_rgb(p->cr, white + share * inks[ink].red,
        white + share * inks[ink].green, white + share * inks[ink].blue);
}

static void trace(const pen *p, const op *o)
{
    p->lib->cairo_move_to(p->cr, o->points[0].x, o->points[0].y);
    for (size_t i = 1; i < o->n; i++) p->lib->cairo_line_to(p->cr, o->points[i].x, o->points[i].y);
}

static void draw_text(const pen *p, const tarix_canvas *c, const op *o)
{
    const double size = size_of(&o->how);
    p->lib->cairo_save(p->cr);
    p->lib->cairo_set_font_face(p->cr, c->faces[o->how.is_bold]);
    p->lib->cairo_set_font_size(p->cr, size);
    if (o->how.is_turned) {
        p->lib->cairo_translate(p->cr, o->box.left + above_line * size, o->box.bottom);
        p->lib->cairo_rotate(p->cr, -acos(0));
    } else {
        p->lib->cairo_translate(p->cr, o->box.left, o->box.top + above_line * size);
    }
    if (o->how.has_halo) {
        p->lib->cairo_move_to(p->cr, 0, 0);
        p->lib->cairo_text_path(p->cr, o->text.data);
        use_ink(p, TARIX_INK_WHITE, 1);
        p->lib->cairo_set_line_width(p->cr, 0.25 * size);
        p->lib->cairo_stroke(p->cr);
        use_ink(p, o->ink, 1);
    }
    p->lib->cairo_move_to(p->cr, 0, 0);
    p->lib->cairo_show_text(p->cr, o->text.data);
    p->lib->cairo_restore(p->cr);
}

static void draw_dot(const pen *p, const op *o)
{
    const double line = o->size / 2.5;
    p->lib->cairo_new_sub_path(p->cr);
    p->lib->cairo_arc(p->cr, o->points[0].x, o->points[0].y,
        o->is_filled ? o->size : o->size - line / 2, 0, 4 * acos(0));
    p->lib->cairo_close_path(p->cr);
    if (o->is_filled) {
        p->lib->cairo_fill(p->cr);
        return;
    }
    use_ink(p, TARIX_INK_WHITE, 1);
    p->lib->cairo_fill_preserve(p->cr);
    use_ink(p, o->ink, 1);
    p->lib->cairo_set_line_width(p->cr, line);
    p->lib->cairo_stroke(p->cr);
}

static void draw_arrow(const pen *p, const op *o)
{
    const double x = o->points[0].x, y = o->points[0].y, r = o->size, d = o->direction;
    p->lib->cairo_move_to(p->cr, x + d * r, y);
    p->lib->cairo_line_to(p->cr, x - d * r, y - r);
    p->lib->cairo_line_to(p->cr, x - d * r, y + r);
    p->lib->cairo_close_path(p->cr);
    p->lib->cairo_fill(p->cr);
}

static void draw_op(const pen *p, const tarix_canvas *c, const op *o)
{
    use_ink(p, o->ink, o->kind == OP_FILL ? o->share : 1);
    switch (o->kind) {
    case OP_TEXT: draw_text(p, c, o); break;
    case OP_PATH:
        p->lib->cairo_set_line_width(p->cr, o->size);
        trace(p, o);
        p->lib->cairo_stroke(p->cr);
        break;
    case OP_AREA:
        use_ink(p, o->ink, o->share);
        trace(p, o);
        p->lib->cairo_close_path(p->cr);
        p->lib->cairo_fill(p->cr);
        break;
    case OP_DOT: draw_dot(p, o); break;
    case OP_ARROW: draw_arrow(p, o); break;
    case OP_FILL:
        p->lib->cairo_rectangle(
            p->cr, o->box.left, o->box.top, o->box.right - o->box.left, o->box.bottom - o->box.top);
        p->lib->cairo_fill(p->cr);
        break;
    }
}

static void draw(const pen *p, const tarix_canvas *c)
{
    cairo_font_options_t *options = plain_options(&c->cairo);
    p->lib->cairo_set_font_options(p->cr, options);
    p->lib->cairo_font_options_destroy(options);
    p->lib->cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < c->n_ops; i++) draw_op(p, c, &c->ops[i]);
}

/* ---- files ---- */

/* Where the bytes of a page go. cairo numbers its surfaces in an SVG (id="surface7") through the
 * life of a process: the number is left out, so that the same drawing is the same bytes. */
typedef struct sink {
    tarix_output *output;
    bool is_svg;
    size_t n_matched; /* of the mark */
} sink;

static void take_svg(sink *s, char byte)
{
    const tarix_str mark = TARIX_STR("id=\"surface");
    if (s->n_matched == mark.size && byte >= '0' && byte <= '9') return;
    if (s->n_matched == mark.size) s->n_matched = 0;
    s->n_matched = byte == mark.data[s->n_matched] ? s->n_matched + 1 : byte == mark.data[0];
    tarix_output_char(s->output, byte);
}

static cairo_status_t take(void *context, const unsigned char *bytes, unsigned size)
{
    sink *s = context;
    if (!s->is_svg)
        tarix_output_bytes(s->output, (const char *)bytes, size);
    else
        for (unsigned i = 0; i < size; i++) take_svg(s, (char)bytes[i]);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *open_pdf(const tarix_canvas *c, tarix_str title, sink *s)
{
    cairo_surface_t *surface = c->cairo.cairo_pdf_surface_create_for_stream(
        take, s, c->width * points_per_mm, c->height * points_per_mm);
    c->cairo.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.data);
    c->cairo.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "tarix");
    /* A fixed day: the same table is the same bytes. */
    c->cairo.cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
    c->cairo.cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_MOD_DATE, "1980-01-01T00:00:00Z");
    return surface;
}

static cairo_surface_t *open_surface(
    const tarix_canvas *c, tarix_page_format format, tarix_str title, sink *s, double *scale)
{
    *scale = points_per_mm;
    if (format == TARIX_PAGE_PDF) return open_pdf(c, title, s);
    if (format == TARIX_PAGE_SVG)
        return c->cairo.cairo_svg_surface_create_for_stream(
            take, s, c->width * points_per_mm, c->height * points_per_mm);
    *scale = pixels_per_mm;
    return c->cairo.cairo_image_surface_create(CAIRO_FORMAT_RGB24,
        (int)ceil(c->width * pixels_per_mm), (int)ceil(c->height * pixels_per_mm));
}

/* Nothing in here may unwind: cairo holds memory. */
static cairo_status_t write_page(
    const tarix_canvas *c, tarix_page_format format, tarix_str title, sink *s)
{
    double scale = 1;
    cairo_surface_t *surface = open_surface(c, format, title, s, &scale);
    cairo_t *cr = c->cairo.cairo_create(surface);
    const pen p = {&c->cairo, cr};
    c->cairo.cairo_scale(cr, scale, scale);
    if (format == TARIX_PAGE_PNG) {
        use_ink(&p, TARIX_INK_WHITE, 1);
        c->cairo.cairo_paint(cr);
    }
    draw(&p, c);
    cairo_status_t status = c->cairo.cairo_status(cr);
    c->cairo.cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && format == TARIX_PAGE_PNG)
        status = c->cairo.cairo_surface_write_to_png_stream(surface, take, s);
    c->cairo.cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) status = c->cairo.cairo_surface_status(surface);
    c->cairo.cairo_surface_destroy(surface);
    return status;
}

tarix_status tarix_canvas_write(const tarix_canvas *c, tarix_page_format format, tarix_str title,
    tarix_output *output, tarix_error *err)
{
    sink s = {.output = output, .is_svg = format == TARIX_PAGE_SVG};
    const cairo_status_t status = write_page(c, format, tarix_arena_str(c->arena, title), &s);
    if (status == CAIRO_STATUS_SUCCESS) return tarix_output_status(output, err);
    return tarix_error_set(err, status == CAIRO_STATUS_NO_MEMORY ? TARIX_NO_MEMORY : TARIX_INVALID,
        "the figure cannot be drawn: %s", c->cairo.cairo_status_to_string(status));
}
