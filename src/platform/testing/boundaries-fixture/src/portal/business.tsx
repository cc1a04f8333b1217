// portal-knows-no-business
export { calm as leak } from '#commons/calm/index.ts';
