# Every test of the house: unit tests beside the sources, one test per folder of testdata, the rules of the house, and
# the corpora of the fuzz targets.
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/converters/*_test.cpp ${CMAKE_SOURCE_DIR}/cli/*_test.cpp)
add_executable(gwconvert_tests ${test_sources})
target_precompile_headers(gwconvert_tests PRIVATE ${COMMON_HEADERS})
target_link_libraries(gwconvert_tests PRIVATE cli converters doctest::doctest)
target_compile_definitions(gwconvert_tests PRIVATE GWCONVERT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
# The mutation tests of law 1 take the longest; on their own they run beside the others.
add_test(NAME law-1-apisix COMMAND gwconvert_tests "--test-case=law 1*" "--test-case-exclude=*Ingress*")
add_test(NAME law-1-ingress COMMAND gwconvert_tests "--test-case=law 1*Ingress*")
add_test(NAME law-4-matrix COMMAND gwconvert_tests "--test-case=matrix*")
add_test(NAME law-4-own-check COMMAND gwconvert_tests "--test-case=law 4*")
add_test(NAME law-6 COMMAND gwconvert_tests "--test-case=law 6*")
add_test(NAME unit COMMAND gwconvert_tests "--test-case-exclude=law 1*,law 4*,law 6*,matrix*")
# A conversion needs little memory: what is freed is watched over several of them, and stays in the processor's cache.
set_tests_properties(law-1-apisix law-1-ingress PROPERTIES ENVIRONMENT ASAN_OPTIONS=quarantine_size_mb=16)
set_tests_properties(unit law-6 law-1-apisix law-1-ingress law-4-matrix law-4-own-check PROPERTIES TIMEOUT 1500)
set_tests_properties(law-4-own-check PROPERTIES FIXTURES_SETUP printed
                     ENVIRONMENT "GWCONVERT_PRINTED=${CMAKE_BINARY_DIR}/printed;ASAN_OPTIONS=quarantine_size_mb=16")
set_tests_properties(law-4-matrix PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: ")

# A promise is a folder with `input.yaml` or a folder `input`; golden.cmake says what else it may hold.
file(GLOB_RECURSE golden_inputs CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/testdata ${CMAKE_SOURCE_DIR}/testdata/*)
list(FILTER golden_inputs INCLUDE REGEX "/input(\\.yaml$|/)")
list(TRANSFORM golden_inputs REPLACE "/input(\\.yaml$|/.*)" "")
list(REMOVE_DUPLICATES golden_inputs)
foreach(promise IN LISTS golden_inputs)
  add_test(NAME golden/${promise}
           COMMAND ${CMAKE_COMMAND} -DGWCONVERT=$<TARGET_FILE:gwconvert> -DCASE=${CMAKE_SOURCE_DIR}/testdata/${promise}
                   -DWORK=${CMAKE_BINARY_DIR}/golden/${promise} -P ${CMAKE_SOURCE_DIR}/testdata/golden.cmake)
  set_tests_properties(golden/${promise} PROPERTIES LABELS golden TIMEOUT 60)
endforeach()

add_test(NAME include-rules
         COMMAND ${CMAKE_COMMAND} -DHOUSE=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/testdata/includes.cmake)
add_test(NAME file-sizes
         COMMAND ${CMAKE_COMMAND} -DHOUSE=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/testdata/sizes.cmake)

# add_fuzz_target(NAME SOURCE): under clang a libFuzzer program, otherwise one that only replays files and folders.
function(add_fuzz_target name source)
  add_executable(fuzz_${name} ${CMAKE_SOURCE_DIR}/converters/${source})
  target_link_libraries(fuzz_${name} PRIVATE converters)
  set(replay "")
  if(GWCONVERT_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set(replay -runs=0 -timeout=60)
  else()
    target_sources(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/converters/fuzz_main.cpp)
  endif()
  add_test(NAME fuzz-replay-${name} COMMAND fuzz_${name} ${replay} ${CMAKE_SOURCE_DIR}/testdata)
  set_tests_properties(fuzz-replay-${name} PROPERTIES TIMEOUT 300)
endfunction()
add_fuzz_target(read yaml/fuzz_read.cpp)
add_fuzz_target(convert fuzz_convert.cpp)
add_fuzz_target(validate fuzz_validate.cpp)
add_fuzz_target(verify fuzz_verify.cpp)

add_test(NAME law-4-independent-check
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/independent_check.sh ${CMAKE_BINARY_DIR}/printed ${CMAKE_SOURCE_DIR}/../shared)
set_tests_properties(law-4-independent-check PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 FIXTURES_REQUIRED printed)

add_test(NAME law-4-every-target
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/independent_targets.sh ${CMAKE_BINARY_DIR}/printed ${CMAKE_SOURCE_DIR}/../shared)
set_tests_properties(law-4-every-target PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900 FIXTURES_REQUIRED printed)

add_test(NAME vendor-pairs
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/vendor_pairs.py $<TARGET_FILE:gwconvert> ${CMAKE_SOURCE_DIR}/testdata/vendor-pairs.tsv
                 ${CMAKE_SOURCE_DIR}/../shared)
set_tests_properties(vendor-pairs PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 120)

add_test(NAME nginx-check COMMAND ${CMAKE_SOURCE_DIR}/testdata/nginx_check.py $<TARGET_FILE:gwconvert>)
set_tests_properties(nginx-check PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
add_test(NAME report-page COMMAND ${CMAKE_SOURCE_DIR}/testdata/report/page.py $<TARGET_FILE:gwconvert> ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/../shared/corpus)
set_tests_properties(report-page PROPERTIES TIMEOUT 300)

# Reports in every format, judged by other programs, which .ci/run installs. They take their time under the sanitizers.
if(NOT GWCONVERT_SANITIZE)
  add_test(NAME report-formats
           COMMAND ${CMAKE_SOURCE_DIR}/testdata/report/formats.py $<TARGET_FILE:gwconvert> ${CMAKE_SOURCE_DIR}
                   ${CMAKE_SOURCE_DIR}/../shared/corpus ${CMAKE_SOURCE_DIR}/build/npm)
  set_tests_properties(report-formats PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endif()

add_test(NAME kept-share
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/kept_share.py $<TARGET_FILE:gwconvert> 97 ${CMAKE_SOURCE_DIR}/../shared/corpus/apisix
                 --implementation apisix-2 --gateway-api v1.4.1 --channel experimental --inline-secrets)
set_tests_properties(kept-share PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)

add_test(NAME law-4-extension-kinds
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/extension_kinds.py ${CMAKE_BINARY_DIR}/printed ${CMAKE_SOURCE_DIR}/../shared)
set_tests_properties(law-4-extension-kinds PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 FIXTURES_REQUIRED printed)

add_test(NAME law-3-streams
         COMMAND ${CMAKE_SOURCE_DIR}/testdata/streams.sh $<TARGET_FILE:gwconvert> ${CMAKE_SOURCE_DIR}/testdata
                 ${CMAKE_BINARY_DIR}/streams)

# Programs with a deliberate mistake in the conversion, which their own `verify` has to find.
add_test(NAME broken-lowerings COMMAND ${CMAKE_SOURCE_DIR}/testdata/broken.py ${CMAKE_BINARY_DIR} $<TARGET_FILE:gwconvert>)
set_tests_properties(broken-lowerings PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 PROCESSORS 2)
