// front-door
export { calm as leak } from '#commons/calm/above.ts';
