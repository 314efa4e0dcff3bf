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

set(TARIX_DEPENDENCIES
  ICU::i18n ICU::uc Stemmer::stemmer GSL::gsl OpenSSL::Crypto Threads::Threads
  PkgConfig::jansson Csv::csv m)
if(xlsxwriter_FOUND)
  list(APPEND TARIX_DEPENDENCIES PkgConfig::xlsxwriter)
else()
  message(STATUS "libxlsxwriter is missing: --format xlsx is off; ./bootstrap installs it")
endif()
if(cairo_FOUND)
  list(APPEND TARIX_DEPENDENCIES PkgConfig::cairo)
else()
  message(STATUS "cairo is missing: --figures is off; ./bootstrap installs it (libcairo2-dev)")
endif()
# Only the program reads study files.
if(NOT inih_FOUND)
  message(STATUS "libinih is missing: tarix run is off; ./bootstrap installs it")
endif()
