# Turns the tables of this folder into rows of C++ initialisers: generated/schemas/FOLDER_FILE.inc holds
# {"first column","second column",…}, for each line of FOLDER/FILE.tsv that is not a comment.
# It happens while configuring, and again when a table changes; building needs no other program.

function(embed_table folder file)
  set(table ${CMAKE_CURRENT_SOURCE_DIR}/schemas/${folder}/${file}.tsv)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
  file(READ ${table} text)
  string(REGEX REPLACE "(^|\n)(#[^\n]*\n)+" "\\1" text "${text}")
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\t" "\",\"" text "${text}")
  string(REGEX REPLACE "([^\n]+)\n" "{\"\\1\"},\n" text "${text}")

  string(REPLACE "-" "_" name "${folder}_${file}.inc")
  set(output ${CMAKE_BINARY_DIR}/generated/schemas/${name})
  set(before "")
  if(EXISTS ${output})
    file(READ ${output} before)
  endif()
  if(NOT text STREQUAL before)  # an unchanged file keeps its time, so nothing is compiled again
    file(WRITE ${output} "${text}")
  endif()
endfunction()

embed_table(gateway-api releases)
embed_table(gateway-api kinds)
embed_table(gateway-api fields)
embed_table(apisix fields)
embed_table(kubernetes fields)
embed_table(implementations features)
embed_table(implementations reports)
