export { normalOf, randomOf } from '../random.ts';
