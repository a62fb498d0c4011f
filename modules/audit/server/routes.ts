import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { actOnOpinion, sendOpinion } from './use-cases/opinions.ts';
import { getPaper, savePaper, signPaper } from './use-cases/papers.ts';
import { getRound } from './use-cases/read-round.ts';
import { listRounds } from './use-cases/round-rows.ts';
import { drawRound, prepareRound } from './use-cases/rounds.ts';
import type { Tongue } from './words.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listRounds, ({ query }, ctx) => listRounds(ctx, query.before)),
  implement(contract.getRound, ({ actor, params, request }, ctx) =>
    getRound(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.prepareRound, ({ actor, body, request }, ctx) =>
    prepareRound(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.drawRound, ({ actor, params, request }, ctx) =>
    drawRound(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.getPaper, ({ actor, params, request }, ctx) =>
    getPaper(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.savePaper, ({ actor, params, body, request }, ctx) =>
    savePaper(ctx, actor!, params.id, body, tongueOf(request)),
  ),
  implement(contract.signPaper, ({ actor, params, request }, ctx) =>
    signPaper(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.sendOpinion, ({ actor, params, body }, ctx) =>
    sendOpinion(ctx, actor!, params.id, body),
  ),
  implement(contract.answerOpinion, ({ actor, params, body }, ctx) =>
    actOnOpinion(ctx, actor!, params.id, body),
  ),
  implement(contract.judgeOpinion, ({ actor, params, body }, ctx) =>
    actOnOpinion(ctx, actor!, params.id, { ...body, on: null }),
  ),
];
