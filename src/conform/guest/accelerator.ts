/** What runs the guest's instructions: the processor itself, or QEMU's translator, which is about ten times slower. */
export type Accelerator = 'kvm' | 'tcg';
