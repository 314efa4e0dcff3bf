/* The layers that --layer names. A new one is a file with a map and a row here. */
#ifndef TARIX_ANALYZERS_LAYERS_H
#define TARIX_ANALYZERS_LAYERS_H

#include "../corpus/layer.h"

TARIX_API const tarix_layer_row *tarix_layers(size_t *n);
/* NULL when there is none of that name. */
TARIX_API const tarix_layer_row *tarix_layers_find(tarix_str name);

#endif
