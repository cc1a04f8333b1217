export const feature = { key: 'pears', dependsOn: ['plums'] };
