export { accessMatrix } from './access-matrix.ts';
export { type AccountWithPassword, createAccount } from './accounts.ts';
export { feature } from './module.ts';
export { authenticate } from './sessions.ts';
export { DEFAULT_SETTINGS, changeSignInSettings } from './settings.ts';
export { setUpNeeded, setupToken } from './set-up.ts';
export { lastSignIns, signInsLike } from './sign-in-log.ts';
export { formTokenKey } from './who-am-i.ts';
