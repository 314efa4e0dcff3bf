# cmake -DTRAINING=FOLDER -DBUILD=FOLDER -P Learn.cmake: runs what the program of TRAINING is mostly used for, unless it has
# done so, and puts its counts beside the objects of BUILD that are made with them.
set(program "${TRAINING}/tarix")
set(learnt "${TRAINING}/learnt")
if(NOT "${program}" IS_NEWER_THAN "${learnt}" AND NOT "${CMAKE_CURRENT_LIST_FILE}" IS_NEWER_THAN "${learnt}")
  return()
endif()

get_filename_component(top "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(index "${TRAINING}/texts.tarix")
# Samples alone are few words: the lists of roots bring a large vocabulary, which grows while it is read.
set(samples "${top}/corpus/samples")
set(words "${TRAINING}/words.txt")
set(texts "${samples}" "${words}")

function(tarix)
  execute_process(COMMAND "${program}" ${ARGN} --quiet
    RESULT_VARIABLE result OUTPUT_FILE /dev/null ERROR_VARIABLE said)
  if(result)
    list(JOIN ARGN " " arguments)
    message(FATAL_ERROR "${program} ${arguments}: ${result}\n${said}"
      "The program that is to show what to compile for speed does not run here; "
      "cmake -DTARIX_PROFILED=OFF builds without it.")
  endif()
endfunction()

file(GLOB_RECURSE old "${TRAINING}/*.gcda")
file(REMOVE "${index}" "${words}" ${old})
file(GLOB roots "${top}/lexicons/az/roots-*.tsv")
foreach(list IN LISTS roots)
  file(READ "${list}" rows)
  file(APPEND "${words}" "${rows}")
endforeach()
foreach(threads IN ITEMS 1 2)
  set(on --threads ${threads})
  # Counting prose is what all else does as well, and weighs as much as the rest.
  foreach(time RANGE 1 12)
    tarix(freq --layer fold --measures none ${on} "${samples}")
  endforeach()
  tarix(freq --layer fold --measures none ${on} "${words}")
  tarix(freq --layer fold ${on} ${texts})
  tarix(freq ${on} ${texts})
  tarix(tokenize ${on} "${samples}")
  tarix(ngrams ${on} ${texts})
  tarix(colloc --node bu ${on} ${texts})
  tarix(keyness --reference "${samples}" ${on} "${words}")
  tarix(index ${on} ${texts} -o "${index}")
  tarix(freq ${on} "${index}")
  tarix(kwic --node bu ${on} "${index}")
  tarix(colloc --node bu ${on} "${index}")
endforeach()
file(REMOVE "${index}" "${words}")

set(counted "${TRAINING}/CMakeFiles/tarix_objects.dir")
file(COPY "${counted}/" DESTINATION "${BUILD}/CMakeFiles/tarix_objects.dir"
  FILES_MATCHING PATTERN "*.gcda")
file(TOUCH "${learnt}")
