import { type Git, GitFailure } from './git.ts';

/** Who a commit is from. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** Stands for an author that git does not know. The domain can never exist (RFC 2606). */
export const unknownIdentity: Identity = { name: 'Author To Be Named', email: 'author@abiwright.invalid' };

/** The author that git would name in a repository, and null where the user has told it none: a guess is no signature. */
export async function readIdentity(git: Git): Promise<Identity | null> {
  try {
    const ident = await git('-c', 'user.useConfigOnly=true', 'var', 'GIT_AUTHOR_IDENT');
    const [, name, email] = /^(.+) <([^<>\s]+@[^<>\s]+)> \d+ [-+]\d+$/.exec(ident.trim()) ?? [];
    return name === undefined || email === undefined ? null : { name, email };
  } catch (error) {
    if (error instanceof GitFailure) return null;
    throw error;
  }
}
