# The two libraries, what is installed, and how other projects find it.
include(CMakePackageConfigHelpers)

# <tarix/tarix.h> names every public header, in the order of the data's way through the library.
set(umbrella "${PROJECT_BINARY_DIR}/include/tarix.h")
set(includes "")
foreach(header IN LISTS TARIX_PUBLIC_HEADERS)
  cmake_path(RELATIVE_PATH header BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE name)
  string(APPEND includes "#include \"${name}\"\n")
  cmake_path(GET name PARENT_PATH folder)
  install(FILES "${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/tarix/${folder}")
endforeach()
file(CONFIGURE OUTPUT "${umbrella}" CONTENT
"/* All of tarix @PROJECT_VERSION@. */
#ifndef TARIX_TARIX_H
#define TARIX_TARIX_H

@includes@
#endif
" @ONLY)
install(FILES "${umbrella}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/tarix")

add_library(tarix SHARED $<TARGET_OBJECTS:tarix_objects>)
add_library(tarix_static STATIC $<TARGET_OBJECTS:tarix_objects>)
set_target_properties(tarix PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
set_target_properties(tarix_static PROPERTIES OUTPUT_NAME tarix EXPORT_NAME static)
foreach(library tarix tarix_static)
  target_include_directories(${library} INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()
target_link_libraries(tarix PRIVATE ${TARIX_DEPENDENCIES})
target_link_libraries(tarix_static PUBLIC ${TARIX_DEPENDENCIES})

install(TARGETS tarix tarix_static EXPORT tarix)
install(EXPORT tarix NAMESPACE tarix:: FILE tarix-targets.cmake
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tarix")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/tarix-config.cmake.in"
  "${PROJECT_BINARY_DIR}/tarix-config.cmake"
  INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tarix")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/tarix-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/tarix-config.cmake"
  "${PROJECT_BINARY_DIR}/tarix-config-version.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindStemmer.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/FindCsv.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/Dependencies.cmake"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tarix")
# Relative, so that `cmake --install --prefix` may choose another place.
file(RELATIVE_PATH TARIX_PREFIX_FROM_PC "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file("${PROJECT_SOURCE_DIR}/cmake/tarix.pc.in" "${PROJECT_BINARY_DIR}/tarix.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/tarix.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/lexicons/az" "${PROJECT_SOURCE_DIR}/corpus/samples"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/tarix")
install(FILES "${PROJECT_SOURCE_DIR}/docs/tarix.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
