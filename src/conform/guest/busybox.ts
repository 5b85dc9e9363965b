import { EnvironmentError } from '../../host/errors.ts';
import { findProgram } from '../../host/find-program.ts';
import { readBytes } from '../../host/read.ts';

/** In bytes; Debian's has 2 MB. */
const limit = 64 << 20;
const fix = 'install busybox-static (Debian, Ubuntu)';

/**
 * The host's busybox, which is all that a guest has until the host's files are there.
 *
 * @throws EnvironmentError CON0110 where there is none, or it needs libraries
 */
export function readBusybox(): Uint8Array {
  const path = findProgram('busybox');
  if (path === null) throw new EnvironmentError('CON0110', 'busybox is not installed', fix);
  const read = readBytes(path, limit);
  if (!read.ok) throw new EnvironmentError('CON0110', `${path} ${read.detail}`, fix);
  if (!isStatic(read.bytes)) throw new EnvironmentError('CON0110', `${path} is not statically linked`, fix);
  return read.bytes;
}

const PT_INTERP = 3;

/** Whether a 64-bit little-endian ELF file runs without a dynamic linker (elf(5): no program header is PT_INTERP). */
export function isStatic(file: Buffer): boolean {
  if (file.length < 64 || file.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return false;
  const start = Number(file.readBigUInt64LE(0x20));
  const size = file.readUInt16LE(0x36);
  const count = file.readUInt16LE(0x38);
  if (start + size * count > file.length) return false;
  return Array.from({ length: count }, (_unused, index) => file.readUInt32LE(start + index * size)).every(
    (type) => type !== PT_INTERP,
  );
}
