import { READ_OWN } from '@tarim/platform/contract';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

/** Where the signed-in person may do something: in units with all below them, in enterprises of their own. */
export interface SessionGrant {
  readonly action: string;
  readonly unitPaths: readonly string[];
  readonly enterpriseIds: readonly number[];
}

/** Who is signed in, as the session route tells it. */
export interface Session {
  readonly userId: string;
  readonly name: string;
  readonly grants: readonly SessionGrant[];
  /** Data of the platform, or some of them, are made by a simulator. */
  readonly simulated: boolean;
}

/** Whether something may be done: at the unit, or without one somewhere. */
export type May = (action: string, unitPath?: string) => boolean;

interface State {
  readonly session: Session;
  readonly may: May;
}

const NOBODY: State = {
  session: { userId: '', name: '', grants: [], simulated: false },
  may: () => false,
};
const Context = createContext<State>(NOBODY);

export function mayOf(grants: readonly SessionGrant[]): May {
  const granted = new Map(grants.map((one) => [one.action, one]));
  return (action, unitPath) => {
    const grant = granted.get(action);
    if (!grant) return false;
    if (unitPath === undefined) return grant.unitPaths.length + grant.enterpriseIds.length > 0;
    return grant.unitPaths.some((path) => unitPath.startsWith(path));
  };
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  const value = useMemo(() => ({ session, may: mayOf(session.grants) }), [session]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSession(): Session {
  return useContext(Context).session;
}

/**
 * What the signed-in person may do, so that a page shows no button that would only be refused:
 * `useMay('registry.write')` somewhere, `useMay('registry.write', point.unitPath)` there, `useMay('x.y', '/')` for the
 * whole platform; `useMay()` gives the question itself, for the rows of a table. The server asks again in any case.
 */
export function useMay(): May;
export function useMay(action: string, unitPath?: string): boolean;
export function useMay(action?: string, unitPath?: string): May | boolean {
  const { may } = useContext(Context);
  return action === undefined ? may : may(action, unitPath);
}

/** Enterprises that the signed-in person belongs to; empty for staff. */
export function useOwnEnterprises(): readonly number[] {
  const { grants } = useSession();
  return grants.find((one) => one.action === READ_OWN)?.enterpriseIds ?? [];
}
