import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import type { Interface } from '../interface.ts';
import { resolveWorld } from '../resolve/world.ts';
import type { World } from '../world.ts';
import type { ActionSyntax, ActorSyntax, WorldSyntax } from '../world-syntax.ts';
import { readDoc } from './declarations.ts';
import { limited } from './limited.ts';
import { readSpec, type Loaded, type SpecSource } from './load.ts';
import { readProperty } from './properties.ts';
import type { Reader } from './reader.ts';
import { readSteps } from './steps.ts';

/** Reads a file of specs/worlds. */
export function readWorld(source: SpecSource): Loaded<WorldSyntax> {
  const findings: Finding[] = [];
  const value = readSpec(source, 'world', worldSyntax, findings);
  const stem = source.path.replace(/^.*[/\\]/, '').replace(/\.yaml$/, '');
  if (value && value.name !== stem)
    findings.push(
      finding(
        'SPEC0011',
        `the file is '${stem}.yaml', the world says '${value.name}'`,
        value.span,
        `rename the file to ${value.name}.yaml`,
      ),
    );
  return { value: hasErrors(findings) ? null : value, findings: limited(findings) };
}

/** Resolves a world that was read against one of the interfaces that it is made for. */
export function resolveReadWorld(syntax: WorldSyntax, of: Interface): Loaded<World> {
  const { world, findings } = resolveWorld(syntax, of);
  return { value: hasErrors(findings) ? null : world, findings: limited(findings) };
}

/** Reads a file of specs/worlds, and resolves it against one of the interfaces that it is made for. */
export function loadWorld(source: SpecSource, of: Interface): Loaded<World> {
  const read = readWorld(source);
  if (!read.value) return { value: null, findings: read.findings };
  const resolved = resolveReadWorld(read.value, of);
  return { value: resolved.value, findings: [...read.findings, ...resolved.findings] };
}

function worldSyntax(reader: Reader): WorldSyntax {
  const word = reader.map('word');
  const rows = reader.map('rows');
  const expect = reader.map('expect');
  return {
    span: reader.at['world'] ?? reader.span,
    at: reader.at,
    name: reader.string('world') ?? '',
    title: reader.string('title') ?? '',
    doc: readDoc(reader),
    of: reader.texts('of'),
    word: {
      span: word?.span ?? reader.span,
      at: word?.at ?? {},
      bits: word?.number('bits') ?? 0,
      page: word?.number('page') ?? 0,
      hugePage: word?.number('huge-page') ?? null,
    },
    rows: (rows?.keys() ?? []).flatMap((table) =>
      rows ? [{ table: rows.keyText(table), most: rows.number(table) ?? 0 }] : [],
    ),
    faults: reader.texts('faults'),
    choices: reader.string('choices') === 'lowest' ? 'lowest' : 'every',
    arrays: reader.lists('arrays').map((elements) => elements.map(integers)),
    start: readSteps(reader, 'start'),
    actors: reader.list('actors', 'actor').map(actorSyntax),
    properties: reader.list('properties', 'property').map(readProperty),
    assumes: reader.texts('assumes').map((each) => each.text),
    expect: (expect?.keys() ?? []).flatMap((name) =>
      expect ? [{ property: expect.keyText(name), because: expect.string(name) ?? '' }] : [],
    ),
  };
}

function integers(reader: Reader): Readonly<Record<string, bigint>> {
  return Object.fromEntries(reader.keys().map((name) => [name, reader.integer(name) ?? 0n]));
}

function actorSyntax(reader: Reader): ActorSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('actor') ?? '',
    kind: reader.string('is') === 'kernel' ? 'kernel' : 'user',
    count: reader.number('count') ?? 1,
    given: reader.textMap('given'),
    calls: reader.number('calls'),
    capable: reader.string('capable') === 'true',
    killed: reader.text('killed'),
    stopped: reader.text('stopped'),
    actions: reader.list('may').map(actionSyntax),
  };
}

function actionSyntax(reader: Reader): ActionSyntax {
  const members = reader.map('with');
  return {
    span: reader.at['action'] ?? reader.at['ioctl'] ?? reader.span,
    at: reader.at,
    name: reader.string('action'),
    ioctl: reader.text('ioctl'),
    argument: (members?.keys() ?? []).flatMap((name) => {
      if (!members) return [];
      const values = members.isList(name) ? members.texts(name) : [members.text(name)].filter((each) => each !== null);
      return [{ member: members.keyText(name), values }];
    }),
    when: reader.text('when'),
    steps: reader.has('do') ? readSteps(reader, 'do') : null,
  };
}
