import type { Parts } from '../without-parts.ts';

/**
 * Tiptap without what this editor never has: decorations and views of extensions, documents of HTML, places as objects, core
 * extensions that tell of events nobody listens to, and commands that nobody gives.
 */
export const tiptapCore: Parts = {
	file: /\/@tiptap\/core\/dist\/index\.js$/,
	emptied: [
		'warnOnDuplicatedProseMirrorModel',
		'ExtensionManager.createDecorationPlugin',
		'ExtensionManager.nodeViews',
		'ExtensionManager.markViews',
		'Editor.injectCSS',
		'CommandManager.createFakeChain',
		'CommandManager.createFallbackCan'
	],
	cut: [
		'ExtensionManager.dispatchTransaction',
		'ExtensionManager.transformPastedHTML',
		'Editor.captureTransaction',
		'Editor.getHTML',
		'Editor.getText',
		'Editor.createNodeViews',
		'Editor.setEditable',
		'Editor.unregisterPlugin',
		'Editor.$node',
		'Editor.$nodes',
		'Editor.$pos',
		'Editor.$doc',
		...[
			'blur',
			'clearContent',
			'cut',
			'deleteNode',
			'enter',
			'focus',
			'forEach',
			'joinDown',
			'joinTextblockBackward',
			'joinTextblockForward',
			'joinUp',
			'keyboardShortcut',
			'resetAttributes',
			'selectParentNode',
			'setNodeSelection',
			'setTextDirection',
			'setTextSelection',
			'unsetAllMarks',
			'unsetTextDirection',
			'updateAttributes',
			'updateDecorations'
		].map((command) => `commands_exports.${command}`)
	],
	replaced: [
		// `prosemirrorState` has none.
		['\t\ttoJSON: state.toJSON.bind(state),\n', ''],
		[
			'if (schemaSpec === void 0) return new Schema(getSchemaSpecByResolvedExtensions(extensions, editor));',
			'return new Schema(getSchemaSpecByResolvedExtensions(extensions, editor));'
		],
		[
			'return this.hasSchemaSpec ? getSchemaAttributes(attributes, this.schema) : attributes;',
			'return attributes;'
		],
		['} else if (key === "style") {', '} else if (false) {'],
		[
			'if (!(e instanceof Error) || !["[tiptap error]: Invalid JSON content", "[tiptap error]: Invalid HTML content"].includes(e.message)) throw e;',
			'throw e;'
		],
		// What is looked at with `errorOnInvalidContent`, which is never asked for.
		[
			'if (options.errorOnInvalidContent) {\n\t\t\tlet hasInvalidContent',
			'if (false) {\n\t\t\tlet hasInvalidContent'
		],
		[
			'if (!options.errorOnInvalidContent && !editor.options.enableContentCheck && editor.options.emitContentError) try',
			'if (false) try'
		],
		[
			'const dispatch = enableExtensionDispatchTransaction ? this.extensionManager.dispatchTransaction(baseDispatch) : baseDispatch;',
			'const dispatch = baseDispatch;'
		],
		[
			'const transformPastedHTML = this.extensionManager.transformPastedHTML(baseTransformPastedHTML);',
			'const transformPastedHTML = baseTransformPastedHTML;'
		],
		[
			'if (this.options.autofocus !== false && this.options.autofocus !== null) this.commands.focus(this.options.autofocus);',
			''
		],
		[
			'const { editorProps, enableExtensionDispatchTransaction } = this.options;',
			'const { editorProps } = this.options;'
		],
		[
			',\n\t\t\tDrop,\n\t\t\tPaste,\n\t\t\tDelete,\n\t\t\tTextDirection.configure({ direction: this.options.textDirection })',
			''
		],
		...['Drop', 'Paste', 'Delete', 'TextDirection'].map((name): [string, string] => [
			`const ${name} = Extension.create(`,
			`const ${name} = /* @__PURE__ */ Extension.create(`
		]),
		['if (isDev && !this.hasWarnedStaleDecorationRead && isInDecorationApplyScope(this)) {', 'if (false) {'],
		['\t\tthis.utils = {\n\t\t\tgetUpdatedPosition,\n\t\t\tcreateMappablePosition\n\t\t};\n', '']
	]
};
