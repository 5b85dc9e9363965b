import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A bzImage of 16-bit instructions; the boot protocol's entry is at 0x200 (Documentation/arch/x86/boot.rst). */
export function bootImage(instructions: readonly number[]): string {
  const image = Buffer.alloc(8 * 512);
  image[0x1f1] = 1;
  image.writeUInt16LE(0xaa55, 0x1fe);
  image.set([0xeb, 0x6e], 0x200);
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x0206, 0x206);
  image[0x211] = 1;
  image.writeUInt32LE(0x7fffffff, 0x22c);
  image.writeUInt32LE(255, 0x238);
  image.set(instructions, 0x270);
  const path = join(temporaryFolder(), 'bzImage');
  writeFileSync(path, image);
  return path;
}

/** A guest that never ends, and prints nothing. */
export const spins = [0xeb, 0xfe];
