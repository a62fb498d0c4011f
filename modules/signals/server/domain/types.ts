export type { FourWay, ParameterChange, Revision, Signal, SignalCode } from '@tarim/science';
export type { ImpossibleRelation } from '@tarim/standards';
