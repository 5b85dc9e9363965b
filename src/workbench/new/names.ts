import { UsageError } from '../../host/errors.ts';

/** Longer names are refused everywhere in specs. */
export const longestName = 64;

/** A name that cannot be used, and why. */
export function nameError(name: string, why: string, fix: string | null = null): UsageError {
  const shown = name.length > longestName ? `${name.slice(0, longestName)}...` : name;
  return new UsageError('CLI0012', `'${shown}' cannot be used: ${why}`, fix);
}

/** Something of that name is there. */
export function existsError(what: string, fix: string): UsageError {
  return new UsageError('CLI0013', what, fix);
}

const upper = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
const lower = /^(?!__proto__$)[a-z_][a-z0-9_]*$/;
const label = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Refuses what is no name in capitals, as ioctls and enumerators have. */
export function checkCapitals(name: string, example: string): void {
  checkLength(name);
  if (!upper.test(name)) throw nameError(name, `it is written in capitals, as ${example}`);
}

/** Refuses what is no name of a member. */
export function checkMember(name: string): void {
  checkLength(name);
  if (!lower.test(name)) throw nameError(name, 'a member has small letters, digits and _, as max_pages');
}

/** Refuses what is no name of a proposal. */
export function checkProposal(name: string): void {
  checkLength(name);
  if (label.test(name)) return;
  const meant = name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
  const fix = label.test(meant) && !/[/\\.]/.test(name) ? `write ${meant}` : null;
  throw nameError(name, 'a proposal has lower-case words joined by hyphens, as ioas-freeze', fix);
}

function checkLength(name: string): void {
  if (name.length > longestName)
    throw nameError(name, `it has ${name.length} characters, and at most ${longestName} are allowed`);
}

/** `ioas-freeze` for `IOAS_FREEZE`. */
export function proposalName(words: string): string {
  const name = words.toLowerCase().replaceAll(/_+/g, '-').replaceAll(/^-|-$/g, '');
  checkProposal(name);
  return name;
}
