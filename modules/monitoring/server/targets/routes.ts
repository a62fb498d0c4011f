import { type BoundRoute, implement, negotiateLanguage, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { importTargets } from './import.ts';
import { TARGET_COLUMNS, TARGET_SHEET } from './sheet.ts';
import { linkTarget, listTargets, removeTarget } from './targets.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const targetRoutes: readonly BoundRoute[] = [
  implement(contract.listTargets, ({ query }, ctx) => listTargets(ctx, query)),
  implement(contract.targetTemplate, async ({ reply }) => {
    const bytes = await templateOf(TARGET_SHEET, TARGET_COLUMNS);
    reply.type(XLSX).header('content-disposition', 'attachment; filename="targets.xlsx"');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.importTargets, async ({ actor, query, request }, ctx) =>
    importTargets(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh',
    ),
  ),
  implement(contract.linkTarget, ({ actor, params, body }, ctx) =>
    linkTarget(ctx, actor!, params.id, body.codes),
  ),
  implement(contract.removeTarget, ({ actor, params, body }, ctx) =>
    removeTarget(ctx, actor!, params.id, body.reason),
  ),
];
