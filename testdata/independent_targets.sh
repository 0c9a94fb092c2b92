#!/bin/sh
# Law 4 for every release and channel: what the tests have printed for all of testdata is valid for its target according to an
# independent checker, which knows no ConfigMaps and Services. usage: independent_targets.sh PRINTED SHARED; exits with 77 (skipped) where SHARED is not there.
set -eu
printed=$1 checker=$2/tools/gwcheck.py python=/usr/bin/python3
if [ ! -f "$checker" ] || ! "$python" -c 'import yaml' 2>/dev/null; then
  echo "skipped: the independent checker, or PyYAML for it, is not there"
  exit 77
fi
failed=0
for file in "$printed"/*standard "$printed"/*experimental; do
  target=$(basename "$file")
  "$python" "$checker" "${target% *}" "${target#* }" "$file" >"$printed/verdicts"
  accepted=$(grep -c '	accept	' "$printed/verdicts" || true)
  echo "$target: $accepted objects accepted"
  if [ "$accepted" -lt 500 ] || grep -v -e '	accept	' -e '	ConfigMap	other	' -e '	Service	other	' "$printed/verdicts" | head -5 | grep .; then failed=1; fi
done
exit "$failed"
