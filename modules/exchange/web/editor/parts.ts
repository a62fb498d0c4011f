import type { FileRef, PipelineSpec, Preview } from '../../contract.ts';
import type { Draft } from './draft.ts';

/** What every step of the editor gets. */
export interface StepProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onSpec: (change: Partial<PipelineSpec>) => void;
  /** What is said about a place of the step, once somebody wanted to go on. */
  readonly wrong: (at: string) => string | undefined;
  readonly isNew: boolean;
  readonly hasSecret: boolean;
  /** The set holds rows: what they are held by stays. */
  readonly fixed: boolean;
  readonly file: FileRef | null;
  readonly onFile: (file: FileRef) => void;
  /** Fields of the version that is there. */
  readonly kept: ReadonlySet<string>;
  readonly preview: Preview | null;
}

/** Names of the source's fields: as read, else those that the mapping knows. */
export const sourceNames = ({ draft: { spec }, preview }: Pick<StepProps, 'draft' | 'preview'>): string[] => [
  ...new Set([
    ...(preview?.fields ?? []).map((one) => one.name),
    ...spec.fields.flatMap((one) => (one.from === null ? [] : [one.from])),
  ]),
];
