# With GCC, objects are made for what runs do often: a first program is built in a folder of its own, works on texts and
# counts as it does. That takes as long as the build itself. When sources change, it is built and works anew, and what
# has to be compiled again is compiled with the new counts; those of all else hold still.
option(TARIX_PROFILED "Learn from a run over texts what to compile for speed (GCC, a release build)" OFF)

if(TARIX_PROFILED AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE MATCHES "^Rel"
    AND NOT CMAKE_CROSSCOMPILING)
  set(training "${PROJECT_BINARY_DIR}/training")
  cmake_host_system_information(RESULT processors QUERY NUMBER_OF_LOGICAL_CORES)
  add_custom_command(OUTPUT "${training}/CMakeCache.txt"
    COMMAND "${CMAKE_COMMAND}" -S "${PROJECT_SOURCE_DIR}" -B "${training}" -G "${CMAKE_GENERATOR}"
      "-DCMAKE_C_COMPILER=${CMAKE_C_COMPILER}" "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}"
      "-DCMAKE_C_FLAGS=${CMAKE_C_FLAGS} -fprofile-generate -fprofile-update=prefer-atomic"
      -DTARIX_PROFILED=OFF -DBUILD_TESTING=OFF
    VERBATIM)
  # Always looked at: the build in that folder knows best what has changed.
  add_custom_target(tarix_profile
    COMMAND "${CMAKE_COMMAND}" --build "${training}" --target tarix_program --parallel ${processors}
    COMMAND "${CMAKE_COMMAND}" "-DTRAINING=${training}" "-DBUILD=${PROJECT_BINARY_DIR}"
      -P "${PROJECT_SOURCE_DIR}/cmake/Learn.cmake"
    DEPENDS "${training}/CMakeCache.txt"
    COMMENT "Learning from a run over texts (-DTARIX_PROFILED=OFF does without)"
    VERBATIM)
  add_dependencies(tarix_objects tarix_profile)
  # What was not run is compiled as ever. Two warnings are false alarms of functions made into one.
  target_compile_options(tarix_objects PRIVATE
    -fprofile-use -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch
    -Wno-maybe-uninitialized -Wno-format-overflow)
endif()
