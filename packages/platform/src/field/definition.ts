import type { FieldEvidence, FieldForm, FieldItem } from '../contract/field-words.ts';
import type { Actor } from '../contract/index.ts';
import type { Context, ModuleDefinition } from '../module.ts';

/** An act as it comes back from the phone, already checked against its form. */
export interface FieldAct {
  /** Made on the phone; the same act may arrive twice. */
  readonly id: string;
  readonly subject: string;
  /** Of the item as the phone knew it. */
  readonly revision: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly evidence: readonly FieldEvidence[];
  /** When it was done, epoch ms, by the clock of the phone with its measured error taken out. */
  readonly at: number;
}

/** What a module gives to people who work outside, and takes back from them. */
export interface FieldWork {
  /** `supervision.task` */
  readonly kind: string;
  readonly titles: { readonly zh: string; readonly en: string };
  /** Who may take it along. */
  readonly action: string;
  readonly forms: readonly FieldForm[];
  /** What this person may take along now, the most urgent first, at most `limit`. */
  items(ctx: Context, actor: Actor, limit: number): Promise<FieldItem[]>;
  /** Whether this act was taken before: the process may have ended between the act and its note. */
  taken(ctx: Context, subject: string, actId: string): Promise<boolean>;
  /** Does it as if the person had done it at a desk: same policy, same refusals. @throws TarimError why not */
  take(ctx: Context, actor: Actor, form: string, act: FieldAct): Promise<void>;
}

/** All kinds of field work of the running product. */
export type FieldRack = ReadonlyMap<string, FieldWork>;

/** @throws Error when two modules use one kind, or a kind two forms of one name */
export function rackOf(modules: readonly ModuleDefinition[]): FieldRack {
  const rack = new Map<string, FieldWork>();
  for (const work of modules.flatMap((one) => one.fieldWork ?? [])) {
    if (rack.has(work.kind)) throw new Error(`field work ${work.kind} is declared twice`);
    if (new Set(work.forms.map((one) => one.name)).size !== work.forms.length)
      throw new Error(`field work ${work.kind} has two forms of one name`);
    rack.set(work.kind, work);
  }
  return rack;
}
