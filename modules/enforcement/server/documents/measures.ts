import type { DocumentContent } from '@tarim/documents';
import { plusDays } from '@tarim/science';
import type { CaseAct } from '../../contract.ts';
import { dailyGround, owesHearing } from '../domain/file.ts';
import { dailyFine, pendingDaily } from '../domain/measures.ts';
import { type Key, wordsIn } from '../words.ts';
import { day, facts, frame, heading, type PaperInput, paragraph, signed, treated, yuan } from './content.ts';

type Of<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;
const t = wordsIn('zh-CN');

/** 查封（扣押）决定书: what, why, how long, and the rights of who it concerns. */
export const sealPaper = (input: PaperInput, act: Of<'seal'>): DocumentContent =>
  frame(input, 'doc.sealTitle', [
    ...facts(input),
    heading('doc.decision'),
    paragraph(t('doc.sealText', { things: act.things, reason: act.reason })),
    paragraph(t('doc.sealTerm', { from: day(act.on), to: day(plusDays(act.on, act.days)), days: act.days })),
    heading('doc.remedies'),
    paragraph(t('doc.sealRights')),
    paragraph(t('doc.remediesText')),
    ...signed(input, act.on),
  ]);

/** 解除查封（扣押）决定书. */
export const releasePaper = (input: PaperInput, act: Of<'release-seal'>): DocumentContent =>
  frame(input, 'doc.releaseTitle', [
    heading('doc.decision'),
    paragraph(t('doc.releaseText', { on: day(act.on), reason: act.reason })),
    ...signed(input, act.on),
  ]);

/** 按日连续处罚告知书、决定书: order, recheck, days and amount are those of the file. */
export function dailyPaper(input: PaperInput, act: Of<'daily-notice'> | Of<'daily-decide'>): DocumentContent {
  const { standing, row } = input;
  const noticed = act.act === 'daily-notice';
  // The decision stands on what was noticed, whatever was ordered since.
  const pending = noticed ? null : pendingDaily(standing.measures)!;
  const ground = pending ? pending.ground! : dailyGround(standing)!;
  const fine = dailyFine(ground)!;
  return frame(input, noticed ? 'doc.daily-noticeTitle' : 'doc.daily-decisionTitle', [
    ...facts(input),
    ...(pending ? treated(pending.defence, pending.notice.deliveredOn) : []),
    heading(noticed ? 'doc.dailyProposal' : 'doc.dailyDecision'),
    paragraph(
      t('doc.dailyText', {
        order: day(ground.order),
        recheck: day(ground.recheck),
        days: fine.days,
        fine: yuan(ground.fine),
        amount: yuan(fine.amount),
      }),
    ),
    paragraph(t('doc.dailyReasons', { reasons: act.reasons })),
    ...(noticed
      ? [
          heading('doc.rights'),
          paragraph(t('doc.defenceRight')),
          paragraph(t(owesHearing(row.party.kind, fine.amount, []) ? 'doc.hearingRight' : 'doc.noHearing')),
        ]
      : [
          heading('doc.performance'),
          paragraph(t('doc.performanceText')),
          heading('doc.remedies'),
          paragraph(t('doc.remediesText')),
        ]),
    ...signed(input, act.on),
  ]);
}

/** 案件移送书: to the police, with what goes along. */
export const transferPaper = (input: PaperInput, act: Of<'decide-transfer'>): DocumentContent =>
  frame(input, 'doc.transferTitle', [
    ...facts(input),
    heading('doc.decision'),
    paragraph(t('doc.transferText', { ground: t(`transfer.${act.ground}` as Key), reason: act.reason })),
    heading('doc.transferMaterials'),
    paragraph(t('doc.transferMaterialsText')),
    ...signed(input, act.on),
  ]);
