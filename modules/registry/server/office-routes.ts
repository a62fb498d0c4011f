import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import type { FastifyRequest } from 'fastify';
import * as contract from '../contract.ts';
import type { Tongue } from './domain/issue.ts';
import { exportRegistry, importTemplate } from './use-cases/export.ts';
import { importErrorFile, importRegistry } from './use-cases/import.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function sendXlsx(
  reply: Parameters<BoundRoute['handle']>[0]['reply'],
  name: string,
  bytes: Uint8Array,
): undefined {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(XLSX)
    .send(Buffer.from(bytes));
}

/** Office files: the registry out as a workbook, and in again. */
export const officeRoutes = (tongueOf: (request: FastifyRequest) => Tongue): BoundRoute[] => [
  implement(contract.exportRegistry, async ({ query, reply }, ctx) =>
    sendXlsx(reply, '登记信息.xlsx', await exportRegistry(ctx, query.unitPath ?? '/')),
  ),
  implement(contract.importTemplate, async ({ reply }) =>
    sendXlsx(reply, '登记导入模板.xlsx', await importTemplate()),
  ),
  implement(contract.importRegistry, async ({ query, actor, request }, ctx) =>
    importRegistry(ctx, actor!, (await uploadedFile(request)).bytes, query.mode, tongueOf(request)),
  ),
  implement(contract.importErrorFile, async ({ actor, request, reply }, ctx) =>
    sendXlsx(
      reply,
      '导入问题清单.xlsx',
      await importErrorFile(ctx, actor!, (await uploadedFile(request)).bytes, tongueOf(request)),
    ),
  ),
];
