import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { hasErrors, type Finding } from '../../src/diagnostics/finding.ts';
import { lint } from '../../src/lint/lint.ts';
import { loweringFindings } from '../../src/machine/lowering-findings.ts';
import { loadBase, loadProposal, type SpecSource } from '../../src/spec/load/load.ts';
import { mutated, mutations, type Mutation } from '../support/mutations.ts';
import { seed } from '../support/seed.ts';
import { iommufd } from '../support/specs.ts';

const root = join(import.meta.dirname, '../..');
/** Of processor time, for one text: many times what the largest needs. */
const longest = 20_000_000;

function filesIn(folder: string): readonly SpecSource[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }));
}

/** What check does with a base. */
function checkedBase(files: readonly SpecSource[]): readonly Finding[] {
  const [family] = files.filter(({ path }) => path.endsWith('/family.yaml'));
  if (!family) throw new Error('there is no family');
  const { value, findings } = loadBase({ family, parts: files.filter((each) => each !== family) });
  expect(value === null).toBe(hasErrors(findings));
  return value === null
    ? findings
    : [...findings, ...lint(value.interface, null), ...loweringFindings(value.interface)];
}

/** What check does with a proposal, but for what takes long and is done with bases too. */
function checkedProposal(proposal: SpecSource): readonly Finding[] {
  const name = proposal.path.split('/').at(-2) ?? '';
  const { value, findings } = loadProposal({ name, proposal, rationale: null, changelog: null }, iommufd());
  expect(value === null).toBe(hasErrors(findings));
  return value === null ? findings : [...findings, ...lint(value.result, value)];
}

/** Findings with a code that explain does not know, a place that is in no file, or words that say nothing. */
function unsound(findings: readonly Finding[], files: readonly SpecSource[]): readonly Finding[] {
  const lines = new Map(files.map(({ path, text }) => [path, text.split('\n')]));
  const blank = /\[object |\bundefined\b|\bNaN\b/;
  const own = files.some(({ text }) => blank.test(text));
  return findings.filter(({ code, message, fix, span }) => {
    const { file, line, column, endLine, endColumn } = span;
    const isIn = (number: number, place: number): boolean =>
      place >= 1 && place <= (lines.get(file)?.[number - 1]?.length ?? -1) + 1;
    const forwards = endLine > line || (endLine === line && endColumn >= column);
    // What is missing at the end of a line is shown by one column behind it.
    const placed = isIn(line, column) && isIn(endLine, Math.max(1, endColumn - 1)) && forwards;
    return !Object.hasOwn(catalogue, code) || !placed || (!own && blank.test(`${message} ${fix ?? ''}`));
  });
}

function property(
  files: readonly SpecSource[],
  candidates: readonly SpecSource[],
  check: (files: readonly SpecSource[], changed: SpecSource) => readonly Finding[],
) {
  const paths = fc.constantFrom(...candidates.map(({ path }) => path));
  return fc.property(paths, mutations, (path: string, changes: readonly Mutation[]) => {
    const text = changes.reduce(mutated, candidates.find((each) => each.path === path)?.text ?? '');
    const changed = { path, text };
    const all = files.map((each) => (each.path === path ? changed : each));
    const before = process.cpuUsage();
    const findings = check(all, changed);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(longest);
    expect(unsound(findings, all)).toEqual([]);
    if (parseDocument(changed.text, { logLevel: 'silent' }).errors.length > 0) expect(hasErrors(findings)).toBe(true);
  });
}

const vault = filesIn('test/emit/scenarios/vault/input');
const base = filesIn('specs/iommufd');
const proposals = filesIn('specs/proposals');
const family = base.filter(({ path }) => path.endsWith('/family.yaml'));

describe(`mutants of seed ${String(seed)} (ABIWRIGHT_SEED)`, () => {
  test('of a whole small base', () => {
    fc.assert(property(vault, vault, checkedBase), { seed, numRuns: 250 });
  });

  test('of each file of iommufd alone', () => {
    const alone = (_: readonly SpecSource[], changed: SpecSource): readonly Finding[] =>
      checkedBase([...family.filter(({ path }) => path !== changed.path), changed]);
    fc.assert(property(base, base, alone), { seed, numRuns: 150 });
  });

  test('of iommufd as a whole', () => {
    fc.assert(property(base, base, checkedBase), { seed, numRuns: 4 });
  });

  test('of the proposals', () => {
    const files = [...base, ...proposals];
    fc.assert(
      property(files, proposals, (_, changed) => checkedProposal(changed)),
      { seed, numRuns: 25 },
    );
  });
});
