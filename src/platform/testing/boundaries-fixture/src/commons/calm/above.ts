// composition-stays-on-top
export { generated as leak } from '../../docs/generated.ts';
