import { Command } from '@oclif/core/command';
import { hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { findingsJson, type FindingJson } from '../../diagnostics/render-json.ts';
import { countText, renderText, type Sources } from '../../diagnostics/render-text.ts';
import { progressOn, type Progress } from '../../host/progress.ts';
import { columnsOf, wantsColour } from '../../host/terminal.ts';
import { jsonText } from './json-text.ts';
import { reportFailure } from './report-failure.ts';

/** What a command found out, ready to print. */
export interface Outcome {
  /** What `--json` prints. Its shape is an interface: members may be added, never renamed. */
  readonly json: object;
  /** What is printed otherwise, after the findings; empty prints nothing. Without a newline at the end. */
  readonly text: string;
  /** Printed first, with their source lines. An error among them makes the exit status 1. */
  readonly findings?: readonly Finding[];
  readonly sources?: Sources;
  /** Makes the exit status 1 where no finding says so, as for drift or a difference. */
  readonly failed?: boolean;
}

/**
 * What all commands have in common: `--json`, how findings and errors are printed, and the exit status: 0 clean, 1
 * findings to fix, 2 wrong usage or environment.
 *
 * To add a command, write `src/commands/<name>.ts` with a default export and give it a line in commands.ts:
 *
 * ```ts
 * export default class Check extends AbiwrightCommand {
 *   static override readonly summary = 'check schema, layout, rules and meaning: the gate';
 *   static override readonly args = { name: Args.string({ description: '...' }) };
 *
 *   override async run(): Promise<object> {
 *     const { args } = await this.parse(Check);
 *     const { check } = await import('../workbench/check.ts');
 *     const { findings, sources } = check(args.name);
 *     return this.finish({ json: { findings: this.findingsJson(findings) }, text: '...', findings, sources });
 *   }
 * }
 * ```
 *
 * `run` parses, makes one call of the workbench and returns what `finish` returns. The workbench is imported inside
 * `run`, so that its libraries cost other commands and `--help` nothing. Wrong usage or environment is thrown as
 * UsageError or EnvironmentError (src/host/errors.ts).
 */
export abstract class AbiwrightCommand extends Command {
  static override readonly enableJsonFlag: boolean = true;

  /** Shown on stderr where that is a terminal; take it away with `clear` before throwing or printing. */
  protected readonly progress: Progress = progressOn(process.stderr);

  abstract override run(): Promise<object>;

  /** Prints the outcome, unless `--json` prints it, and sets the exit status. */
  protected finish(outcome: Outcome): object {
    const findings = outcome.findings ?? [];
    this.progress.clear();
    if (findings.length > 0) {
      const options = {
        colour: wantsColour(process.stdout),
        folder: process.cwd(),
        columns: columnsOf(process.stdout),
      };
      this.log(`${renderText(findings, outcome.sources ?? new Map(), options)}\n\n${countText(findings)}`);
      if (outcome.text !== '') this.log('');
    }
    if (outcome.text !== '') this.log(outcome.text);
    if (outcome.failed === true || hasErrors(findings)) process.exitCode = 1;
    return outcome.json;
  }

  /** Findings as `--json` prints them. */
  protected findingsJson(findings: readonly Finding[]): FindingJson[] {
    return findingsJson(findings, process.cwd());
  }

  override log(message = ''): void {
    // oclif's own would read % in the message as a format.
    if (!this.jsonEnabled()) process.stdout.write(`${message}\n`);
  }

  protected override logJson(json: unknown): void {
    process.stdout.write(`${jsonText(json)}\n`);
  }

  protected override catch(error: Error): Promise<void> {
    this.progress.clear();
    reportFailure(error, this.jsonEnabled(), this.id ?? null);
    return Promise.resolve();
  }
}
