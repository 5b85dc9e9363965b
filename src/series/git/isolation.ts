import { join } from 'node:path';
import type { GitSettings } from './git.ts';
import type { Identity } from './identity.ts';

/** What a repository may be asked with before it is known: the user's own configuration, nothing else of git's. */
export const userSettings: GitSettings = {
  environment: {},
  keep: [
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_SYSTEM',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_AUTHOR_NAME',
    'GIT_AUTHOR_EMAIL',
    'GIT_CEILING_DIRECTORIES',
  ],
  config: [],
};

/** Settings of a user or of a repository that would change what a series says, or run a program of theirs. */
const fixed = [
  'am.keepcr=false',
  'am.messageid=false',
  'am.threeWay=false',
  'apply.whitespace=nowarn',
  'core.abbrev=12',
  'core.autocrlf=false',
  'core.eol=lf',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=true',
  'core.untrackedCache=false',
  'color.ui=false',
  'commit.gpgSign=false',
  'commit.cleanup=verbatim',
  'diff.algorithm=myers',
  'diff.context=3',
  'diff.interHunkContext=0',
  'diff.indentHeuristic=true',
  'diff.mnemonicPrefix=false',
  'diff.noprefix=false',
  'diff.renames=true',
  'diff.statGraphWidth=0',
  'diff.suppressBlankEmpty=false',
  'format.encodeEmailHeaders=true',
  'format.forceInBodyFrom=false',
  'format.mboxrd=false',
  'format.notes=false',
  'format.signOff=false',
  'format.useAutoBase=false',
  'gc.auto=0',
  'i18n.commitEncoding=UTF-8',
  'i18n.logOutputEncoding=UTF-8',
  'log.mailmap=false',
  'log.showSignature=false',
  'mailinfo.scissors=false',
  'maintenance.auto=false',
  'notes.displayRef=',
  'rerere.enabled=false',
];

/** What commits are made with. */
export interface Isolation {
  /** A folder of the caller's that outlives the commands. */
  readonly scratch: string;
  /** Where the repository keeps its objects; new ones go into `scratch` and leave with it. */
  readonly objects: string;
  readonly identity: Identity;
  /** When every commit is made, in seconds since 1970. */
  readonly time: number;
}

/**
 * Settings under which the same input makes the same commits on every machine, and nothing is written into
 * the repository: its objects are only read.
 */
export function isolatedSettings(isolation: Isolation): GitSettings {
  const { scratch, identity } = isolation;
  return {
    environment: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(isolation.objects),
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
      GIT_AUTHOR_DATE: `@${isolation.time} +0000`,
      GIT_COMMITTER_DATE: `@${isolation.time} +0000`,
    },
    keep: [],
    config: fixed,
  };
}
