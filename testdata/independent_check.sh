#!/bin/sh
# Law 4, judged by somebody else: everything that is printed for testdata and for the corpus of real manifests is valid
# for several targets according to an independent checker of the Gateway API's definitions.
# usage: independent_check.sh GWCONVERT TESTDATA WORK [SHARED]; exits with 77 (skipped) where SHARED is not there.
set -eu
gwconvert=$1 testdata=$2 work=$3 shared=${4:-$2/../../shared}
checker=$shared/tools/gwcheck.py
python=/usr/bin/python3
if [ ! -f "$checker" ] || ! "$python" -c 'import yaml' 2>/dev/null; then
  echo "skipped: the independent checker, or PyYAML for it, is not there"
  exit 77
fi

rm -rf "$work"
for target in "v0.5.0 standard portable" "v0.7.1 standard apisix-1" "v1.4.1 standard apisix-2" "v1.4.1 standard portable" "v1.6.1 experimental portable"; do
  implementation=${target##* } target=${target% *}
  release=${target% *} channel=${target#* }
  out=$work/$release-$channel-$implementation
  mkdir -p "$out"
  count=0
  for input in "$testdata"/*/*/input.yaml "$shared"/corpus/apisix/*.yaml \
    "$shared"/corpus/ingress/*/*.yaml "$shared"/corpus/traps/*/in.yaml; do
    count=$((count + 1))
    status=0
    "$gwconvert" --gateway-api "$release" --channel "$channel" --implementation "$implementation" --keep-going --quiet --fail-on never \
      --timeouts approx \
      --controller ingress-nginx "$input" >"$out/$count.yaml" 2>/dev/null || status=$?
    [ "$status" -eq 0 ] || { echo "exit status $status: $input"; exit 1; }
    [ -s "$out/$count.yaml" ] || rm "$out/$count.yaml"
  done
  "$python" "$checker" "$release" "$channel" "$out"/*.yaml >"$out.verdicts"
  accepted=$(grep -c '	accept	' "$out.verdicts" || true)
  echo "$release $channel $implementation: $count inputs, $accepted objects accepted"
  # `other`: a kind that is not the Gateway API's
  if grep -v -e '	accept	' -e '	other	' "$out.verdicts"; then
    echo "not accepted, see $out"
    exit 1
  fi
  [ "$accepted" -gt 1000 ] || { echo "too few objects were checked"; exit 1; }
done
