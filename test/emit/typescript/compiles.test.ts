import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindingsSource, interfaceOf } from '../../support/bindings.ts';
import { randomStructs } from '../../support/random-structs.ts';
import { seed } from '../../support/seed.ts';
import { scenarioInput } from '../../support/scenario.ts';
import { baseIn, iommufd } from '../../support/specs.ts';

const root = join(import.meta.dirname, '../../..');

/** What the compiler says with the project's own options. */
function compilerMessages(source: string): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, types: [], lib: ['ES2023'] },
    root,
  );
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) =>
    name === 'bindings.ts' ? ts.createSourceFile(name, source, version) : parse(name, version, ...rest);
  const program = ts.createProgram(['bindings.ts'], options, host);
  return ts.getPreEmitDiagnostics(program).map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

async function lintMessages(source: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: tseslint.configs.recommended as ESLint.Options['overrideConfig'],
  });
  const results = await eslint.lintText(source, { filePath: join(root, 'bindings.ts') });
  return results
    .flatMap((result) => result.messages)
    .map(({ ruleId, message, line }) => `${line}: ${ruleId ?? ''} ${message}`);
}

describe.each([
  ['iommufd', () => iommufd().interface],
  ['vault', () => baseIn(scenarioInput('vault')).interface],
  [`random structs of seed ${seed}`, () => interfaceOf(randomStructs(60))],
] as const)('%s', (_, subject) => {
  it('compiles under the options of this project', () => {
    expect(compilerMessages(bindingsSource(subject()))).toEqual([]);
  });

  it("passes typescript-eslint's recommended rules", async () => {
    expect(await lintMessages(bindingsSource(subject()))).toEqual([]);
  });
});
