import { type ErrorDefinition, fillMessage, TarimError } from '@tarim/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from '../contract/index.ts';
import { isDatabaseAway } from '../db/away.ts';
import { platformErrors } from '../errors.ts';
import { negotiateLanguage } from '../i18n/negotiate.ts';

interface ValidationDetail {
  instancePath?: string;
  message?: string;
  keyword?: string;
  params?: { missingProperty?: string };
}

/** Any failure as problem details (RFC 9457) in the caller's language. What we did not expect tells nothing of the inside. */
export function problemOf(error: unknown, request: FastifyRequest): ProblemDetails {
  const { definition, params, problems } = classify(error);
  const language = negotiateLanguage(request.headers['accept-language']);
  const title = fillMessage(language === 'en' ? definition.en : definition.zh, params);
  return {
    code: definition.code,
    status: definition.status,
    title,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    requestId: String(request.id),
  };
}

interface Classified {
  readonly definition: ErrorDefinition;
  readonly params: Readonly<Record<string, string | number>>;
  readonly problems: { code: string; message: string; path?: string }[];
}

function classify(error: unknown): Classified {
  const plain = (definition: ErrorDefinition): Classified => ({ definition, params: {}, problems: [] });
  if (error instanceof TarimError)
    return { definition: error.definition, params: error.params, problems: [] };
  const { validation, validationContext, code, statusCode } = error as {
    validation?: ValidationDetail[];
    validationContext?: string;
    code?: string;
    statusCode?: number;
  };
  if (validation) {
    return {
      definition: platformErrors.validation,
      params: {},
      problems: validation.map((one) => ({
        code: (one.keyword ?? 'invalid').toUpperCase(),
        message: one.message ?? '',
        path: `${validationContext ?? ''}${one.instancePath ?? ''}${one.params?.missingProperty ? `/${one.params.missingProperty}` : ''}`,
      })),
    };
  }
  if (isDatabaseAway(code, error)) return plain(platformErrors.databaseUnavailable);
  if (code === '42501')
    return { definition: platformErrors.forbidden, params: { action: 'row-level security' }, problems: [] };
  if (code === '53100' || code === 'ENOSPC') return plain(platformErrors.diskFull);
  if (statusCode === 429) return plain(platformErrors.rateLimited);
  if (statusCode === 413) return plain(platformErrors.tooLarge);
  if (statusCode === 415) return plain(platformErrors.unsupportedMedia);
  if (statusCode === 404) return plain(platformErrors.notFound);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      definition: platformErrors.validation,
      params: {},
      problems: [{ code: code ?? 'BAD_REQUEST', message: (error as Error).message }],
    };
  }
  return plain(platformErrors.internal);
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request);
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
  if (problem.code === platformErrors.databaseUnavailable.code) reply.header('retry-after', '2');
  void reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
