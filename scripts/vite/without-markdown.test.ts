import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { withoutMarkdown } from './without-markdown.ts';

test('takes from an extension what is about Markdown, and nothing else', () => {
	const code = `
		const Bold = Mark.create({ name: 'bold', markdownTokenName: 'strong', renderMarkdown: (node, h) => h.render(node), priority: 1 });
		const Mention = Node.create({ ...base, parseMarkdown() { return null; }, ...createInlineMarkdownSpec({ name: '@' }) });
	`;
	const lighter = withoutMarkdown(code, parseSync('extension.js', code).program);
	expect(lighter.replace(/\s+/g, ' ').trim()).toBe(
		"const Bold = Mark.create({ name: 'bold', priority: 1 }); const Mention = Node.create({ ...base, });"
	);
});
