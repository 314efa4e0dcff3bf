#include "analyzers/positions.h"

#include "analyzers/measure_sets.h"

#include <math.h>

tarix_positions tarix_positions_begin(uint64_t n, uint64_t length)
{
    return (tarix_positions){.n = n, .length = length, .share = (double)length / (double)n};
}

static void add_distance(tarix_positions *p, uint64_t distance)
{
    const double d = (double)distance;
    if (distance == 0) return;
    p->reduced += fmin(d, p->share);
    p->squares += d * d;
    p->logarithms += d * log(d);
}

void tarix_positions_add(tarix_positions *p, uint64_t at)
{
    if (p->n_added++ == 0)
        p->first = at;
    else
        add_distance(p, at - p->last);
    p->last = at;
    if (p->n_added == p->n) add_distance(p, p->first + p->length - at);
}

static double arf(const tarix_positions *p)
{
    return p->n ? p->reduced / p->share : 0;
}

static double awt(const tarix_positions *p)
{
    return p->n == 0 ? NAN : (1 + p->squares / (double)p->length) / 2;
}

static double f_awt(const tarix_positions *p)
{
    return p->n == 0 ? NAN : (double)p->length * (double)p->length / p->squares;
}

static double ald(const tarix_positions *p)
{
    return p->n == 0 ? NAN : p->logarithms / M_LN10 / (double)p->length;
}

static double f_ald(const tarix_positions *p)
{
    const double length = (double)p->length;
    return p->n == 0 ? NAN : exp(log(length) - p->logarithms / length);
}

/* ---- rows ---- */

enum { positions = TARIX_FAMILY_POSITIONS };
#define SAVICKY_HLAVACOVA "Savický & Hlaváčová 2002"

static const tarix_measure rows[] = {
    {"arf", positions, "average reduced frequency", "orta azaldılmış tezlik",
        "sum min(d_i, v)/v, v = L/f, distances d_i going round", SAVICKY_HLAVACOVA, "1..f",
        "f at equal distances, 1 where all stand together", .of_positions = arf},
    {"awt", positions, "average waiting time", "orta gözləmə müddəti", "(1 + sum d_i^2/L)/2",
        SAVICKY_HLAVACOVA, "1..(1+L)/2", "", .of_positions = awt},
    {"f_awt", positions, "frequency from the average waiting time",
        "orta gözləmə müddətindən tezlik", "L^2/sum d_i^2", SAVICKY_HLAVACOVA, "1..f",
        "f at equal distances", .of_positions = f_awt},
    {"ald", positions, "average logarithmic distance", "orta loqarifmik məsafə",
        "sum d_i log10(d_i)/L", SAVICKY_HLAVACOVA, "0..log10 L", "", .of_positions = ald},
    {"f_ald", positions, "frequency from the average logarithmic distance",
        "orta loqarifmik məsafədən tezlik", "exp(-sum (d_i/L) ln(d_i/L))", SAVICKY_HLAVACOVA,
        "1..f", "f at equal distances", .of_positions = f_ald},
};

const tarix_measure_set tarix_positions_measures = {rows, sizeof rows / sizeof *rows};
