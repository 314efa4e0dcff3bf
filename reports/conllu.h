/* CoNLL-U (https://universaldependencies.org/format.html), without syntax: form, lemma, a part of
 * speech where the kind of token tells it, the kind as XPOS, the place in the text as MISC.
 * sent_id is the document's name and the number of the sentence; as it may hold neither spaces nor
 * slashes, these are percent-encoded, and a further document of the same name is NAME~2, NAME~3. */
#ifndef TARIX_REPORTS_CONLLU_H
#define TARIX_REPORTS_CONLLU_H

#include "writer.h"

extern const tarix_writer tarix_conllu;

#endif
