/// How jemalloc, where programs use it, takes memory from the system; its manual explains the names.
///
/// Large blocks that were freed may serve small requests: plans and tables of one stage are as large as what later stages
/// make in small pieces. By default their pages would stay with the program, unused.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "lg_extent_max_active_fit:20";
}
