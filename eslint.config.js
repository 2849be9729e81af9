import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	{
		ignores: [
			'build/',
			'clients/typescript/dist/',
			'.svelte-kit/',
			'data/',
			'test-results/',
			'playwright-report/',
			'coverage/'
		]
	},
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			complexity: ['error', 15],
			'max-depth': ['error', 3],
			'max-params': ['error', 5],
			'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			eqeqeq: 'error',
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
			// TypeScript knows the names better.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			// Such an import would load the module for nothing, and in the browser zod with it.
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			// A handler, a migration or a store may be asynchronous by its type alone.
			'@typescript-eslint/require-await': 'off',
			// Kit's own `redirect` and `error` are thrown values.
			'@typescript-eslint/only-throw-error': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// The app always stands at the root of its origin.
			'svelte/no-navigation-without-resolve': 'off',
			// State changes by `createSubscriber` over the mirror; a Map in it is only an index of one answer.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		// svelte-check types the markup; what reaches ESLint of a generic component or a snippet is `any`. So is, in tests and
		// measurements, what a server answered: they look at it from outside.
		files: ['**/*.svelte', '**/*.test.ts', 'tests/**', 'bench/**'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	{
		// It runs in no window, so it has types of its own.
		files: ['src/service-worker.ts'],
		languageOptions: {
			parserOptions: { projectService: false, project: './tsconfig.service-worker.json' }
		}
	},
	{
		// Plain JavaScript is checked by svelte-check, through its JSDoc.
		files: ['**/*.js', '**/*.mjs'],
		extends: [ts.configs.disableTypeChecked]
	},
	{
		// A table of events, one after another.
		files: ['src/lib/protocol/contract.ts'],
		rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' }
	},
	{
		// Printed from the contract, nobody writes it.
		files: ['clients/typescript/src/wire.ts'],
		rules: { 'max-lines': 'off' }
	},
	{
		// A test is a story: its length is its steps.
		files: ['**/*.test.ts', 'tests/**'],
		rules: { 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' }
	}
);
