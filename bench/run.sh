#!/bin/sh
# Generates the inputs, measures, and compares with what is demanded: bench/run.sh BUILD_FOLDER [OBJECTS [PATHS]].
set -eu
build=$1
objects=${2:-10000}
paths=${3:-5}
data=$build/bench
mkdir -p "$data"

generate() { # KIND OBJECTS: prints the name of the file
  "$build/bench_generate" "$1" "$2" "$paths" >"$data/$1-$2-$paths.yaml"
  echo "$data/$1-$2-$paths.yaml"
}

for kind in apisix ingress; do
  echo "== $kind"
  file=$(generate "$kind" "$objects")
  "$build/bench_convert" "$file"
  echo
  set -- "$file"
  for factor in 2 5 10; do
    set -- "$@" "$(generate "$kind" $((objects * factor)))"
  done
  "$build/bench_convert" --growth "$@"
done
