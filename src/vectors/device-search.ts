import type { Interface } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';
import { deviceScenes } from './device-scenes.ts';
import { IoctlSearch } from './ioctl-search.ts';
import type { Searches } from './search.ts';
import type { Target } from './targets.ts';
import { Settings } from './witness.ts';
import { deviceWorlds } from './world.ts';

/** What a step says that needs a device of any kind: one of the test kernel will do. */
const anyDevice = 'a device';

/** Should a call hit the target where the test kernel has made a device? */
export function isForDevice({ needs, unreachable, step }: Target): boolean {
  return needs === anyDevice && unreachable === null && step.kind !== 'fault';
}

/**
 * Searches all ioctls of an interface for calls that need a device, where the test kernel's ioctl has made one. It tries
 * no set-ups of its own: those that lead to a device are too many.
 */
export function deviceSearch(of: Interface): Searches {
  const shared = {
    settings: new Settings(deviceWorlds),
    reached: new Set<Step>(),
    expects: isForDevice,
    capabilities: 'everywhere' as const,
  };
  const searches = of.ioctls.map((ioctl) => new IoctlSearch(of, ioctl, shared));
  const [usual] = deviceWorlds;
  for (const [index, setup] of deviceScenes(of, usual).entries())
    for (const each of searches) if (each.unfinished) each.explore(setup, index);
  return {
    byIoctl: new Map(searches.map((each) => [each.ioctl, each])),
    settings: shared.settings,
    waysTo: (step) => searches.flatMap((each) => each.waysTo(step)),
  };
}
