/** A place in a spec, by the name under which its file is shown. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** What a move did to a row: `column` is null where the row came or went, and `before` and `after` are `there` or `gone`. */
export interface ToldChange {
  readonly row: string;
  readonly column: string | null;
  readonly before: string;
  readonly after: string;
}

/** Where an actor sleeps. */
export interface Sleep {
  /** What it sleeps until, as the spec says it. */
  readonly until: string;
  /** The verb that it sleeps in; null in a list of its own. */
  readonly verb: string | null;
}

/** One step of a counterexample: what an actor did until others might run. */
export interface ToldMove {
  /** Which lane it is in, by its number. */
  readonly lane: number;
  readonly action: string;
  /** False where it goes on with the action. */
  readonly begins: boolean;
  /** The members of the argument, as the world says them; `chosen` are those that it has several values for. */
  readonly argument: readonly { readonly member: string; readonly value: string; readonly chosen: boolean }[];
  /** Has the action ended, and with which errno? Null where it ended well, or has not ended. */
  readonly ended: boolean;
  readonly errno: string | null;
  readonly sleeps: Sleep | null;
  /** The lock that the kernel has dropped, so that others may run; null where it has not. */
  readonly drops: string | null;
  readonly changes: readonly ToldChange[];
  /** The step of the spec that says most of it; null where it came to none. */
  readonly cited: (Place & { readonly step: string }) | null;
  /** All steps that it came to, in order. */
  readonly steps: readonly (Place & { readonly kind: string; readonly verbs: readonly string[] })[];
}

/** Somebody who still sleeps at the end of a counterexample. */
export interface Sleeper {
  readonly actor: string;
  /** The number of the step in which it fell asleep, from 1. */
  readonly step: number;
  readonly until: string;
  readonly place: Place;
  /** What users might do to end it at once. */
  readonly endedBy: readonly { readonly actor: string; readonly action: string }[];
  /** Steps whose sleeps would have to end before this one can; empty where it is ended by users, or by nothing. */
  readonly follows: readonly number[];
}

/** How a counterexample ends. */
export interface Ending {
  /** `quiet`: the kernel has nothing left to do; `cycle`: it would go on for ever; `state`: something is wrong right here. */
  readonly kind: 'quiet' | 'cycle' | 'state';
  /** The expression that is not true here, as the spec says it; null of properties that no spec states. */
  readonly broken: (Place & { readonly text: string }) | null;
  readonly sleepers: readonly Sleeper[];
}

/** The shortest way to a violation. */
export interface Counterexample {
  /** The actors, in the order in which they move first. */
  readonly lanes: readonly string[];
  readonly moves: readonly ToldMove[];
  readonly ending: Ending;
}

/** `declared`: broken only where the spec says so, with the reason. */
export type Outcome = 'holds' | 'violated' | 'declared' | 'incomplete';

/** What is known of one property in one world. */
export interface ToldVerdict {
  readonly id: string;
  /** What it says, in a few words; empty where nobody says. */
  readonly title: string;
  readonly outcome: Outcome;
  /** Why the world breaks it on purpose; null where it should hold. */
  readonly expected: string | null;
  /** States that were looked at until this was known. */
  readonly states: number;
  /** Steps of the counterexample; null where there is none. */
  readonly steps: number | null;
  /** States that it was about, and those in which it was broken with an excuse. */
  readonly witnesses: number;
  readonly excused: number;
  /** The excuse. */
  readonly because: string | null;
  readonly counterexample: Counterexample | null;
}

/** The greatest value of a measure in one world; null where there was no state. */
export interface ToldMeasure {
  readonly name: string;
  readonly title: string;
  readonly greatest: string | null;
}

export interface ToldWorld {
  readonly name: string;
  readonly title: string;
  readonly assumptions: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Why not all states were looked at; null where all were. */
  readonly stopped: string | null;
  readonly verdicts: readonly ToldVerdict[];
  readonly measures: readonly ToldMeasure[];
}

/** A step of the subject's own that no world has come to. */
export interface ToldDeadStep extends Place {
  /** What it is, in a few words: `reject EINVAL in unmap-range`. */
  readonly what: string;
}

/** What contract vectors, made one at a time, show of the calls of an interface. */
export interface ToldCalls {
  /** Calls that failed, and how many of them because a step was made to fail that may. */
  readonly failing: number;
  readonly injected: number;
  /** How many of them left something behind. */
  readonly remainders: number;
  /** Ways for a call to end that a vector has, those that the spec excuses, and those that nothing was found for. */
  readonly reached: number;
  readonly excused: number;
  readonly missed: number;
}

/** What is known of a base, proposal or system: plain data, as it is told and remembered. */
export interface Verification {
  readonly name: string;
  readonly worlds: readonly ToldWorld[];
  /** Null where that is not judged: of a base, and where not all was explored. */
  readonly deadSteps: readonly ToldDeadStep[] | null;
  /** Steps that were looked for, over all worlds. */
  readonly steps: number;
  /** Null where that is not judged: of a system, which has no calls, and where only a part was asked for. */
  readonly calls: ToldCalls | null;
}
