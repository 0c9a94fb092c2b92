#!/bin/sh
# Generates the inputs, measures, and compares with what is demanded: bench/run.sh BUILD_FOLDER [OBJECTS [PATHS]].
set -eu
build=$1
objects=${2:-10000}
paths=${3:-5}
data=$build/bench
mkdir -p "$data"

generate() { # OBJECTS: prints the name of the file
  "$build/bench_generate" apisix "$1" "$paths" >"$data/apisix-$1-$paths.yaml"
  echo "$data/apisix-$1-$paths.yaml"
}

file=$(generate "$objects")
"$build/bench_convert" "$file"
echo
set -- "$file"
for factor in 2 5 10; do
  set -- "$@" "$(generate $((objects * factor)))"
done
"$build/bench_convert" --growth "$@"
