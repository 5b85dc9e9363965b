import { onInterrupt } from '../../host/interrupt.ts';
import { leftover } from '../../host/leftover.ts';
import { readSetting, writeSetting, type Setting } from '../../host/setting.ts';

/** Where debugfs is mounted. */
const debugfs = '/sys/kernel/debug';

/**
 * What makes every allocation a point of failure, but for those of a program's own memory. The settings are the machine's,
 * and change nothing for a thread without a fail-nth of its own (Documentation/fault-injection/fault-injection.rst).
 */
const wanted: readonly Setting[] = [
  { path: 'failslab/ignore-gfp-wait', value: 'N' },
  { path: 'fail_page_alloc/ignore-gfp-wait', value: 'N' },
  { path: 'fail_page_alloc/min-order', value: '0' },
];

/** Settles them. Returns null where any was taken; else why none was, as the system's error. */
export function wantFailures(folder = debugfs): string | null {
  const missing = wanted.flatMap(({ path, value }) => {
    const setting = readSetting(`${folder}/${path}`);
    if ('error' in setting) return [setting.error];
    return writeSetting({ path: setting.path, value }) ? [] : ['EPERM'];
  });
  return missing.length < wanted.length ? null : (missing[0] ?? null);
}

/**
 * Notes what the settings are, for one that has others change them. Returns what puts them back; so do an interruption
 * and the end of this process, however that comes about.
 */
export function keepFailureSettings(folder = debugfs): () => void {
  const before = wanted.flatMap(({ path }) => {
    const setting = readSetting(`${folder}/${path}`);
    return 'error' in setting ? [] : [setting];
  });
  const putBack = (): void => {
    for (const each of before) writeSetting(each);
  };
  const takeBack = before.map((each) => leftover({ kind: 'setting', setting: each }));
  const noteInterrupt = onInterrupt(putBack);
  return () => {
    putBack();
    noteInterrupt();
    for (const each of takeBack) each();
  };
}
