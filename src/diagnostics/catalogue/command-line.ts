import type { CatalogueEntry } from './entry.ts';

/** The command line and its surroundings: these end a command with exit status 2. */
export const commandLineEntries = {
  CLI0001: {
    severity: 'error',
    title: 'unknown command',
    why: 'abiwright has one command a task, and no abbreviations of them.',
    bad: 'abiwright chek ioas-map-file',
    good: 'abiwright check ioas-map-file',
  },
  CLI0002: {
    severity: 'error',
    title: 'wrong usage',
    why: 'An argument or a flag that nothing reads would be a wish that nothing carries out, so none is ignored.',
    bad: 'abiwright check --strict ioas-map-file',
    good: 'abiwright check --help\nabiwright check ioas-map-file',
  },
  CLI0003: {
    severity: 'error',
    title: 'no proposal or base of that name',
    why: 'A NAME is a proposal (a folder of specs/proposals) or a base (a family and a release). specs/ is looked for from the working directory upwards; what ships with abiwright is used where there is none.',
    bad: 'abiwright check ioas-map-flie',
    good: 'abiwright check ioas-map-file\nabiwright check iommufd@v6.12',
  },
  CLI0004: {
    severity: 'error',
    title: 'no diagnostic has that code',
    why: 'A code is four capital letters or fewer and four digits, as findings print it; a code never changes its meaning.',
    bad: 'abiwright explain ABI99',
    good: 'abiwright explain          # lists every code\nabiwright explain CLI0004',
  },
  CLI0005: {
    severity: 'error',
    title: 'a program is not installed',
    why: 'Some checks are made by the programs that maintainers use (git, checkpatch.pl, compilers), and are not repeated here in another form.',
    bad: 'abiwright series ioas-map-file --tree ~/linux     # on a machine without git',
    good: 'apt-get install git\nabiwright series ioas-map-file --tree ~/linux',
  },
  CLI0006: {
    severity: 'error',
    title: 'the output cannot be written',
    why: 'The folder is not writable by this user, or the disk is full. Nothing was changed: all files of one command are written, or none.',
    bad: 'abiwright generate --out /usr/share/doc',
    good: 'abiwright generate --out ~/abiwright-output',
  },
  CLI0007: {
    severity: 'error',
    title: 'a directory where a file should be, or the other way round',
    why: 'Output never replaces a directory by a file or a file by a directory, since that would delete what was there.',
    bad: 'touch out\nabiwright generate --out out',
    good: 'abiwright generate --out out-folder',
  },
  CLI0008: {
    severity: 'error',
    title: 'an input cannot be read',
    why: 'It is missing, not a regular file, not readable by this user, not UTF-8, or larger than any file of its kind should be.',
    bad: 'abiwright replay recording.josnl',
    good: 'abiwright replay recording.jsonl',
  },
  CLI0009: {
    severity: 'error',
    title: 'a program failed or took too long',
    why: 'A program that abiwright called ended otherwise than it should, was stopped by a signal, printed without end, or ran out of its time.',
    bad: 'abiwright series ioas-map-file --tree /mnt/stale-nfs/linux',
    good: 'abiwright series ioas-map-file --tree ~/linux',
  },
  CLI0010: {
    severity: 'error',
    title: 'the environment lacks something',
    why: 'The command needs something of the machine or of the folder that is not there; the message says what.',
    bad: 'abiwright series ioas-map-file --tree /tmp/empty',
    good: 'abiwright series ioas-map-file --tree ~/linux',
  },
  CLI0011: {
    severity: 'error',
    title: 'internal error',
    why: 'A mistake of abiwright, not of yours. Set ABIWRIGHT_TRACE=1 to see where it happened, and report it with the command and the spec.',
    bad: 'abiwright check my-proposal',
    good: 'ABIWRIGHT_TRACE=1 abiwright check my-proposal',
  },
} satisfies Record<string, CatalogueEntry>;
