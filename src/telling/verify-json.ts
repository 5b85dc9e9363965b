import type { ToldCalls, ToldMove, ToldVerdict, ToldWorld, Verification } from './verification.ts';

/** What `verify --json` prints: members may be added, never renamed. */
export function verifyJson(verification: Verification): object {
  return { name: verification.name, worlds: [...verification.worlds.map(worldJson), ...overAllWorlds(verification)] };
}

function worldJson(world: ToldWorld): object {
  const { name, title, states, transitions, depth, stopped, assumptions, verdicts, measures } = world;
  return {
    world: name,
    title,
    states,
    transitions,
    depth,
    stopped,
    assumptions,
    properties: verdicts.map((each) => propertyJson(world, each)),
    measures: measures.map((each) => ({ id: each.name, greatest: each.greatest })),
  };
}

function propertyJson(world: ToldWorld, verdict: ToldVerdict): object {
  const { id, title, outcome, expected, states, steps, witnesses, excused, because, counterexample } = verdict;
  return {
    id,
    title,
    outcome,
    expected,
    states,
    transitions: world.transitions,
    depth: steps ?? world.depth,
    witnesses,
    ...(excused > 0 ? { excused, because } : {}),
    ...(counterexample
      ? {
          trace: counterexample.moves.map((move) => moveJson(counterexample.lanes, move)),
          ending: counterexample.ending,
        }
      : {}),
  };
}

function moveJson(lanes: readonly string[], move: ToldMove): object {
  const { action, begins, argument, ended, errno, sleeps, drops, cited, steps, changes } = move;
  return {
    actor: lanes[move.lane] ?? '',
    action,
    begins,
    argument: Object.fromEntries(argument.map(({ member, value }) => [member, value])),
    ended,
    errno,
    sleeps,
    drops,
    ...(cited ? { step: cited.step, file: cited.file, line: cited.line } : {}),
    steps,
    changes,
  };
}

/** What is judged over all worlds, as that of a world without a name. */
function overAllWorlds({ worlds, deadSteps, steps, calls }: Verification): readonly object[] {
  if (deadSteps === null && calls === null) return [];
  const states = worlds.reduce((sum, each) => sum + each.states, 0);
  const transitions = worlds.reduce((sum, each) => sum + each.transitions, 0);
  const depth = Math.max(0, ...worlds.map((each) => each.depth));
  const outcome = (deadSteps?.length ?? 0) > 0 ? 'violated' : 'holds';
  const dead = { id: 'no-dead-step', outcome, states, transitions, depth, witnesses: steps, dead: deadSteps };
  const properties = [...(deadSteps === null ? [] : [dead]), ...(calls === null ? [] : callsJson(calls))];
  return [{ world: null, states, transitions, depth, assumptions: [], properties }];
}

/** What is decided call by call. */
function callsJson({ failing, injected, remainders, reached, excused, missed }: ToldCalls): readonly object[] {
  const atomic = { outcome: remainders > 0 ? 'violated' : 'holds', witnesses: failing, injected, remainders };
  const contract = { outcome: missed > 0 ? 'incomplete' : 'holds', witnesses: reached, excused, missed };
  return [
    { id: 'failure-is-atomic', ...atomic },
    { id: 'errno-contract', ...contract },
  ];
}
