import type { Evidence, PatchAct } from '../contract.ts';

/** What the forms of all acts together may hold. */
export interface Values {
  class?: string;
  text?: string;
  reason?: string;
  unitPath?: string;
  requirement?: string;
  note?: string;
  /** As a `datetime-local` field has it, Beijing time. */
  visitedAt?: string;
  lon?: number;
  lat?: number;
  outline?: unknown;
  evidence?: Evidence[];
  judgement?: string;
  approval?: string;
  ruleId?: number;
  responsible?: string;
  rectifyBy?: string;
  to?: string;
  department?: string;
  suspected?: string;
  rectifiedOn?: string;
  before?: Evidence[];
  after?: Evidence[];
  afterOn?: string;
  afterScene?: string;
  cut?: unknown;
  with?: number[];
}

/** Chosen where nothing by people was found. */
export const NOTHING = 'none';

const text = (value: string | undefined) => (value?.trim() ? { text: value } : {});

/** What the route of an act is given. `unitPath`: where the patch is now. */
export function bodyOf(act: PatchAct, values: Values, unitPath: string): object {
  const evidence = values.evidence ?? [];
  switch (act) {
    case 'interpret':
      return { class: values.class, ...text(values.text) };
    case 'discard':
      return { reason: values.reason, ...text(values.text) };
    case 'dispatch':
      return {
        requirement: values.requirement,
        ...(values.unitPath && values.unitPath !== unitPath ? { unitPath: values.unitPath } : {}),
      };
    case 'receive':
      return {};
    case 'verify':
      return {
        class: values.class === NOTHING ? null : values.class,
        note: values.note,
        visitedAt: `${values.visitedAt?.slice(0, 16)}:00+08:00`,
        positions: [{ lon: values.lon, lat: values.lat }],
        outline: values.outline ?? null,
        evidence,
      };
    case 'judge':
      return {
        judgement: values.judgement,
        text: values.text,
        approval: values.judgement === 'lawful' ? (values.approval ?? null) : null,
        ruleId: values.judgement === 'allowed' ? (values.ruleId ?? null) : null,
      };
    case 'order':
      return { text: values.text, responsible: values.responsible, rectifyBy: values.rectifyBy };
    case 'hand-over':
      return {
        to: values.to,
        department: values.to === 'department' ? (values.department ?? null) : null,
        suspected: values.suspected,
        text: values.text,
        rectifyBy: values.rectifyBy,
      };
    case 'submit':
      return {
        rectifiedOn: values.rectifiedOn,
        text: values.text,
        before: values.before ?? [],
        after: values.after ?? [],
      };
    case 'accept':
    case 'look-back':
      return {
        text: values.text,
        afterScene: values.afterScene?.trim() || null,
        afterOn: values.afterOn || null,
        evidence,
      };
    case 'reopen':
      return { text: values.text, rectifyBy: values.rectifyBy, evidence };
    case 'split':
      return { cut: values.cut, text: values.text };
    case 'merge':
      return { with: values.with ?? [], text: values.text };
    default:
      return { text: values.text };
  }
}
