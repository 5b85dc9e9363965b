/** A file of an initramfs. Folders above it are listed before it. */
export interface ArchiveEntry {
  /** Relative to the root, as `bin/busybox`. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  /** Null for a folder. */
  readonly content: Uint8Array | null;
}

const folderType = 0o040000;
const fileType = 0o100000;

/**
 * An archive as the kernel unpacks it into its first root file system: cpio's `newc` format
 * (Documentation/driver-api/early-userspace/buffer-format.rst), all owned by root, made in 1970.
 */
export function initramfs(entries: readonly ArchiveEntry[]): Uint8Array {
  const parts = entries.flatMap(({ path, mode, content }, index) =>
    record(path, (content === null ? folderType : fileType) | mode, index + 1, content ?? new Uint8Array()),
  );
  return Buffer.concat([...parts, ...record('TRAILER!!!', 0, 0, new Uint8Array())]);
}

/** Header, name and content, each filled up to a multiple of 4 bytes. */
function record(name: string, mode: number, inode: number, content: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(`${name}\0`, 'utf8');
  const links = 1;
  // inode, mode, uid, gid, links, mtime, size, device (4 numbers), length of the name, checksum
  const numbers = [inode, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, bytes.length, 0];
  const header = Buffer.from(
    `070701${numbers.map((each) => each.toString(16).toUpperCase().padStart(8, '0')).join('')}`,
    'latin1',
  );
  return [header, bytes, padding(header.length + bytes.length), Buffer.from(content), padding(content.length)];
}

function padding(length: number): Buffer {
  return Buffer.alloc(-length & 3);
}
