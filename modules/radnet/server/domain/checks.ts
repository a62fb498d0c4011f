import { CHECK_ITEMS, type CheckItem, type FindingKind, type HourState } from '../../contract.ts';

/** Whether a finding is closed only with all items of its card answered: those of the third level (紧急). */
export const cardRequired = (finding: { readonly kind: FindingKind; readonly worst: HourState }): boolean =>
  finding.kind === 'rise' && finding.worst === 'urgent';

/** Items that nobody has answered, in the order of the card. */
export const missingChecks = (answers: readonly { readonly item: CheckItem }[]): CheckItem[] =>
  CHECK_ITEMS.filter((item) => answers.every((one) => one.item !== item));
