export const db = 'a connection';
