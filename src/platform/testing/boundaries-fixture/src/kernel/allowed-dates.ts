export const here = new Date();
