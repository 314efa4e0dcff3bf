# With GCC, objects are made for what runs do often: a first program is built in a folder of its own, works on the sample
# texts and counts as it does. That takes as long as the build itself; it is done once a build folder.
option(TARIX_PROFILED "Learn from a run over the sample texts what to compile for speed (GCC)" OFF)

if(TARIX_PROFILED AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CROSSCOMPILING)
  set(training "${PROJECT_BINARY_DIR}/training")
  cmake_host_system_information(RESULT processors QUERY NUMBER_OF_LOGICAL_CORES)
  add_custom_command(OUTPUT "${training}/learnt"
    COMMAND "${CMAKE_COMMAND}" -S "${PROJECT_SOURCE_DIR}" -B "${training}" -G "${CMAKE_GENERATOR}"
      "-DCMAKE_C_COMPILER=${CMAKE_C_COMPILER}" "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}"
      "-DCMAKE_C_FLAGS=${CMAKE_C_FLAGS} -fprofile-generate -fprofile-update=prefer-atomic"
      -DTARIX_PROFILED=OFF -DBUILD_TESTING=OFF
    COMMAND "${CMAKE_COMMAND}" --build "${training}" --target tarix_program --parallel ${processors}
    COMMAND "${CMAKE_COMMAND}" "-DTRAINING=${training}" "-DBUILD=${PROJECT_BINARY_DIR}"
      -P "${PROJECT_SOURCE_DIR}/cmake/Learn.cmake"
    COMMENT "Learning from a run over the sample texts"
    VERBATIM)
  add_custom_target(tarix_profile DEPENDS "${training}/learnt")
  add_dependencies(tarix_objects tarix_profile)
  # What was not run is compiled as ever. Two warnings are false alarms of functions made into one.
  target_compile_options(tarix_objects PRIVATE
    -fprofile-use -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch
    -Wno-maybe-uninitialized -Wno-format-overflow)
endif()
