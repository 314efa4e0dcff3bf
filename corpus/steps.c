#include "corpus/steps.h"

const tarix_long_step *tarix_steps_find(const tarix_steps *steps, uint64_t token)
{
    size_t low = 0, high = steps->n_longs;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (steps->longs[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < steps->n_longs && steps->longs[low].token == token ? &steps->longs[low] : NULL;
}
