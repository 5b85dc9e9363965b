import type { Interface, Ioctl } from '../spec/interface.ts';
import { plainly, slotsOf, type SymbolicCall } from './call.ts';
import { Setup } from './setup.ts';
import { testOperations } from './test-operations.ts';
import { number, or, pageSize, type SymbolicValue } from './value.ts';
import type { World } from './world.ts';

/** A value as it is written here: a number, the names of flags or of an enumerator, or any other. */
type Written = bigint | string | SymbolicValue;

interface SceneCall {
  readonly ioctl: string;
  readonly values: Readonly<Record<string, Written>>;
  readonly privileged?: false;
}

/** The first IOVA that the test kernel's devices reach (MOCK_APERTURE_START). */
const aperture = 0x100_0000n;
/** What its nested HWPTs are made of (IOMMU_HWPT_DATA_SELFTEST), and how long that is. */
const nestedData = { data_type: 0xdeadn, data_len: 4n };

const buffer: SymbolicValue = { kind: 'place', place: 'buffer' };
const unmapped: SymbolicValue = { kind: 'place', place: 'unmapped' };

/** A member of an earlier call's argument; `call` counts from 1. */
function of(call: number, field: string): SymbolicValue {
  return { kind: 'result', call: call - 1, field };
}

const ioas: SceneCall = { ioctl: 'IOMMU_IOAS_ALLOC', values: {} };
const device = test('MOCK_DOMAIN', { id: of(1, 'out_ioas_id') });

function test(operation: string, values: SceneCall['values']): SceneCall {
  return { ioctl: `IOMMU_TEST_CMD ${operation}`, values: { op: operation, ...values } };
}

function map(ioasCall: number, values: SceneCall['values'], privileged = true): SceneCall {
  const usual = { ioas_id: of(ioasCall, 'out_ioas_id'), user_va: buffer, length: pageSize };
  const call = { ioctl: 'IOMMU_IOAS_MAP', values: { flags: 'WRITEABLE READABLE', ...usual, ...values } };
  return privileged ? call : { ...call, privileged };
}

function hwpt(values: SceneCall['values']): SceneCall {
  const dev_id = of(2, 'mock_domain.out_idev_id');
  return { ioctl: 'IOMMU_HWPT_ALLOC', values: { dev_id, data_uptr: buffer, ...values } };
}

const parent = hwpt({ pt_id: of(1, 'out_ioas_id'), flags: 'ALLOC_NEST_PARENT' });
const tracking = hwpt({ pt_id: of(1, 'out_ioas_id'), flags: 'ALLOC_DIRTY_TRACKING' });
const inAperture = { flags: 'FIXED_IOVA WRITEABLE READABLE', iova: aperture };
const access = test('CREATE_ACCESS', { id: of(1, 'out_ioas_id'), 'create_access.flags': 'NEEDS_PIN_PAGES' });
const pin = test('ACCESS_PAGES', {
  id: of(2, 'create_access.out_access_fd'),
  'access_pages.iova': of(3, 'iova'),
  'access_pages.length': pageSize,
  'access_pages.uptr': buffer,
});

/** Where to look for calls that need a device: the simplest first. What a call comes to there, the model says. */
const scenes: readonly (readonly SceneCall[])[] = [
  [ioas, device],
  [ioas, test('MOCK_DOMAIN_FLAGS', { id: of(1, 'out_ioas_id'), 'mock_domain.dev_flags': 'NO_DIRTY' })],
  [ioas, access],
  [ioas, device, parent],
  [ioas, device, tracking],
  [ioas, device, map(1, {})],
  [ioas, access, map(1, {})],
  [ioas, access, map(1, {}), pin],
  [ioas, device, parent, hwpt({ pt_id: of(3, 'out_hwpt_id'), ...nestedData })],
  [ioas, device, ioas, map(3, {})],
  [ioas, device, ioas, map(3, inAperture)],
  [ioas, device, ioas, map(3, inAperture, false)],
  [ioas, device, ioas, map(3, { ...inAperture, user_va: unmapped })],
  [ioas, device, ioas, map(3, { flags: 'WRITEABLE READABLE', length: 1n })],
];

/** The scenes that an interface has the calls for, as set-ups on a machine. */
export function deviceScenes(subject: Interface, world: World | undefined): readonly Setup[] {
  const ioctls = new Map([...subject.ioctls, ...testOperations(subject)].map((each) => [each.name, each]));
  return scenes.flatMap((calls) => {
    let setup: Setup | null = Setup.none(subject, world);
    for (const each of calls) {
      const ioctl = ioctls.get(each.ioctl);
      setup = ioctl && setup ? setup.with(symbolic(ioctl, each), false) : null;
    }
    return setup ?? [];
  });
}

function symbolic(ioctl: Ioctl, { values, privileged }: SceneCall): SymbolicCall {
  return {
    ioctl,
    values: new Map(Object.entries(values).map(([key, value]) => [key, valueOf(ioctl, key, value)])),
    manner: privileged === false ? { ...plainly, privileged } : plainly,
  };
}

function valueOf(ioctl: Ioctl, key: string, value: Written): SymbolicValue {
  if (typeof value === 'bigint') return number(value);
  if (typeof value !== 'string') return value;
  const known = slotsOf(ioctl).find((slot) => slot.key === key)?.field.enum?.values ?? [];
  return or(known.filter(({ short }) => value.split(' ').includes(short)).map((each) => number(each.value, each.name)));
}
