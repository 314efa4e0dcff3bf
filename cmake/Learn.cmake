# cmake -DTRAINING=FOLDER -DBUILD=FOLDER -P Learn.cmake: runs what the program of TRAINING is mostly used for and puts its
# counts beside the objects of BUILD that are made with them.
get_filename_component(top "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(texts "${top}/corpus/samples")
set(index "${TRAINING}/samples.tarix")

function(run)
  execute_process(COMMAND "${TRAINING}/tarix" ${ARGN} --quiet
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(threads IN ITEMS 1 2)
  run(freq --layer fold --measures none --threads ${threads} "${texts}")
  run(freq --threads ${threads} "${texts}")
  run(tokenize --threads ${threads} "${texts}")
  run(ngrams --threads ${threads} "${texts}")
  run(colloc --node bu --threads ${threads} "${texts}")
  run(index --threads ${threads} "${texts}" -o "${index}")
  run(freq --threads ${threads} "${index}")
  run(kwic --node bu --threads ${threads} "${index}")
  run(colloc --node bu --threads ${threads} "${index}")
endforeach()
file(REMOVE "${index}")

set(counted "${TRAINING}/CMakeFiles/tarix_objects.dir")
file(COPY "${counted}/" DESTINATION "${BUILD}/CMakeFiles/tarix_objects.dir"
  FILES_MATCHING PATTERN "*.gcda")
file(TOUCH "${TRAINING}/learnt")
