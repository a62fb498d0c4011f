/**
 * The error catalogue's type. Every error that may reach a person is declared once, with a stable code,
 * an HTTP status and a message key; `docs/errors.md` lists them all and a test keeps the two equal.
 */
export interface ErrorDefinition {
  /** Stable, upper snake case, prefixed by the room that owns it: `REGISTRY_USCC_INVALID`. */
  readonly code: string;
  readonly status: number;
  /** Chinese message; `{name}` placeholders are filled from `params`. */
  readonly zh: string;
  readonly en: string;
}

export type ErrorParams = Readonly<Record<string, string | number>>;

/** An expected failure, shown to the caller as problem details; anything else that is thrown is a defect (500). */
export class TarimError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ErrorParams;
  readonly definition: ErrorDefinition;

  constructor(definition: ErrorDefinition, params: ErrorParams = {}, options?: ErrorOptions) {
    super(fillMessage(definition.en, params), options);
    this.name = 'TarimError';
    this.definition = definition;
    this.code = definition.code;
    this.status = definition.status;
    this.params = params;
  }
}

/** Fills `{name}` placeholders; an unknown placeholder stays visible, because a silent gap hides a defect. */
export function fillMessage(template: string, params: ErrorParams): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Declares a group of errors; keeps literal codes so that callers can name them. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(errors: T): T {
  return errors;
}

/** A described defect of some input: data, not an exception. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  /** What the message quotes, so that it can be told in another language. */
  readonly params?: ErrorParams;
}
