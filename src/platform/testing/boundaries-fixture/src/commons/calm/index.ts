export const calm = 'a commons';
