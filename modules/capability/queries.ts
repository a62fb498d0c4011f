/** What other modules may ask capability, on the server. Read-only. */
export { canBeUsed, type Usability, type WhichEquipment } from './server/use-cases/can-be-used.ts';
