import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { hasErrors } from '../diagnostics/finding.ts';
import { columnsOf, wantsColour } from '../host/terminal.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Verify extends AbiwrightCommand {
  static override readonly summary = 'explore every interleaving for deadlocks and accounting errors';
  static override readonly description =
    'Looks at all states that the worlds of a spec can come to, and holds each against the properties. Prints verdicts, what they assume, and the shortest trace to each violation.';
  static override readonly args = {
    name: Args.string({ description: 'a proposal, a base or a system', required: true }),
  };
  static override readonly flags = {
    world: Flags.string({ description: 'only this world', helpValue: 'WORLD' }),
    property: Flags.string({ description: 'only this property', helpValue: 'PROPERTY' }),
    'max-states': Flags.integer({
      description:
        'the most states that a world may have; a search that is stopped says so, and never that anything holds',
      helpValue: 'N',
      min: 1,
      default: 20_000_000,
    }),
    'max-memory': Flags.integer({
      description: 'the most memory that the states of a world may take, in MiB',
      helpValue: 'MIB',
      min: 1,
      default: 4096,
    }),
    mermaid: Flags.boolean({
      description: 'print the first counterexample as a sequence diagram',
      exclusive: ['svg'],
    }),
    svg: Flags.boolean({ description: 'print the first counterexample as a drawing' }),
    promela: Flags.boolean({
      description: 'explore nothing, and print a world as Promela, for SPIN',
      exclusive: ['property', 'mermaid', 'svg'],
    }),
  };
  static override readonly examples = [
    '<%= config.bin %> verify vfio-update-vaddr',
    '<%= config.bin %> verify mdev-exclusion --world live-update',
    '<%= config.bin %> verify vfio-update-vaddr --property no-user-wedge --svg > wedge.svg',
  ];

  override async run(): Promise<object> {
    const { args, flags } = await this.parse(Verify);
    if (flags.promela) return this.printPromela(args.name, flags.world ?? null);
    const { verify } = await import('../workbench/verify/verify.ts');
    const { draw } = await import('../workbench/verify/draw.ts');
    const { isBad } = await import('../telling/standing.ts');
    const { painterOf } = await import('../telling/painter.ts');
    const { verifyJson } = await import('../telling/verify-json.ts');
    const { verifyText } = await import('../telling/verify-text.ts');
    const verified = verify(args.name, process.cwd(), {
      world: flags.world ?? null,
      property: flags.property ?? null,
      maximumStates: flags['max-states'],
      maximumBytes: flags['max-memory'] * 2 ** 20,
      onProgress: (text) => this.progress.report(text),
    });
    const { findings, sources, verification } = verified;
    const json = { findings: this.findingsJson(findings), ...verifyJson(verification) };
    const failed = isBad(verification);
    if (hasErrors(findings)) return this.finish({ json, text: '', findings, sources });
    const drawing = flags.svg ? 'svg' : flags.mermaid ? 'mermaid' : null;
    if (drawing !== null) return this.finish({ json, text: draw(verification, drawing), failed });
    const text = verifyText(verification, columnsOf(process.stdout), painterOf(wantsColour(process.stdout)));
    return this.finish({ json, text, findings, sources, failed });
  }

  private async printPromela(name: string, world: string | null): Promise<object> {
    const { promelaText } = await import('../workbench/verify/promela.ts');
    const { findings, sources, text } = promelaText(name, process.cwd(), world);
    const json = { findings: this.findingsJson(findings), name, promela: text };
    return this.finish(
      hasErrors(findings) ? { json, text: '', findings, sources } : { json, text: text.replace(/\n$/, '') },
    );
  }
}
