export const count = 7;
