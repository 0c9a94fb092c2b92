# No source file has more than 400 lines; codes.def, which is a table, is not among them.
cmake_minimum_required(VERSION 3.25)

set(limit 400)
file(GLOB_RECURSE files RELATIVE ${HOUSE} ${HOUSE}/converters/*.h ${HOUSE}/converters/*.cpp ${HOUSE}/cli/*.h
     ${HOUSE}/cli/*.cpp ${HOUSE}/bench/*.cpp ${HOUSE}/schemas/*.py ${HOUSE}/*.cmake)
list(FILTER files EXCLUDE REGEX "^(build|out)[^/]*/")
set(broken "")
foreach(file IN LISTS files)
  file(READ ${HOUSE}/${file} text)
  string(REGEX MATCHALL "\n" breaks "${text}")
  list(LENGTH breaks lines)
  if(lines GREATER limit)
    string(APPEND broken "${file}: ${lines} lines, more than ${limit}\n")
  endif()
endforeach()
if(NOT broken STREQUAL "")
  message(FATAL_ERROR "${broken}")
endif()
