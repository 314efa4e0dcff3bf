# cmake -DTRAINING=FOLDER -DBUILD=FOLDER -DPROSE=PROGRAM -P Learn.cmake: runs what the program of TRAINING is mostly used
# for, unless it has done so, and puts its counts beside the objects of BUILD that are made with them.
set(program "${TRAINING}/tarix")
set(learnt "${TRAINING}/learnt")
if(NOT "${program}" IS_NEWER_THAN "${learnt}" AND NOT "${CMAKE_CURRENT_LIST_FILE}" IS_NEWER_THAN "${learnt}"
    AND NOT "${PROSE}" IS_NEWER_THAN "${learnt}")
  return()
endif()

get_filename_component(top "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(samples "${top}/corpus/samples")
set(prose "${TRAINING}/prose.txt")
set(index "${TRAINING}/prose.tarix")
file(GLOB_RECURSE texts "${samples}/*.txt")
file(GLOB roots "${top}/lexicons/az/roots-*.tsv")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_FILE "${out}" ERROR_VARIABLE said)
  if(result)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}: ${result}\n${said}"
      "The program that is to show what to compile for speed does not run here; "
      "cmake -DTARIX_PROFILED=OFF builds without it.")
  endif()
endfunction()

function(tarix)
  set(out /dev/null)
  run("${program}" ${ARGN} --quiet)
endfunction()

# Samples alone are too few words: a large vocabulary, new forms and long texts would not be learnt.
set(out "${prose}")
run("${PROSE}" 5 "${top}/lexicons/az/suffixes.tsv" ${roots} -- ${texts})

file(GLOB_RECURSE old "${TRAINING}/*.gcda")
file(REMOVE "${index}" ${old})
foreach(threads IN ITEMS 1 2)
  set(on --threads ${threads})
  # Counting is what all else does as well, and in these four runs weighs as much as the rest.
  foreach(time RANGE 1 4)
    tarix(freq --layer fold --measures none ${on} "${prose}")
  endforeach()
  tarix(freq --layer fold ${on} "${prose}" "${samples}")
  tarix(freq ${on} "${prose}")
  tarix(tokenize ${on} "${samples}")
  tarix(ngrams ${on} "${prose}")
  tarix(colloc --node bu ${on} "${prose}")
  tarix(keyness --reference "${samples}" ${on} "${prose}")
  tarix(index ${on} "${prose}" -o "${index}")
  tarix(freq ${on} "${index}")
  tarix(kwic --node bu ${on} "${index}")
  tarix(colloc --node bu ${on} "${index}")
endforeach()
file(REMOVE "${index}" "${prose}")

set(counted "${TRAINING}/CMakeFiles/tarix_objects.dir")
file(COPY "${counted}/" DESTINATION "${BUILD}/CMakeFiles/tarix_objects.dir"
  FILES_MATCHING PATTERN "*.gcda")
file(TOUCH "${learnt}")
