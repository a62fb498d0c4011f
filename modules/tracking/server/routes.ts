import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import type { FrameSource } from './frames.ts';
import { accidentReport } from './use-cases/accident-report.ts';
import {
  accidentForm,
  changeAccident,
  getAccident,
  listAccidents,
  openAccident,
  settleAccident,
} from './use-cases/accidents.ts';
import { acknowledgeAlarm, closeAlarm, getAlarm, listAlarms } from './use-cases/alarms.ts';
import { getCalendar, getJob, returnJob } from './use-cases/calendar.ts';
import { calendarFile } from './use-cases/calendar-file.ts';
import { askTerminal, listCommands } from './use-cases/commands.ts';
import { getCoverage } from './use-cases/coverage.ts';
import { ingestReports } from './use-cases/ingest.ts';
import { getSourceTerminal } from './use-cases/ledger.ts';
import { addFence, addJob, decideJob, endFence, listFences, listJobs } from './use-cases/permits.ts';
import {
  addTerminal,
  announceOutage,
  changeTerminal,
  getTerminal,
  issueKey,
  listTerminals,
} from './use-cases/terminals.ts';
import { getFrame, getTrack, listTrails } from './use-cases/tracks.ts';
import type { Tongue } from './words.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';
const TRAIL_HOURS = 12;

export const routes = (source: FrameSource): readonly BoundRoute[] => [
  implement(contract.ingestReports, ({ body, request }, ctx) => {
    const key = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    return ingestReports(ctx, source, { key, remote: request.ip, body });
  }),
  implement(contract.listTerminals, ({ actor, query }, ctx) => listTerminals(ctx, actor!, query)),
  implement(contract.getTerminal, ({ actor, params }, ctx) => getTerminal(ctx, actor!, params.id)),
  implement(contract.addTerminal, ({ actor, body }, ctx) => addTerminal(ctx, actor!, body)),
  implement(contract.changeTerminal, ({ actor, params, body }, ctx) =>
    changeTerminal(ctx, actor!, params.id, body),
  ),
  implement(contract.issueKey, ({ actor, params }, ctx) => issueKey(ctx, actor!, params.id)),
  implement(contract.announceOutage, ({ actor, params, body }, ctx) =>
    announceOutage(ctx, actor!, params.id, body),
  ),
  implement(contract.listCommands, ({ params }, ctx) => listCommands(ctx, params.id)),
  implement(contract.askTerminal, ({ actor, params, body }, ctx) =>
    askTerminal(ctx, actor!, params.id, body),
  ),
  implement(contract.getTrack, ({ params, query }, ctx) => getTrack(ctx, params.id, query)),
  implement(contract.listTrails, ({ query }, ctx) => listTrails(ctx, query.hours ?? TRAIL_HOURS)),
  implement(contract.getFrame, ({ params }) => getFrame(source, params.lsn)),
  implement(contract.listFences, (_, ctx) => listFences(ctx)),
  implement(contract.addFence, ({ actor, body }, ctx) => addFence(ctx, actor!, body)),
  implement(contract.endFence, ({ actor, params }, ctx) => endFence(ctx, actor!, params.id)),
  implement(contract.listJobs, ({ query }, ctx) => listJobs(ctx, query)),
  implement(contract.addJob, ({ actor, body }, ctx) => addJob(ctx, actor!, body)),
  implement(contract.decideJob, ({ actor, params, body }, ctx) => decideJob(ctx, actor!, params.id, body)),
  implement(contract.getCalendar, ({ query }, ctx) => getCalendar(ctx, query)),
  implement(contract.calendarFile, async ({ query, request, reply }, ctx) => {
    const { text, name } = await calendarFile(ctx, query, tongueOf(request));
    reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`);
    await reply.send(text);
    return undefined;
  }),
  implement(contract.getJob, ({ params }, ctx) => getJob(ctx, params.id)),
  implement(contract.returnJob, ({ actor, params, body }, ctx) => returnJob(ctx, actor!, params.id, body.at)),
  implement(contract.getCoverage, ({ query }, ctx) => getCoverage(ctx, query.days)),
  implement(contract.getSourceTerminal, ({ params }, ctx) => getSourceTerminal(ctx, params.code)),
  implement(contract.listAlarms, ({ query }, ctx) => listAlarms(ctx, query)),
  implement(contract.getAlarm, ({ params, request }, ctx) => getAlarm(ctx, params.id, tongueOf(request))),
  implement(contract.acknowledgeAlarm, ({ actor, params, body, request }, ctx) =>
    acknowledgeAlarm(ctx, actor!, params.id, body.note, tongueOf(request)),
  ),
  implement(contract.closeAlarm, ({ actor, params, body, request }, ctx) =>
    closeAlarm(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.listAccidents, (_, ctx) => listAccidents(ctx)),
  implement(contract.getAccident, ({ params }, ctx) => getAccident(ctx, params.id)),
  implement(contract.openAccident, ({ actor, params, body }, ctx) =>
    openAccident(ctx, actor!, params.id, body),
  ),
  implement(contract.changeAccident, ({ actor, params, body }, ctx) =>
    changeAccident(ctx, actor!, params.id, body),
  ),
  implement(contract.settleAccident, ({ actor, params, body }, ctx) =>
    settleAccident(ctx, actor!, params.id, body),
  ),
  implement(contract.accidentForm, async ({ params, query, reply }, ctx) => {
    const { bytes, mime, name } = await accidentForm(ctx, params.id, query.format);
    reply.type(mime).header('content-disposition', `attachment; filename="${name}"`);
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.accidentReport, async ({ params, reply }, ctx) => {
    const { bytes, mime, name } = await accidentReport(ctx, params.id);
    reply.type(mime).header('content-disposition', `attachment; filename="${name}"`);
    await reply.send(bytes);
    return undefined;
  }),
];
