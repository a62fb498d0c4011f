import type { AreaType, PatchState } from '../contract.ts';

/** Red-line units in reds, protected areas in greens and blues, as maps of both are usually drawn. */
export const AREA_COLOURS: Readonly<Record<AreaType, string>> = {
  function: '#c8463c',
  sensitive: '#e08a5a',
  'national-park': '#1d6b45',
  reserve: '#3f9b6b',
  'nature-park': '#4a8fb5',
};

/** By how far a patch has come: desk in greys and blues, field in violets, problems in reds, ends in greens. */
export const STATE_COLOURS: Readonly<Record<PatchState, string>> = {
  detected: '#6b7b82',
  clue: '#2f7f9f',
  suspected: '#b07514',
  dispatched: '#5b6bc0',
  verifying: '#3f55b5',
  verified: '#7a4fa8',
  violation: '#c62828',
  rectifying: '#c2561a',
  submitted: '#a8720f',
  closed: '#2f8f4e',
  'looked-back': '#1e6b3a',
  discarded: '#8a9599',
  archived: '#5f7a6b',
  superseded: '#a7b0b3',
};
