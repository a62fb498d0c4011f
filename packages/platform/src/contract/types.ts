import { Type } from 'typebox';

/**
 * Types of what comes in, bounded as the tables behind them are: what passes them is never an error of the database.
 * Answers may be declared by the wider plain types.
 */

/** A 32-bit id. */
export const Int4Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

/** A position or id that is a bigint in the tables and a number here. */
export const BigId = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/**
 * An instant that both JavaScript and PostgreSQL can read: the format `date-time` alone also takes leap seconds (:60), names
 * of time zones in brackets and the year 0.
 */
export const InstantInput = Type.String({
  format: 'date-time',
  pattern:
    '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
});

/** Text without control characters: a database keeps no NUL, and nobody can read the others. */
export const plainText = (maxLength: number, minLength = 0) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });

/** Ids parted by commas, at most some thousands of them. */
export const IdList = Type.String({
  maxLength: 40_000,
  pattern: '^[0-9]{1,9}(,[0-9]{1,9})*$',
  description: 'comma separated',
});
