# Keeps one promise: runs `gwconvert <args> input.yaml` (or `input`) and compares everything that comes out.
#
#   input.yaml or input/   what is converted
#   against.yaml           what it is compared with; may be absent
#   args                   one line of flags, as typed in a shell; may be absent
#   expected.yaml          standard output; absent if there is none
#   report.txt             standard error; absent if there is none
#   status                 the exit status; absent if it is 0
#   files/                 files that the program writes; absent if it writes none
#
# The program runs in a copy of the folder. With GWCONVERT_UPDATE in the environment the promise is rewritten instead.
cmake_minimum_required(VERSION 3.25)

set(input input.yaml)
if(IS_DIRECTORY ${CASE}/input)
  set(input input)
endif()
set(args "")
set(line "")
if(EXISTS ${CASE}/args)
  file(READ ${CASE}/args line)
  separate_arguments(args UNIX_COMMAND "${line}")
endif()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK}/run ${WORK}/actual)
file(COPY ${CASE}/${input} DESTINATION ${WORK}/run)
if(EXISTS ${CASE}/against.yaml)
  file(COPY ${CASE}/against.yaml DESTINATION ${WORK}/run)
endif()
execute_process(COMMAND ${GWCONVERT} ${args} ${input} WORKING_DIRECTORY ${WORK}/run INPUT_FILE /dev/null
                OUTPUT_FILE ${WORK}/actual/expected.yaml ERROR_FILE ${WORK}/actual/report.txt RESULT_VARIABLE status)
if(NOT status MATCHES "^[0-9]+$")  # the name of a signal
  message(FATAL_ERROR "${CASE}: gwconvert ended with: ${status}")
endif()
if(NOT status EQUAL 0)
  file(WRITE ${WORK}/actual/status "${status}\n")
endif()
file(REMOVE_RECURSE ${WORK}/run/${input} ${WORK}/run/against.yaml)
file(GLOB_RECURSE written RELATIVE ${WORK}/run ${WORK}/run/*)
foreach(file IN LISTS written)
  get_filename_component(folder ${WORK}/actual/files/${file} DIRECTORY)
  file(COPY ${WORK}/run/${file} DESTINATION ${folder})
endforeach()

file(GLOB_RECURSE promised RELATIVE ${CASE} ${CASE}/files/*)
file(GLOB_RECURSE actual RELATIVE ${WORK}/actual ${WORK}/actual/*)
set(all expected.yaml report.txt status ${promised} ${actual})
list(REMOVE_DUPLICATES all)
string(REGEX REPLACE ".*/testdata/" "" title ${CASE})

function(file_or_nothing path result)
  set(${result} /dev/null PARENT_SCOPE)
  if(EXISTS ${path})
    set(${result} ${path} PARENT_SCOPE)
  endif()
endfunction()

set(broken "")
foreach(file IN LISTS all)
  file_or_nothing(${CASE}/${file} before)
  file_or_nothing(${WORK}/actual/${file} after)
  execute_process(COMMAND diff -u --label "promised ${file}" --label "actual ${file}" ${before} ${after}
                  RESULT_VARIABLE differs OUTPUT_VARIABLE difference)
  if(differs EQUAL 0)
    continue()
  endif()
  if("$ENV{GWCONVERT_UPDATE}" STREQUAL "")
    string(APPEND broken "${difference}")
    continue()
  endif()
  file(REMOVE ${CASE}/${file})
  file(SIZE ${after} bytes)
  if(bytes GREATER 0)
    get_filename_component(folder ${CASE}/${file} DIRECTORY)
    file(COPY ${after} DESTINATION ${folder})
  endif()
  message("rewrote ${title}: ${file}")
endforeach()

if(NOT broken STREQUAL "")
  string(STRIP "gwconvert ${line}" line)
  message("${line} ${input}\n${broken}")
  message(FATAL_ERROR "${title}: the promise is not kept; after review, ./dev golden rewrites it")
endif()
