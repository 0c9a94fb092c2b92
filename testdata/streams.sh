#!/bin/sh
# Law 3: all or nothing on stdout, and a failed write is a failure. usage: streams.sh GWCONVERT TESTDATA WORK
set -u
gwconvert=$1 testdata=$2 work=$3
good=$testdata/apisix/left-and-right-of-the-reference-article/input.yaml
bad=$testdata/apisix/access-plugins-fail-closed/input.yaml
rm -rf "$work"
mkdir -p "$work"
cd "$work" || exit 1
failures=0

complain() {
  echo "not as promised: $1"
  failures=$((failures + 1))
}

# expect NAME STATUS LINES_ON_STDERR COMMAND…: runs a shell command and looks at its status and how much it says.
expect() {
  name=$1 status=$2 lines=$3
  shift 3
  actual=0
  "$@" >out 2>err || actual=$?
  [ "$actual" -eq "$status" ] || complain "$name: exit status $actual instead of $status: $(cat err)"
  [ "$lines" = any ] || [ "$(wc -l <err)" -eq "$lines" ] || complain "$name: stderr is '$(cat err)'"
}

expect 'a file converts' 0 any "$gwconvert" "$good"
[ "$(grep -c '^kind: HTTPRoute' out)" -eq 2 ] || complain 'a file converts: two HTTPRoutes'
cp out whole

expect 'an error leaves stdout empty' 1 any "$gwconvert" "$bad"
[ ! -s out ] || complain 'an error leaves stdout empty'
expect 'keep-going prints the rest' 1 any "$gwconvert" --keep-going "$good" "$bad"
grep -q 'name: left' out || complain 'keep-going prints the rest'

if [ -w /dev/full ]; then
  expect 'a full disk' 2 1 sh -c "'$gwconvert' --quiet '$good' >/dev/full"
  expect 'a full disk under lint' 2 1 sh -c "'$gwconvert' lint --quiet '$testdata/apisix/timeouts-are-reported/input.yaml' >/dev/full"
  expect 'a full disk under validate' 2 1 sh -c "'$gwconvert' validate '$testdata/validate/a-tls-route-has-names-and-no-addresses/input.yaml' >/dev/full"
  expect 'a report on a full disk' 2 1 sh -c "'$gwconvert' --quiet --report /dev/full '$good'"
fi
number=0
while [ "$number" -lt 2000 ]; do
  number=$((number + 1))
  sed "s/name: apisix-route/name: r$number/; s/left/left-$number/; s/right/right-$number/" "$good"
  echo '---'
done >many.yaml  # larger than the buffer of a pipe
expect 'validate reads what convert prints' 0 0 sh -c "'$gwconvert' --quiet '$good' | '$gwconvert' validate"
grep -q '4 objects checked against Gateway API v0.5.0 standard: 0 errors' out || complain "validate reads what convert prints: $(cat out)"
expect 'a closed pipe' 2 1 sh -c "{ '$gwconvert' --quiet many.yaml; echo \$? >status; } | true; exit \$(cat status)"
expect 'a folder that is not there' 2 1 "$gwconvert" --quiet -o nowhere/out.yaml "$good"
expect 'a missing file' 2 1 "$gwconvert" missing.yaml
grep -q 'missing.yaml' err || complain 'a missing file is named'
mkdir empty
expect 'a folder without manifests' 2 1 "$gwconvert" empty

echo before >out.yaml
chmod 640 out.yaml
expect 'an output file is replaced' 0 any "$gwconvert" --quiet -o out.yaml "$good"
cmp -s out.yaml whole || complain 'an output file is replaced'
[ "$(stat -c %a out.yaml)" = 640 ] || complain 'an output file keeps its mode'
expect 'an error leaves an output file alone' 1 any "$gwconvert" -o out.yaml "$bad"
cmp -s out.yaml whole || complain 'an error leaves an output file alone'

expect 'stdin' 0 any sh -c "'$gwconvert' <'$good'"
cmp -s out whole || complain 'stdin gives the same'
expect 'a dash' 0 any sh -c "cat '$good' | '$gwconvert' -"
cmp -s out whole || complain 'a dash gives the same'
expect 'three roles' 0 any "$gwconvert" --quiet -o parts --split-by role "$good"
cat parts/infrastructure.yaml >joined
echo '---' >>joined
cat parts/routes.yaml >>joined
[ "$(grep -c '^kind:' joined)" -eq 4 ] || complain 'roles hold everything'
[ "$(find . -name '*tmp*' | wc -l)" -eq 0 ] || complain "temporary files are left: $(find . -name '*tmp*')"
expect 'an unknown flag' 2 1 "$gwconvert" --no-such-flag "$good"
expect 'an unknown release' 2 1 "$gwconvert" --gateway-api v9.9.9 "$good"
expect 'a version that the release does not serve' 2 1 "$gwconvert" --gateway-api v1.2.1 --api-version v1alpha2 "$good"
expect 'an unknown code' 2 1 "$gwconvert" --accept GW7777 "$good"

[ "$failures" -eq 0 ]
