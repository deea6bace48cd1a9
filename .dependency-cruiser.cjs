/**
 * Who may import whom: the rooms of docs/architecture.md as rules. Every rule is an error;
 * scripts/boundaries.test.ts plants one breach of each and sees it reported.
 */
const test = '\\.test\\.tsx?$'
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Modules that need each other are one module.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'app-asks-only-the-api',
      'app/ knows the server by the types of services/api.ts and services/api/ alone.',
      { path: '^app/', pathNot: test },
      { path: '^(server|providers|forecasting|migrations|scripts|e2e)/', pathNot: '^server/services/api(\\.ts$|/)' },
    ),
    rule(
      'app-takes-types-only',
      'What app/ takes from services/api.ts and services/api/ are types.',
      { path: '^app/', pathNot: test },
      { path: '^server/services/api(\\.ts$|/)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'forecasting-stands-alone',
      'forecasting/ is law and arithmetic: nothing but itself and decimal.js.',
      { path: '^forecasting/', pathNot: [test, '^forecasting/testing/'] },
      { pathNot: '^(forecasting/|node_modules/decimal\\.js/)' },
    ),
    rule(
      'parameters-hold-data',
      'parameters/ are figures; they use no rules.',
      { path: '^forecasting/parameters/' },
      { path: '^forecasting/(rules|projection|plan|explanation)/' },
    ),
    rule(
      'scheme-through-its-index',
      'A scheme is used through its index.ts.',
      { path: '^(?!forecasting/rules/)', pathNot: test },
      { path: '^forecasting/rules/[^/]+/', pathNot: '^forecasting/rules/[^/]+/index\\.ts$' },
    ),
    rule(
      'schemes-through-each-others-index',
      'One scheme uses another through its index.ts.',
      { path: '^forecasting/rules/([^/]+)/', pathNot: test },
      {
        path: '^forecasting/rules/[^/]+/',
        pathNot: ['^forecasting/rules/$1/', '^forecasting/rules/[^/]+/index\\.ts$'],
      },
    ),
    rule(
      'providers-know-only-the-model',
      'providers/ translate the outside into forecasting/model, and ask nothing of the server.',
      { path: '^providers/', pathNot: test },
      { path: '^(app|server|migrations|e2e|scripts|forecasting/(?!model/))' },
    ),
    rule(
      'insurers-do-not-know-each-other',
      'One insurer\u2019s quirks never leak into another.',
      { path: '^providers/insurers/([^/]+)/' },
      { path: '^providers/insurers/', pathNot: '^providers/insurers/$1/' },
    ),
    rule(
      'wire-libraries-in-providers',
      'soap, xml2js and libxml2 are used only in providers/.',
      { path: '^(app|server|forecasting|migrations|e2e|scripts)/', pathNot: test },
      { path: '^node_modules/(soap|xml2js|libxml2-wasm)/' },
    ),
    rule(
      'sql-in-db',
      'knex and pg are used only in server/db, migrations/ and the set-up scripts.',
      { path: '^(app|server|providers|forecasting|e2e)/', pathNot: ['^server/db/', test] },
      { path: '^node_modules/(knex|pg|@types/pg)/' },
    ),
    rule(
      'simulator-stays-out-of-production',
      'The simulator and the local issuer are for development and tests.',
      { path: '^(app|server|providers|forecasting)/', pathNot: ['^providers/simulator/', '^server/testing/', test] },
      { path: '^(providers/simulator|scripts)/' },
    ),
    rule(
      'simulator-does-not-forecast',
      'The simulator has its own small tables, else the engine would confirm itself.',
      { path: '^providers/simulator/' },
      { path: '^forecasting/(?!model/)' },
    ),
    rule(
      'journeys-speak-http',
      'e2e meets the portal over HTTP alone.',
      { path: '^e2e/' },
      { path: '^(app|server|providers|forecasting|migrations)/' },
    ),
    rule(
      'migrations-stand-alone',
      'A migration never changes when the code around it does.',
      { path: '^migrations/', pathNot: test },
      { path: '^(app|server|providers|forecasting|scripts|e2e)/' },
    ),
    rule(
      'no-dev-packages-in-production',
      'What runs in production is a dependency.',
      {
        path: '^(app|server|providers|forecasting|migrations)/',
        pathNot: ['^providers/simulator/', '^server/http/pages\\.ts$', '/testing/', test],
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    ),
    rule(
      'resolvable',
      'Every import is found; those of altcha that are no modules are found by Vite.',
      {},
      { couldNotResolve: true, pathNot: ['^virtual:', '^altcha/(altcha\\.css|i18n/)'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.local|\\.cache|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
