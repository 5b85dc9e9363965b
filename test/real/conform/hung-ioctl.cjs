/**
 * Loaded into abiwright before its own code (node --require). In a guest, the process that makes the calls makes one that
 * never returns instead: the argument lies in a file of a file server that never answers when it is read. Not even a
 * kill ends that sleep, since 9P then waits for an answer to its own "flush" (net/9p/client.c, p9_client_flush).
 */
'use strict';

const { spawn } = require('node:child_process');
const { existsSync, mkdirSync } = require('node:fs');
const { createServer } = require('node:net');
const { join } = require('node:path');

const socket = join(process.env['TMPDIR'] ?? '', 'server');

if (process.argv[2] === 'serve') serve();
else if (process.argv.includes('--unwatched')) hang();

function hang() {
  const koffi = require('koffi');
  const libc = koffi.load(null);
  const mount = libc.func('int mount(const char *, const char *, const char *, unsigned long, const char *)');
  const open = libc.func('int open(const char *, int)');
  const mmap = libc.func('uint64_t mmap(uint64_t, size_t, int, int, int, int64_t)');
  const ioctl = libc.func('int ioctl(int, unsigned long, uint64_t)');
  const checked = (what, result) => {
    if (result < 0) throw new Error(`${what}: errno ${koffi.errno()}`);
    return result;
  };
  // The server must outlive this process, or its end would be an answer.
  spawn(process.execPath, [__filename, 'serve'], { detached: true, stdio: 'ignore' }).unref();
  while (!existsSync(socket)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  const folder = `${socket}.mounted`;
  mkdirSync(folder);
  checked('mount', mount(socket, folder, '9p', 0, 'trans=unix,version=9p2000.L,cache=loose'));
  const file = checked('open', open(join(folder, 'file'), 0));
  const PROT_READ = 1;
  const MAP_PRIVATE = 2;
  const address = mmap(0, 4096, PROT_READ, MAP_PRIVATE, file, 0);
  const IOMMU_IOAS_ALLOC = 0x3b81;
  ioctl(checked('open of the device', open('/dev/iommu', 2)), IOMMU_IOAS_ALLOC, address);
}

/** A file server of one file, as little of 9P2000.L as it takes to mount it and to map the file. */
function serve() {
  const folder = Buffer.from([0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  const file = Buffer.from([0x00, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
  const opened = new Map();
  const answers = {
    // version: the same
    100: (body) => body,
    // attach
    104: (body) => {
      opened.set(body.readUInt32LE(0), folder);
      return folder;
    },
    // walk
    110: (body) => {
      const count = body.readUInt16LE(8);
      const qid = count === 0 ? opened.get(body.readUInt32LE(0)) : file;
      opened.set(body.readUInt32LE(4), qid);
      return Buffer.concat([Buffer.from([count, 0]), ...(count === 0 ? [] : [file])]);
    },
    // getattr
    24: (body) => {
      const qid = opened.get(body.readUInt32LE(0));
      const attributes = Buffer.alloc(153);
      attributes.writeUInt32LE(0x7ff, 0);
      qid.copy(attributes, 8);
      attributes.writeUInt32LE(qid === file ? 0o100644 : 0o040755, 21);
      attributes.writeUInt32LE(1, 33);
      attributes.writeUInt32LE(4096, 49);
      attributes.writeUInt32LE(4096, 57);
      attributes.writeUInt32LE(8, 65);
      return attributes;
    },
    // lopen
    12: (body) => Buffer.concat([opened.get(body.readUInt32LE(0)), Buffer.alloc(4)]),
    // clunk
    120: () => Buffer.alloc(0),
  };
  const read = 116;
  const flush = 108;
  const EOPNOTSUPP = 95;
  createServer((connection) => {
    let rest = Buffer.alloc(0);
    connection.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= rest.readUInt32LE(0)) {
        const message = rest.subarray(0, rest.readUInt32LE(0));
        rest = rest.subarray(message.length);
        const type = message[4];
        if (type === read || type === flush) continue;
        const body = answers[type]?.(message.subarray(7));
        const answer = body ?? Buffer.from([EOPNOTSUPP, 0, 0, 0]);
        const header = Buffer.alloc(7);
        header.writeUInt32LE(7 + answer.length, 0);
        // The number of an answer is that of the question and 1; 7 is an error.
        header[4] = body ? type + 1 : 7;
        message.copy(header, 5, 5, 7);
        connection.write(Buffer.concat([header, answer]));
      }
    });
  }).listen(socket);
}
