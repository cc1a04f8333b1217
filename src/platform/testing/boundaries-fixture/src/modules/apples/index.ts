export const apples = 'a module';
