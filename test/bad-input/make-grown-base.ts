import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const own = join(import.meta.dirname, '../../specs/iommufd');

/** A base of the user's own, into whose oldest struct a member was put among those that kernels have already. */
export function makeGrownBase(folder: string): void {
  cpSync(own, join(folder, 'specs/iommufd'), { recursive: true });
  const file = join(folder, 'specs/iommufd/ioas_map.yaml');
  const text = readFileSync(file, 'utf8');
  const grown = text.replace(
    '      - { name: size, type: u32, role: size }\n',
    (size) => `${size}      - { name: node, type: u32, since: v6.13, doc: Where the memory is. }\n`,
  );
  if (grown === text) throw new Error('ioas_map.yaml has no size any more where this looks for it');
  writeFileSync(file, grown);
}
