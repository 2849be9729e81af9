import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		paths: { relative: false },
		// `installWorker` does it: Kit does not hear when that fails, and does not try again.
		serviceWorker: { register: false },
		// `guardRequest` looks at the Origin of every request, forms included, and answers in the API's own form.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// The hash is of the one inline style that Kit itself sets, on the line that tells a screen reader of a new page.
				'style-src': ['self', 'unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				// Text becomes HTML or a script through these alone: Svelte's templates, the address of the service worker, and ProseMirror's
				// parser of what is pasted, which works in a document of its own that runs nothing.
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'inkling-worker', 'ProseMirrorClipboard']
			}
		}
	}
};
