import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only server/config/environment.ts reads the environment.',
}
const clockOrChance = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `today`; no clock in here.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pass `today`; no clock in here.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'No chance in here: the same input gives the same result.',
  },
]
const dayByUtc = {
  selector: "CallExpression[callee.property.name='slice'][callee.object.callee.property.name='toISOString']",
  message: 'A day is by Swedish clocks: providers/swedish-clock.ts; a day counted from another: addDays.',
}
const clockInPages = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'The service says what day it is.',
}
const ownRounding = {
  selector:
    "CallExpression[callee.object.name!='Math'][callee.property.type='Identifier'][callee.property.name=/^(floor|ceil|round|toNearest|toDecimalPlaces)$/]",
  message: 'Round by forecasting/model/rounding.ts, which sees no noise of divisions.',
}

export default tseslint.config(
  {
    ignores: ['node_modules', 'build', '.local', '.cache', 'coverage', 'test-results', 'playwright-report', 'reports'],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Remix throws Response and redirect() from loaders by design.
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            { from: 'lib', name: 'Response' },
            { from: 'package', package: '@remix-run/router', name: 'TypedResponse' },
          ],
        },
      ],
      'no-console': 'error',
      'no-restricted-syntax': ['error', processEnv],
    },
  },
  { files: ['app/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
  {
    files: ['forecasting/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, ...clockOrChance, ownRounding] },
  },
  {
    files: [
      'forecasting/model/rounding.ts',
      'forecasting/explanation/steps.ts',
      'forecasting/**/*.test.ts',
      'forecasting/testing/**',
    ],
    rules: { 'no-restricted-syntax': ['error', processEnv, ...clockOrChance] },
  },
  {
    files: ['app/**', 'server/**', 'providers/**'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', processEnv, dayByUtc] },
  },
  {
    files: ['app/**'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', processEnv, dayByUtc, clockInPages] },
  },
  { files: ['server/observability/**'], rules: { 'no-console': 'off' } },
  { files: ['server/config/environment.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // The launchers, measurements and journeys are programs for a terminal: they print and read the environment.
  {
    files: ['scripts/**', 'bench/**', 'e2e/**', 'vite.config.ts', 'vitest.config.ts', 'providers/simulator/main.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  // Plain JavaScript has no types to check against.
  {
    files: ['**/*.js', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        module: 'readonly',
      },
    },
  },
)
