# The libraries tarix stands on. Each is in Debian 12; `./bootstrap` installs them.
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(Stemmer REQUIRED)
find_package(GSL REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(jansson REQUIRED IMPORTED_TARGET jansson)
find_package(Csv REQUIRED)
# Without these a feature is off, and the program says so when it is asked for.
pkg_check_modules(xlsxwriter IMPORTED_TARGET xlsxwriter)
pkg_check_modules(cairo IMPORTED_TARGET cairo>=1.16 cairo-svg cairo-pdf cairo-png)
pkg_check_modules(inih IMPORTED_TARGET inih)

# The name under which the dynamic linker knows one of some libraries: base/library.h loads it when
# it is needed.
function(tarix_load_later variable paths name)
  foreach(path IN LISTS paths)
    if(path MATCHES "lib${name}[.]")
      file(REAL_PATH "${path}" file)
      if(file MATCHES "([^/]+[.]so[.][0-9]+[a-z]?)")
        set(file "${CMAKE_MATCH_1}")
      endif()
      set(${variable} "${file}" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()
tarix_load_later(TARIX_CRYPTO "${OPENSSL_CRYPTO_LIBRARY};${OPENSSL_CRYPTO_LIBRARIES}" crypto)
tarix_load_later(TARIX_ICU_I18N "${ICU_I18N_LIBRARY};${ICU_I18N_LIBRARIES};${ICU_I18N_LIBRARY_RELEASE}" icui18n)

set(TARIX_DEPENDENCIES
  ICU::uc Stemmer::stemmer GSL::gsl Threads::Threads ${CMAKE_DL_LIBS}
  PkgConfig::jansson Csv::csv m)
if(xlsxwriter_FOUND)
  tarix_load_later(TARIX_XLSXWRITER "${xlsxwriter_LINK_LIBRARIES}" xlsxwriter)
else()
  message(STATUS "libxlsxwriter is missing: --format xlsx is off; ./bootstrap installs it")
endif()
if(cairo_FOUND)
  tarix_load_later(TARIX_CAIRO "${cairo_LINK_LIBRARIES}" cairo)
else()
  message(STATUS "cairo is missing: --figures is off; ./bootstrap installs it (libcairo2-dev)")
endif()
# Only the program reads study files.
if(NOT inih_FOUND)
  message(STATUS "libinih is missing: tarix run is off; ./bootstrap installs it")
endif()
