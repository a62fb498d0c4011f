import type { TarimError } from '@tarim/kernel';

/** Turns a broken unique constraint into the coded error that says what is taken. */
export async function conflicts<T>(
  errors: Readonly<Record<string, () => TarimError>>,
  body: () => Promise<T>,
): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    const known = code === '23505' && constraint ? errors[constraint] : undefined;
    throw known ? known() : error;
  }
}
