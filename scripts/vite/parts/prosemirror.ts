import type { Parts } from '../without-parts.ts';

const each = (owners: string[], name: string) => owners.map((owner) => `${owner}.${name}`);
const registered = (owner: string, names: Record<string, string>) =>
	Object.entries(names).map(([id, name]): [string, string] => [`${owner}.jsonID("${id}", ${name});`, '']);

const otherSteps = ['AddNodeMarkStep', 'RemoveNodeMarkStep', 'AttrStep', 'DocAttrStep'];
const steps = ['AddMarkStep', 'RemoveMarkStep', 'MarkSetStep', 'ReplaceStep', 'ReplaceAroundStep'];

/** Steps that nobody sends anywhere, and without those that change marks and attributes of nodes: no command here makes one. */
export const prosemirrorTransform: Parts = {
	file: /\/prosemirror-transform\/dist\/index\.js$/,
	cut: [
		...each([...steps, ...otherSteps, 'Step'], 'fromJSON'),
		...each([...steps, ...otherSteps], 'toJSON'),
		...each(['Transform'], 'addNodeMark'),
		...each(['Transform'], 'removeNodeMark'),
		...each(['Transform'], 'setNodeAttribute'),
		...each(['Transform'], 'setDocAttribute'),
		// Nobody here asks what was touched, or makes one mapping of two.
		'Transform.changedRange',
		'StepMap.touches',
		'Mapping.appendMapping'
	],
	replaced: registered('Step', {
		addMark: 'AddMarkStep',
		removeMark: 'RemoveMarkStep',
		markSet: 'MarkSetStep',
		addNodeMark: 'AddNodeMarkStep',
		removeNodeMark: 'RemoveNodeMarkStep',
		replace: 'ReplaceStep',
		replaceAround: 'ReplaceAroundStep',
		attr: 'AttrStep',
		docAttr: 'DocAttrStep'
	})
};

const selections = ['TextSelection', 'NodeSelection', 'AllSelection'];

/** States and selections are never stored: the cursor's place is kept as two numbers. */
export const prosemirrorState: Parts = {
	file: /\/prosemirror-state\/dist\/index\.js$/,
	cut: [
		...each([...selections, 'Selection', 'EditorState'], 'fromJSON'),
		...each([...selections], 'toJSON'),
		'EditorState.toJSON'
	],
	replaced: registered('Selection', { text: 'TextSelection', node: 'NodeSelection', all: 'AllSelection' })
};

/** No rule here asks in which nodes a pasted element stands, and nobody stores a piece of a document or appends to one by its places. */
export const prosemirrorModel: Parts = {
	file: /\/prosemirror-model\/dist\/index\.js$/,
	cut: ['Slice.fromJSON', 'ContentMatch.toString', 'ResolvedPos.posAtIndex', 'Node.canAppend'],
	emptied: ['ParseContext.matchesContext']
};

/**
 * Views of nodes and marks are ProseMirror's own here, and browsers those that can run the rest of the app: no Internet Explorer.
 * Who pastes is the person, and nobody asks for a place by an element.
 */
export const prosemirrorView: Parts = {
	file: /\/prosemirror-view\/dist\/index\.js$/,
	cut: ['EditorView.pasteText', 'EditorView.pasteHTML', 'EditorView.posAtDOM'],
	replaced: [
		['const ie_edge = /Edge\\/(\\d+)/.exec(agent);', ''],
		['const ie_upto10 = /MSIE \\d/.exec(agent);', ''],
		['const ie_11up = /Trident\\/(?:[7-9]|\\d{2,})\\..*rv:(\\d+)/.exec(agent);', ''],
		['const ie = !!(ie_upto10 || ie_11up || ie_edge);', 'const ie = false;'],
		[
			'const ie_version = ie_upto10 ? document.documentMode : ie_11up ? +ie_11up[1] : ie_edge ? +ie_edge[1] : 0;',
			'const ie_version = 0;'
		],
		[
			'const brokenClipboardAPI = (ie && ie_version < 15) ||\n    (ios && webkit_version < 604);',
			'const brokenClipboardAPI = false;'
		],
		[
			'let custom = view.nodeViews[mark.type.name];\n        let spec = custom && custom(mark, view, inline);',
			'let spec;'
		],
		[
			`        let custom = view.nodeViews[node.type.name], descObj;
        let spec = custom && custom(node, view, () => {
            // (This is a function that allows the custom view to find its
            // own position)
            if (!descObj)
                return pos;
            if (descObj.parent)
                return descObj.parent.posBeforeChild(descObj);
        }, outerDeco, innerDeco);
        let dom = spec && spec.dom, contentDOM = spec && spec.contentDOM;
        if (node.isText)`,
			'        let dom, contentDOM;\n        if (node.isText)'
		],
		[
			`        if (spec)
            return descObj = new CustomNodeViewDesc(parent, node, outerDeco, innerDeco, dom, contentDOM || null, nodeDOM, spec);
        else if (node.isText)`,
			'        if (node.isText)'
		],
		['this.nodeViews = buildNodeViews(this);', ''],
		// No box of this app stands in a shadow tree.
		['return safari && this.root.nodeType === 11 &&', 'return false &&'],
		[
			`        if (pluginsChanged || this._props.plugins != prevProps.plugins || this._props.nodeViews != prevProps.nodeViews) {
            let nodeViews = buildNodeViews(this);
            if (changedNodeViews(nodeViews, this.nodeViews)) {
                this.nodeViews = nodeViews;
                redraw = true;
            }
        }
`,
			''
		]
	]
};
