import { implement, type ModuleDefinition } from '@tarim/platform';
import * as contract from '../contract.ts';
import { sensorthingsErrors } from './errors.ts';
import { answerRead, answerRoot } from './use-cases/answer.ts';

/** OGC SensorThings API 1.1 (OGC 18-088): what the platform measures, for clients of others. */
export const sensorthingsModule: ModuleDefinition = {
  name: 'sensorthings',
  errors: sensorthingsErrors,
  routes: [
    implement(contract.getRoot, (call) => answerRoot(call) as never),
    implement(contract.read, (call, ctx) => answerRead(ctx, call) as never),
  ],
};
