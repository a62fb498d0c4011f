import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { actOnFile } from './use-cases/act-on-file.ts';
import { actByReceipt, readReceipt } from './use-cases/by-receipt.ts';
import { lookAtContact } from './use-cases/contact.ts';
import { getFile, listFiles, listOpenComplaints, photoOf } from './use-cases/read-files.ts';
import { actOnReward, changeTiers, listRewards } from './use-cases/rewards.ts';
import { registerComplaint, sendReport } from './use-cases/send-report.ts';
import { complaintStatistics } from './use-cases/statistics.ts';
import type { Tongue } from './words.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.sendReport, async ({ body }, ctx) => {
    const { number, code } = await sendReport(ctx, body);
    return { number, code };
  }),
  implement(contract.readComplaintReceipt, ({ body, request }, ctx) =>
    readReceipt(ctx, body, tongueOf(request)),
  ),
  implement(contract.actByReceipt, ({ body, request }, ctx) => actByReceipt(ctx, body, tongueOf(request))),
  implement(contract.registerComplaint, ({ actor, body }, ctx) => registerComplaint(ctx, actor!, body)),
  implement(contract.listComplaints, ({ actor, query }, ctx) => listFiles(ctx, actor!, query)),
  implement(contract.getComplaint, ({ actor, params }, ctx) => getFile(ctx, actor!, params.id)),
  implement(contract.getComplaintPhoto, async ({ actor, params, reply }, ctx) => {
    const bytes = await photoOf(ctx, actor!, params.id, params.nth);
    reply.type('image/jpeg').header('cache-control', 'private, no-store');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.actOnComplaint, ({ actor, params, body, request }, ctx) =>
    actOnFile(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.lookAtContact, ({ actor, params, body }, ctx) =>
    lookAtContact(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.complaintStatistics, ({ actor, query, request }, ctx) =>
    complaintStatistics(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.listRewards, ({ actor, query }, ctx) => listRewards(ctx, actor!, query)),
  implement(contract.setRewardTiers, ({ actor, body }, ctx) => changeTiers(ctx, actor!, body)),
  implement(contract.actOnReward, ({ actor, params, body }, ctx) =>
    actOnReward(ctx, actor!, params.id, body),
  ),
  implement(contract.listOpenComplaints, ({ query }, ctx) => listOpenComplaints(ctx, query.before)),
];
