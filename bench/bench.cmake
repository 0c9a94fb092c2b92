# Programs that measure; `./dev bench` runs them. They are built with everything else, so that they keep compiling.
add_executable(bench_generate bench/generate.cpp)
target_link_libraries(bench_generate PRIVATE settings)
add_executable(bench_convert bench/bench.cpp bench/measure.cpp)
target_link_libraries(bench_convert PRIVATE converters memory)
