import { describe, expect, test } from 'vitest';
import { printExpression, specNaming } from '../../../src/emit/text/expression.ts';
import { walk, type Step } from '../../../src/spec/step.ts';
import { loadProposal } from '../../../src/spec/load/load.ts';
import { baseIn } from '../../support/specs.ts';

const base = baseIn('test/emit/scenarios/vault/input');

/** The vault with a proposal on it that has these lines. */
function amended(rest: string) {
  const proposal = { path: 'proposal.yaml', text: `proposal: vault-test\ntitle: test\nbase: vault@v1.0\n${rest}` };
  const { value, findings } = loadProposal({ name: 'vault-test', proposal, rationale: null, changelog: null }, base);
  const said = findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
  const put = value?.result.ioctls.find(({ name }) => name === 'VAULT_PUT');
  return { said, result: value?.result ?? null, delta: value?.delta ?? null, put };
}

function steps(change: string): string {
  return `amend:\n  - ioctl: VAULT_PUT\n    steps:\n      - ${change}\n`;
}

const added = '[{ reject: weight == 7, errno: ERANGE }]';

/** Rejects in their order, by their errno. */
function errnos(list: readonly Step[] | undefined): string {
  return [...walk(list ?? [])].flatMap((step) => (step.kind === 'reject' ? [step.errno] : [])).join(' ');
}

const before = 'EOPNOTSUPP EINVAL EPERM EDQUOT';

test('a proposal without amendments leaves all steps as they are', () => {
  expect(errnos(amended('').put?.steps)).toBe(before);
});

describe('steps', () => {
  test('are put before the place, or after it', () => {
    const first = amended(steps(`{ before: insured, steps: ${added} }`));
    expect(first.said).toEqual([]);
    expect(errnos(first.put?.steps)).toBe('EOPNOTSUPP EINVAL EPERM ERANGE EDQUOT');
    expect(errnos(amended(steps(`{ after: insured, steps: ${added} }`)).put?.steps)).toBe(`${before} ERANGE`);
  });

  test('replace the one at the place, which is gone', () => {
    expect(errnos(amended(steps(`{ replace: insured, steps: ${added} }`)).put?.steps)).toBe(
      'EOPNOTSUPP EINVAL EPERM ERANGE',
    );
  });

  test('keep the one that they replace where it stays', () => {
    const branch = `[{ switch: kind, cases: { NONE: ${added}, IRON: [{ stays: insured }] } }]`;
    const { put, said } = amended(steps(`{ replace: insured, steps: ${branch} }`));
    expect(said).toEqual([]);
    expect(errnos(put?.steps)).toBe('EOPNOTSUPP EINVAL EPERM ERANGE EDQUOT');
    const [kept] = [...walk(put?.steps ?? [])].filter((step) => step.kind === 'reject' && step.errno === 'EDQUOT');
    expect(kept?.span.file).toBe('test/emit/scenarios/vault/input/put.yaml');
  });

  test('have no place that is not there', () => {
    expect(amended(steps(`{ before: insurred, steps: ${added} }`)).said).toEqual([
      "SPEC0009 no step has the place 'insurred'",
    ]);
  });

  test('stay only where something is replaced', () => {
    expect(amended(steps('{ after: insured, steps: [{ stays: insured }] }')).said.join()).toMatch(/^SPEC0009/);
  });
});

describe('members and values', () => {
  test('are appended, in their order, and are of no release yet', () => {
    const { put, said } = amended(
      'amend:\n  - struct: vault_put\n    append:\n      - { name: one, type: u32, doc: One. }\n      - { name: two, type: u32, doc: Two. }\n',
    );
    expect(said).toEqual([]);
    expect(put?.struct.fields.slice(-3).map(({ name, since }) => [name, since])).toEqual([
      ['__reserved', 'v1.0'],
      ['one', null],
      ['two', null],
    ]);
    expect(put?.minSize.name).toBe('kind');
  });

  test('have names in the steps that are amended, short ones too', () => {
    const { put, said } = amended(
      `amend:
  - enum: vault_flags
    values: [{ name: LABELLED, bit: 1, doc: Has one. }]
  - struct: vault_put
    append: [{ name: one, type: u32, doc: One. }]
  - ioctl: VAULT_PUT
    steps: [{ before: insured, steps: [{ reject: "flags & LABELLED && one", errno: ERANGE }] }]
`,
    );
    expect(said).toEqual([]);
    const [step] = [...walk(put?.steps ?? [])].filter((each) => each.kind === 'reject' && each.errno === 'ERANGE');
    const text = step?.kind === 'reject' ? printExpression(step.when, specNaming) : '';
    expect(text).toContain('LABELLED');
    expect(text).toContain('one');
  });

  test('cannot have a name, a value or a bit that is taken', () => {
    const field = 'amend:\n  - struct: vault_put\n    append: [{ name: flags, type: u32, doc: One. }]\n';
    expect(amended(field).said.join()).toMatch(/^SPEC0005 member 'flags' is already declared at .*put\.yaml:\d+$/);
    const value = 'amend:\n  - enum: vault_flags\n    values: [{ name: SEALED, bit: 5, doc: One. }]\n';
    expect(amended(value).said.join()).toMatch(/^SPEC0005 .*'VAULT_SEALED' is already declared/);
  });

  test('say more of a struct and of its members', () => {
    const { said, put, delta } = amended(`amend:
  - struct: vault_put
    doc: Not at night.
    field-docs: [{ name: flags, doc: None at night. }]
`);
    expect(said).toEqual([]);
    const before = base.interface.ioctls.find(({ name }) => name === 'VAULT_PUT')?.struct;
    const flags = (fields: typeof before) => fields?.fields.find(({ name }) => name === 'flags')?.doc.trim();
    expect(put?.struct.doc.trim()).toBe(`${before?.doc.trim() ?? ''}\n\nNot at night.`);
    expect(flags(put?.struct)).toBe(`${flags(before) ?? ''} None at night.`);
    expect(delta?.documented.map(({ name }) => name)).toEqual(['vault_put']);
    expect(delta?.appended).toEqual([]);
  });

  test('say nothing of a member that is not there', () => {
    expect(amended('amend:\n  - struct: vault_put\n    field-docs: [{ name: flag, doc: None. }]\n').said).toEqual([
      "SPEC0009 vault_put has no member 'flag'",
    ]);
  });

  test.each([
    ['struct: vault_putt', 'append: []', "SPEC0009 the base has no struct 'vault_putt'"],
    ['enum: vault_put', 'values: []', "SPEC0009 the base has no enum 'vault_put'"],
    ['verb: spill', 'steps: []', "SPEC0009 the base has no verb 'spill'"],
    ['table: boxes', 'columns: { a: u32 }', "SPEC0009 the base has no table 'boxes'"],
    ['table: box', 'columns: { full: u32 }', "SPEC0005 table 'box' has a column 'full' already"],
  ])('amend what is there: { %s, %s }', (target, change, said) => {
    expect(amended(`amend:\n  - ${target}\n    ${change}\n`).said).toEqual([said]);
  });
});
