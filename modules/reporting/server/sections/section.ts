import type { Part } from '@tarim/documents';
import type { DbOrTx } from '@tarim/platform';
import type { Provenance, ReportKind, ReportLanguage } from '../../contract.ts';
import type { ReportPeriod } from '../domain/period.ts';
import type { ReportUnit } from '../units.ts';
import type { T, WordKey } from '../words.ts';

/** What a section is asked for, and with what it may find out. It reads other modules through their `queries.ts`. */
export interface SectionInput {
  readonly db: DbOrTx;
  readonly unit: ReportUnit;
  readonly period: ReportPeriod;
  readonly language: ReportLanguage;
  /** When the report is made: a period that still runs ends here. */
  readonly now: number;
  readonly t: T;
  /** Facts that several sections of one report need are read once. */
  shared<V>(key: string, make: () => Promise<V>): Promise<V>;
}

export interface SectionOutput {
  /** What stands under the section's heading. */
  readonly parts: readonly Part[];
  readonly provenance: Omit<Provenance, 'section' | 'title'>;
  /** Some of it was made by the simulator. */
  readonly simulated: boolean;
}

/** A chapter that writes itself from data. */
export interface Section {
  readonly id: string;
  /** Keys of the module's words: heading, and what it shows for the editor of templates. */
  readonly title: WordKey;
  readonly about: WordKey;
  readonly kinds: readonly ReportKind[];
  make(input: SectionInput): Promise<SectionOutput>;
}
