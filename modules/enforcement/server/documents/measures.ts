import type { DocumentContent } from '@tarim/documents';
import { plusDays } from '@tarim/science';
import type { CaseAct } from '../../contract.ts';
import { dailyGround, owesHearing } from '../domain/file.ts';
import { dailyFine, pendingDaily } from '../domain/measures.ts';
import type { Key } from '../words.ts';
import { day, facts, frame, headed, type PaperInput, rights, sayer, treated, yuan } from './content.ts';

type Of<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** 查封（扣押）决定书: what, why, how long, and the rights of who it concerns. */
export function sealPaper(input: PaperInput, act: Of<'seal'>): DocumentContent {
  const t = sayer(input);
  return frame(input, [
    ...facts(input),
    ...headed(
      input,
      'doc.decision',
      t('doc.sealText', { things: act.things, reason: act.reason }),
      t('doc.sealTerm', { from: day(act.on), to: day(plusDays(act.on, act.days)), days: act.days }),
    ),
    ...headed(input, 'doc.remedies', t('doc.sealRights'), t('doc.remediesText')),
  ]);
}

/** 解除查封（扣押）决定书. */
export const releasePaper = (input: PaperInput, act: Of<'release-seal'>): DocumentContent =>
  frame(
    input,
    headed(input, 'doc.decision', sayer(input)('doc.releaseText', { on: day(act.on), reason: act.reason })),
  );

/** 按日连续处罚告知书、决定书: order, recheck, days and amount are those of the file. */
export function dailyPaper(input: PaperInput, act: Of<'daily-notice'> | Of<'daily-decide'>): DocumentContent {
  const { standing, row } = input;
  const noticed = act.act === 'daily-notice';
  // The decision stands on what was noticed, whatever was ordered since.
  const pending = noticed ? null : pendingDaily(standing.measures)!;
  const ground = pending ? pending.ground! : dailyGround(standing)!;
  const fine = dailyFine(ground)!;
  const t = sayer(input);
  return frame(input, [
    ...facts(input),
    ...(pending ? treated(input, pending.defence, pending.notice.deliveredOn) : []),
    ...headed(
      input,
      noticed ? 'doc.dailyProposal' : 'doc.dailyDecision',
      t('doc.dailyText', {
        order: day(ground.order),
        recheck: day(ground.recheck),
        days: fine.days,
        fine: yuan(ground.fine),
        amount: yuan(fine.amount),
      }),
      t('doc.dailyReasons', { reasons: act.reasons }),
    ),
    ...(noticed
      ? rights(input, owesHearing(row.party.kind, fine.amount, []))
      : [
          ...headed(input, 'doc.performance', t('doc.performanceText')),
          ...headed(input, 'doc.remedies', t('doc.remediesText')),
        ]),
  ]);
}

/** 案件移送书: to the police, with what goes along. */
export function transferPaper(input: PaperInput, act: Of<'decide-transfer'>): DocumentContent {
  const t = sayer(input);
  return frame(input, [
    ...facts(input),
    ...headed(
      input,
      'doc.decision',
      t('doc.transferText', { ground: t(`transfer.${act.ground}` as Key), reason: act.reason }),
    ),
    ...headed(input, 'doc.transferMaterials', t('doc.transferMaterialsText')),
  ]);
}
