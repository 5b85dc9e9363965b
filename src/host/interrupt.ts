const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const cleanups = new Set<() => void>();
const receivers: ((signal: NodeJS.Signals) => void)[] = [];
let listening = false;

/**
 * Runs `cleanup` (synchronous) if the process is ended by Ctrl-C, a termination request or a closed terminal, and then
 * lets the signal end it. Returns what takes the request back.
 */
export function onInterrupt(cleanup: () => void): () => void {
  listen();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * Runs synchronous work that no signal may cut in two: from the first call on, signals reach the process only between
 * turns of the event loop. A signal that comes meanwhile ends the process afterwards.
 */
export function uninterrupted<Value>(work: () => Value): Value {
  listen();
  return work();
}

/**
 * Gives signals to `receiver` instead of ending the process by them, while another program has the terminal: what is to be
 * done then is that program's to say. Returns what makes them end the process again.
 */
export function handOverSignals(receiver: (signal: NodeJS.Signals) => void): () => void {
  listen();
  receivers.push(receiver);
  return () => {
    const at = receivers.indexOf(receiver);
    if (at >= 0) receivers.splice(at, 1);
  };
}

function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of signals)
    process.on(signal, () => {
      const receiver = receivers.at(-1);
      if (receiver) receiver(signal);
      else end(signal);
    });
}

function end(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
}
