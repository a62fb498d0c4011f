import { implement, type ModuleDefinition } from '@tarim/platform';
import * as contract from '../contract.ts';
import { sensorthingsErrors } from './errors.ts';
import { answerRead, answerRoot } from './use-cases/answer.ts';
import { create, remove, update } from './use-cases/write.ts';

/** OGC SensorThings API 1.1 (OGC 18-088): what the platform measures, for clients of others. */
export const sensorthingsModule: ModuleDefinition = {
  name: 'sensorthings',
  migrations: new URL('./migrations/', import.meta.url),
  errors: sensorthingsErrors,
  routes: [
    implement(contract.getRoot, (call) => answerRoot(call) as never),
    implement(contract.read, (call, ctx) => answerRead(ctx, call) as never),
    implement(contract.create, (call, ctx) => create(ctx, call) as never),
    implement(contract.update, (call, ctx) => update(ctx, call) as never),
    implement(contract.remove, (call, ctx) => remove(ctx, call) as never),
  ],
};
