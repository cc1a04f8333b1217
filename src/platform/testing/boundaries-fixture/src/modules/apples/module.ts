export const feature = { key: 'apples', dependsOn: [] };
