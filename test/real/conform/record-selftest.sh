# Runs tests of upstream's selftest under `abiwright record`, in a guest: the names of those that failed are printed, a
# line "--", and then the recording. A recorded program may write lines of its own: here they say which test begins.
node=$1 abiwright=$2 list=$3
recording=$TMPDIR/recording.jsonl
failed=$TMPDIR/failed

# For the variants with huge pages.
echo 128 > /proc/sys/vm/nr_hugepages
ulimit -c 0
: > "$failed"
export failed

"$node" "$abiwright" record --out "$recording" -- sh -c '
	while read -r name program; do
		printf "{\"pid\":%d,\"op\":\"test\",\"name\":\"%s\"}\n" $$ "$name" >> "$ABIWRIGHT_RECORD_TO"
		printf "%s\n" "$name" >&2
		"$program" -r "$name" > "$TMPDIR/log" 2>&1 || echo "$name" >> "$failed"
		case $name in basic_fail_nth.basic | basic_fail_nth.access_*)
			# The same without the recorder: each attempt must end as with it. The others make devices, which does not
			# take the same allocations each time.
			LD_PRELOAD= "$program" -r "$name" > "$TMPDIR/plain" 2>&1
			for log in log plain; do grep " nth " "$TMPDIR/$log" > "$TMPDIR/$log.nth"; done
			test -s "$TMPDIR/log.nth" && cmp "$TMPDIR/log.nth" "$TMPDIR/plain.nth" >&2 || echo "$name (otherwise without the recorder)" >> "$failed"
		esac
	done < "$0"
' "$list" >&2
status=$?
cat "$failed"
printf '\n--\n'
cat "$recording"
exit "$status"
