import type { SourceSpec } from '../../../contract.ts';
import type { StepProps } from '../parts.ts';

/** What the fields of one kind of source are given. */
export type Of<K extends SourceSpec['kind']> = StepProps & {
  readonly source: Extract<SourceSpec, { kind: K }>;
};
