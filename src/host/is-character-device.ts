import { fstatSync } from 'node:fs';

/** Whether what a descriptor has open is a character device. */
export function isCharacterDevice(descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice();
}
