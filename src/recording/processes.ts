import type { KernelModel } from '../model/kernel-model.ts';
import { Descriptors } from './descriptors.ts';
import type { DescriptorEvent, DupEvent, ExecEvent, ExitEvent, ForkEvent } from './event.ts';

/** What happens to processes and their descriptors beside their calls. */
export type ProcessEvent = DescriptorEvent | DupEvent | ForkEvent | ExecEvent | ExitEvent;

/** The recorded processes with their descriptors, in a model. */
export class Processes {
  private readonly descriptors = new Descriptors();
  private readonly model: KernelModel;

  constructor(model: KernelModel) {
    this.model = model;
  }

  /** The file behind a descriptor; null where it was never opened. */
  find(pid: number, fd: number): ReturnType<Descriptors['find']> {
    return this.descriptors.find(pid, fd);
  }

  /** @throws ModelError as a call does */
  happens(event: ProcessEvent): void {
    switch (event.op) {
      case 'open': {
        this.open(event);
        return;
      }
      case 'close': {
        this.close(event);
        return;
      }
      case 'dup': {
        this.dup(event);
        return;
      }
      case 'fork': {
        this.fork(event);
        return;
      }
      case 'exec': {
        this.exec(event);
        return;
      }
      case 'exit': {
        this.exit(event);
        return;
      }
    }
  }

  private open({ pid, fd, path }: DescriptorEvent): void {
    const isContext = path === this.model.interface.family.device;
    const context = isContext ? this.model.open(this.model.process(pid)) : null;
    this.descriptors.opened(pid, fd, { path, context });
  }

  private close({ pid, fd, path }: DescriptorEvent): void {
    const closed = this.descriptors.closed(pid, fd);
    const process = this.model.process(pid);
    if (closed?.context) this.model.close(closed.context, process);
    // Calls give descriptors too; no event tells of their opening.
    if (path !== this.model.interface.family.device) this.model.closeDescriptor(process, fd);
  }

  private dup({ pid, fd, from, path }: DupEvent): void {
    const file = this.descriptors.find(pid, from);
    if (file) this.descriptors.opened(pid, fd, file);
    if (path !== this.model.interface.family.device) this.model.duplicate(this.model.process(pid), from, fd);
  }

  private fork({ pid, parent }: ForkEvent): void {
    const known = this.model.knownProcess(parent);
    if (!known) return;
    this.model.fork(known, this.model.process(pid));
    for (const fd of this.descriptors.of(parent)) {
      const file = this.descriptors.find(parent, fd);
      if (file) this.descriptors.opened(pid, fd, file);
    }
  }

  private exec({ pid, fds }: ExecEvent): void {
    // What is open in a program from its start has come from another process, or from before.
    for (const fd of fds) this.descriptors.find(pid, fd);
    const gone = this.descriptors.of(pid).filter((fd) => !fds.includes(fd));
    const process = this.model.knownProcess(pid);
    if (!process) return;
    this.model.exec(process);
    this.closeAll(pid, gone);
  }

  private exit({ pid }: ExitEvent): void {
    const process = this.model.knownProcess(pid);
    const gone = this.descriptors.of(pid);
    if (!process && gone.length === 0) return;
    this.model.exit(this.model.process(pid));
    this.closeAll(pid, gone);
  }

  private closeAll(pid: number, fds: readonly number[]): void {
    const contexts = fds.flatMap((fd) => this.descriptors.closed(pid, fd)?.context ?? []);
    for (const context of contexts) this.model.close(context, this.model.process(pid));
  }
}
