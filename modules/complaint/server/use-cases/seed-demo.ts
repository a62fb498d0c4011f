import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse, type RegisteredEnterprise } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { ComplaintAct, ComplaintKind } from '../../contract.ts';
import { fileRows } from '../sql/files.ts';
import { wordsIn } from '../words.ts';
import { actOnFile } from './act-on-file.ts';
import { actByReceipt } from './by-receipt.ts';
import { sendReport } from './send-report.ts';

const person = (n: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000000f${n}`,
  name,
  posts: [{ role: 'administrator', unitPath: '/' }],
});
/** Whoever signs is not who handled, in the simulation too. */
const HANDLER = person(1, '模拟信访办理员');
const HEAD = person(2, '模拟信访负责人');

type Dated = readonly [after: number, act: (on: string, about: RegisteredEnterprise) => ComplaintAct];

const accept = (suspected: string, clue = true): Dated => [
  3,
  (on, { id, name }) => ({ act: 'accept', on, object: name, enterpriseId: id, suspected, clue }),
];
const ASSIGN: Dated = [4, (on, { unitPath }) => ({ act: 'assign', on, unitPath, note: '' })];
const HANDLED: Dated = [
  20,
  (on) => ({
    act: 'handle',
    on,
    findings: '现场检查，夜间厂界气味明显，除臭设施停运（模拟）',
    measures: '责令立即恢复除臭设施，线索移交执法（模拟）',
    verdict: 'true',
  }),
];
const REPLIED: Dated = [
  24,
  (on) => ({
    act: 'reply',
    on,
    text: '您反映的问题属实。除臭设施已恢复运行，违法线索已由执法部门处理（模拟）。',
  }),
];
const PUBLISHED: Dated = [
  26,
  (on) => ({
    act: 'publish',
    on,
    what: '夜间有异味（模拟）',
    outcome: '属实，除臭设施已恢复运行（模拟）',
  }),
];
const ASK_MORE: Dated = [40, (on) => ({ act: 'ask-extension', on, reason: '监测报告尚未出具（模拟）' })];
const UNCLEAR: Dated = [
  5,
  (on) => ({ act: 'not-accept', on, ground: 'unclear', reason: '没有可核查的地点与事实（模拟）' }),
];

interface Story {
  readonly kind: ComplaintKind;
  readonly daysAgo: number;
  readonly facts: string;
  readonly named: boolean;
  readonly way: readonly Dated[];
  readonly rated?: boolean;
  readonly retaliation?: string;
}

const STORIES: readonly Story[] = [
  {
    kind: 'odour',
    daysAgo: 60,
    facts: '夜里有刺鼻气味，已持续一周（模拟）',
    named: true,
    way: [accept('夜间异味扰民，除臭设施疑似停运（模拟）'), ASSIGN, HANDLED, REPLIED, PUBLISHED],
    rated: true,
  },
  {
    kind: 'water',
    daysAgo: 58,
    facts: '排渠水色发黑（模拟）',
    named: true,
    way: [accept('排渠水色异常（模拟）', false), ASSIGN, ASK_MORE],
    retaliation: '单位负责人要求我撤回举报，否则调岗（模拟）',
  },
  { kind: 'noise', daysAgo: 13, facts: '夜间施工噪声（模拟）', named: false, way: [] },
  { kind: 'solid-waste', daysAgo: 9, facts: '有人倒垃圾（模拟）', named: false, way: [UNCLEAR] },
  {
    kind: 'air',
    daysAgo: 8,
    facts: '烟囱冒黑烟（模拟）',
    named: false,
    way: [accept('烟囱冒黑烟（模拟）', false), ASSIGN],
  },
];

/** Complaints of the simulated region, each somewhere else on its way; once. */
export async function seedDemoComplaints(ctx: Context): Promise<void> {
  // Somebody may have reported before the simulation did.
  if ((await fileRows(ctx.db, { units: ['/'], limit: 200 })).some(({ simulated }) => simulated)) return;
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const about = (await enterprisesByIds(ctx.db, ids)).filter(
    ({ simulated, lon }) => simulated && lon !== null,
  );
  for (const [n, story] of STORIES.entries()) {
    const one = about[n * 3];
    if (one) await tell(ctx, story, one);
  }
}

async function tell(ctx: Context, story: Story, about: RegisteredEnterprise): Promise<void> {
  const at = ctx.clock.now() - story.daysAgo * DAY_MS;
  const sent = await sendReport(
    ctx,
    {
      kind: story.kind,
      facts: story.facts,
      object: about.name,
      place: null,
      unitPath: about.unitPath,
      address: about.address ?? '',
      happenedOn: null,
      photos: [],
      name: story.named ? wordsIn('zh')('demo.reporter') : '',
      contact: story.named ? wordsIn('zh')('demo.contact') : '',
    },
    { channel: 'portal', at, simulated: true },
  );
  for (const [after, act] of story.way) {
    const step = act(plusDays(beijingDate(at), after), about);
    const signed = ['reply', 'publish'].includes(step.act);
    await actOnFile(ctx, signed ? HEAD : HANDLER, sent.id, step, 'zh');
  }
  if (story.rated !== undefined)
    await actByReceipt(ctx, { ...sent, act: { act: 'rate', satisfied: story.rated, note: '' } }, 'zh');
  if (story.retaliation)
    await actByReceipt(ctx, { ...sent, act: { act: 'tell-retaliation', text: story.retaliation } }, 'zh');
}
