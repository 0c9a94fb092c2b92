#!/bin/sh
# Law 4, judged by somebody else: what the tests have printed for testdata and for the corpus of real manifests is valid for
# several targets according to an independent checker of the Gateway API's definitions, which knows no other kinds.
# usage: independent_check.sh PRINTED SHARED; exits with 77 (skipped) where SHARED is not there.
set -eu
printed=$1 checker=$2/tools/gwcheck.py python=/usr/bin/python3
if [ ! -f "$checker" ] || ! "$python" -c 'import yaml' 2>/dev/null; then
  echo "skipped: the independent checker, or PyYAML for it, is not there"
  exit 77
fi

for folder in "$printed"/v*' '*' '*; do
  target=$(basename "$folder")
  implementation=${target##* } target=${target% *}
  "$python" "$checker" "${target% *}" "${target#* }" "$folder"/*.yaml >"$folder/verdicts"
  accepted=$(grep -c '	accept	' "$folder/verdicts" || true)
  echo "$target $implementation: $accepted objects accepted"
  # `other`: a kind that is not the Gateway API's
  if grep -v -e '	accept	' -e '	other	' "$folder/verdicts"; then
    echo "not accepted, see $folder"
    exit 1
  fi
  [ "$accepted" -gt 1000 ] || { echo "too few objects were checked"; exit 1; }
done
