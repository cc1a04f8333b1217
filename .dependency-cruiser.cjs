const { existsSync, readdirSync, readFileSync } = require('node:fs');

// Who may import what (ARCHITECTURE.md, the rings). Each rule says why; boundaries.test.ts proves that each one bites.

const TEST = '\\.test\\.tsx?$|/testing/|/labelled/|^src/testing/|\\.fixture\\.ts$';
const FEATURE = '^src/(commons|modules)/[^/]+/';
/** Data that browser, documents and tests may read; bin/freshness.mjs knows the same names. */
const DECLARATION = '[^/]*\\b(?:contract|workflow|clocks|policy|roles|kinds)\\.ts$';
/** What puts the product together: root files and the folders beside main that see everything. */
const COMPOSITION = '^src/(?:[^/]+\\.tsx?$|(?:demo|docs|backup|testing)/)';
const BROWSER = '^src/(?:workbench|(?:commons|modules)/[^/]+/workbench)/';

/** A module may use another only where its manifest says `dependsOn`. */
function declaredDependencies() {
  if (!existsSync('src/modules')) return [];
  return readdirSync('src/modules').map((key) => {
    const manifest = `src/modules/${key}/module.ts`;
    const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '';
    const listed = /dependsOn: \[([^\]]*)\]/.exec(text)?.[1] ?? '';
    const allowed = [key, ...[...listed.matchAll(/'([^']+)'/g)].map((match) => match[1])];
    return {
      name: 'modules-say-what-they-depend-on',
      comment: 'Another module is used only where the manifest says dependsOn.',
      severity: 'error',
      from: { path: `^src/modules/${key}/`, pathNot: TEST },
      to: { path: `^src/modules/(?!(?:${allowed.join('|')})/)` },
    };
  });
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need one another at run time are one file. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'kernel-is-pure',
      comment: 'The kernel holds rules without input or output: it imports nothing but itself and hash functions.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { pathNot: '^src/kernel/|^(?:node:)?crypto$' },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'The platform uses the kernel, never commons, a module, the portal or the workbench.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/(?:commons|modules|portal|workbench)/' },
    },
    {
      name: 'portal-knows-no-business',
      comment: 'The layout and components of the public site are given rows; they know no feature.',
      severity: 'error',
      from: { path: '^src/portal/', pathNot: TEST },
      to: { path: '^src/(?:commons|modules|workbench)/' },
    },
    {
      name: 'commons-serve-modules',
      comment: 'Commons are used by modules and never know which.',
      severity: 'error',
      from: { path: '^src/commons/', pathNot: TEST },
      to: { path: '^src/modules/' },
    },
    {
      name: 'composition-stays-on-top',
      comment: 'What puts the product together is imported by nothing it puts together.',
      severity: 'error',
      from: { path: '^src/(?:kernel|platform|portal|commons|modules|workbench)/', pathNot: TEST },
      to: { path: COMPOSITION },
    },
    {
      name: 'front-door',
      comment: 'Another feature is reached through its index.ts only; its declarations may be read by all.',
      severity: 'error',
      from: { path: '^src/(commons|modules)/([^/]+)/', pathNot: `${TEST}|${BROWSER}` },
      to: { path: `${FEATURE}(?!index\\.ts$|${DECLARATION})`, pathNot: '^src/$1/$2/' },
    },
    {
      name: 'front-door-from-above',
      comment: 'The composition, too, knows features by their index.ts only.',
      severity: 'error',
      from: { path: COMPOSITION, pathNot: TEST },
      to: { path: `${FEATURE}(?!index\\.ts$)` },
    },
    ...declaredDependencies(),
    {
      name: 'declarations-stay-data',
      comment:
        'Contracts, workflows, clocks, policies and lists of kinds are read by browser, documents and tests: nothing that runs.',
      severity: 'error',
      from: { path: `${FEATURE}${DECLARATION}|^src/platform/system/contract\\.ts$` },
      to: {
        path: '^src/(?:platform|portal)/|/(?:queries|commands|steps|routes|jobs|module|index)\\.tsx?$|^node_modules/(?!typebox/)|^(?:node:)?(?:fs|path|crypto|net|http)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-do-not-query',
      comment: 'Pages receive rows; routes fetch them.',
      severity: 'error',
      from: { path: `${FEATURE}pages/`, pathNot: `${TEST}|routes\\.tsx?$` },
      to: {
        path: '^src/platform/db\\.ts$|queries\\.ts$|/commands(?:/|\\.ts$)|^node_modules/kysely/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'browser-takes-declarations-only',
      comment: 'Workbench code runs in the browser: of the rest it takes the kernel and declarations.',
      severity: 'error',
      from: { path: BROWSER, pathNot: TEST },
      to: {
        path: `^src/(?:platform/(?!system/contract\\.ts$)|portal/)|${FEATURE}(?!workbench/|${DECLARATION}|[^/]+/contract\\.ts$)`,
      },
    },
    {
      name: 'server-takes-no-screens',
      comment: 'Nothing on the server needs a screen.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${TEST}|${BROWSER}` },
      to: { path: BROWSER },
    },
    {
      name: 'no-tests-in-production',
      comment: 'Test helpers stay in tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'boundaries-fixture|\\.css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
};
