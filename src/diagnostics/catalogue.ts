import { abiEntries } from './catalogue/abi.ts';
import { commandLineEntries } from './catalogue/command-line.ts';
import { conformDeviceEntries } from './catalogue/conform-device.ts';
import { conformGuestEntries } from './catalogue/conform-guest.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { generatedEntries } from './catalogue/generated.ts';
import { recordingEntries } from './catalogue/recording.ts';
import { semanticsEntries } from './catalogue/semantics.ts';
import { seriesEntries } from './catalogue/series.ts';
import { specEntries } from './catalogue/spec.ts';
import { vectorEntries } from './catalogue/vectors.ts';
import { worldEntries } from './catalogue/world.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

/** Every diagnostic code. One file a family of codes; a code's meaning never changes once released. */
export const catalogue = {
  ...commandLineEntries,
  ...specEntries,
  ...semanticsEntries,
  ...worldEntries,
  ...recordingEntries,
  ...generatedEntries,
  ...vectorEntries,
  ...abiEntries,
  ...seriesEntries,
  ...conformDeviceEntries,
  ...conformGuestEntries,
} satisfies Record<string, CatalogueEntry>;

export type Code = keyof typeof catalogue;
