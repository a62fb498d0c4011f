import { type ErrorDefinition, fillMessage, type Problem, TarimError } from '@tarim/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from '../contract/index.ts';
import { isDatabaseAway } from '../db/away.ts';
import { platformErrors } from '../errors.ts';
import { type Language, negotiateLanguage } from '../i18n/negotiate.ts';
import { type ValidationDetail, validationProblems } from './validation.ts';

/** Any failure as problem details (RFC 9457) in the caller's language. What we did not expect tells nothing of the inside. */
export function problemOf(error: unknown, request: Pick<FastifyRequest, 'headers' | 'id'>): ProblemDetails {
  const language = negotiateLanguage(request.headers['accept-language']);
  const { definition, params = {}, problems = [] } = classify(error, language);
  return {
    code: definition.code,
    status: definition.status,
    title: fillMessage(language === 'en' ? definition.en : definition.zh, params),
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    requestId: String(request.id),
  };
}

interface Classified {
  readonly definition: ErrorDefinition;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly problems?: Problem[];
}

interface Thrown {
  readonly validation?: ValidationDetail[];
  readonly validationContext?: string;
  readonly code?: string;
  readonly statusCode?: number;
  readonly problems?: Problem[];
}

const BY_STATUS: Readonly<Record<number, ErrorDefinition>> = {
  404: platformErrors.notFound,
  413: platformErrors.tooLarge,
  415: platformErrors.unsupportedMedia,
  429: platformErrors.rateLimited,
};

/** SQLSTATE of failures that are the caller's or the machine's, not ours: row-level security, unique, foreign key, disk. */
const BY_CODE: Readonly<Record<string, ErrorDefinition>> = {
  '42501': platformErrors.forbidden,
  '23505': platformErrors.conflict,
  '23503': platformErrors.conflict,
  '40001': platformErrors.conflict,
  '40P01': platformErrors.conflict,
  '53100': platformErrors.diskFull,
  ENOSPC: platformErrors.diskFull,
};

function classify(error: unknown, language: Language): Classified {
  const { validation, validationContext, code, statusCode, problems } = error as Thrown;
  if (error instanceof TarimError) return { definition: error.definition, params: error.params, problems };
  if (validation) {
    return {
      definition: platformErrors.validation,
      problems: validationProblems(validation, validationContext, language),
    };
  }
  if (isDatabaseAway(code, error)) return { definition: platformErrors.databaseUnavailable };
  const known = BY_CODE[code ?? ''] ?? BY_STATUS[statusCode ?? 0];
  if (known)
    return {
      definition: known,
      ...(known === platformErrors.forbidden ? { params: { action: 'row-level security' } } : {}),
    };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      definition: platformErrors.validation,
      problems: [{ code: code ?? 'BAD_REQUEST', message: (error as Error).message }],
    };
  }
  return { definition: platformErrors.internal };
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request);
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
  if (problem.code === platformErrors.databaseUnavailable.code) reply.header('retry-after', '2');
  void reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}
